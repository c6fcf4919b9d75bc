"""While something takes long a terminal shows what is asked, and nothing of it stays."""

import io
import os
import shutil
import subprocess
import sys

import pytest

from grader.learn import meanwhile, turn
from grader.words.text import draw, literal
from tests.kit.terminal import GRADE, Terminal, environment
from tests.kit.workshop import ROOT, copy_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals are POSIX's")

SLOW = """\
import os
import time

calls = 0


def same_padding(kernel_size, dilation=1):
    global calls
    calls += 1
    total = dilation * (kernel_size - 1)
    while calls == 3 and not os.path.exists({go!r}):
        time.sleep(0.01)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    return x
"""


@pytest.fixture
def folder(tmp_path):
    """A course with a file that waits until the test has it go on."""
    (tmp_path / "course").mkdir()
    root = copy_of(tmp_path / "course", "ex04_conv_output_size", "ex05_padding").root
    shutil.copy(root / "solutions" / "ex04_conv_output_size.py", root / "exercises")
    slow = SLOW.format(go=str(root / "go"))
    (root / "exercises" / "ex05_padding.py").write_text(slow, encoding="utf-8")
    return root


def go_on(folder):
    """Have the waiting function answer."""
    (folder / "go").touch()


def test_what_is_asked_is_shown_and_wiped(folder):
    """The line names function, call and seconds; the report stands where it was."""
    with Terminal(folder, rows=60) as terminal:
        terminal.grade("ex05")
        screen = terminal.until(r"asking same_padding, call \d+ of \d+ \.\.\. \d\.\d s$")
        assert screen.count("asking") == 1
        go_on(folder)
        screen = terminal.until_shell()
        assert "asking" not in screen
        lines = screen.split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith("ex05 padding"))
        assert lines[at + 1] == ""
        assert lines[at + 2].startswith("  pass  ")


def test_what_is_slow_can_be_stopped(folder):
    """After three seconds it is said how to stop; Ctrl-C tells where it was."""
    with Terminal(folder) as terminal:
        terminal.grade("ex05")
        terminal.until(r"call \d+ of \d+ \.\.\. \d s, slow: Ctrl-C stops it$")
        terminal.keys("C-c")
        screen = terminal.until(r"(?s)Nothing was marked\..*\$ *$")
        assert "slow" not in screen
        assert "Stopped while same_padding was asked, call" in screen
        assert not (folder / ".grade" / "progress.json").exists()


def test_of_several_exercises_the_slow_one_is_named(folder):
    """`grade all` says which exercise takes long, and its lines stay."""
    with Terminal(folder) as terminal:
        terminal.grade("all")
        screen = terminal.until(r"^  ex05 padding: asking same_padding, call \d+ of \d+")
        assert "pass  ex04" in screen
        go_on(folder)
        screen = terminal.until_shell()
        assert "asking" not in screen
        assert "FAIL  ex05" in screen


def test_a_narrow_terminal_cuts_the_line_with_a_sign(folder):
    """In 40 columns the line stays one line, and what is left out has a sign."""
    with Terminal(folder, columns=40) as terminal:
        terminal.grade("all")
        screen = terminal.until(r"^  ex05 padding: asking .*\u2026$")
        assert screen.count("ex05 padding: asking") == 1


def test_who_reads_a_pipe_sees_nothing_of_it(folder):
    """Without a terminal nothing is written beside the report."""
    go_on(folder)
    slow = (folder / "exercises" / "ex05_padding.py").read_text(encoding="utf-8")
    slow = f"import time\n\ntime.sleep(1)\n{slow}"
    (folder / "exercises" / "ex05_padding.py").write_text(slow, encoding="utf-8")
    done = subprocess.run(
        [*GRADE, "ex05"], cwd=folder, env=environment(), capture_output=True, timeout=120
    )
    assert done.returncode == 1
    assert b"\r" not in done.stdout
    assert done.stderr == b""


def test_what_is_quick_imports_and_writes_nothing():
    """A grading that ends before half a second has passed leaves the screen alone."""
    code = (
        "import io, sys\n"
        "from grader.learn import turn\n"
        "screen = type('Screen', (io.StringIO,), {'isatty': lambda self: True})()\n"
        "real, sys.stdout = sys.stdout, screen\n"
        "with turn.Patience():\n"
        "    pass\n"
        "sys.stdout = real\n"
        "print(repr(screen.getvalue()), 'grader.learn.meanwhile' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout == "'' False\n", done.stderr


class Asked:
    """A student at some call."""

    def __init__(self, asking, asked, foreseen):
        self.asking, self.asked, self.foreseen = asking, asked, foreseen


@pytest.mark.parametrize(
    ("student", "seconds", "line"),
    [
        (None, 0.6, "starting ... 0.6 s"),
        (Asked("", 0, 0), 1.0, "loading your file ... 1.0 s"),
        (Asked("f", 3, 61), 2.94, "asking f, call 3 of 61 ... 2.9 s"),
        (Asked("f", 3, 61), 4.2, "asking f, call 3 of 61 ... 4 s, slow: Ctrl-C stops it"),
        (Asked("f", 62, 61), 1.0, "asking f again, to find the reason ... 1.0 s"),
    ],
)
def test_each_stage_has_its_words(student, seconds, line):
    """Starting, loading, asking and looking for the reason are told apart."""
    patience = turn.Patience()
    patience.student = student
    assert draw(meanwhile.said(patience, seconds)) == line


def test_a_shorter_line_leaves_nothing_of_a_longer_one():
    """Each line covers the one before it, whatever the console knows of escape sequences."""
    patience, screen = turn.Patience(literal("ex05 padding")), io.StringIO()
    assert patience.write(screen, "long line", 9)
    assert patience.write(screen, "short", 5)
    assert screen.getvalue() == "\rlong line\rshort    "
    assert draw(meanwhile.doing(patience)) == "ex05 padding: starting"
