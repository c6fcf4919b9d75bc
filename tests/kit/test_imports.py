"""Who imports whom: the borders of the design hold, and judging needs no extra."""

import ast
import json
import re
import subprocess
import sys

import pytest

from tests.kit.workshop import ROOT, copy_of

PACKAGE = ROOT / "grader"
MODULES = sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.py"))

# Which rooms a room may know: a folder of the kit, or a module of its own beside them. An
# arrow that is not listed is a new one, and belongs into docs/design.md too.
ARROWS = {
    "version": set(),
    "report": set(),
    "files": set(),
    "processes": set(),
    "words": {"report"},
    "errors": {"words"},
    "hidden": {"errors", "words"},
    "settings": {"errors", "words"},
    "course": {"errors", "hidden", "settings", "words"},
    "datasets": {"course", "errors", "words"},
    "sandbox": {"course", "errors", "report", "words"},
    "judge": {
        "course", "datasets", "errors", "files", "hidden", "report", "sandbox", "version",
        "words",
    },
    "render": {"report", "words"},
    "console": {"course", "errors", "files", "render", "words"},
    "command": {"course", "errors", "words"},
    "learn": {
        "command", "console", "course", "errors", "files", "judge", "render", "report",
        "sandbox", "words",
    },
    "notebook": {"console", "course", "errors", "files", "render", "report", "words"},
    "pytest_plugin": {
        "console", "course", "errors", "hidden", "judge", "render", "settings", "words",
    },
    "author": {
        "command", "console", "course", "errors", "files", "hidden", "judge", "processes",
        "report", "sandbox", "words",
    },
    "classroom": {
        "author", "command", "console", "course", "errors", "files", "hidden", "judge",
        "processes", "render", "report", "sandbox", "version", "words",
    },
    "judging": {
        "author", "command", "console", "course", "errors", "hidden", "judge", "learn",
        "render", "sandbox", "words",
    },
    "cli": {
        "command", "console", "course", "errors", "hidden", "learn", "render", "settings",
        "version", "words",
    },
    "start": {"cli", "console", "course", "learn", "render", "sandbox", "words"},
    "__main__": {"start"},  # `python -m grader`
    "__init__": {"notebook", "version"},  # `%load_ext grader` begins there
}  # fmt: skip

# The same between the parts of a room whose borders matter most.
ARROWS_INSIDE = {
    "sandbox": {
        "inside": set(),
        "host": set(),
        "launch": set(),
        "answer": set(),
        "process": {"host", "launch"},
        "forks": {"host", "launch", "process"},
        "confined": {"host", "inside", "process"},
        "modes": {"confined", "launch", "process"},
        "ahead": {"launch"},
        "pipes": {"inside"},
        "channel": {"inside", "launch", "pipes"},
        "reply": {"answer", "inside"},
        "student": {"answer", "channel", "inside", "launch", "pipes", "reply"},
        "tryout": {"answer", "modes", "student"},
    },
    "classroom": {
        "intake": set(),
        "judging": set(),
        "book": {"intake", "judging"},
        "handout": {"book"},
        "to_look_at": {"intake"},
        "screen": {"book", "handout", "intake", "judging", "to_look_at"},
        "batch": {"book", "handout", "intake", "judging", "screen"},
        "commands": {"batch", "book"},
    },
    "author": {
        "oracle": set(),
        "held": set(),
        "stand_in": {"held", "oracle"},
        "pristine": set(),
        "side_by_side": set(),
        "scaffold": set(),
        "mistakes": {"oracle"},
        "examples": {"oracle"},
        "record": {"held", "mistakes", "oracle", "pristine", "side_by_side", "stand_in"},
        "recite": set(),
        "verify": {"examples", "held", "mistakes", "oracle", "pristine", "recite", "record"},
        "edition": {"examples", "mistakes", "pristine"},
        "commands": {"edition", "oracle", "record", "scaffold", "side_by_side", "verify"},
    },
}
INSIDE = {"begin", "join", "worker", "warm", "wire", "making", "plain", "respond"}
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


def modules_of(path):
    """Return the modules of the kit that a file imports when it runs: `grader.judge.suite`.

    What only mypy reads, names of records for instance, is left out.
    """
    named = {name for name in imports_of(path, for_types=False) if name.startswith("grader.")}
    known = {module_name(other) for other in MODULES}
    return {name if name in known else name.rpartition(".")[0] for name in named}


def module_name(path):
    """Return what a file is imported as."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(module, depth):
    """Return a module's room, or its part of that room; the package itself is `__init__`."""
    return (module.split(".") + ["__init__"])[depth]


def arrows(depth, prefix):
    """Return which parts below a prefix know which others."""
    drawn = {}
    for path in MODULES:
        module = module_name(path)
        if not f"{module}.".startswith(f"{prefix}."):
            continue
        mine = part(module, depth)
        others = {other for other in modules_of(path) if f"{other}.".startswith(f"{prefix}.")}
        drawn.setdefault(mine, set()).update(part(other, depth) for other in others)
    return {mine: others - {mine, "__init__"} for mine, others in drawn.items()}


