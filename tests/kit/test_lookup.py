"""No course is looked for beside what is judged: upwards from where one works, or by name."""

import contextlib
import os
import shutil
import sys

import pytest
from click.testing import CliRunner

from grader import course as courses
from grader.cli import main
from grader.errors import UsageError
from grader.words.text import draw
from tests.kit.workshop import copy_of, course_of

SUITE = '''
from grader.judge.suite import points

@points(1)
def test_one(agree):
    """f is right."""
    agree("f", 1)
'''
# A suite that a student wrote: it would run in the process that judges.
BOUGHT = """
import pathlib

pathlib.Path({trace!r}).write_text("it ran in the trusted process")
"""
RIGHT, WRONG = "def f(x):\n    return 2 * x\n", "def f(x):\n    return 3 * x\n"
NAME = "ex01_trial"

no_windows = pytest.mark.skipif(sys.platform == "win32", reason="grade batch runs in WSL")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the instructor's course and a class, of which alice brings a course."""
    course_of(tmp_path / "course", SUITE, RIGHT, {"f": "(x)"})
    alice = tmp_path / "class" / "alice"
    course_of(alice, SUITE, WRONG, {"f": "(x)"})
    suite = alice / "tests" / "hidden" / NAME / f"test_{NAME}.py"
    trace = BOUGHT.format(trace=str(tmp_path / "trace"))
    suite.write_text(trace + suite.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "class" / "bob").mkdir()
    (tmp_path / "class" / "bob" / f"{NAME}.py").write_text(RIGHT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "course")
    yield tmp_path
    assert not (tmp_path / "trace").exists()


@pytest.fixture(autouse=True)
def _nothing_named():
    yield
    courses.name_course(None)


def grade(*words):
    """Run a command in this process; return exit code, and all that it said on one line."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), (
        result.exception
    )
    return result.exit_code, " ".join(result.output.split())


def test_a_file_in_another_course_is_refused(place):
    """A student's own suite never judges, and the instructor is told what to type."""
    file = place / "class" / "alice" / "exercises" / f"{NAME}.py"
    code, told = grade("ex01", file)
    assert code == 2
    assert f"{NAME}.py lies in another course, {place / 'class' / 'alice'}" in told
    assert f"the course here is {place / 'course'}" in told
    typed = told.partition(" type ")[2]
    assert typed == f"grade ex01 {file} --course {place / 'course'}"
    code, told = grade(*typed.split()[1:])
    assert code == 1, told
    assert "0 of 1 points" in told or "0 of 1 point" in told


def test_also_where_its_settings_are_broken(place):
    """A table that cannot be read, a pipe in its place or a giant do not hold the judge up."""
    settings = place / "class" / "alice" / "pyproject.toml"
    file = place / "class" / "alice" / "exercises" / f"{NAME}.py"
    settings.write_text("[tool.grade]\nevil = 1\n")
    assert grade("ex01", file)[0] == 2
    settings.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(settings)
        assert grade("ex01", file)[0] == 1
        settings.unlink()
    with settings.open("wb") as giant:
        giant.truncate(1 << 40)
    assert grade("ex01", file)[0] == 1


def test_a_file_outside_of_courses_is_judged_by_the_one_here(place):
    """A file that lies in no course is judged as ever, by full marks or none."""
    assert grade("ex01", place / "class" / "bob" / f"{NAME}.py")[0] == 0


def test_outside_of_a_course_a_file_does_not_bring_one(place, monkeypatch):
    """Typed outside, a file inside of a course is refused with what to do."""
    monkeypatch.chdir(place)
    file = place / "course" / "exercises" / f"{NAME}.py"
    code, told = grade("ex01", file)
    assert code == 2
    assert f"there is no course in {place}" in told
    assert "go to the folder that holds exercises/" in told
    assert "--course FOLDER" in told
    assert grade("ex01", file, "--course", "course")[0] == 0


