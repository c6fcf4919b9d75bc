"""What several tests of the kit share: copies of a small course, and its files."""

import json
import shutil
from pathlib import Path

import pytest

from grader.course import Course, find_course
from grader.words.text import English, use
from tests.kit.test_commands import PROGRESS
from tests.kit.workshop import copy_of

SMALL = Path(__file__).parent / "small_course"


class SmallCourse:
    """A copy of the small course that a test may break."""

    def __init__(self, root):
        self.root = root

    @property
    def course(self) -> Course:
        """The course as the kit sees it now."""
        return find_course(self.root)

    @property
    def exercise(self):
        """Its only exercise."""
        return self.course.find("ex01")

    def edit(self, file, old, new):
        """Replace a text that occurs in a file, named as `suite` or by its path."""
        exercise = self.exercise
        path = {
            "suite": exercise.suite,
            "mistakes": exercise.mistakes,
            "reference": exercise.reference,
            "solution": exercise.solution,
            "stub": exercise.stub,
            "toml": exercise.hidden / "exercise.toml",
        }[file]
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def small_course(tmp_path):
    """Return a fresh copy of the small course, not recorded yet."""
    root = tmp_path / "course"
    shutil.copytree(SMALL, root)
    return SmallCourse(root)


@pytest.fixture(scope="session")
def record_of_small_course(tmp_path_factory):
    """Return the folder of a small course that was recorded; tests copy it."""
    from grader.author.record import record

    root = tmp_path_factory.mktemp("recorded") / "course"
    shutil.copytree(SMALL, root)
    record(SmallCourse(root).exercise)
    return root


@pytest.fixture
def recorded_course(record_of_small_course, tmp_path):
    """Return a fresh copy of the small course with its record."""
    root = tmp_path / "course"
    shutil.copytree(record_of_small_course, root)
    return SmallCourse(root)


@pytest.fixture
def made_up(monkeypatch):
    """Have everything drawn in the made-up language, and in English afterwards."""
    monkeypatch.setenv("GRADE_LANGUAGE", "en-XA")
    yield
    use(English())


@pytest.fixture(scope="session")
def _begun(tmp_path_factory):
    root = tmp_path_factory.mktemp("begun")
    copy_of(root, "ex03_softmax_ce", "ex04_conv_output_size", "ex05_padding")
    (root / ".grade").mkdir()
    (root / ".grade" / "progress.json").write_text(json.dumps(PROGRESS), encoding="utf-8")
    return root


@pytest.fixture
def begun(made_up, _begun, tmp_path, monkeypatch):
    """Return a course that its student has begun, and work in it in the made-up language."""
    root = tmp_path / "course"
    shutil.copytree(_begun, root)
    monkeypatch.chdir(root)
    return root
