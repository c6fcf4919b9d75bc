"""`grade batch`: what it judges and what not, its files, its screen, and how it is stopped."""

import contextlib
import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

if sys.platform == "win32":
    pytest.skip("grade batch runs on Linux and macOS", allow_module_level=True)

from grader.classroom.book.gradebook import Gradebook
from grader.classroom.book.others import for_others
from grader.classroom.judging import engine
from grader.classroom.screen import Screen
from grader.cli import main
from grader.report import Outcome, Report
from grader.words.reading import with_sentences
from tests.kit.faults.batches import judged, nobody_left, results_of, timeless, wait_until_gone
from tests.kit.test_task import NO_WISH, SUITE, busy, until, wishing
from tests.kit.workshop import ROOT, copy_of, course_of, written_to

FIRST, SECOND = NAMES = ("ex01_first", "ex02_second")
CONFINED = "bubblewrap" if sys.platform == "linux" else "process"
STOPPED = 130
SOON = 2.0  # seconds for a stopped batch to end
SECONDS = 60  # no command here takes longer

QUICK = 'title = "Trial"\n[limits]\ncpu_seconds = 0.3\nwall_factor = 5\n'
SLOW = "import time\ntime.sleep(0.2)\n\n"
LOOP = "def wish(x):\n    while True:\n        pass\n"
CRASH = "import os\n\ndef wish(x):\n    os._exit(3)\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """Return a course of two exercises of one point each, whose calls may take 0.3 s."""
    root = tmp_path_factory.mktemp("original")
    for name in NAMES:
        exercise = course_of(root, SUITE, NO_WISH, {"wish": "(x)"}, name)
        (exercise.hidden / "exercise.toml").write_text(QUICK)
    return root


class Room:
    """A copy of that course, a class, and the folder of its results."""

    def __init__(self, original, folder):
        self.root = folder / "course"
        self.class_ = folder / "class"
        self.out = folder / "out"
        shutil.copytree(original, self.root)
        self.class_.mkdir()

    def put(self, student, name, text=NO_WISH):
        """Have a student hand in a file."""
        path = self.class_ / student / (name if name.endswith(".py") else f"{name}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def words(self, *more):
        """Return the command line of its batch."""
        words = ["batch", self.class_, "--out", self.out, "--sandbox", "process", "--jobs", "2"]
        return [*map(str, words), *map(str, more)]

    def run(self, *more):
        """Run its batch in this process; return the result."""
        return run(self.words(*more))

    def judge(self, *more, code=0):
        """Run its batch, which ends with this code; return its JSON object."""
        result = self.run("--format", "json", *more)
        assert (result.exit_code, result.stderr) == (code, ""), result.output
        return json.loads(result.stdout)

    def count(self, *more, code=0):
        """Run its batch; return how many gradings it made."""
        rows = self.rows()
        told = self.judge(*more, code=code)["judged"]
        assert self.rows() - rows == told
        return told

    def rows(self):
        """Return how many gradings the gradebook holds."""
        return judged(self.out)

    def grades(self):
        """Return the rows of grades.csv by student, without their names."""
        return grades_in(self.out)

    def history(self, student, exercise):
        """Return the scores of all gradings, oldest first."""
        with Gradebook.read(self.out) as gradebook:
            return [grading.score for grading in gradebook.history(student, exercise)]


@pytest.fixture
def room(original, tmp_path, monkeypatch):
    """Return a room with a class of two; the working directory is its course."""
    made = filled(original, tmp_path)
    monkeypatch.chdir(made.root)
    return made


def filled(original, folder):
    """Return a room with a class of two, who handed in three of four files."""
    made = Room(original, folder)
    made.put("ann", FIRST)
    made.put("ann", SECOND, wishing("ice"))
    made.put("bob", FIRST)
    return made


def run(words):
    """Run a command in this process; return the result with stdout and stderr apart."""
    before, sys.argv = sys.argv, ["grade", *words]
    try:
        result = CliRunner().invoke(main, words)
    finally:
        sys.argv = before
    assert result.exception is None or isinstance(result.exception, SystemExit), (
        result.exception
    )
    return result


def start(words, folder, **more):
    """Start a command as the installed console script does, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "grader.start", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more.pop("env", {}),
        start_new_session=True,
        # Whoever runs the tests in the background has Ctrl-C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        | more,
    )


def finished(words, folder, **more):
    """Run a command in a process of its own; return exit code, output and errors."""
    process = start(words, folder, encoding="utf-8", **more)
    output, errors = process.communicate(timeout=SECONDS)
    return process.returncode, output, errors


def grades_in(out):
    """Return the rows of grades.csv by student, without their names."""
    with open(out / "grades.csv", encoding="utf-8", newline="") as stream:
        return {student: cells for student, *cells in list(csv.reader(stream))[1:]}


# A real class, confined


