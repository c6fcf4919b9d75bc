"""The screens of `grade exNN`, as a real process writes them: wide, narrow, and in ASCII.

screens/ holds what each file of SCREENS gives in 80 and 120 columns, and on a console
that knows nothing but ASCII. After a change that is meant, write them anew, and read
every screen that changed before you keep it:

    python -m tests.kit.test_screens --write [SCREEN]...
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest

from grader.render.look import FORMS
from tests.kit.workshop import ROOT, commands, copy_of, course_of, written_to

GOLDENS = ROOT / "tests" / "kit" / "screens"
KINDS = {"80": ("utf-8", 80), "120": ("utf-8", 120), "ascii": ("ascii", 80)}
COURSE = (
    "ex01_delta_rule",
    "ex03_softmax_ce",
    "ex05_padding",
    "ex06_max_pooling",
)

# Each screen: the exercise, and what to change in its solution; or a whole file.
SCREENS = {
    "padding": ("ex05", ROOT / "docs" / "sessions" / "top_and_bottom.py"),
    "pooling": ("ex06", [("kernel_size, step).max(", "kernel_size, step).mean(")]),
    "pooling_backward": ("ex06", [("np.zeros(x.shape, x.dtype)", "np.ones(x.shape, x.dtype)")]),
    "channel": ("ex05", [("= x\n", "= x[:, :1]\n")]),
    "digit": (
        "ex05",
        [("    return y\n", "    return y.astype('int64') if y.dtype == 'uint8' else y\n")],
    ),
    "softmax": ("ex03", [("powers.sum(axis=1", "powers.sum(axis=0")]),
    "delta_rule": ("ex01", ROOT / "docs" / "sessions" / "mean_of_the_examples.py"),
    "shape": ("ex05", [("return y\n", "return y[0]\n")]),
    "tuple": ("ex05", [("return before, total - before", "return total - before, before")]),
    "korean": (
        "ex05",
        [
            ("    total =", '    print("\ucee4\ub110", kernel_size, "\u2265 1")\n    total ='),
            ("n, c, h, w = x.shape", 'raise ValueError("\uc544\uc9c1 \u2026 \ubaa8\ub984")'),
            ("return before, total - before", "return before, before"),
        ],
    ),
    "large": ("trial", [("return x + 1", "return x + 1 + (x > 150)"), ("3 * x", "x * x")]),
}  # fmt: skip

TRIAL = '''
"""What is too large to be shown whole."""

import numpy as np

from grader.judge.suite import points


@points(1)
def test_images(agree):
    """brighten adds 1 to every pixel"""
    agree("brighten", np.arange(400.0).reshape(1, 1, 20, 20))


@points(1)
def test_long_rows(agree):
    """triple multiplies each of a hundred values by 3"""
    agree("triple", np.maximum(np.arange(100.0) - 47, 0.0))
'''
SOLUTION = '''"""Ex01: trial."""


def brighten(x):
    return x + 1


def triple(x):
    return 3 * x
'''


def courses(folder):
    """Return a course of some exercises and one of a trial, written into a folder."""
    (folder / "course").mkdir()
    trial = folder / "trial"
    course_of(trial, TRIAL, SOLUTION, {"brighten": "(x)", "triple": "(x)"})
    return copy_of(folder / "course", *COURSE).root, trial


def placed(folders, name):
    """Put a screen's file where its exercise is; return the folder and the exercise."""
    exercise, made = SCREENS[name]
    root = folders[exercise == "trial"]
    stub = next((root / "exercises").glob("ex01_*" if exercise == "trial" else f"{exercise}_*"))
    if isinstance(made, Path):
        text = made.read_text(encoding="utf-8")
    else:
        text = (root / "solutions" / stub.name).read_text(encoding="utf-8")
        for old, new in made:
            assert old in text, (name, old)
            text = text.replace(old, new)
    stub.write_text(text, encoding="utf-8")
    return root, stub.name[:4]


