"""Makes the edition for students from a course as it is committed: what is in it, as bytes.

Nothing gets in that is not named here.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader import hidden
from grader.author.examples import public as public_suite
from grader.author.pristine import answered
from grader.course import FULL_NAME
from grader.errors import KitFault
from grader.judge import references, sources
from grader.judge.references import Record
from grader.words.names import typed
from grader.words.text import _, unbroken

# Where a page of the edition comes from.
PAGES = {
    "README.md": "docs/edition/README.md",
    "LICENSE": "LICENSE",
    "datasets/README.md": "datasets/README.md",
    "docs/students.md": "docs/students.md",
    "docs/notebook.md": "docs/notebook.md",
    "docs/progress.md": "docs/progress.md",
    "docs/watch.md": "docs/watch.md",
    ".pdbrc": ".pdbrc",  # so that Python's debugger finds the exercises
}
OPTIONAL = {".pdbrc", "LICENSE", "docs/notebook.md", "docs/progress.md", "docs/watch.md"}
# What tells our own tests how to run a page is nothing to read.
REMARK = re.compile(rb"^<!--.*?-->\r?\n", re.MULTILINE)

KIT = "grader/"
# Rooms of the whole course, of which a student has no use.
STAY = ("grader/author/", "grader/classroom/")
COMPILED = (".pyc", ".pyo")  # they tell where they were made, and are made anew
ARRAY = re.compile(r"datasets/(\w+)\.\w+\.npy")


@dataclass(frozen=True)
class Edition:
    """What is handed out.

    Attributes:
        name: the folder that it unpacks into.
        exercises: full names, in order.
        files: contents by path in that folder.
    """

    name: str
    exercises: tuple[str, ...]
    files: dict[str, bytes]


def edition_of(course: Mapping[str, bytes], public: bool) -> Edition:
    """Return the edition of a course.

    Args:
        course: its committed files by path.
        public: whether the hidden suites stay out, and the examples of the statements are
            judged instead.

    Raises:
        KitFault: a file that belongs into it is not committed, or an answer was committed
            in a stub.
    """
    names = exercises_of(course)
    files = {
        path: data
        for path, data in course.items()
        if path.startswith(KIT) and not path.startswith(STAY) and not path.endswith(COMPILED)
    }
    for path, source in PAGES.items():
        if source in course or path not in OPTIONAL:
            files[path] = REMARK.sub(b"", _of(course, source))
    name, files["pyproject.toml"] = _pyproject(_of(course, "pyproject.toml"))
    packed: dict[str, bytes] = {}
    for exercise in names:
        stub, record = f"exercises/{exercise}.py", f"datasets/references/{exercise}.record"
        # The second one is what `grade reset` restores.
        files[stub] = packed[f"{exercise}/stub.py"] = _of(course, stub)
        whole = references.parse(_of(course, record), record, exercise)
        _refuse_answers(stub, files[stub])
        suite = f"{exercise}/test_{exercise}.py"
        packed[suite], files[record] = _of(course, f"{hidden.FOLDER}/{suite}"), course[record]
        if public:
            packed[suite], files[record] = _public(course, exercise, whole)
        else:
            _add_probes(course, exercise, packed, files)
        described = f"{exercise}/{hidden.DESCRIPTION}"
        packed[described] = _of(course, f"{hidden.FOLDER}/{described}")
    files |= _data(course, names)
    files[hidden.PACK] = archive(packed, zipfile.ZIP_BZIP2)
    return Edition(name, names, dict(sorted(files.items())))


def exercises_of(course: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the full names of the exercises of a committed course, in order."""
    folder = re.compile(rf"{hidden.FOLDER}/({FULL_NAME.pattern})/")
    found = {match[1] for match in map(folder.match, course) if match}
    if not found:
        raise KitFault(
            _("no exercise is committed in {folder}/", folder=hidden.FOLDER),
            _("git add, git commit"),
        )
    return tuple(sorted(found))


