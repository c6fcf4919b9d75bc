"""The screens of the students' commands beside a failure, in every width and encoding.

commands/ holds what each command prints in 80 and 120 columns, and on a console that
knows nothing but ASCII. After a change that is meant, write them anew, and read them:

    python -m tests.kit.test_commands --write [COMMAND]...
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.kit.test_screens import KINDS, encodable, lines_of, width_of
from tests.kit.workshop import ROOT, copy_of

GOLDENS = ROOT / "tests" / "kit" / "commands"
COURSE = ("ex03_softmax_ce", "ex05_padding", "ex06_max_pooling")
WHEN = "2026-01-02T03:04:05+00:00"
# A student who is done with ex03, at work on ex05, and has not begun ex06.
PROGRESS = {
    "schema": 1,
    "last": "ex05_padding",
    "exercises": {
        "ex03_softmax_ce": {
            "score": 15, "best": 15, "max_score": 15, "checks": 9, "passed": 9, "when": WHEN,
        },
        "ex05_padding": {
            "score": 7, "best": 9, "max_score": 13, "checks": 9, "passed": 5,
            "failing": "pad2d", "claim": "pad2d puts the asked number of cells on each side",
            "functions": {"same_padding": "passed", "pad2d": "failed"},
            "hints": {"pad2d": 1}, "when": WHEN,
        },
    },
}  # fmt: skip

# Each screen: what is typed, the exit code, and a file to put in the place of a stub.
COMMANDS = {
    "overview": ("", 0, None),
    "list": ("list", 0, None),
    "show": ("show ex05", 0, None),
    "solution": ("show ex03 --solution", 0, None),
    "no_solution_yet": ("show ex05 --solution", 2, None),
    "hint": ("hint ex05", 0, None),
    "hints_again": ("hint ex05 --again", 0, None),
    "untouched": ("ex06", 1, None),
    "full_marks": ("ex05", 0, "solutions/ex05_padding.py"),
    "does_not_load": ("ex05", 1, "nunpy"),
    "all": ("all", 1, None),
    "no_such_exercise": ("ex99", 2, None),
}


def laid(folder):
    """Write a course with its student's progress into a folder; return it."""
    root = copy_of(folder, *COURSE).root
    (root / ".grade").mkdir()
    (root / ".grade" / "progress.json").write_text(json.dumps(PROGRESS), encoding="utf-8")
    return root


def written(root, name, encoding="utf-8", width=80):
    """Return the bytes that a command writes, errors last, in a real process."""
    typed, code, answer = COMMANDS[name]
    kept, stub = root / ".grade" / "progress.json", root / "exercises" / "ex05_padding.py"
    before = kept.read_bytes(), stub.read_bytes()
    if answer == "nunpy":
        stub.write_text("import nunpy as np\n", encoding="utf-8")
    elif answer:
        shutil.copy(ROOT / answer, stub)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "grader", *typed.split()],
            cwd=root,
            env={
                **{key: value for key, value in os.environ.items() if key != "NO_COLOR"},
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "0",
                "PYTHONIOENCODING": encoding,
                "COLUMNS": str(width),
                "TZ": "UTC",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
    finally:
        kept.write_bytes(before[0])
        stub.write_bytes(before[1])
    assert done.returncode == code, done.stderr.decode(encoding, "replace")
    return (done.stdout + done.stderr).replace(root.name.encode(), b"course")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The folder of a course."""
    return laid(tmp_path_factory.mktemp("commands"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_screen(root, name, kind):
    """The screen is the expected one, to the byte, and its prose no wider than it may be."""
    encoding, width = KINDS[kind]
    screen = lines_of(written(root, name, encoding, width), encoding)
    assert screen == (GOLDENS / f"{name}.{kind}.txt").read_text(encoding="utf-8")
    if name not in (
        "solution",
        "no_such_exercise",
    ):  # source text, and errors, stay as they are
        assert [line for line in screen.split("\n") if width_of(line) > max(width, 80)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_no_question_mark_stands_for_a_sign(root, name):
    """On Korean and on plain consoles nothing is lost: each sign there is has an ASCII form."""
    full = (GOLDENS / f"{name}.80.txt").read_text(encoding="utf-8")
    for encoding in ("cp949", "ascii"):
        screen = lines_of(written(root, name, encoding), encoding)
        assert all(encodable(letter, encoding) for letter in screen)
        assert screen.count("?") == full.count("?")


def main():
    """Write the screens that were named, or all."""
    names = sys.argv[2:] or list(COMMANDS)
    GOLDENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = laid(Path(folder))
        for name in names:
            for kind, (encoding, width) in KINDS.items():
                screen = lines_of(written(root, name, encoding, width), encoding)
                (GOLDENS / f"{name}.{kind}.txt").write_text(screen, encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:2] == ["--write"]:
    main()
