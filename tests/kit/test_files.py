"""A named file is read as it lies there: no link leads anywhere else, no pipe is waited for."""

import json
import os
import stat
import sys
import threading
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from grader import files
from grader.cli import main
from grader.course import Course
from grader.errors import UsageError
from grader.judge import submission
from grader.learn import reset, statement
from grader.words.text import draw
from tests.kit.workshop import course_of

NAME = "ex01_trial"
SUITE = '''
from grader.judge.suite import points

@points(1)
def test_one(agree):
    """f is right."""
    agree("f", 1)
'''
RIGHT, WRONG = "def f(x):\n    return 2 * x\n", "def f(x):\n    return 3 * x\n"
SECRET = "the secret of somebody else"

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
pytestmark = needs_links


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a course, a secret beside it, and the files of alice in the course."""
    course_of(tmp_path / "course", SUITE, RIGHT, {"f": "(x)"})
    (tmp_path / "secret.py").write_text(f"raise ValueError({SECRET!r})\n")
    alice = tmp_path / "course" / "class" / "alice"
    (alice / "work").mkdir(parents=True)
    (alice / "work" / "mine.py").write_text(WRONG)
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path


def judged(*words):
    """Judge in this process; return exit code and screen."""
    result = CliRunner().invoke(main, ["ex01", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), (
        result.exception
    )
    return result.exit_code, result.output


LEADS_OUT = {
    "a file to a solution": ("handed.py", f"../../solutions/{NAME}.py"),
    "a file to a secret": ("handed.py", "../../../secret.py"),
    "a file to another's": ("handed.py", "../bob/handed.py"),
    "a file to a device": ("handed.py", "/dev/zero"),
    "a folder": ("handed", "../../solutions"),
    "a folder to a secret": ("handed", "../../.."),
}


@pytest.mark.parametrize("case", LEADS_OUT)
def test_a_link_that_leaves_its_folder_is_refused(place, case):
    """Be it the file or a folder of a student, nothing behind such a link is read or shown."""
    name, target = LEADS_OUT[case]
    alice = place / "course" / "class" / "alice"
    (place / "course" / "class" / "bob").mkdir()
    (place / "course" / "class" / "bob" / "handed.py").write_text(RIGHT)
    (alice / name).symlink_to(target)
    inner = {"a folder": f"/{NAME}.py", "a folder to a secret": "/secret.py"}.get(case, "")
    for file in (f"class/alice/{name}{inner}", f"{alice}/{name}{inner}"):
        code, told = judged(file)
        assert code == 1, told
        assert f"{name} is a link that leads out of its folder" in " ".join(told.split())
        assert SECRET not in told
        assert "1 of 1 point" not in told


def test_the_path_of_a_refused_link_says_nothing_of_its_target(place):
    """The report names the link as it was named, and no folder outside of the course."""
    link = place / "course" / "class" / "alice" / "handed.py"
    link.symlink_to(place / "secret.py")
    read = submission.read(link, Course(place / "course").find("ex01"))
    assert read.path == "class/alice/handed.py"
    assert str(place) not in repr(read)


def test_a_link_within_its_folder_is_followed(place):
    """Two names of one file in one folder are nobody's business."""
    alice = place / "course" / "class" / "alice"
    (alice / "handed.py").symlink_to("work/mine.py")
    (alice / "again.py").symlink_to("handed.py")
    exercise = Course(place / "course").find("ex01")
    for name in ("handed.py", "again.py"):
        assert submission.read(alice / name, exercise).problem is None
    assert "0 of 1 point" in judged("class/alice/again.py")[1]


@pytest.mark.slow
@pytest.mark.parametrize("depth", ["course", "drive", "exercises", "class"])
def test_a_course_behind_a_link_works_as_before(place, depth, monkeypatch):
    """The course, a drive above it, its exercises and its class may lie behind a link."""
    course = place / "course"
    if depth == "course":
        (place / "desk").symlink_to(course)
        course = place / "desk"
    elif depth == "drive":
        (place / "cloud").mkdir()
        course.rename(place / "cloud" / "course")
        (place / "drive").symlink_to(place / "cloud")
        course = place / "drive" / "course"
    else:
        (course / depth).rename(place / "elsewhere")
        (course / depth).symlink_to(place / "elsewhere")
    monkeypatch.chdir(course)
    assert judged()[0] == 0
    for file in (f"exercises/{NAME}.py", course / "exercises" / f"{NAME}.py"):
        assert judged(file)[0] == 0
    for file in ("class/alice/work/mine.py", course / "class/alice/work/mine.py"):
        code, told = judged(file)
        assert code == 1
        assert "0 of 1 point" in told