def written(folders, name, encoding="utf-8", width=80, *words):
    """Return the bytes that `grade exNN` writes, and its exit code, in a real process."""
    root, exercise = placed(folders, name)
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR",)}
    finished = subprocess.run(
        [sys.executable, "-m", "grader", exercise, *words],
        cwd=root,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": encoding,
            "COLUMNS": str(width),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    assert finished.stderr == b""
    return finished.stdout, finished.returncode


def lines_of(output, encoding):
    """Return what was written as lines that end alike on every system."""
    return output.decode(encoding).replace("\r\n", "\n")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Two courses of our own."""
    return courses(tmp_path_factory.mktemp("screens"))


def width_of(line):
    """Return how many columns a line takes."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)


@pytest.mark.parametrize(
    "kind",
    [kind if kind == "80" else pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS],
)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(folders, name, kind):
    """The screen is the expected one, to the byte, and no wider than it may be."""
    encoding, width = KINDS[kind]
    output, code = written(folders, name, encoding, width)
    screen = lines_of(output, encoding)
    assert screen == (GOLDENS / f"{name}.{kind}.txt").read_text(encoding="utf-8")
    assert code == 1
    assert [line for line in screen.split("\n") if width_of(line) > width] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
def test_no_question_mark_stands_for_a_sign(folders, name):
    """A console that cannot encode a sign gets its ASCII form; only letters become ?."""
    output, code = written(folders, name, "cp949")
    assert code == 1
    screens = {
        "cp949": lines_of(output, "cp949"),
        "ascii": (GOLDENS / f"{name}.ascii.txt").read_text(encoding="utf-8"),
    }
    full = (GOLDENS / f"{name}.80.txt").read_text(encoding="utf-8")
    for encoding, screen in screens.items():
        lost = [letter for letter in full if not encodable(letter, encoding)]
        letters = [letter for letter in lost if letter not in FORMS]
        assert screen.count("?") == full.count("?") + len(letters)
        assert all(map(str.isalpha, letters))


def encodable(letter, encoding):
    """Whether an encoding has a character."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_cp949_has_the_columns_of_ascii(folders):
    """On a Korean console lines are drawn in ASCII: its own signs are two columns wide."""
    korean, _ = written(folders, "padding", "cp949")
    assert korean == written(folders, "padding", "ascii")[0]


@pytest.mark.parametrize(("asked", "got"), [(20, 40), (40, 40), (100, 100), (500, 120)])
def test_the_width_is_that_of_the_terminal(folders, asked, got):
    """A screen is as wide as the terminal, but at least 40 columns and at most 120.

    What is there to be pasted is never broken: paths, commands and arrays.
    """
    whole = re.compile(r"\.py|np\.array|^ {15,}[-\d\[ .,\]]+\)*$")
    for name in ("pooling", "large"):
        screen = lines_of(written(folders, name, "utf-8", asked)[0], "utf-8").split("\n")
        broken = [line for line in screen if not whole.search(line)]
        assert [line for line in broken if width_of(line) > got] == []
        assert max(map(width_of, broken)) > got * 0.7


def on_a_terminal(folders, name, words=(), after=(), **variables):
    """Return what stays of `grade exNN` on a terminal of 100 columns."""
    import pty
    import termios

    root, exercise = placed(folders, name)
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (30, 100))
    kept = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", *words, exercise, *after],
        cwd=root,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    told = written_to(ours)
    assert process.wait(60) == 1
    # On a slow machine a line says what is asked, and is wiped before the report.
    return re.sub(r"(?m)^.*\r", "", told.decode().replace("\r\n", "\n"))


POSIX = pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are POSIX's")


@POSIX
@pytest.mark.parametrize("name", ["padding", "delta_rule", "korean", "large"])
def test_a_terminal_gets_the_same_words_in_colour(folders, name):
    """On a terminal the screen has its width and colour; without colour it is the same."""
    coloured = on_a_terminal(folders, name)
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert "\x1b[" in coloured
    assert "\x1b" not in bare
    assert [line.rstrip() for line in bare.split("\n")] == [
        line.rstrip()
        for line in lines_of(written(folders, name, width=100)[0], "utf-8").split("\n")
    ]
    assert ("\x1b[38;5" in coloured) == (name in ("padding", "large"))


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize(
    "wish",
    [
        {"words": ["--no-color"]},
        {"after": ["--no-color"]},
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
    ],
)
def test_no_colour_where_it_is_not_wanted(folders, wish):
    """--no-color, NO_COLOR and a dumb terminal give a terminal no colour."""
    assert "\x1b" not in on_a_terminal(folders, "padding", **wish)
    assert "\x1b" in on_a_terminal(folders, "padding", NO_COLOR="")


def test_every_command_takes_no_color():
    """Every command can be told to print without colour."""
    from grader.cli import main

    for command in (main, *commands().values()):
        assert "--no-color" in [name for one in command.params for name in one.opts]


def test_only_the_failing_call_is_heard(folders):
    """Of many calls that print, only the output of the shown one is in the report."""
    output, _ = written(folders, "korean", "utf-8", 80, "--format", "json")
    checks = json.loads(output)["checks"]
    told = {check["printed"] for check in checks if check["function"] == "same_padding"}
    failing = [check for check in checks if check["printed"]]
    assert len(told) > 1
    for check in failing:
        size = check["call"]["text"].removeprefix("same_padding(").rstrip(")").split(",")[0]
        assert check["printed"] == f"\ucee4\ub110 {size} \u2265 1\n"


def test_every_golden_has_a_screen():
    """screens/ holds the goldens of SCREENS and nothing else."""
    due = {f"{name}.{kind}.txt" for name in SCREENS for kind in KINDS}
    assert {path.name for path in GOLDENS.iterdir()} == due


def write(names):
    """Write the goldens anew, from what the command line says now."""
    GOLDENS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    try:
        folders = courses(folder)
        for name in names:
            for kind, (encoding, width) in KINDS.items():
                output, _ = written(folders, name, encoding, width)
                path = GOLDENS / f"{name}.{kind}.txt"
                path.write_text(lines_of(output, encoding), encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    write(sys.argv[2:] or SCREENS)