@pytest.mark.parametrize("words", [("list",), ("all",), ("ex01",), ()], ids=str)
def test_every_command_takes_a_named_course(place, monkeypatch, words):
    """--course stands before or after the command, and the working directory is no matter."""
    monkeypatch.chdir(place / "class" / "bob")
    assert grade(*words)[0] == 2
    for line in (("--course", place / "course", *words), (*words, "--course", "../../course")):
        assert grade(*line)[0] == 0


def test_a_name_of_no_course_is_refused(place):
    """What --course names must be a course itself."""
    code, told = grade("list", "--course", place / "course" / "exercises")
    assert code == 2
    assert "is no course: its pyproject.toml has no table [tool.grade]" in told


def test_a_course_behind_a_link_is_the_same_course(place, monkeypatch):
    """Reached through a link or not, a course and its files are one."""
    link = place / "desk"
    link.symlink_to(place / "course", target_is_directory=True)
    assert grade("ex01", link / "exercises" / f"{NAME}.py")[0] == 0
    monkeypatch.chdir(link)
    assert grade("ex01", place / "course" / "exercises" / f"{NAME}.py")[0] == 0
    assert grade("ex01", f"exercises/{NAME}.py")[0] == 0


@no_windows
def test_a_batch_refuses_a_course_that_was_handed_in(place, monkeypatch):
    """Typed inside a student's folder, grade batch judges nothing by what lies there."""
    out = place / "out"
    words = ("batch", place / "class", "--out", out, "--seed", 0, "--sandbox", "process")
    for folder in (place / "class" / "alice", place / "class" / "alice" / "exercises"):
        monkeypatch.chdir(folder)
        code, told = grade(*words)
        assert code == 2
        assert f"the course {place / 'class' / 'alice'} lies in {place / 'class'}" in told
        assert "--course FOLDER" in told
    assert not out.exists()
    assert grade(*words, "--course", place / "course")[0] == 0
    assert "bob" in (out / "grades.csv").read_text(encoding="utf-8-sig")


@no_windows
def test_a_batch_refuses_a_course_below_another(place, monkeypatch):
    """A course that lies in the instructor's own course has come with submissions."""
    shutil.move(place / "class", place / "course" / "class")
    monkeypatch.chdir(place / "course" / "class" / "alice")
    code, told = grade("batch", "../bob", "--out", place / "out")
    assert code == 2
    assert f"lies in another one, {place / 'course'}" in told


@no_windows
def test_settings_among_the_files_make_no_course_of_a_class(place, monkeypatch):
    """A flat download with somebody's pyproject.toml in it is no course to judge by."""
    shutil.copy(place / "course" / "pyproject.toml", place / "class")
    monkeypatch.chdir(place / "class")
    code, told = grade("batch", ".", "--out", place / "out")
    assert code == 2
    assert "so it may have been handed in" in told


def test_here_is_never_beside_a_file(place):
    """Whoever asks for the course gets that of the working directory, whatever is judged."""
    assert courses.here().root == place / "course"
    with contextlib.chdir(place), pytest.raises(UsageError) as refused:
        courses.here()
    assert "--course FOLDER" in draw(refused.value.hint)


def test_an_edition_keeps_to_the_same(tmp_path, monkeypatch):
    """A pack that somebody changed judges nothing but from inside of its own folder."""
    copy_of(tmp_path, "ex05_padding")
    other = tmp_path.parent / f"{tmp_path.name}-edition"
    (other / "datasets").mkdir(parents=True)
    (other / "exercises").mkdir()
    (other / "datasets" / "suites.pack").write_bytes(b"changed by somebody")
    shutil.copy(tmp_path / "pyproject.toml", other)
    shutil.copy(tmp_path / "solutions" / "ex05_padding.py", other / "exercises")
    monkeypatch.chdir(tmp_path)
    code, told = grade("ex05", other / "exercises" / "ex05_padding.py")
    assert code == 2
    assert "lies in another course" in told
