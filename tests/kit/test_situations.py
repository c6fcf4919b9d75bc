"""What a student sees who hands in a bad file, or whose course is damaged.

Each folder of submissions/ holds one situation: the file that is handed in, named like
its exercise, the screen of `grade exNN`, and the parts of the JSON report that do not
vary. After a change that is meant, write them anew, and read every screen that
changed before you keep it:

    python -m tests.kit.test_situations --write [SITUATION]...
"""

import contextlib
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

from grader.console import HINT
from grader.course import find_course
from grader.learn.where import BROKEN as STARTS_AFRESH
from grader.sandbox.modes import MODES
from grader.words.text import draw

ROOT = Path(__file__).resolve().parents[2]
COUNT = len(find_course(ROOT).names)
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
    "writes_to_every_descriptor",
}

# What no screen may show: where the kit and its hidden suites are, and its own traces.
SECRETS = (str(ROOT), "tests/hidden", "site-packages", "worker.py", "begin.py", "Traceback")

# What depends on the version of Python, or on where temporary folders are.
VARYING = (
    (re.compile(r"^( *\| > ).*$", re.M), r"\1submission.py"),
    (re.compile(r"> [^ ]+submission.py"), "> submission.py"),
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
        [sys.executable, "-m", "grader", *words],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "COLUMNS": str(COLUMNS),
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


def hand_in(course, name, form, sandbox="process"):
    """Judge a situation's file in place of the stub; return the exit code and what is said.

    It is the first thing that is judged in the course.
    """
    folder = SITUATIONS / name
    exercises = find_course(ROOT).names
    given = (word for word in exercises if (folder / f"{word}.py").exists())
    exercise = next(given, "ex05_padding")
    shutil.rmtree(course / ".grade", ignore_errors=True)
    shutil.rmtree(course / "exercises")
    shutil.copytree(ROOT / "exercises", course / "exercises")
    (course / "exercises" / f"{exercise}.py").unlink()
    ignored = shutil.ignore_patterns("expected.*", "__pycache__")
    shutil.copytree(folder, course / "exercises", ignore=ignored, dirs_exist_ok=True)
    usual = (form, sandbox) == ("text", "process")
    options = () if usual else ("--format", form, "--sandbox", sandbox)
    code, output, errors = run(course, exercise[:4], *options)
    assert errors == ""
    return code, settled(output)


def settled(text):
    """Return a text without what depends on the version of Python or the machine."""
    for pattern, constant in VARYING:
        text = pattern.sub(constant, text)
    return text


def source_of(call):
    """Return the lines of a call that a student can paste, arguments first."""
    given = [f"{part['name']} = {part['source']}" for part in call["given"]]
    return "\n".join([*given, call["text"]]).splitlines()


def without_messages(plain):
    """Return the facts of a report: the screen shows what they say."""
    if isinstance(plain, list):
        return [without_messages(item) for item in plain]
    if isinstance(plain, dict):
        return {
            key: value if key == "facts" else without_messages(value)
            for key, value in plain.items()
            if key != "message"
        }
    return plain


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
            "aspect": check["aspect"],
            "reason": check["reason"],
            "line": check["line"],
            "call": check["call"] and source_of(check["call"]),
            "diagnoses": check["diagnoses"],
        }
        for check in report["checks"]
    ]
    return json.dumps(without_messages(kept), indent=1, ensure_ascii=False) + "\n"


def expected(name, kind, sandbox="process"):
    """Return what a situation's folder says about the screen or the report."""
    own = SITUATIONS / name / f"expected.{sandbox}.{kind}"
    usual = SITUATIONS / name / f"expected.{kind}"
    return (own if own.exists() else usual).read_text(encoding="utf-8")


