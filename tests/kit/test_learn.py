"""The commands beside judging, on a real command line in a copy of the course."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.kit.workshop import ROOT, copy_of, written_to

NAME = "ex05_padding"
START = ["-c", "import sys; sys.argv[0] = 'grade'; from grader.start import main; main()"]
# The second function is wrong from its first check on, the first one is right.
HALF = """
def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    return x
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A course of one exercise, and the working directory."""
    copy_of(tmp_path, NAME)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def run(*words, answer=None):
    """Run a command in this process."""
    result = CliRunner().invoke(main, list(words), input=answer, prog_name="grade")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def write(folder, text):
    """Write the student's file."""
    (folder / "exercises" / f"{NAME}.py").write_text(text, encoding="utf-8")


def kept_in(folder):
    """Return the files that a reset has kept."""
    return [path.read_text(encoding="utf-8") for path in folder.glob("exercises/*.2*.py")]


def on_a_terminal(folder, *words, typed=b"", **variables):
    """Return what a command writes to a terminal of 80 columns, and its exit code."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, *START, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, typed)
    told = written_to(ours)
    return told.replace(b"\r\n", b"\n").decode(), process.wait(60)


def test_from_the_first_screen_to_the_solution(folder):
    """Every screen on the way names what failed and what is next, and the hints follow."""
    assert "Begin with ex05 padding" in run().stdout
    assert "is shown after full marks" in run("show", "5", "--solution").stderr
    assert "ex05 same_padding, hint 1 of 4" in run("hint", "5").stdout
    write(folder, HALF)
    assert run("5").exit_code == 1
    screen = run().stdout
    assert "You are at ex05 padding: 4 of 10 checks passed." in screen
    assert "FAIL  pad2d adds nothing where the padding is zero" in screen
    assert "ex05 pad2d, hint 1 of 4" in run("hint", "5").stdout
    shown = run("show", "5").stdout
    assert "pass  same_padding(kernel_size, dilation=1)" in shown
    assert "FAIL  pad2d(x, pad, value=0.0)" in shown
    solution = (folder / "solutions" / f"{NAME}.py").read_text(encoding="utf-8")
    write(folder, solution)
    assert run("5").exit_code == 0
    assert run("show", "5", "--solution").stdout == solution
    assert "All exercises are done." in run().stdout
    write(folder, HALF)
    run("5")
    assert re.search(r"^  ex05 padding +done +13/13 +(to|yester)day", run("list").stdout, re.M)
    assert run("show", "5", "--solution").stdout == solution


def test_a_slip_keeps_the_place(folder):
    """A file that does not load moves nobody back to the first function."""
    write(folder, HALF)
    run("5")
    write(folder, HALF + "\n(")
    run("5")
    assert "the file itself could not be judged" in run().stdout
    assert "ex05 pad2d, hint 1 of 4" in run("hint", "5").stdout


@pytest.mark.parametrize("answer", ["n\n", "\n"])
def test_a_reset_that_is_declined_changes_nothing(folder, answer):
    """No, and Enter alone, leave the file as it is."""
    write(folder, HALF)
    result = run("reset", "5", answer=answer)
    assert result.exit_code == 0
    assert result.stdout.endswith("Nothing was changed.\n")
    assert (folder / "exercises" / f"{NAME}.py").read_text(encoding="utf-8") == HALF
    assert kept_in(folder) == []


def test_a_reset_that_nobody_answers_changes_nothing(folder):
    """Without an answer the file stays, and a script is told about --yes: exit code 2."""
    write(folder, HALF)
    result = run("reset", "5", answer="")
    assert result.exit_code == 2
    assert "nobody answered, so nothing was changed" in result.stderr
    assert "grade reset ex05 --yes" in result.stderr
    assert (folder / "exercises" / f"{NAME}.py").read_text(encoding="utf-8") == HALF


@pytest.mark.parametrize(("words", "answer"), [((), "y\n"), (("--yes",), None)])
def test_a_reset_keeps_the_file_and_the_best_score(folder, words, answer):
    """After a reset the stub is there, the old file beside it, the best score as it was."""
    write(folder, HALF)
    run("5")
    run("hint", "5")
    result = run("reset", "5", *words, answer=answer)
    assert result.exit_code == 0
    assert re.search(
        r"kept:   exercises/ex05_padding\.\d{4}-\d\d-\d\d-\d{4}\.py", result.stdout
    )
    assert kept_in(folder) == [HALF]
    held = json.loads((folder / ".grade" / "progress.json").read_text(encoding="utf-8"))
    at = held["exercises"][NAME]
    assert (at["best"], at["score"], at["hints"]) == (5, 0, {})
    assert "start here" in run("5").stdout
    assert "not written yet" in run("all").stdout
    assert run("reset", "5", answer="y\n").stdout == (
        f"exercises/{NAME}.py is as the course came with it.\nNothing was changed.\n"
    )


def test_a_broken_progress_file_is_told_and_kept(folder):
    """A file that cannot be read is said to be so, and kept by the next run."""
    (folder / ".grade").mkdir()
    path = folder / ".grade" / "progress.json"
    path.write_text('{"exercises": {', encoding="utf-8")
    for words in ((), ("list",)):
        result = run(*words)
        assert result.exit_code == 0
        assert "progress.json cannot be read" in result.stderr
    run("5")
    assert path.with_name("progress-broken.json").read_text(encoding="utf-8") == (
        '{"exercises": {'
    )
    assert run("list").stderr == ""


def test_a_course_that_cannot_be_written_to_is_usable(folder):
    """Where `.grade` cannot be made, judging, lists and hints work; only memory is missing."""
    (folder / ".grade").write_text("a file where the folder should be", encoding="utf-8")
    write(folder, HALF)
    assert run("5").exit_code == 1
    assert run("list").exit_code == 0
    assert "This was not remembered" in run("hint", "5").stdout


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are POSIX's")
def test_a_terminal_gets_colour_and_the_same_words(folder):
    """On a terminal a statement and a solution are coloured, with NO_COLOR they are not."""
    write(folder, (folder / "solutions" / f"{NAME}.py").read_text(encoding="utf-8"))
    run("5")
    for words in (("show", "5"), ("show", "5", "--solution"), ("list",)):
        coloured, code = on_a_terminal(folder, *words)
        bare, _ = on_a_terminal(folder, *words, NO_COLOR="1")
        assert code == 0
        assert "\x1b[" in coloured
        assert "\x1b" not in bare
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == bare


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are POSIX's")
def test_a_reset_asks_on_a_terminal(folder):
    """On a terminal the question is answered by a key and Enter."""
    write(folder, HALF)
    screen, code = on_a_terminal(folder, "reset", "5", typed=b"y\n")
    assert code == 0
    assert "Begin anew? [y/N]:" in screen
    assert kept_in(folder) == [HALF]


def test_every_screen_is_ascii(folder):
    """Our own screens hold nothing that an old console cannot encode."""
    write(folder, HALF)
    run("5")
    for words in ((), ("list",), ("show", "5"), ("hint", "5"), ("hint", "5", "--again")):
        assert run(*words).stdout.isascii()
    assert run("reset", "5", answer="y\n").stdout.isascii()