def archive(files: Mapping[str, bytes], compression: int) -> bytes:
    """Return a zip file that is the same for the same files, on every machine.

    Args:
        compression: zip's number of it: stored, or bzip2, whose bytes do not depend on
            the release of its library. Those of zlib do.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            about.create_system = 3  # Unix, whose permissions follow
            about.external_attr = 0o100644 << 16
            packed.writestr(about, files[name], compression, compresslevel=9)
    return target.getvalue()


def _add_probes(
    course: Mapping[str, bytes],
    exercise: str,
    packed: dict[str, bytes],
    files: dict[str, bytes],
) -> None:
    """Add an exercise's probes and their record, where it has some."""
    probes, record = f"{exercise}/probes.py", f"datasets/references/{exercise}.probes"
    if f"{hidden.FOLDER}/{probes}" in course:
        packed[probes] = course[f"{hidden.FOLDER}/{probes}"]
        files[record] = _of(course, record)


def _of(course: Mapping[str, bytes], path: str) -> bytes:
    if path not in course:
        raise KitFault(
            _("{file} is not committed, and belongs into the edition", file=path),
            _(
                "{add}, and {commit}",
                add=unbroken(typed("git", "add", path)),
                commit=unbroken("git commit"),
            ),
        )
    return course[path]


def _refuse_answers(path: str, stub: bytes) -> None:
    """Refuse a stub in which a function is written: its lines are no secret, being there."""
    try:
        tree = ast.parse(stub)
    except (SyntaxError, ValueError) as error:
        raise KitFault(_("{file} is no Python: {error}", file=path, error=error)) from error
    if name := answered(tree):
        raise KitFault(
            _("{file} was committed with an answer in it: {function} is written",
              file=path, function=name),
            _("make its body   raise NotImplementedError({function!r})", function=name),
        )  # fmt: skip


def _public(course: Mapping[str, bytes], exercise: str, whole: Record) -> tuple[bytes, bytes]:
    """Return suite and record of the examples in a statement."""
    stub = _of(course, f"exercises/{exercise}.py").decode()
    solution = _of(course, f"solutions/{exercise}.py").decode()
    others = {}
    for name in exercises_of(course):
        if name < exercise and re.search(rf"\b{name}\b", stub + solution):
            others[name] = _of(course, f"solutions/{name}.py").decode()
    with sources.importable(others):
        made = public_suite(exercise, stub, solution, whole)
    return made.suite.encode(), made.record


def _data(course: Mapping[str, bytes], names: Sequence[str]) -> dict[str, bytes]:
    """Return all arrays of the data sets that hidden suites or stubs name."""
    paths = [f"{hidden.FOLDER}/{name}/test_{name}.py" for name in names]
    paths += [f"exercises/{name}.py" for name in names]
    named = {word for path in paths for word in re.findall(r"\w+", course[path].decode())}
    arrays = {path: ARRAY.fullmatch(path) for path in course}
    return {path: course[path] for path, match in arrays.items() if match and match[1] in named}


def _pyproject(text: bytes) -> tuple[str, bytes]:
    """Return the project's name, and a pyproject.toml without what only authors need."""
    told = tomllib.loads(text.decode())
    project, table = told["project"], told["tool"]["grade"]
    filled = PYPROJECT.format(
        name=json.dumps(project["name"]),
        version=json.dumps(project["version"]),
        description=json.dumps(project["description"]),
        python=json.dumps(project["requires-python"]),
        dependencies="".join(f"    {json.dumps(item)},\n" for item in project["dependencies"]),
        notebook=json.dumps(project.get("optional-dependencies", {}).get("notebook", [])),
        data="".join(
            f"{json.dumps(package)} = {json.dumps(patterns)}\n"
            for package, patterns in told["tool"]["setuptools"].get("package-data", {}).items()
        ),
        table="".join(f"{key} = {json.dumps(text)}\n" for key, text in table.items()),
    )
    return str(project["name"]), filled.encode()


PYPROJECT = """\
[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = {name}
version = {version}
description = {description}
requires-python = {python}
dependencies = [
{dependencies}]

[project.optional-dependencies]
notebook = {notebook}

[project.scripts]
grade = "grader.start:main"

[tool.setuptools]
package-dir = {{ "" = "." }}

[tool.setuptools.packages.find]
include = ["grader*"]

[tool.setuptools.package-data]
{data}
# A folder with this table is a course: grade finds it upwards from where you are.
[tool.grade]
{table}
# pytest, and the testing pane of an editor, judge as grade does.
[tool.pytest.ini_options]
testpaths = ["exercises"]
addopts = "-p grader.pytest_plugin"
timeout = 300
"""