TOP_AND_BOTTOM = """
import numpy as np


def same_padding(kernel_size, dilation=1):
    return (1, 1)


def pad2d(x, pad, value=0.0):
    print("my own words")
    if x.ndim != 4:
        raise ValueError("four axes\\nand a second line")
    left, right, top, bottom = pad
    return np.pad(x, ((0, 0), (0, 0), (bottom, top), (left, right)), constant_values=value)
"""
SIZES, PADDING = "ex04_conv_output_size", "ex05_padding"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Return course, class, results and the run itself of four students, confined."""
    folder = tmp_path_factory.mktemp("real")
    course = folder / "course"
    course.mkdir()
    copy_of(course, SIZES, PADDING)
    hand_in = folder / "class"
    for student in ("ada", "ben", "cem", "dil"):
        (hand_in / student).mkdir(parents=True)
    for name in (SIZES, PADDING):
        shutil.copy(course / "solutions" / f"{name}.py", hand_in / "ada")
        shutil.copy(course / "exercises" / f"{name}.py", hand_in / "cem")
    (hand_in / "ben" / f"{PADDING}.py").write_text(TOP_AND_BOTTOM)
    (hand_in / "dil" / f"{SIZES}.py").write_text("def conv_output_size(:\n")
    words = ["batch", hand_in, "--out", folder / "out", "--sandbox", CONFINED, "--jobs", 2]
    ended = finished([*map(str, words)], course)
    return course, hand_in, folder / "out", ended


def test_grades_are_exactly_as_the_contract_says(real):
    """The header, one line for each student, two decimals, 0.00 for what is missing."""
    _, _, out, (code, _, errors) = real
    assert (code, errors) == (0, "")
    lines = (out / "grades.csv").read_text(encoding="utf-8").splitlines()
    ben = json.loads((out / "reports" / "ben" / f"{PADDING}.json").read_text())["score"]
    assert 0 < ben < 13
    assert lines == [
        "student,ex04,ex05,total,max",
        "ada,14.00,13.00,27.00,27.00",
        f"ben,0.00,{ben:.2f},{ben:.2f},27.00",
        "cem,0.00,0.00,0.00,27.00",
        "dil,0.00,0.00,0.00,27.00",
    ]


def test_what_is_missing_is_told_in_the_gradebook(real):
    """A file that was not handed in is 0 with the outcome missing; a stub is not absent."""
    with Gradebook.read(real[2]) as gradebook:
        marks = {
            (mark.grading.key.student, mark.grading.key.exercise): mark.grading
            for mark in gradebook.marks()
        }
    absent = marks["ben", SIZES]
    assert (absent.score, absent.outcomes, absent.absent) == (0, {Outcome.MISSING}, True)
    stub = marks["cem", SIZES]
    assert (stub.score, stub.outcomes, stub.absent) == (0, {Outcome.MISSING}, False)
    assert len(marks) == 8


@pytest.mark.parametrize(
    ("student", "name"),
    [("ada", SIZES), ("ben", PADDING), ("cem", SIZES), ("dil", SIZES)],
)
def test_a_report_is_that_of_one_file(real, student, name, monkeypatch):
    """A report equals `grade exNN --format json` but for times, the student and their words."""
    course, hand_in, out, _ = real
    monkeypatch.chdir(course)
    own = run([name, str(hand_in / student / f"{name}.py"), "--format", "json"])
    whole = Report.from_dict(json.loads(own.stdout))
    due = for_others(whole._replace(submission=whole.submission._replace(student=student)))
    text = (out / "reports" / student / f"{name}.json").read_text(encoding="utf-8")
    held = json.loads(text)
    assert timeless(held) == timeless(json.loads(json.dumps(with_sentences(due))))
    with Gradebook.read(out) as gradebook:
        (grading,) = gradebook.history(student, name)
        kept = Report.from_dict(json.loads(gradebook.report(grading)))
    assert kept == Report.from_dict(held)
    assert "my own words" not in text
    assert "second line" not in text


def test_the_screen_at_the_end(real):
    """A pipe gets plain lines: what is done, a line an exercise, diagnoses, the files."""
    _, _, out, (_, screen, _) = real
    assert "\r" not in screen
    assert "\x1b" not in screen
    assert f"4 students, 2 exercises, 6 files to judge (2 missing), {CONFINED}" in screen
    assert "8 of 8 judged, in " in screen
    assert re.search(r"^  ex04 .* 3 +1 +4\.7/14 +1 +1 +0 +0 +0$", screen, re.M)
    assert re.search(r"^ +1 .*[Tt]op and bottom are exchanged", screen, re.M)
    assert f"{out / 'grades.csv'}" in screen
    assert max(map(len, screen.replace(str(out), "").splitlines())) <= 80


# Nothing is done twice


def test_the_same_command_again_judges_nothing(room):
    """Once all is judged, the same command makes no grading and writes no file anew."""
    assert room.count() == 4
    files = [*room.out.glob("reports/*/*.json"), room.out / "grades.csv"]
    before = {path: path.stat().st_mtime_ns for path in files}
    assert len(before) == 5
    began = time.monotonic()
    assert room.count("--sandbox", "process") == 0
    assert time.monotonic() - began < 5
    assert {path: path.stat().st_mtime_ns for path in files} == before
    assert "nothing is left to judge" in room.run().stdout


COLLECTS = """
import gc
from grader.classroom.screen import Screen
from grader.start import main

