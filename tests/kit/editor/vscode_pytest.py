"""Stands in for the pytest plugin of an editor: asks items what that asks, tells a pipe.

    python -m pytest -p vscode_pytest --collect-only --rootdir=FOLDER     which tests there are
    python vscode_pytest.py --rootdir=FOLDER                              runs those that the
                                                        file in RUN_TEST_IDS_PIPE names

Every line in the pipe TEST_RUN_PIPE is one object of JSON.
"""

import json
import os
import sys
from pathlib import Path

PATHS = {}  # of items by id, since a report has none


def tell(**told):
    """Write one object into the pipe."""
    with open(os.environ["TEST_RUN_PIPE"], "a", encoding="utf-8") as pipe:
        pipe.write(json.dumps(told) + "\n")


def run_id(nodeid, path):
    """Return the id that the editor sends to run a test: the whole path, and the names."""
    return "::".join([str(path), *nodeid.split("::")[1:]])


def folder_in(tree, path):
    """Return the place of a folder in the tree, which is made where it is new."""
    if path == Path(tree["path"]):
        return tree
    above = folder_in(tree, path.parent)
    known = {child["path"]: child for child in above["children"]}
    if str(path) not in known:
        known[str(path)] = {"name": path.name, "path": str(path), "children": []}
        above["children"].append(known[str(path)])
    return known[str(path)]


def pytest_collection_finish(session):
    """Tell all tests as a tree of folders and files, as they were collected."""
    tree = {"name": session.path.name, "path": str(session.path), "children": []}
    for item in session.items:
        line = item.location[1]
        folder_in(tree, item.path)["children"].append(
            {
                "name": item.name,
                "path": str(item.path),
                "lineno": "" if line is None else str(line + 1),
                "shown": item.reportinfo()[2],
                "parametrized": hasattr(item, "callspec"),
                "parent": str(item.parent.path),
                "id": item.nodeid,
                "runID": run_id(item.nodeid, item.path),
            }
        )
    if session.config.option.collectonly:
        tell(tests=tree)


def pytest_exception_interact(node, call, report):
    """Tell what could not be collected."""
    if report.when == "collect":
        tell(error=call.excinfo.exconly(), traceback=report.longreprtext)


def pytest_runtest_protocol(item):
    """Keep where an item is, before it runs."""
    PATHS[item.nodeid] = item.path


def pytest_runtest_logreport(report):
    """Tell how a test ended."""
    if report.when == "call" or report.failed:
        tell(
            test=run_id(report.nodeid, PATHS[report.nodeid]),
            outcome="success" if report.passed else "failure",
            message=report.longreprtext,
        )


if __name__ == "__main__":
    import pytest

    sys.path.insert(0, os.getcwd())
    with open(os.environ["RUN_TEST_IDS_PIPE"], encoding="utf-8") as asked:
        ids = asked.read().splitlines()
    sys.exit(pytest.main(["-p", "vscode_pytest", *sys.argv[1:], *ids]))