def width(line):
    """Return how many columns a line takes: Korean letters take two each."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)


def still_there(folder):
    """Return the processes that work in a folder or below it, after a short grace."""
    for _ in range(50):
        found = []
        for process in psutil.process_iter():
            # Another test's hostile file can work in a folder whose path is too long.
            with contextlib.suppress(psutil.Error, OSError):
                found += [process.pid] * process.cwd().startswith(str(folder))
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


SLOW = [name for name in NAMES if "loop" in name or "endless" in name]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in NAMES]
)
def test_situation(shared, name):
    """The screen is the expected one, and names nothing of the kit; nothing is left."""
    skip_elsewhere(name)
    code, screen = hand_in(shared, name, "text")
    assert screen == expected(name, "txt")
    assert code == json.loads(expected(name, "json"))["exit_code"]
    leaves_nothing(shared, screen)


@pytest.mark.slow
@pytest.mark.parametrize("sandbox", ["process", "bubblewrap"])
@pytest.mark.parametrize("name", NAMES)
def test_report_of_a_situation(shared, name, sandbox):
    """The report is the expected one in both sandboxes, and a screen that is another there.

    A screen is made of the report alone, see `test_reading`.
    """
    skip_elsewhere(name, sandbox)
    code, report = hand_in(shared, name, "json", sandbox)
    assert lasting(code, json.loads(report)) == expected(name, "json", sandbox)
    leaves_nothing(shared, report)
    if (SITUATIONS / name / f"expected.{sandbox}.txt").exists():
        assert hand_in(shared, name, "text", sandbox) == (code, expected(name, "txt", sandbox))


def skip_elsewhere(name, sandbox="process"):
    """Skip a situation that this system has not."""
    if (name in LINUX_ONLY or sandbox != "process") and sys.platform != "linux":
        pytest.skip("what this screen tells is bounded on Linux only")


def leaves_nothing(course, said):
    """Check that what was said has no secret, and that no process or file stayed."""
    for secret in (*SECRETS, str(course)):
        assert secret not in said
    assert still_there(course / ".temporary") == []
    assert list((course / ".temporary").iterdir()) == []


def test_the_sandboxes_differ_only_where_processes_are_started():
    """At home a file gets what it gets in the batch, unless it starts processes."""
    differing = {path.parent.name for path in SITUATIONS.glob("*/expected.bubblewrap.*")}
    assert differing == {
        "child_in_its_own_session",
        "child_left_by_a_crash",
        "child_left_running",
        "fork_returns_twice",
    }


def test_every_folder_is_a_situation():
    """Each folder of submissions/ has both expectations, so none is left out."""
    folders = {
        path.name
        for path in SITUATIONS.iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    both = {path.parent.name for path in SITUATIONS.glob("*/expected.json")} & set(NAMES)
    assert folders == both


def test_screens_keep_to_80_columns():
    """No line of any screen is wider than 80 columns, but for calls that can be pasted."""
    wide = {}
    for name in NAMES:
        checks = json.loads(expected(name, "json"))["checks"]
        calls = {f"      {line}" for check in checks for line in check["call"] or ()}
        for line in expected(name, "txt").splitlines():
            if width(line) > COLUMNS and line not in calls:
                wide.setdefault(name, []).append(line)
    assert wide == {}


def test_only_harmless_oddities_get_full_marks():
    """Full marks are expected where nothing is wrong, and nowhere else."""
    reports = {name: json.loads(expected(name, "json")) for name in NAMES}
    passed = {name for name, report in reports.items() if report["exit_code"] == 0}
    assert passed == FULL_MARKS
    for name, report in reports.items():
        full = report["score"] == report["max_score"]
        assert full == (name in FULL_MARKS), name


RIGHT = ROOT / "tests" / "kit" / "right" / "ex05_padding" / "loops.py"
PROGRESS = ".grade/progress.json"
RECORD = "datasets/references/ex05_padding.record"
SUITE = "tests/hidden/ex05_padding/test_ex05_padding.py"


def solve(course):
    """Put a right answer into the stub of ex05."""
    shutil.copy(RIGHT, course / "exercises" / "ex05_padding.py")


def replaced(path, old, new):
    """Replace a text that occurs in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "near"),
    [("padingg", "padding"), ("exo5", "ex05"), ("ex05_paddign", "ex05_padding")],
)
def test_unknown_exercise_near_a_known_one(course, word, near):
    """A misspelt exercise ends with code 2 and the name that may be meant."""
    code, output, errors = run(course, word)
    assert (code, output) == (2, "")
    assert f"there is no exercise '{word}'" in errors
    assert re.search(rf"did you mean .*\b{near}\b", errors)


def test_unknown_exercise_far_from_all(course):
    """A word that is near to nothing ends with code 2 and the way to all names."""
    code, output, errors = run(course, "chemistry")
    assert (code, output) == (2, "")
    assert "there is no exercise 'chemistry'" in errors
    assert "grade list" in errors
    assert "did you mean" not in errors


def test_ambiguous_exercise(course):
    """A word that could mean several exercises ends with code 2 and names them."""
    code, output, errors = run(course, "s")
    assert (code, output) == (2, "")
    assert "ex02_sigmoid_backprop, ex03_softmax_ce" in errors


@pytest.mark.parametrize("words", [(), ("ex05",), ("list",), ("all",), ("show", "ex05")])
def test_outside_of_a_course(tmp_path, words):
    """Outside of a course every command ends with code 2 and says where to go."""
    code, output, errors = run(tmp_path, *words)
    assert (code, output) == (2, "")
    told = " ".join(errors.split())
    assert f"there is no course in {tmp_path}" in told
    assert "go to the folder that holds exercises/" in told