def test_rooms_know_only_those_that_are_listed():
    """Every arrow between two rooms of the kit is on the list, and the list has no other."""
    assert arrows(1, "grader") == ARROWS


@pytest.mark.parametrize("room", sorted(ARROWS_INSIDE))
def test_parts_of_a_room_know_only_those_that_are_listed(room):
    """So are the arrows between the parts of the rooms whose borders matter most."""
    drawn = arrows(2, f"grader.{room}")
    assert {mine: others for mine, others in drawn.items() if mine != "__init__"} == (
        ARROWS_INSIDE[room]
    )


def test_no_module_comes_back_to_itself():
    """No import leads in a circle, not even one that is made late."""
    left = {module_name(path): modules_of(path) for path in MODULES}
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    assert left == {}


def test_the_lists_have_no_arrow_up():
    """What a room knows stands above it in the list."""
    for listed in (ARROWS, *ARROWS_INSIDE.values()):
        above = set()
        for name, others in listed.items():
            assert others <= above, name
            above.add(name)


def test_the_design_names_every_room():
    """The table of docs/design.md has the rooms of the kit, in the order of this list."""
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = page.partition("| name | what it is |")[2].partition("\n\n")[0]
    names = re.findall(r"^\| `(\w+)/?` \|", table, re.MULTILINE)
    assert names == [name for name in ARROWS if not name.startswith("__")]
    folders = set(re.findall(r"^\| `(\w+)/` \|", table, re.MULTILINE))
    assert folders == {
        path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()
    }
    parts = set(re.findall(r"`(\w+)/?`", table))
    for room in ARROWS_INSIDE:
        assert ARROWS_INSIDE[room].keys() - {"commands"} <= parts, room


@pytest.mark.parametrize("name", sorted(INSIDE))
def test_the_inside_imports_only_numpy_and_the_standard_library(name):
    """What runs in the sandbox imports the standard library, NumPy and its neighbours."""
    for module in imports_of(PACKAGE / "sandbox" / "inside" / f"{name}.py"):
        words = module.split(".")
        if words[0] == "grader":
            assert words[1:3] == ["sandbox", "inside"], module
            assert words[3] in INSIDE, module
        else:
            assert words[0] in {*sys.stdlib_module_names, "numpy"}, module


def test_only_the_inside_is_mounted():
    """The folder that a sandbox mounts holds what runs in it, and nothing else of the kit."""
    folder = PACKAGE / "sandbox" / "inside"
    assert {path.stem for path in folder.glob("*.py")} == {*INSIDE, "__init__"}


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
        # The last two make and serve a script that a student runs, in a process of its own.
        of_the_script = path.parts[1] == "learn" and path.stem in ("failing_call", "tried")
        if path.stem in INSIDE or of_the_script:
            continue
        if path.stem == "honest":  # a submission: it is sent, and nobody imports it
            assert "grader.sandbox.confined.honest" not in set().union(
                *map(imports_of, MODULES)
            )
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


QUICK = """
import json, os, sys
from grader import start

def leave(code):
    print(json.dumps([code, sorted(sys.modules)]))
    sys.stdout.flush()
    end(code)

end, os._exit = os._exit, leave
start.main()
"""


def quick(root, *words):
    """Run the console script; return its exit code and the modules that it imported."""
    finished = subprocess.run(
        [sys.executable, "-c", QUICK, *words],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert finished.stderr == ""
    code, modules = json.loads(finished.stdout.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize("file", ["solutions/ex05_padding.py", "exercises/ex05_padding.py"])
def test_the_quick_way_imports_no_click(course, file):
    """`grade ex05` by itself imports neither click nor pytest, whatever it finds."""
    code, modules = quick(course.root, "ex05", file)
    assert code == (file[0] == "e")
    loaded = packages(modules)
    assert not loaded & {"click", "pytest", "_pytest", "rich", "psutil", *EXTRAS}


# Its only record holds what is imported after it, while the worker starts.
TYPES_COME_LATER = {"grader.judge.grade"}


def test_what_a_grading_imports_is_defined_quickly(course):
    """Full marks import no dataclass, and no NamedTuple whose types are texts to compile."""
    code, modules = quick(course.root, "ex05", "solutions/ex05_padding.py")
    assert code == 0
    assert not modules & {"dataclasses", "difflib"}
    slow = set()
    for path in MODULES:
        text = (ROOT / path).read_text(encoding="utf-8")
        if "(NamedTuple):" in text and "from __future__ import annotations" in text:
            slow.add(module_name(path))
    assert slow & modules == TYPES_COME_LATER


@pytest.mark.parametrize("words", [[], ["list"], ["hint", "ex05"]], ids=str)
def test_small_commands_take_the_quick_way_too(course, words):
    """`grade`, `grade list` and `grade hint ex05` import neither click nor NumPy."""
    code, modules = quick(course.root, *words)
    assert code == 0
    assert not packages(modules) & {"click", "numpy", "rich", "psutil", *EXTRAS}


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