usual = Screen.close

def close(*arguments):
    print("collects:", gc.isenabled())
    return usual(*arguments)

Screen.close = close
main()
"""


def test_garbage_is_collected(room):
    """The collector, which rests while the command starts, works while a class is judged."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", COLLECTS, *room.words()],
        cwd=room.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "collects: True" in done.stdout


def test_a_changed_file_is_judged_and_only_it(room):
    """One grading for one changed file; a file that comes back has its mark without any."""
    room.judge()
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]
    path = room.put("ann", SECOND)
    assert room.count() == 1
    assert room.grades()["ann"] == ["1.00", "1.00", "2.00", "2.00"]
    path.unlink()
    assert room.count() == 1
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]
    report = room.out / "reports" / "ann" / f"{SECOND}.json"
    assert json.loads(report.read_text())["problem"]["reason"]["code"] == "not_handed_in"
    room.put("ann", SECOND)
    assert room.count() == 0
    assert room.grades()["ann"] == ["1.00", "1.00", "2.00", "2.00"]
    assert json.loads(report.read_text())["status"] == "passed"
    assert room.history("ann", SECOND) == [0, 1, 0]


def test_a_reworded_suite_is_not_judged_again(room):
    """Claims, messages, hints and titles can be put in better words, and every mark stays."""
    room.judge()
    before = {path: path.read_bytes() for path in room.out.glob("reports/*/*.json")}
    for name in NAMES:
        hidden = room.root / "tests" / "hidden" / name
        suite = hidden / f"test_{name}.py"
        text = suite.read_text()
        for old, new in (
            ("wish has no special wish.", "Nothing is wished for."),
            ('f"it wishes {answer}"', '(\n        f"wished for: {answer}"\n    )'),
        ):
            assert old in text
            text = text.replace(old, new)
        suite.write_text(text)
        told = QUICK.replace("Trial", "Wishes") + '[hints]\nwish = ["Wish for less."]\n'
        (hidden / "exercise.toml").write_text(told)
    assert room.count() == 0
    assert {path: path.read_bytes() for path in before} == before


def test_a_changed_suite_is_judged_again(room):
    """What an exercise is judged by is part of the key; a hint and a title are not."""
    room.judge()
    hidden = room.root / "tests" / "hidden" / FIRST
    reworded = QUICK.replace("Trial", "Other") + '[hints]\nwish = ["Wish for less."]\n'
    (hidden / "exercise.toml").write_text(reworded)
    assert room.count() == 0
    suite = hidden / f"test_{FIRST}.py"
    suite.write_text(suite.read_text().replace("@points(1)", "@points(3)"))
    assert room.count() == 2
    assert room.grades()["ann"] == ["3.00", "0.00", "3.00", "4.00"]
    suite.write_text(suite.read_text().replace("@points(3)", "@points(1)"))
    assert room.count() == 0
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]


def test_a_changed_record_is_judged_again(room):
    """A record that was made anew counts as another standard."""
    room.judge()
    course_of(room.root, SUITE, NO_WISH, {"wish": "(x, y=0)"}, SECOND)
    (room.root / "tests" / "hidden" / SECOND / "exercise.toml").write_text(QUICK)
    assert room.count() == 2


def test_a_student_who_comes_later_is_judged_alone(room):
    """A new folder is one more row, and nobody else is judged."""
    room.judge()
    room.put("cyd", FIRST, CRASH)
    assert room.count() == 2
    assert list(room.grades()) == ["ann", "bob", "cyd"]


# What counts


def test_others_are_agreed_to_first(room):
    """Which exercises count is remembered: others need --yes, and no mark is lost by it."""
    assert room.count("ex01") == 2
    assert (room.out / "grades.csv").read_text().startswith("student,ex01,total,max\n")
    assert room.count() == 0, "remembered without naming them"
    refused = room.run("ex01", "ex02")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "ex01 count in this gradebook" in refused.stderr
    assert "--yes" in refused.stderr
    assert room.count() == 0
    assert room.count("ex01", "ex02", "--yes") == 2
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]
    assert room.count("2", "--yes") == 0
    assert room.grades()["ann"] == ["0.00", "0.00", "1.00"]
    with Gradebook.read(room.out) as gradebook:
        assert len(list(gradebook.marks())) == 4
    assert room.count(*NAMES, "--yes") == 0
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]


def test_another_seed_is_agreed_to_first(room):
    """The seed is remembered too; another one says that all is judged anew."""
    room.judge()
    refused = room.run("--seed", "7")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "seed 0; with seed 7 all are judged again" in refused.stderr
    assert room.count("--seed", "0") == 0


