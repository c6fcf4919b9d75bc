"""Has tests run side by side, and leaves out what is no test.

Hidden suites are collected by the course's own plugin.
"""

import os

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")

# What is stored as expected is English, whatever this machine speaks.
os.environ["GRADE_LANGUAGE"] = "en"

# Submissions and kept files are opened by the tests beside them, never collected.
collect_ignore = [
    "kit/submissions",
    "kit/right",
    "kit/small_course",
    "kit/building",
    "kit/kept",
]

MOST = 5  # processes; the longest file of tests takes as long as a fifth of all
# Files that take longest: begun last, each would be waited for.
LONGEST = (
    "situations",
    "styles",
    "hostile",
    "batch",
    "release",
    "watch",
    "pytest_plugin",
    "bubblewrap",
)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Give each core a process of tests, unless the command line says how many.

    Here and not in pyproject.toml: students have no pytest-xdist, and no use for it.
    """
    distributes = config.pluginmanager.hasplugin("xdist") and not hasattr(config, "workerinput")
    if distributes and config.option.numprocesses is None:
        # One more than cores: many tests wait for processes of their own.
        most = config.option.maxprocesses or MOST
        config.option.numprocesses = min(most, (os.cpu_count() or 1) + 1)
        if config.option.dist == "no":
            # What the tests of a file share is started once.
            config.option.dist = "loadfile"
            config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest."""
    places = {f"test_{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))
