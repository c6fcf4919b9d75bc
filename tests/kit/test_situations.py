"""What a student sees who hands in a bad file, or whose course is damaged.

Each folder of submissions/ holds one situation: the file that is handed in, named like
its exercise, the screen of `grade exNN FILE`, and the parts of its JSON report that do
not vary. After a change that is meant, write them anew, and read every screen that
changed before you keep it:

    python -m tests.kit.test_situations --write [SITUATION]...
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import psutil
import pytest

from grader.course import find_course

ROOT = Path(__file__).resolve().parents[2]
SITUATIONS = ROOT / "tests" / "kit" / "submissions"
NAMES = sorted(path.parent.name for path in SITUATIONS.glob("*/expected.txt"))

SECONDS = 60  # nobody waits longer than this, whatever a file does
COLUMNS = 80

# Nothing is wrong with these: odd, but not worth a point.
FULL_MARKS = {
    "busy_thread_left_running",
    "child_in_its_own_session",
    "child_left_running",
    "file_with_bom",
    "file_with_crlf",
    "fork_returns_twice",
    "korean_names",
    "main_block_and_tests_left_in",
    "modules_deleted",
    "parameters_renamed",
    "raises_a_kind_of_valueerror",
    "streams_replaced",
    "thread_left_running",
}

# Their screens tell what only Linux bounds or has.
LINUX_ONLY = {
    "allocates_8_gib",
    "child_left_by_a_crash",
    "file_is_a_folder",
    "fork_returns_twice",
    "segmentation_fault",
    "writes_a_huge_file",
    "writes_to_every_descriptor",
}

# What no screen may show: where the kit and its hidden suites are, and its own traces.
SECRETS = (str(ROOT), "tests/hidden", "site-packages", "worker.py", "Traceback")

# What depends on the version of Python, or on where temporary folders are.
VARYING = (
    (re.compile(r"^( *\| > ).*$", re.M), r"\1(where the debugger stopped)"),
    (re.compile(r"(maximum recursion depth exceeded)[a-zA-Z ]*"), r"\1"),
)


def copy_course(target):
    """Return a copy of the course, without anything that its student has done."""
    for name in ("exercises", "solutions", "tests/hidden", "datasets"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def start(folder, *words, **variables):
    """Start the real command line in a folder, with temporary files below it."""
    temporary = folder / ".temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "grader.cli", *words],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "TMPDIR": str(temporary),
            "TEMP": str(temporary),
            **variables,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process):
    """Return exit code, output and errors of a command line, within SECONDS."""
    try:
        output, errors = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        pytest.fail(f"no end within {SECONDS} s")
    return process.returncode, output, errors


def run(folder, *words, **variables):
    """Run the real command line; return its exit code, output and errors."""
    return finish(start(folder, *words, **variables))


def hand_in(course, name):
    """Judge a situation's file twice, for its screen and for its report.

    Returns:
        exit code, screen and report; both runs end with the same code, without errors.
    """
    folder = course / "handed_in" / name
    ignored = shutil.ignore_patterns("expected.*", "__pycache__")
    shutil.copytree(SITUATIONS / name, folder, ignore=ignored)
    exercises = find_course(course).names
    given = (word for word in exercises if (folder / f"{word}.py").exists())
    exercise = next(given, "ex05_padding")
    words = (exercise[:4], f"handed_in/{name}/{exercise}.py")
    running = [start(course, *words), start(course, *words, "--format", "json")]
    code, screen, errors = finish(running[0])
    same_code, report, more_errors = finish(running[1])
    assert (errors, more_errors, same_code) == ("", "", code)
    return code, screen, json.loads(report)


def settled(text):
    """Return a text without what depends on the version of Python or the machine."""
    for pattern, constant in VARYING:
        text = pattern.sub(constant, text)
    return text


def lasting(code, report):
    """Return the parts of a report that are the same on every machine, as JSON."""
    kept = {"exit_code": code}
    kept |= {key: report[key] for key in ("status", "score", "max_score", "problem")}
    if report["problem"]:
        del report["problem"]["printed"]  # up to 64 KiB; the screen shows its beginning
    kept["checks"] = [
        {
            "name": check["name"],
            "outcome": check["outcome"],
            "earned": check["earned"],
            "message": check["message"],
            "line": check["line"],
            "call": check["call"] and check["call"]["text"],
            "diagnosis": check["diagnosis"],
        }
        for check in report["checks"]
    ]
    return settled(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def expected(name, kind):
    """Return what a situation's folder says about the screen or the report."""
    return (SITUATIONS / name / f"expected.{kind}").read_text(encoding="utf-8")


def width(line):
    """Return how many columns a line takes: Korean letters take two each."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)


def pasteable(report):
    """Return the lines of a report that stay whole, so that they can be pasted."""
    calls = [check["call"] for check in report["checks"] if check["call"]]
    sources = [f"{part['name']} = {part['source']}" for call in calls for part in call["given"]]
    return {line for text in sources for line in text.splitlines()} | {
        call["text"] for call in calls
    }


def still_there(folder):
    """Return the processes that work in a folder or below it, after a short grace."""
    for _ in range(50):
        found = [
            process.pid
            for process in psutil.process_iter(["cwd"])
            if (process.info["cwd"] or "").startswith(str(folder))
        ]
        if not found:
            break
        time.sleep(0.1)
    return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One course for all that is handed in by path, which changes nothing in it."""
    return copy_course(tmp_path_factory.mktemp("shared") / "course")


@pytest.fixture
def course(tmp_path):
    """A course of one's own, to be damaged."""
    return copy_course(tmp_path / "course")


@pytest.mark.parametrize("name", NAMES)
def test_situation(shared, name):
    """The screen and the report are the expected ones, and nothing is left behind."""
    if name in LINUX_ONLY and sys.platform != "linux":
        pytest.skip("what this screen tells is bounded on Linux only")
    code, screen, report = hand_in(shared, name)
    screen = settled(screen)
    assert screen == expected(name, "txt")
    assert lasting(code, report) == expected(name, "json")
    for secret in (*SECRETS, str(shared)):
        assert secret not in screen
        assert secret not in settled(json.dumps(report))
    whole = pasteable(report)
    lines = [line for line in screen.splitlines() if line.strip() not in whole]
    assert [line for line in lines if width(line) > COLUMNS] == []
    assert still_there(shared / ".temporary") == []
    assert list((shared / ".temporary").iterdir()) == []


def test_every_folder_is_a_situation():
    """Each folder of submissions/ has both expectations, so none is left out."""
    folders = {
        path.name
        for path in SITUATIONS.iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    both = {path.parent.name for path in SITUATIONS.glob("*/expected.json")} & set(NAMES)
    assert folders == both


def test_only_harmless_oddities_get_full_marks():
    """Full marks are expected where nothing is wrong, and nowhere else."""
    reports = {name: json.loads(expected(name, "json")) for name in NAMES}
    passed = {name for name, report in reports.items() if report["exit_code"] == 0}
    assert passed == FULL_MARKS
    for name, report in reports.items():
        full = report["score"] == report["max_score"]
        assert full == (name in FULL_MARKS), name
