"""Sets up a folder with a copy of the course and the home-made tests, and the sides."""

from __future__ import annotations

import compileall
import importlib.metadata
import importlib.util
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import home_made
from benchmarks.timing import Side
from grader.course import Course, Exercise, find_course

COPIED = ("exercises", "solutions", "datasets", "tests/hidden")
EXERCISE = "ex05"

# Exchanging two names of this line is the mistake that the wrong answer makes.
RIGHT = "left, right, top, bottom = pad"
WRONG = "left, right, bottom, top = pad"
MISTAKE = "top_and_bottom_exchanged"
WRONG_FILE = "exercises/wrong.py"

NO_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
HAS_TORCH = importlib.util.find_spec("torch") is not None


def _entry_point() -> str:
    """Return what the console script `grade` calls, such as `grader.cli:main`."""
    found = importlib.metadata.entry_points(group="console_scripts", name="grade")
    return next(iter(found)).value if found else "grader.cli:main"


def start(entry_point: str) -> str:
    """Return the console script, as pip writes it, without the .exe that Windows has."""
    module, function = entry_point.split(":")
    return f"import sys; from {module} import {function}; sys.exit({function}())"


ENTRY_POINT = _entry_point()
START = start(ENTRY_POINT)


@dataclass(frozen=True)
class Stage:
    """What the measurements run in; nothing of it is in the real course.

    Attributes:
        course: the copy of the course.
        exercise: the exercise that is compared.
        wrong: a wrong answer to it, a file.
        tests: the folder of the home-made tests.
    """

    course: Course
    exercise: Exercise
    wrong: Path
    tests: Path

    def grade(self, name: str, word: str, file: Path | None, code: int = 0) -> Side:
        """Return `grade word file` as a side; without a file, on the stub."""
        root = self.course.root
        named = () if file is None else (file.relative_to(root).as_posix(),)
        return Side(name, (sys.executable, "-c", START, word, *named), root, code)

    @property
    def graded(self) -> Side:
        """The kit: `grade ex05 solutions/ex05_padding.py`."""
        return self.grade(f"grade {EXERCISE}", EXERCISE, self.exercise.solution)

    @property
    def stored(self) -> Side:
        """A: stored answers, and no plugin of pytest but its own."""
        return self._pytest("A  pytest, stored answers", home_made.STORED)

    @property
    def stored_with_plugins(self) -> Side:
        """A once more, with the plugins of pytest that happen to be installed."""
        plain = self._pytest("A+ the same, and plugins", home_made.STORED)
        return replace(plain, env={})

    @property
    def torch(self) -> Side:
        """B: answers of PyTorch, computed by the test file."""
        return self._pytest("B  pytest, PyTorch's answers", home_made.TORCH)

    def _pytest(self, name: str, file: str) -> Side:
        command = (sys.executable, "-m", "pytest", "-q", file, "-p", "no:cacheprovider")
        return Side(name, command, self.tests, env=NO_PLUGINS)


def set_up(folder: Path) -> Stage:
    """Copy the course into a folder and write the home-made tests beside it."""
    root = folder / "course"
    copy_course(find_course(Path(__file__).parent).root, root)
    course = find_course(root)
    exercise = course.find(EXERCISE)
    wrong = write_wrong(exercise)
    home_made.write(exercise, folder / "tests")
    return Stage(course, exercise, wrong, folder / "tests")


def copy_course(real: Path, root: Path) -> None:
    """Copy what a course needs into a new folder."""
    root.mkdir()
    shutil.copy(real / "pyproject.toml", root)
    for name in COPIED:
        shutil.copytree(real / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))


def write_wrong(exercise: Exercise) -> Path:
    """Write a wrong answer beside the stub and return its path."""
    text = exercise.solution.read_text(encoding="utf-8")
    assert text.count(RIGHT) == 1, f"the solution no longer has the line {RIGHT!r}"
    wrong = exercise.root / WRONG_FILE
    wrong.write_text(text.replace(RIGHT, WRONG), encoding="utf-8")
    return wrong


def compiled(folder: Path) -> bool:
    """Whether all modules below a folder have their .pyc files, which are written if not."""
    return bool(compileall.compile_dir(folder, quiet=2))