def test_a_stub_that_is_a_link_is_treated_alike_by_all(place, monkeypatch):
    """grade, grade all, grade watch, grade show and grade reset refuse what leads out."""
    exercise = Course(place / "course").find("ex01")
    exercise.pristine.write_text('"""The statement."""\n')
    exercise.stub.unlink()
    exercise.stub.symlink_to(place / "secret.py")
    assert "leads out of its folder" in " ".join(judged()[1].split())
    everything = CliRunner().invoke(main, ["all"]).output
    assert SECRET not in everything
    assert f"{NAME}.py ..." in everything
    assert draw(statement.statement(exercise)) == "The statement."
    with pytest.raises(UsageError, match="is a link that leads out of its folder"):
        reset.plan(exercise)
    assert exercise.stub.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(place):
    """No reader of the student's file waits for a pipe in its place."""
    exercise = Course(place / "course").find("ex01")
    exercise.pristine.write_text('"""The statement."""\n')
    exercise.stub.unlink()
    os.mkfifo(exercise.stub)
    done = []

    def read():
        done.append(submission.read(exercise.stub, exercise).problem.reason.code)
        statement.statement(exercise)
        with pytest.raises(UsageError):
            reset.plan(exercise)
        done.append("all")

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(20)
    assert done == ["not_regular", "all"]


def test_a_link_in_the_last_moment_is_not_followed(place, monkeypatch):
    """A file that becomes a link after it was looked at is not read through it."""
    file = place / "course" / "class" / "alice" / "work" / "mine.py"
    looked = os.lstat

    def exchange(path, **rest):
        found = looked(path, **rest)
        if os.fspath(path) == str(file) and not stat.S_ISLNK(found.st_mode):
            file.unlink()
            file.symlink_to(place / "secret.py")
        return found

    monkeypatch.setattr(files.os, "lstat", exchange)
    with pytest.raises(OSError, match=r"symbolic links|leads"):
        files.read(file)


def test_lines_on_the_screen_are_of_what_was_judged(place, monkeypatch):
    """A file that is exchanged while it is judged shows the line that raised, not another."""
    file = place / "course" / "mine.py"
    file.write_text("def f(x):\n    raise ValueError('judged')\n")
    run = submission.read

    def exchange(path, exercise, *others):
        found = run(path, exercise, *others)
        file.write_text(f"import os\n{SECRET!r}\n")
        return found

    monkeypatch.setattr(submission, "read", exchange)
    _code, told = judged("mine.py")
    assert "raise ValueError('judged')" in told
    assert SECRET not in told


TAGS = {
    "IO_REPARSE_TAG_SYMLINK": (0xA000000C, True),
    "IO_REPARSE_TAG_MOUNT_POINT": (0xA0000003, True),
    "IO_REPARSE_TAG_LX_SYMLINK": (0xA000001D, True),
    "IO_REPARSE_TAG_CLOUD_1": (0x9000101A, False),
    "IO_REPARSE_TAG_ONEDRIVE": (0x80000021, False),
    "IO_REPARSE_TAG_DEDUP": (0x80000013, False),
    "none": (0, False),
}


@pytest.mark.parametrize("name", TAGS)
def test_of_what_windows_marks_only_links_are_links(name):
    """A file of a synchronised drive is marked too, and is a file like any other."""
    tag, expected = TAGS[name]
    kind = SimpleNamespace(st_mode=stat.S_IFREG | 0o644, st_reparse_tag=tag)
    assert files.is_link(kind) is expected


def test_without_the_flags_of_unix_links_are_refused_too(place, monkeypatch):
    """Where the system cannot be told to follow no link, it is looked at before."""
    monkeypatch.setattr(files, "FLAGS", os.O_RDONLY)
    link = place / "course" / "class" / "alice" / "handed.py"
    link.symlink_to(place / "secret.py")
    read = submission.read(link, Course(place / "course").find("ex01"))
    assert read.problem.reason.code == "link_leads_out"
    assert files.read(link.parent / "work" / "mine.py") == WRONG.encode()


def test_json_has_letters_and_commands_no_terminal():
    """Letters stand as they are; what cannot be printed, half a character too, is escaped."""
    value = {"name": "정하나 é 🦊", "odd": "\x1b\x7f\x9b\u202e\ud83d\U000e0001"}
    text = files.json_text(value)
    assert '"정하나 é 🦊"' in text
    assert text.encode().decode() == text
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert json.loads(text) == value