@pytest.mark.parametrize(("answer", "code", "counts"), [(b"n\n", 1, 1), (b"y\n", 0, 2)])
def test_a_terminal_is_asked(room, answer, code, counts):
    """On a terminal other exercises are a question: no changes nothing, yes goes on."""
    room.judge("ex01")
    ended, told = on_a_terminal(room.words("ex01", "ex02"), room.root, answer)
    assert ended == code, told
    assert b"Is that meant? [y/N]" in told
    with Gradebook.read(room.out) as gradebook:
        assert len(gradebook.exercises) == counts


def on_a_terminal(words, folder, answer=b""):
    """Run a command on a terminal; return exit code and what it wrote there."""
    import pty

    ours, theirs = pty.openpty()
    process = start(
        words, folder, stdin=theirs, stdout=theirs, stderr=theirs, env={"TERM": "xterm"}
    )
    os.close(theirs)
    os.write(ours, answer)
    told = written_to(ours)
    return process.wait(SECONDS), told


NO_TORCH = 'raise RuntimeError("a process that judges imported PyTorch")\n'


def test_a_seed_of_ones_own_is_recorded_once(small_course, tmp_path):
    """PyTorch records a seed once, beside the gradebook; after that nobody imports it."""
    hand_in, out, poison = tmp_path / "class", tmp_path / "out", tmp_path / "poison"
    solution = small_course.exercise.solution
    for student in ("ann", "bob"):
        (hand_in / student).mkdir(parents=True)
    shutil.copy(solution, hand_in / "ann")
    words = ["batch", str(hand_in), "--out", str(out), "--sandbox", "process"]
    code, _, errors = finished([*words, "--seed", "7"], small_course.root)
    assert (code, errors) == (0, "")
    (record,) = (out / "references").iterdir()
    made = record.stat().st_mtime_ns
    # Next to the worker's own folder a torch that cannot be imported.
    poison.mkdir()
    (poison / "torch.py").write_text(NO_TORCH)
    shutil.copy(solution, hand_in / "bob")
    variables = {"PYTHONPATH": os.pathsep.join([str(poison), str(ROOT)])}
    code, screen, errors = finished(words, small_course.root, env=variables)
    assert (code, errors) == (0, "")
    assert "1 of 1 judged" in screen
    assert record.stat().st_mtime_ns == made
    assert grades_in(out) == {"ann": ["8.00"] * 3, "bob": ["8.00"] * 3}
    report = json.loads((out / "reports" / "bob" / "ex01_scaling.json").read_text())
    assert report["seed"] == 7


# Judged again when asked


def test_judged_again_when_asked(room):
    """--regrade, one exercise, one student and outcomes choose what; history stays."""
    room.put("bob", SECOND, CRASH)
    room.judge()
    assert room.count("--regrade") == 4
    assert room.count("--regrade", "ex02") == 2
    assert room.count("--regrade", "ex01", "--regrade", "second") == 4
    assert room.count("--regrade-outcome", "timeout,crashed") == 1
    assert room.count("--regrade", "ex01", "--regrade-outcome", "crashed") == 0
    assert room.count("--student", "bob", "--regrade") == 2
    assert room.count("--student", "ann", "--regrade", "ex02") == 1
    assert room.history("bob", SECOND) == [0] * 6
    assert room.history("ann", FIRST) == [1] * 3
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]


def test_one_student_alone(room):
    """--student judges that one, without a fault; the cells and totals of others stay empty."""
    told = room.judge("--student", "bob")
    assert (told["complete"], told["judged"], told["waiting"]) == (False, 2, 2)
    assert room.grades() == {
        "ann": ["", "", "", "2.00"], "bob": ["1.00", "0.00", "1.00", "2.00"],
    }  # fmt: skip
    assert room.count() == 2


def test_one_student_alone_is_told_as_such(room):
    """With --student nobody else is called judged or kept, nor asked for with that name."""
    result = room.run("--student", "bob")
    assert result.exit_code == 0
    assert "kept" not in result.stdout
    assert "2 gradings still to make" in result.stdout
    assert "--student" not in result.stdout


def test_what_idle_files_kept_from_being_judged_is_listed(room, monkeypatch):
    """Files behind idle ones have empty cells, are listed, and are judged alone by name."""
    monkeypatch.setattr(engine, "IDLE_OF_STUDENT", 0.6)
    room.put("ann", FIRST, "import time\n\ndef wish(x):\n    time.sleep(60)\n")
    told = room.judge()
    unjudged = [{"student": "ann", "exercise": name} for name in NAMES]
    assert (told["unjudged"], told["waiting"], told["judged"]) == (unjudged, 2, 2)
    assert (told["complete"], told["internal"]) == (False, 0)
    assert room.grades()["ann"] == ["", "", "", "2.00"]
    assert room.history("ann", SECOND) == []
    shown = " ".join(room.run().stdout.split())
    assert "To look at: 2 files were not judged" in shown
    assert "(ann ex01, ann ex02)" in shown
    assert "--student=ann --regrade ex01" in shown
    assert "still to make" not in shown
    assert room.count("--student", "ann", "--regrade", "ex02") == 1
    assert room.grades()["ann"] == ["", "0.00", "", "2.00"]