def test_file_from_outside_of_the_course(course, tmp_path):
    """A file that lies elsewhere is judged, and shown by its name alone."""
    shutil.copy(RIGHT, tmp_path / "ex05_padding.py")
    code, output, errors = run(course, "ex05", "../ex05_padding.py")
    assert (code, errors) == (0, "")
    assert output.startswith("ex05 padding   ex05_padding.py\n")
    assert str(tmp_path) not in output


def test_file_whose_name_is_misspelt(course):
    """A file that is not there is told from one with a name like it."""
    code, output, errors = run(course, "ex05", "solutions/ex05_pading.py")
    assert (code, errors) == (1, "")
    assert "There is no such file." in output
    assert "Did you mean ex05_padding.py?" in output


def test_copy_kept_beside_the_file(course):
    """A student's own copy in exercises/ is no exercise, and makes no name ambiguous."""
    solve(course)
    stub = course / "exercises" / "ex05_padding.py"
    shutil.copy(stub, stub.with_name("ex05_padding_old.py"))
    code, output, errors = run(course, "ex05")
    assert (code, errors) == (0, "")
    assert f"1 of {COUNT} exercises" in output
    assert "padding_old" not in run(course, "list")[1]


def test_long_path_keeps_to_the_screen(course):
    """The path of a file in a deep folder is told whole, and no line is over 80 columns."""
    folder = course / "exercises" / "week-05-convolutional-networks"
    folder.mkdir()
    shutil.copy(SITUATIONS / "returns_a_list" / "ex05_padding.py", folder)
    path = "exercises/week-05-convolutional-networks/ex05_padding.py"
    code, output, errors = run(course, "ex05", path)
    assert (code, errors) == (1, "")
    assert f"grade ex05 {path}" in output
    assert [line for line in output.splitlines() if width(line) > COLUMNS] == []


def test_file_too_large(course):
    """A file over 1 MiB is not read; the message says both sizes."""
    solve(course)
    with open(course / "exercises" / "ex05_padding.py", "a", encoding="utf-8") as stream:
        stream.write("#" * (1 << 20))
    code, output, errors = run(course, "ex05")
    assert (code, errors) == (1, "")
    assert "at most 1,048,576 count" in output


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_file_that_is_a_pipe(course):
    """A named pipe is refused at once, not waited for."""
    os.mkfifo(course / "exercises" / "pipe.py")
    code, output, errors = run(course, "ex05", "exercises/pipe.py")
    assert (code, errors) == (1, "")
    assert "it is no ordinary file" in output


