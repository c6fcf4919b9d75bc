"""Who imports whom: the order of the design holds, and judging needs no extra."""

import ast
import json
import re
import subprocess
import sys

import pytest

from tests.kit.workshop import ROOT, copy_of

PACKAGE = ROOT / "grader"
MODULES = sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.py"))

# A name may import only names to its left, and its own.
ORDER = [
    "report",
    "words",
    "errors",
    "hidden",
    "settings",
    "course",
    "completion",
    "datasets",
    "sandbox",
    "judge",
    "render",
    "console",
    "command",
    "author",
    "classroom",
    "learn",
    "notebook",
    "pytest_plugin",
    "cli",
    "start",
]
# Outside of that order: small enough for everyone, and importing none of it.
FREE = {"files"}
INSIDE = {"worker", "warm", "wire", "plain", "respond"}
EXTRAS = [
    "torch",
    "pyseccomp",
    "distributed",
    "hypothesis",
    "sklearn",
    "scipy",
    "pandas",
    "jinja2",
    "dask",
    "rich",
    "watchfiles",
    "playwright",
    "IPython",
    "mypy",
    "pytest",
    "_pytest",
    "pytest_timeout",
]


def imports_of(path, for_types=True):
    """Return the modules that a file imports anywhere, also inside functions.

    Without `for_types` those that only mypy reads are left out.
    """
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    if not for_types:
        tree.body = [node for node in tree.body if not is_for_types(node)]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_for_types(node):
    """Whether a statement is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def kit_names(path):
    """Return the parts of the kit that a file imports: `judge`, `report`, ...

    A drawer may name the records of whoever makes them for mypy alone.
    """
    imported = imports_of(path, for_types=path.parts[1] != "render")
    names = {name.split(".")[1] for name in imported if name.startswith("grader.")}
    return names - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_follow_the_order(path):
    """A module imports only parts of the kit that stand before its own."""
    part = path.parts[1].removesuffix(".py")
    if part == "__init__":
        assert kit_names(path) <= {"notebook"}  # where `%load_ext grader` begins
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert not [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    elif part in FREE:
        assert kit_names(path) <= FREE
    else:
        allowed = {*ORDER[: ORDER.index(part) + 1], *FREE}
        assert kit_names(path) <= allowed


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parts[1] == "render"], ids=str
)
def test_renderers_know_only_reports(path):
    """Whatever draws imports only reports, words and other drawers."""
    assert kit_names(path) <= {"report", "words", "render"}


@pytest.mark.parametrize("name", sorted(INSIDE))
def test_the_inside_imports_only_numpy_and_the_standard_library(name):
    """What runs in the sandbox imports the standard library, NumPy and its neighbours."""
    for module in imports_of(PACKAGE / "sandbox" / f"{name}.py"):
        words = module.split(".")
        if words[:2] == ["grader", "sandbox"]:
            assert words[2] in INSIDE, module
        else:
            assert words[0] in {*sys.stdlib_module_names, "numpy"}, module


def test_every_part_of_the_order_exists():
    """The order names parts of the kit, and every part is named in it."""
    parts = {path.parts[1].removesuffix(".py") for path in MODULES} - {"__init__"}
    assert parts == {*ORDER, *FREE}


def test_every_extra_is_imported_in_one_place():
    """Only one module imports PyTorch, and each other extra."""
    importers = {
        (module.partition(".")[0], path.as_posix())
        for path in MODULES
        for module in imports_of(path)
        if module.partition(".")[0] in EXTRAS
    }
    assert importers == {
        ("torch", "grader/author/oracle.py"),
        ("pyseccomp", "grader/sandbox/confined/seccomp.py"),
        ("distributed", "grader/classroom/judging/cluster.py"),
        ("IPython", "grader/notebook/magic.py"),
        ("pytest", "grader/pytest_plugin.py"),
        ("rich", "grader/render/panels.py"),
        ("rich", "grader/render/statement.py"),
        ("watchfiles", "grader/learn/watch/saves.py"),
    }


def test_nothing_is_imported_by_a_name_that_came_from_elsewhere():
    """pickle, marshal, eval and import_module are used nowhere on the trusted side."""
    for path in MODULES:
        if path.stem in INSIDE or path.parts[1] == "learn" and path.stem == "failing_call":
            continue
        assert not {"pickle", "marshal", "shelve", "runpy"} & imports_of(path), path
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        calls = {
            node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        }
        assert not {"eval", "__import__", "literal_eval"} & calls, path
        # Commands come from a table of constants.
        assert "import_module" not in calls or path.as_posix() == "grader/cli.py", path
        # Trusted sources of the course are executed in one place only.
        assert "exec" not in calls or path.as_posix() == "grader/judge/sources.py", path


WATCHED = """
import json, sys