def test_one_student_alone_is_shown(room):
    """With --student the screen has that student's own result, and JSON has the marks."""
    shown = room.run("--student", "ann").stdout
    assert re.search(r"^  ann\n  pass  ex01 trial +1/1 point, 1/1 check$", shown, re.M)
    assert re.search(r"^  FAIL  ex02 trial +0/1 point, 0/1 check$", shown, re.M)
    assert not re.search(r"^  bob$", shown, re.M)
    assert room.judge("--student", "ann")["marks"] == [
        {"student": "ann", "exercise": name, "status": status, "score": score, "max_score": 1}
        for name, status, score in ((FIRST, "passed", 1), (SECOND, "failed", 0))
    ]
    assert room.judge()["marks"] == []


def dearer(room):
    """Change what a suite gives for its check."""
    suite = room.root / "tests" / "hidden" / FIRST / f"test_{FIRST}.py"
    suite.write_text(suite.read_text().replace("@points(1)", "@points(3)"))


def test_one_student_is_not_judged_beside_old_marks(room):
    """After a suite changed --student is refused, and everything stays as it was."""
    room.judge()
    dearer(room)
    before = everything(room.out)
    refused = room.run("--student", "ann")
    assert (refused.exit_code, refused.stdout) == (2, "")
    told = " ".join(refused.stderr.split())
    assert "1 other student has marks that were made by another suite" in told
    assert "run it without --student: all are judged anew" in told
    assert everything(room.out) == before
    shutil.rmtree(room.class_ / "bob")
    assert room.count("--student", "ann") == 1  # who is left alone stands beside nobody
    assert room.grades() == {
        "ann": ["3.00", "0.00", "3.00", "4.00"], "bob": ["", "0.00", "", "4.00"],
    }  # fmt: skip


def everything(folder):
    """Return what the files of a folder hold, the gradebook row by row."""
    files = [path for path in folder.rglob("*") if path.suffix in (".csv", ".json")]
    with contextlib.closing(sqlite3.connect(folder / "gradebook.sqlite")) as book:
        return {path: path.read_bytes() for path in files}, list(book.iterdump())