def test_console_that_cannot_print(course):
    """Where the console knows no Korean, question marks stand for it; nothing crashes."""
    shutil.copytree(SITUATIONS / "exception_text_in_korean", course / "handed_in")
    words = ("ex05", "handed_in/ex05_padding.py")
    code, output, errors = run(course, *words, PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert (code, errors) == (1, "")
    assert "RuntimeError: ???" in output


def test_nothing_is_imported_from_beside_a_file(course):
    """Files named like modules beside a submission, or settings of pytest, change nothing."""
    solve(course)
    for name in ("numpy", "pytest", "random", "conftest", "sitecustomize"):
        for folder in ("exercises", "tests/hidden/ex05_padding"):
            wrong = "raise SystemExit('taken from beside the file')\n"
            (course / folder / f"{name}.py").write_text(wrong, encoding="utf-8")
    (course / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    code, output, errors = run(
        course, "ex05", PYTEST_ADDOPTS="-k nothing", PYTEST_PLUGINS="no_such_plugin"
    )
    assert (code, errors) == (0, "")
    assert "10 of 10 checks" in output


def test_a_call_that_waits(course):
    """A function that sleeps is stopped by the clock; the other one is judged."""
    toml = course / "tests" / "hidden" / "ex05_padding" / "exercise.toml"
    replaced(toml, "[hints]", "[limits]\ncpu_seconds = 0.5\nwall_factor = 2\n\n[hints]")
    solve(course)
    stub = course / "exercises" / "ex05_padding.py"
    replaced(stub, "def pad2d(", "def _pad2d(")
    with open(stub, "a", encoding="utf-8") as stream:
        stream.write(
            "\n\nimport time\n\n\ndef pad2d(x, pad, value=0.0):\n    time.sleep(600)\n"
        )
    code, output, errors = run(course, "ex05", "--format", "json")
    report = json.loads(output)
    assert (code, errors) == (1, "")
    outcomes = {check["function"]: check["outcome"] for check in report["checks"][:5]}
    assert outcomes == {"same_padding": "passed", "pad2d": "timeout"}
    assert report["checks"][4]["reason"]["code"] == "clock_time"
    assert report["checks"][4]["reason"]["facts"] == {"seconds": 1.0, "idle": True}
    assert still_there(course / ".temporary") == []


def damaged(data, damage):
    """Return a record's bytes after some damage."""
    changed = bytearray(data)
    if damage == "truncated":
        return data[: len(data) // 2]
    if damage == "empty":
        return b""
    if damage == "other":
        return b"version https://git-lfs.github.com/spec/v1\n" * 100
    changed[{"start": 3, "head": 200, "end": -1}[damage]] ^= 0x10
    return bytes(changed)


@pytest.mark.parametrize("form", ["text", "json"])
def test_record_missing(course, form):
    """Without a record there is no mark: code 3, the cure, and progress as it was."""
    solve(course)
    assert run(course, "ex05")[0] == 0
    before = (course / PROGRESS).read_bytes()
    (course / RECORD).unlink()
    code, output, errors = run(course, "ex05", "--format", form)
    assert code == 3
    assert "the recorded references of ex05 are missing" in errors
    assert "grade record ex05" in errors
    assert "points" not in output
    assert "score" not in output
    assert (course / PROGRESS).read_bytes() == before
    assert still_there(course / ".temporary") == []


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["truncated", "empty", "other", "start", "head", "end"])
def test_record_damaged(course, damage):
    """A record of which one bit is wrong gives no mark: code 3, the cure, no progress."""
    solve(course)
    record = course / RECORD
    record.write_bytes(damaged(record.read_bytes(), damage))
    code, output, errors = run(course, "ex05")
    assert code == 3
    assert "the recorded references of ex05 are damaged" in errors
    assert "grade record ex05" in errors
    assert "points" not in output
    assert not (course / PROGRESS).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ODD = [range(3, 4),", "ODD = [range(7, 8),"),
        ('agree("pad2d", rng.array(shape), pad)', 'agree("pad2d", rng.array(shape) + 1, pad)'),
        ("def test_nothing_to_pad(", "def test_nothing_at_all_to_pad("),
    ],
)
def test_record_older_than_its_suite(course, old, new):
    """A suite that asks what its record lacks gives no mark: code 3, cure, no progress."""
    solve(course)
    replaced(course / SUITE, old, new)
    code, output, errors = run(course, "ex05")
    assert code == 3
    assert "the suite is newer than its record" in errors
    assert "grade record ex05" in errors
    assert "points" not in output
    assert not (course / PROGRESS).exists()
    assert still_there(course / ".temporary") == []


def test_one_damaged_record_leaves_the_other_exercises(course):
    """The record of another exercise may be gone: this one is judged."""
    (course / "datasets" / "references" / "ex06_max_pooling.record").unlink()
    solve(course)
    assert run(course, "ex05")[0] == 0


def without_torch(folder):
    """Return variables under which PyTorch counts as not installed."""
    folder.mkdir()
    hide = "import sys\n\nsys.modules['torch'] = None\n"
    (folder / "sitecustomize.py").write_text(hide, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def test_seed_without_pytorch(course, tmp_path):
    """Another seed needs PyTorch: where it is absent, one sentence says so, with code 2."""
    solve(course)
    hidden = without_torch(tmp_path / "hidden")
    code, output, errors = run(course, "ex05", "--seed", "7", **hidden)
    assert code == 2
    assert errors.startswith(
        "error: judging with another seed needs PyTorch, which is not installed"
    )
    assert errors.count("error:") == 1
    assert "points" not in output
    assert not (course / PROGRESS).exists()


def test_default_seed_without_pytorch(course, tmp_path):
    """The recorded answers are enough to judge the default seed."""
    solve(course)
    assert run(course, "ex05", **without_torch(tmp_path / "hidden"))[0] == 0


@pytest.mark.parametrize("source", ["reference", "mistakes"])
def test_seed_without_the_sources(course, source):
    """In a course without the references' sources another seed is refused in one sentence."""
    solve(course)
    (course / "tests" / "hidden" / "ex05_padding" / f"{source}.py").unlink()
    code, output, errors = run(course, "ex05", "--seed", "7")
    assert code == 2
    assert "this seed has no record, and this course has no references to make one" in errors
    assert errors.count("error:") == 1
    assert "points" not in output


@pytest.mark.slow
def test_seed_that_was_recorded_once(course, tmp_path):
    """A seed is recorded into the cache once, and then judged without PyTorch."""
    solve(course)
    code, output, errors = run(course, "ex05", "--seed", "7")
    assert (code, errors) == (0, "")
    assert "10 of 10 checks" in output
    assert not (course / PROGRESS).exists()
    again = run(course, "ex05", "--seed", "7", **without_torch(tmp_path / "hidden"))
    assert again == (code, output, errors)


BROKEN = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b'{"exercises": 3}',
    b'{"exercises": {"ex05_padding": {"best": "all", "when": 3}}, "last": ["ex05"]}',
    b'{"exercises": {"ex05_padding": {"best": 1e999, "max_score": NaN}}, "last": null}',
    b'{"exercises": {"ex99_gone": {"best": 3}}, "last": "ex99_gone"}',
    b'{"exercises": ' + b"[" * 100_000,
]


@pytest.mark.slow
@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_broken_progress(course, content):
    """A broken progress file is no error: the student starts afresh, and it is fixed."""
    solve(course)
    (course / ".grade").mkdir()
    (course / PROGRESS).write_bytes(content)
    code, output, errors = run(course)
    assert code == 0
    assert " ".join(errors.split()) in ("", f"{draw(HINT)} {draw(STARTS_AFRESH)}")
    assert f"0/{COUNT} exercises" in output
    code, output, errors = run(course, "ex05")
    assert (code, errors) == (0, "")
    assert f"1 of {COUNT} exercises" in output
    held = json.loads((course / PROGRESS).read_text(encoding="utf-8"))
    assert held["exercises"]["ex05_padding"]["best"] == 13


def test_best_score_is_never_lowered(course):
    """After full marks a worse run lowers the last score, not the best."""
    untouched = (course / "exercises" / "ex05_padding.py").read_bytes()
    solve(course)
    assert run(course, "ex05")[0] == 0
    (course / "exercises" / "ex05_padding.py").write_bytes(untouched)
    assert run(course, "ex05")[0] == 1
    held = json.loads((course / PROGRESS).read_text(encoding="utf-8"))
    standing = held["exercises"]["ex05_padding"]
    assert (standing["score"], standing["best"], standing["max_score"]) == (0, 13, 13)
    assert f"1/{COUNT} exercises" in run(course)[1]


def test_file_named_by_hand_leaves_the_progress(course):
    """Only the course's own file counts as progress, not one that is named beside it."""
    code, _, _ = run(course, "ex05", "solutions/ex05_padding.py")
    assert code == 0
    assert not (course / PROGRESS).exists()


def lock(folder, writable):
    """Take or give the right to write into a folder and all below it."""
    for path in (folder, *folder.rglob("*")):
        right = 0o200 if writable else 0
        path.chmod(path.stat().st_mode & ~0o222 | right)


@pytest.mark.parametrize("how", ["folder", "file"])
def test_course_that_cannot_be_written_to(course, how, request):
    """Where nothing can be kept, everything is judged and shown all the same."""
    if how == "folder" and not hasattr(os, "geteuid"):
        pytest.skip("this system knows no folder that cannot be written to")
    if how == "folder" and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    shutil.copytree(SITUATIONS / "returns_a_list", course / "handed_in")
    (course / ".temporary").mkdir()
    if how == "file":
        (course / ".grade").write_text("a file where a folder should be\n")
    else:
        lock(course, writable=False)
        (course / ".temporary").chmod(0o700)
        request.addfinalizer(lambda: lock(course, writable=True))
    code, output, errors = run(course, "ex05", "handed_in/ex05_padding.py")
    assert (code, errors) == (1, "")
    assert "The result is a list; expected an array of shape (1, 1, 1, 2)." in output
    assert "failing_call.py" not in output  # there is none
    assert run(course, "ex05")[0] == 1
    assert run(course)[0] == 0


def write(names):
    """Write the expectations of situations anew, from what the command line says now."""
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder).resolve() / "course")
        for name in names:
            for sandbox in MODES:
                code, report = hand_in(course, name, "json", sandbox)
                _, screen = hand_in(course, name, "text", sandbox)
                report = lasting(code, json.loads(report))
                own = "" if sandbox == "process" else f".{sandbox}"
                # Its screen names the sandbox; where the reports are alike that is all.
                alike = bool(own) and report == expected(name, "json")
                for kind, text in (("txt", screen), ("json", report)):
                    path = SITUATIONS / name / f"expected{own}.{kind}"
                    if alike:
                        path.unlink(missing_ok=True)
                    else:
                        path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    write(
        sys.argv[2:]
        or sorted(
            path.name
            for path in SITUATIONS.iterdir()
            if path.is_dir() and path.name != "__pycache__"
        )
    )