class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in FORBIDDEN:
            print("FORBIDDEN", name, file=sys.stderr)
            raise ImportError(name)

FORBIDDEN = set(sys.argv.pop(1).split(","))
sys.meta_path.insert(0, Forbidden())
from grader.cli import main
try:
    main()
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]))
"""


def watched(root, *words):
    """Run the command line with the extras forbidden; return exit code, modules, errors."""
    finished = subprocess.run(
        [sys.executable, "-c", WATCHED, ",".join(EXTRAS), *words],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "SYSTEMROOT": r"C:\Windows"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert finished.stdout, finished.stderr
    code, modules = json.loads(finished.stdout.splitlines()[-1])
    return code, set(modules), finished.stderr


def packages(modules):
    """Return the first parts of the names of modules."""
    return {name.partition(".")[0] for name in modules}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of this course with one exercise."""
    return copy_of(tmp_path_factory.mktemp("course"), "ex05_padding")


def test_judging_needs_no_extra(course):
    """A grading imports neither pytest nor PyTorch nor any extra, nor anything unheard of."""
    code, modules, errors = watched(course.root, "ex05", "solutions/ex05_padding.py")
    assert (code, errors) == (0, "")
    assert not modules & set(EXTRAS)
    modules = packages(modules)
    plain = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
    )
    ours = {
        "grader", "click", "numpy", "psutil", "colorama", "cython_runtime",
    }  # fmt: skip
    known = {*ours, *sys.stdlib_module_names, *re.findall(r"\w+", plain.stdout)}
    assert {name for name in modules - known if not name.startswith("_")} == set()


@pytest.mark.parametrize("words", [["list"], ["show", "5"], ["hint", "5"], ["reset", "5"], []])
def test_small_commands_import_little(course, words):
    """Commands that judge nothing import neither NumPy nor pytest."""
    _, modules, errors = watched(course.root, *words)
    assert errors == ""
    assert not modules & {"numpy", "pytest", "psutil", *EXTRAS}


@pytest.mark.parametrize("words", [["ex05", "solutions/ex05_padding.py"], ["list"]])
def test_commands_are_imported_when_they_are_called(course, words):
    """What a student types imports no command of authors or of instructors."""
    _code, modules, errors = watched(course.root, *words)
    assert errors == ""
    rooms = {".".join(name.split(".")[:2]) for name in modules}
    assert not rooms & {"grader.author", "grader.classroom"}


def test_english_needs_no_catalog():
    """Choosing English, in whatever way, imports no gettext."""
    program = (
        "import sys; from grader.words import catalogs; catalogs.chosen(course='en'); "
        "print(catalogs.chosen().code, 'gettext' in sys.modules)"
    )
    for variables in ({}, {"LANG": "en_US.UTF-8"}, {"GRADE_LANGUAGE": "en"}):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(ROOT), "SYSTEMROOT": r"C:\Windows", **variables},
            capture_output=True,
            text=True,
        )
        assert done.stdout.split() == ["en", "False"], done.stderr