def test_a_batch_that_ends_early_leaves_no_mixture(room, monkeypatch):
    """Stopped while all are judged anew, the others' cells are empty and not of before."""
    room.judge()
    dearer(room)
    monkeypatch.setattr(Screen, "kept", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert room.run("--jobs", "1").exit_code == STOPPED
    grades = room.grades()
    assert sorted(cells[0] for cells in grades.values()) == ["", "3.00"]
    assert {cells[1] for cells in grades.values()} == {"0.00"}
    monkeypatch.undo()
    monkeypatch.chdir(room.root)
    assert room.count() == 1
    assert {cells[0] for cells in room.grades().values()} == {"3.00"}


def test_another_course_is_agreed_to_first(room, tmp_path, monkeypatch):
    """The course is remembered: another one is named and needs --yes, however alike it is."""
    room.judge()
    other = tmp_path / "other"
    shutil.copytree(room.root, other)
    monkeypatch.chdir(other)
    refused = room.run()
    assert (refused.exit_code, refused.stdout) == (2, "")
    told = " ".join(refused.stderr.split())
    assert f"the course in {room.root}, and that in {other} would judge from now on" in told
    assert "--yes" in told
    assert room.count("--yes") == 0
    assert room.count() == 0
    monkeypatch.chdir(room.root)
    assert room.run().exit_code == 2


@pytest.mark.parametrize("zipped", [False, True])
def test_files_and_hand_in_times_are_kept(room, tmp_path, zipped):
    """From a folder or a zip come the judged bytes, the time of the file, and the oracle."""
    path = room.put("ann", FIRST, NO_WISH + "# 김\n")
    at = datetime(2026, 3, 1, 12, 30, 8)  # a zip counts in steps of two seconds
    os.utime(path, (at.timestamp(), at.timestamp()))
    handed_in = room.class_
    if zipped:
        handed_in = tmp_path / "class.zip"
        with zipfile.ZipFile(handed_in, "w") as archive:
            for file in sorted(room.class_.rglob("*.py")):
                archive.write(file, file.relative_to(room.class_))
    words = ["batch", str(handed_in), "--out", str(room.out), "--sandbox", "process"]
    assert run(words).exit_code == 0
    with Gradebook.read(room.out) as book:
        (kept,) = book.history("ann", FIRST)
        assert book.files(kept) == {"submission.py": path.read_bytes()}
        assert datetime.fromisoformat(kept.received_at) == at.astimezone(UTC)
        assert kept.received_at.endswith("+00:00")
        assert kept.oracle == "PyTorch none"  # this course has made its record itself
        (missing,) = book.history("bob", SECOND)
        assert (missing.received_at, book.files(missing)) == (None, {})


@pytest.mark.parametrize("harm", ["outcomes = 'lost'", "report = '{'", "report = '{}'"])
def test_what_cannot_be_read_is_judged_again(room, harm):
    """A row changed by hand is named with student and exercise, and the file judged again."""
    room.judge()
    with contextlib.closing(sqlite3.connect(room.out / "gradebook.sqlite")) as book, book:
        book.execute(
            f"UPDATE grading SET {harm} WHERE student = 'bob' AND exercise = ?", (FIRST,)
        )
    result = room.run()
    assert (result.exit_code, result.stderr) == (0, "")
    told = " ".join(result.stdout.split())
    assert f"It was the mark of bob for {FIRST}; it stays as it is" in told
    assert "1 to judge now" in told
    assert room.grades()["bob"] == ["1.00", "0.00", "1.00", "2.00"]
    assert room.rows() == 5
    assert room.judge()["unread"] == []


def test_who_left_the_class_is_not_waited_for(room):
    """A student without a mark who is no longer handed in keeps a row, and nobody waits."""
    room.judge("--student", "bob")
    shutil.rmtree(room.class_ / "ann")
    told = room.judge()
    assert (told["complete"], told["waiting"]) == (True, 0)
    assert room.grades()["ann"] == ["", "", "", "2.00"]


def test_what_does_not_count_is_not_judged_again(room):
    """--regrade of an exercise that does not count here is wrong usage, and says which do."""
    room.judge("ex01")
    result = room.run("--regrade", "ex02")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ex02 does not count" in result.stderr
    assert "these do: ex01" in result.stderr


@pytest.mark.parametrize(
    ("words", "named", "hint"),
    [
        (("--student", "anne"), "no student 'anne'", "name the folder"),
        (("--regrade", "ex09"), "no exercise 'ex09'", "did you mean|grade list"),
        (("ex09",), "no exercise 'ex09'", "did you mean|grade list"),
        (("--regrade-outcome", "late"), "'late'", "choose from passed"),
        (("--jobs", "0"), "'0'|0 is not in the range", ""),
        (("--sandbox", "none"), "'none'", "bubblewrap"),
    ],
)
def test_unknown_names_are_wrong_usage(room, words, named, hint):
    """What there is not is told with what there is: exit code 2, and nothing is judged."""
    result = room.run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(named, result.stderr)
    assert re.search(hint, result.stderr)
    assert room.rows() == 0


@pytest.mark.parametrize("what", ["absent", "empty folder", "text"])
def test_what_is_no_class_is_wrong_usage(room, what, tmp_path):
    """A name that holds no class says so before anything is made."""
    path = tmp_path / "handed_in"
    if what == "empty folder":
        path.mkdir()
    elif what == "text":
        path.write_text("kim: 100 points")
    result = run(["batch", str(path), "--out", str(room.out)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "hint:" in result.stderr
    assert not room.out.exists()


# Faults of the kit


def test_a_fault_costs_no_mark_and_none_stands_in_for_it(room):
    """Under a suite that fails the cells are empty, the code is 3; then all is as before."""
    room.judge()
    suite = room.root / "tests" / "hidden" / FIRST / f"test_{FIRST}.py"
    sound = suite.read_text()
    suite.write_text(sound.replace(*STALE))
    room.put("bob", FIRST, NO_WISH + "# changed\n")
    result = room.run()
    assert result.exit_code == 3
    assert room.grades() == {
        "ann": ["", "0.00", "", "2.00"], "bob": ["", "0.00", "", "2.00"],
    }  # fmt: skip
    assert "2 gradings failed for a fault of the kit" in result.stdout
    assert "the cell is empty" in " ".join(result.stdout.split())
    command = " ".join(["grade", *room.words(), "--regrade-outcome internal"])
    assert f"\n  {command}\n" in result.stdout
    assert room.history("ann", FIRST) == [1, None]
    summary = room.judge(code=3)
    assert (summary["complete"], summary["judged"], summary["internal"]) == (False, 0, 2)
    assert room.count("--regrade-outcome", "internal", code=3) == 2
    suite.write_text(sound)
    assert room.count() == 1
    assert room.grades() == {
        "ann": ["1.00", "0.00", "1.00", "2.00"], "bob": ["1.00", "0.00", "1.00", "2.00"],
    }  # fmt: skip


# It asks for what its record does not hold.
STALE = ("student.wish(rng.array((1, 2)))", "student.wish(rng.array((9, 9)))")


def test_a_judge_that_dies_costs_one_cell(room):
    """Where judging a file kills its process twice, that cell is empty and no other."""
    room.put("ann", FIRST, wishing("die"))
    result = room.run()
    assert result.exit_code == 3
    assert room.grades() == {
        "ann": ["", "0.00", "", "2.00"], "bob": ["1.00", "0.00", "1.00", "2.00"],
    }  # fmt: skip
    assert "(ann)" in result.stdout
    assert "the cell is empty, and so is the total" in " ".join(result.stdout.split())
    report = json.loads((room.out / "reports" / "ann" / f"{FIRST}.json").read_text())
    assert (report["status"], report["score"]) == ("internal", None)
    reason = report["problem"]["reason"]
    assert (reason["code"], reason["facts"]) == ("judge_died", {"times": 2})
    assert reason["message"] == "The grader failed, not this file: its process ended 2 times."
    # Without being asked it is not tried again, and the batch is still not complete.
    assert room.count(code=3) == 0
    room.put("ann", FIRST)
    assert room.count() == 1


def test_the_command_to_go_on_with(room):
    """What was typed to judge again, and whom, is not typed again after a fault."""
    room.put("ann", FIRST, wishing("die"))
    more = ("--regrade", "ex01", "--regrade-outcome", "internal", "--student", "ann", "--yes")
    room.judge(code=3)
    screen = room.run(*more).stdout
    command = " ".join(["grade", *room.words(), "--regrade-outcome"])
    assert f"\n  {command} internal\n" in screen


# The screen


def test_a_terminal_has_a_bar(room):
    """A terminal sees one line that is drawn over itself, within its width."""
    code, told = on_a_terminal(room.words(), room.root)
    assert code == 0
    drawn = [part for part in told.split(b"\r") if b"\x1b[K" in part]
    assert drawn[0].startswith(b"  ")
    assert b"0/4" in drawn[0]
    assert b"4/4" in drawn[-1]
    assert max(len(part.decode()) for part in drawn) < 90
    assert told.count(b"judged, in") == 0


def test_json_is_exactly_one_object(room):
    """--format json prints one object and nothing else, whatever suites print."""
    room.put("ann", FIRST, wishing("print"))
    code, output, errors = finished(room.words("--format", "json"), room.root)
    assert (code, errors) == (0, "")
    told = json.loads(output)
    assert (told["schema"], told["complete"], told["judged"]) == (1, True, 4)
    assert [each["exercise"] for each in told["exercises"]] == list(NAMES)
    assert [each["missing"] for each in told["exercises"]] == [0, 1]


def test_timeouts_and_crashes_are_counted(room):
    """The table tells how many ran out of time and how many died; marks never cost a 3."""
    room.put("ann", FIRST, LOOP)
    room.put("bob", FIRST, CRASH)
    first, _ = room.judge()["exercises"]
    assert (first["timeouts"], first["crashes"], first["internal"]) == (1, 1, 0)
    assert room.grades()["ann"][0] == room.grades()["bob"][0] == "0.00"


# What was handed in


def test_the_newest_of_several_wins(room):
    """Of several files the newest is judged, and the report says of how many."""
    room.put("bob", f"week2/{FIRST}-1.py", wishing("ice"))
    old = room.put("bob", FIRST)
    os.utime(old, (1_000_000_000,) * 2)
    room.judge()
    assert room.grades()["bob"][0] == "0.00"
    report = json.loads((room.out / "reports" / "bob" / f"{FIRST}.json").read_text())
    note = f"2 files for {FIRST}: the newest, week2/{FIRST}-1.py, was judged."
    assert report["submission"]["note"]["message"] == note
    assert report["submission"]["candidates"] == [f"{FIRST}.py"]


def test_a_zip_and_a_folder_give_the_same(room, tmp_path):
    """A class has the same marks, reports and keys from a folder and from a zip of it."""
    room.put("cyd", FIRST, CRASH)
    room.judge()
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(room.class_.rglob("*.py")):
            archive.write(file, file.relative_to(room.class_))
    words = ["batch", str(path), "--sandbox", "process", "--out"]
    assert run([*words, str(tmp_path / "zip")]).exit_code == 0
    assert results_of(tmp_path / "zip") == results_of(room.out)
    rows = room.rows()
    assert run([*words, str(room.out)]).exit_code == 0
    assert room.rows() == rows


@pytest.mark.parametrize("sandbox", ["process", CONFINED])
def test_files_where_it_is_started_fool_nobody(room, sandbox):
    """A numpy, json or grader of the working directory stands in for nothing."""
    fake = "raise SystemExit('a file of the working directory was imported')\n"
    for name in ("numpy", "json", "pytest", "sitecustomize"):
        (room.root / f"{name}.py").write_text(fake)
    (room.root / "grader").mkdir()
    (room.root / "grader" / "__init__.py").write_text(fake)
    code, _, errors = finished(room.words("--sandbox", sandbox), room.root)
    assert (code, errors) == (0, "")
    assert room.grades()["ann"] == ["1.00", "0.00", "1.00", "2.00"]


# How it is stopped


@pytest.fixture
def alive():
    """Return a function that tells which of the processes started here are alive."""
    if sys.platform != "linux":
        pytest.skip("orphans are found on Linux only")
    with nobody_left() as told:
        yield told


def interrupt(process, number=signal.SIGINT):
    """Stop a command as its terminal does; return its code, output, errors and seconds."""
    os.killpg(process.pid, number)
    began = time.monotonic()
    output, errors = process.communicate(timeout=SECONDS)
    return process.returncode, output, errors, time.monotonic() - began


def put_slow_class(room):
    """Have eight more students hand in files that take a moment to load."""
    for student in range(8):
        for name in NAMES:
            room.put(f"s{student}", name, SLOW + [NO_WISH, wishing("ice")][student % 2])


@pytest.fixture(scope="module")
def undisturbed(original, tmp_path_factory):
    """Return the results of that class where nothing happens."""
    made = filled(original, tmp_path_factory.mktemp("undisturbed"))
    put_slow_class(made)
    assert finished(made.words(), made.root)[0] == 0
    return results_of(made.out)


@pytest.mark.parametrize(
    ("sandbox", "number"), [("process", signal.SIGTERM), ("bubblewrap", signal.SIGINT)]
)
def test_a_stopped_batch_goes_on(room, undisturbed, alive, number, sandbox):
    """Ctrl-C ends it soon with 130, keeps what is done, and going on ends as undisturbed."""
    put_slow_class(room)
    words = room.words("--sandbox", sandbox)
    process = start(words, room.root, encoding="utf-8")
    until(lambda: judged(room.out) >= 3)
    code, output, errors, seconds = interrupt(process, number)
    wait_until_gone(alive)
    assert (code, errors) == (STOPPED, "")
    assert seconds < SOON
    kept = room.rows()
    assert 3 <= kept < 20
    told = re.search(r"Stopped\. (\d+) of 20 were judged and are kept\. To go on:", output)
    # What was just being kept may have come in without being counted.
    assert int(told[1]) <= kept <= int(told[1]) + 2
    assert output.splitlines()[-1].split() == ["grade", *words]
    assert len(room.grades()) == 10
    assert f"{20 - kept} of {20 - kept} judged" in room.run().stdout
    assert results_of(room.out) == undisturbed


@pytest.mark.parametrize("sandbox", ["process", "bubblewrap"])
def test_a_loop_does_not_hold_it_up(room, alive, sandbox):
    """Ctrl-C while a student's loop runs ends it as soon, and the loop."""
    for name in NAMES:
        settings = room.root / "tests" / "hidden" / name / "exercise.toml"
        settings.write_text(QUICK.replace("0.3", "60"))
    room.put("ann", FIRST, LOOP)
    room.put("bob", FIRST, LOOP)
    process = start(room.words("--sandbox", sandbox), room.root, encoding="utf-8")
    until(lambda: busy(process.pid, 2))
    code, output, errors, seconds = interrupt(process)
    wait_until_gone(alive)
    assert (code, errors) == (STOPPED, "")
    assert seconds < SOON
    assert "Stopped. 0 of 4" in output


@pytest.mark.parametrize("delay", [0.0, 0.1])
def test_a_sandbox_that_starts_does_not_hold_it_up(room, alive, delay):
    """Ctrl-C while sandboxes and judging processes start leaves nobody behind."""
    process = start(room.words("--sandbox", "bubblewrap"), room.root, encoding="utf-8")
    until(alive_below(process, "bwrap"))
    time.sleep(delay)
    code, output, errors, seconds = interrupt(process)
    wait_until_gone(alive)
    assert (code, errors) == (STOPPED, "")
    assert seconds < SOON
    assert "To go on:\n  grade batch" in output


def alive_below(process, name):
    """Return a condition: a program of this name runs below a process."""
    import psutil

    def found():
        with contextlib.suppress(psutil.Error):
            return any(
                child.name() == name
                for child in psutil.Process(process.pid).children(recursive=True)
            )
        return False

    return found


def test_a_class_that_is_read_does_not_hold_it_up(room, alive):
    """Ctrl-C while a large class is read, before anything is judged, says the same."""
    for student in range(3000):
        (room.class_ / f"s{student}").mkdir()
    process = start(room.words(), room.root, encoding="utf-8")
    until((room.out / "gradebook.sqlite").exists)
    time.sleep(0.1)
    code, output, errors, seconds = interrupt(process)
    wait_until_gone(alive)
    assert (code, errors) == (STOPPED, "")
    assert seconds < SOON
    assert "To go on:\n  grade batch" in output


def test_what_was_asked_again_is_in_the_command_to_go_on(room, alive):
    """Stopped in the middle of --regrade, the command to go on judges again too."""
    room.put("ann", FIRST, LOOP)
    settings = room.root / "tests" / "hidden" / FIRST / "exercise.toml"
    settings.write_text(QUICK.replace("0.3", "60"))
    words = room.words("--regrade", "ex02", "--yes")
    process = start(words, room.root, encoding="utf-8")
    until(lambda: busy(process.pid, 1))
    _, output, _, _ = interrupt(process)
    assert output.splitlines()[-1].split() == ["grade", *words[:-1]]
