"""A reset restores the stub and never loses what the student wrote."""

import errno
import os
import shutil
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import files
from grader.classroom.intake import open_intake
from grader.classroom.intake.matching import Names
from grader.course import FULL_NAME, Course
from grader.errors import UsageError
from grader.learn import progress, reset
from grader.learn.progress import Standing
from grader.words.text import draw
from tests.kit.workshop import ROOT, copy_of

NOW = datetime(2026, 11, 21, 14, 5)
MINE = b"def pad2d(x, pad):\r\n    return '\xff'\r\n"  # not even UTF-8
NAME = "ex05_padding"


@pytest.fixture
def exercise(tmp_path):
    """An exercise whose stub was edited."""
    exercise = copy_of(tmp_path, NAME).find(NAME)
    exercise.stub.write_bytes(MINE)
    return exercise


def names_in(exercise):
    """Return the names of the files beside the stub."""
    return sorted(path.name for path in exercise.stub.parent.iterdir())


def test_the_stub_is_restored_and_the_file_kept(exercise):
    """Afterwards the stub is as it came, and the old file beside it, byte for byte."""
    kept = reset.carry_out(reset.plan(exercise), NOW)
    assert exercise.stub.read_bytes() == exercise.pristine.read_bytes()
    assert kept.name == "ex05_padding.2026-11-21-1405.py"
    assert kept.read_bytes() == MINE
    assert names_in(exercise) == [kept.name, exercise.stub.name]


def test_no_kept_file_is_overwritten(exercise):
    """Three resets in one minute keep three files."""
    for number in range(3):
        exercise.stub.write_bytes(MINE + bytes([number]))
        reset.carry_out(reset.plan(exercise), NOW)
    told = [path.read_bytes()[-1] for path in sorted(exercise.stub.parent.glob("*1405*"))]
    assert sorted(told) == [0, 1, 2]
    assert "ex05_padding.2026-11-21-1405-3.py" in names_in(exercise)


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.binary(max_size=30)), max_size=6))
def test_every_text_ever_written_is_still_there(tmp_path_factory, texts):
    """Over any course of edits and resets, every file that differed from the stub is kept."""
    exercise = copy_of(tmp_path_factory.mktemp("course"), NAME).find(NAME)
    stub = exercise.pristine.read_bytes()
    for text in texts:
        if text is not None:
            exercise.stub.write_bytes(text)
        planned = reset.plan(exercise)
        if planned.needed:
            reset.carry_out(planned, NOW)
        assert exercise.stub.read_bytes().splitlines() == stub.splitlines()
    held = {path.read_bytes() for path in exercise.stub.parent.iterdir()}
    assert {text for text in texts if text is not None} <= held


def test_a_kept_file_is_nobodys_exercise(exercise):
    """No list and no batch takes a kept file for one of an exercise, nor its folder."""
    for number in range(3):
        exercise.stub.write_bytes(MINE + bytes([number]))
        kept = reset.carry_out(reset.plan(exercise), NOW)
        assert not Names([exercise]).meaning(kept.name)
        assert not Names([exercise]).meaning(kept.name.upper())
        assert not FULL_NAME.fullmatch(kept.stem)


def test_a_batch_judges_the_file_and_not_the_kept_one(exercise, tmp_path):
    """In a student's folder a kept file that is newer than the real one is not handed in."""
    kept = reset.carry_out(reset.plan(exercise), NOW)
    os.utime(kept, (2e9, 2e9))
    student = tmp_path / "class" / "kim"
    shutil.copytree(exercise.stub.parent, student)
    (submission,) = open_intake(student.parent, [exercise]).submissions("kim", [exercise])
    assert submission.path == exercise.stub.name
    assert list(submission.files.values()) == [exercise.stub.read_bytes()]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_stub_that_is_as_it_came_needs_nothing(exercise, line_end):
    """An untouched stub is known, also after git or an editor changed its line ends."""
    lines = exercise.pristine.read_bytes().splitlines()
    exercise.stub.write_bytes(line_end.join([*lines, b""]))
    assert not reset.plan(exercise).needed


def test_a_deleted_stub_comes_back(exercise):
    """Where there is no file nothing is kept, and the stub is there again."""
    exercise.stub.unlink()
    planned = reset.plan(exercise)
    assert (planned.there, planned.needed) == (False, True)
    assert reset.carry_out(planned, NOW) is None
    assert names_in(exercise) == [exercise.stub.name]


def test_the_best_score_stays_and_hints_begin_anew(exercise):
    """What was reached stays; the last run and the hints are about a file that is gone."""
    at = Standing(
        score=4, best=9, max_score=13, checks=9, passed=3, failing="pad2d", claim="a claim",
        suite="digest", full=True,
        functions={"pad2d": "failed"}, hints={"pad2d": 2}, when="then",
    )  # fmt: skip
    progress.update(exercise.root, lambda held: held.with_standing(NAME, at))
    reset.carry_out(reset.plan(exercise), NOW)
    after = progress.load(exercise.root).of(NAME)
    kept = {"best": 9, "max_score": 13, "checks": 9, "when": "then"}
    assert after == Standing(**kept, suite="digest", full=True)


def test_a_reset_before_the_first_run_remembers_nothing(exercise):
    """Where nothing was judged a reset writes no progress."""
    progress.update(exercise.root, lambda held: held)
    reset.carry_out(reset.plan(exercise), NOW)
    assert progress.load(exercise.root).document == {}


@pytest.mark.parametrize("fails_at", ["the copy", "the stub"])
def test_a_full_disk_loses_nothing(exercise, monkeypatch, fails_at):
    """Where either file cannot be written, the student's is as it was, and alone."""

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if fails_at == "the copy":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(files, "replace", full)
    with pytest.raises(UsageError, match="was not reset: No space left") as refused:
        reset.carry_out(reset.plan(exercise), NOW)
    assert draw(refused.value.hint) == "your file is as it was"
    assert exercise.stub.read_bytes() == MINE
    assert names_in(exercise) == [exercise.stub.name]


def test_without_a_copy_nothing_is_touched(exercise):
    """A course that lacks the copy of the stub says where it should be."""
    exercise.pristine.unlink()
    with pytest.raises(UsageError, match="has no copy of the stub of ex05"):
        reset.plan(exercise)
    assert exercise.stub.read_bytes() == MINE


def test_a_folder_in_place_of_the_file_is_refused(exercise):
    """A folder with the file's name is the student's, and stays."""
    exercise.stub.unlink()
    exercise.stub.mkdir()
    with pytest.raises(UsageError, match="exercises/ex05_padding.py cannot be read"):
        reset.plan(exercise)


def test_every_exercise_of_this_course_can_be_reset():
    """Each exercise carries a copy of its stub that equals the stub in the repository."""
    course = Course(ROOT)
    assert course.exercises
    for exercise in course.exercises:
        assert not reset.plan(exercise).needed, f"grade record {exercise.id}"
