"""`grade batch`: what it judges and what not, its files, its screen, and how it is stopped."""

import contextlib
import csv
import hashlib
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
        words = ["batch", self.class_, "--out", self.out, "--seed", "0"]
        words += ["--sandbox", "process", "--jobs", "2"]
        return [*map(str, words), *map(str, more)]

    def again(self, *more):
        """Return the command line that is told to go on with: the seed is remembered."""
        words = self.words(*more)
        place = words.index("--seed")
        return words[:place] + words[place + 2 :]

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
    words = ["batch", hand_in, "--out", folder / "out", "--seed", 0, "--sandbox", CONFINED]
    ended = finished([*map(str, words), "--jobs", "2"], course)
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
    assert room.count("--as-shown") == 1
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_others_are_agreed_to_first(room):
    """Which exercises count is remembered: others need --yes, and no mark is lost by it."""
    assert room.count("ex01") == 2
    assert (room.out / "grades.csv").read_text().startswith("student,ex01,total,max\n")
    assert room.count() == 0, "remembered without naming them"
    refused = room.run("ex01", "ex02")
    assert (refused.exit_code, refused.stdout) == (2, "")
    told = "ex01 counts in this gradebook, and from now on these would: ex01, ex02"
    assert told in " ".join(refused.stderr.split())
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
    told = " ".join(refused.stderr.split())
    assert OTHER in told
    assert room.count("--seed", "0") == 0


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "code", "counts"), [(b"n\n", 1, 1), (b"y\n", 0, 2)])
def test_a_terminal_is_asked(room, answer, code, counts):
    """On a terminal other exercises are a question: no changes nothing, yes goes on."""
    room.judge("ex01")
    ended, told = on_a_terminal(room.words("ex01", "ex02"), room.root, answer)
    assert ended == code, told
    assert b"Is that meant? [y/N]" in told
    assert (b"Nothing was changed." in told) == (code == 1)
    assert b"Aborted" not in told
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


OTHER = (
    "the marks in this gradebook are for other inputs; with the new ones all are judged again"
)
# The first line of a screen, for inputs of a gradebook's own and for those of seed 0.
DRAWN = "The right answers come from PyTorch, for inputs drawn for this gradebook only"
KNOWN = (
    "The right answers come from PyTorch, for inputs that everybody can have (seed 0): recited "
    "answers can earn marks. --seed new draws others."
)
NAMED = (
    "The right answers come from PyTorch, for the inputs of a seed that was named: whoever "
    "knows or guesses it can recite answers. --seed new draws a secret one."
)
SOLVED = (
    "The right answers come from the solutions of the course, for inputs drawn for this "
    "gradebook only"
)
NO_TORCH = 'raise RuntimeError("a process that judges imported PyTorch")\n'


@pytest.fixture
def scaling(recorded_course, tmp_path):
    """Return the small course, and a class of one who handed in its solution."""
    hand_in = tmp_path / "class"
    (hand_in / "ann").mkdir(parents=True)
    shutil.copy(recorded_course.exercise.solution, hand_in / "ann")
    return recorded_course


def scaled(scaling, out, *more, **variables):
    """Run a batch of that class; return exit code, output without its breaks, and errors."""
    words = ["batch", scaling.root.parent / "class", "--out", out, "--sandbox", "process"]
    words = [*map(str, words), *more]
    code, output, errors = finished(words, scaling.root, env=variables)
    return code, " ".join(output.split()), " ".join(errors.split())


def settings_of(out):
    """Return the seed that a gradebook remembers, and whose answers."""
    with Gradebook.read(out) as gradebook:
        return gradebook.seed, gradebook.oracle


def report_of(out, student="ann"):
    """Return the report on the small exercise that is handed out."""
    return json.loads((out / "reports" / student / "ex01_scaling.json").read_text())


@pytest.mark.slow
def test_a_seed_is_drawn_and_recorded_once(scaling, tmp_path):
    """PyTorch records a gradebook's own seed once; after that nobody imports it."""
    out, poison = tmp_path / "out", tmp_path / "poison"
    code, screen, errors = scaled(scaling, out)
    assert (code, errors) == (0, "")
    asking = "asking PyTorch for the right answers of 1 exercise, once"
    assert screen.startswith(f"{DRAWN} {asking} 1 student")
    seed, oracle = settings_of(out)
    assert (0 < seed < 2**62, oracle) == (True, "PyTorch")
    (record,) = (out / "references").iterdir()
    made = record.stat().st_mtime_ns
    # Next to the worker's own folder a torch that cannot be imported.
    poison.mkdir()
    (poison / "torch.py").write_text(NO_TORCH)
    (tmp_path / "class" / "bob").mkdir()
    shutil.copy(scaling.exercise.solution, tmp_path / "class" / "bob")
    variables = {"PYTHONPATH": os.pathsep.join([str(poison), str(ROOT)])}
    code, screen, errors = scaled(scaling, out, **variables)
    assert (code, errors) == (0, "")
    assert screen.startswith(f"{DRAWN} 2 students")
    assert "1 of 1 judged" in screen
    assert record.stat().st_mtime_ns == made
    assert settings_of(out) == (seed, oracle)
    assert grades_in(out) == {"ann": ["8.00"] * 3, "bob": ["8.00"] * 3}


@pytest.mark.slow
def test_every_gradebook_draws_another(scaling, tmp_path):
    """Two gradebooks of one class have seeds that no one could guess from each other."""
    drawn = set()
    for name in ("one", "two"):
        assert scaled(scaling, tmp_path / name)[0] == 0
        drawn.add(settings_of(tmp_path / name)[0])
    assert len(drawn) == 2
    assert min(drawn) > 2**40


@pytest.mark.slow
@pytest.mark.parametrize("seed", [(), ("--seed", str(2**63 - 1))], ids=["drawn", "largest"])
def test_no_student_is_handed_the_seed(scaling, tmp_path, seed):
    """The seed is in the gradebook alone: in no report, no table, on no screen."""
    out = tmp_path / "out"
    (tmp_path / "class" / "bob").mkdir()
    wrong = "def double(x):\n    return 3 * x\n"
    (tmp_path / "class" / "bob" / "ex01_scaling.py").write_text(wrong)
    first = scaled(scaling, out, *seed)
    again = scaled(scaling, out, "--format", "json", "--regrade")
    assert (first[0], again[0]) == (0, 0)
    kept, _ = settings_of(out)
    assert json.loads(again[1])["seed"] is None
    assert report_of(out)["seed"] is None
    handed_out = [*(out / "reports").rglob("*"), out / "grades.csv"]
    told = [path.read_text() for path in handed_out if path.is_file()]
    assert len(told) == 3
    for text in (*told, *first[1:], *again[1:]):
        assert str(kept) not in text
    with Gradebook.read(out) as gradebook:
        assert {mark.grading.key.seed for mark in gradebook.marks()} == {kept}


TABLE = """
KNOWN = {known!r}


def asked(function, x):
    found = KNOWN[function, str(x.dtype), repr(x.tolist())]
    if isinstance(found, str):
        raise ValueError(found)
    return found if isinstance(found, float) else np.array(found, x.dtype)


def double(x):
    return asked("double", x)


def mean_square(x):
    return asked("mean_square", x)
"""


def reciting(exercise):
    """Return a file that knows the answers to the seed that everybody has, and no other."""
    from grader.judge import references, trial

    record = references.find(exercise, 0)
    plan = trial.draw(exercise, trial.Standard.of(record), 0)
    known = {}
    for question in plan.questions:
        (x,), (value, raises) = question.arguments, question.expected
        answer = raises or (value if isinstance(value, float) else value.tolist())
        known[question.function, str(x.dtype), repr(x.tolist())] = answer
    return "import numpy as np\n" + TABLE.format(known=known)


@pytest.mark.slow
def test_recorded_answers_earn_nothing(scaling, tmp_path):
    """A table of the answers that everybody has earns all with seed 0, and else nothing."""
    file = tmp_path / "class" / "ann" / "ex01_scaling.py"
    file.write_text(reciting(scaling.exercise))
    code, screen, _ = scaled(scaling, tmp_path / "known", "--seed", "0")
    assert (code, grades_in(tmp_path / "known")["ann"][0]) == (0, "8.00")
    assert screen.startswith(KNOWN)
    assert scaled(scaling, tmp_path / "out")[0] == 0
    assert grades_in(tmp_path / "out")["ann"][0] == "0.00"


@pytest.mark.slow
def test_answers_that_cannot_be_kept_are_said_without_the_seed(scaling, tmp_path):
    """Where the folder of the right answers is no folder, the words name it, and no seed."""
    out = tmp_path / "out"
    assert scaled(scaling, out)[0] == 0
    seed, _ = settings_of(out)
    shutil.rmtree(out / "references")
    (out / "references").write_text("in the way")
    code, screen, errors = scaled(scaling, out)
    assert code == 3
    assert "references cannot be written: " in errors
    assert "Traceback" not in errors
    assert str(seed) not in screen + errors


LOOKS_AHEAD = """
import sys, time
import numpy as np

ahead = []

def double(x):
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    if not ahead:
        time.sleep(0.2)  # the calls that were sent ahead come
        ahead.append(frame.f_locals["incoming"].peek(1152)[:1152])
    return np.frombuffer(ahead[0].ljust(1152, b"\\0"), "<i8").reshape(12, 12)
"""


@pytest.mark.slow
def test_a_handed_out_report_carries_no_inputs_of_later_calls(scaling, tmp_path):
    """An answer that is made of the hidden inputs stays in the gradebook alone."""
    file = tmp_path / "class" / "ann" / "ex01_scaling.py"
    file.write_text(LOOKS_AHEAD)
    for seed, rows in (("0", True), ("7", False)):
        out = tmp_path / f"seed{seed}"
        assert scaled(scaling, out, "--seed", seed)[0] == 0
        yours = [
            check["comparison"]["yours"]["rows"]
            for check in report_of(out)["checks"]
            if check["comparison"] is not None
        ]
        assert yours
        assert any(yours) is rows
        with Gradebook.read(out) as book:
            (grading,) = book.history("ann", "ex01_scaling")
            kept = Report.from_dict(json.loads(book.report(grading)))
        assert any(one.comparison and one.comparison.yours.rows for one in kept.checks)


@pytest.mark.slow
def test_a_gradebook_of_the_known_seed_goes_on(scaling, tmp_path):
    """Seed 0 stays until another is asked for, which judges everybody once more."""
    out = tmp_path / "out"
    assert scaled(scaling, out, "--seed", "0")[0] == 0
    code, screen, _ = scaled(scaling, out)
    assert (code, settings_of(out)) == (0, (0, "PyTorch"))
    assert screen.startswith(KNOWN)
    assert "nothing is left to judge" in screen
    code, screen, errors = scaled(scaling, out, "--seed", "new")
    assert (code, screen) == (2, "")
    assert OTHER in errors
    assert settings_of(out)[0] == 0
    code, screen, _ = scaled(scaling, out, "--seed", "new", "--yes")
    assert code == 0
    assert DRAWN in screen
    assert "1 of 1 judged" in screen
    new, _ = settings_of(out)
    assert new > 0
    assert scaled(scaling, out)[0] == 0
    assert settings_of(out)[0] == new


@pytest.mark.slow
def test_a_seed_that_was_named_is_not_called_drawn(scaling, tmp_path):
    """Only of a seed that the kit drew the first line says that nobody else has its inputs."""
    out = tmp_path / "out"
    assert scaled(scaling, out, "--seed", "7")[1].startswith(NAMED)
    assert scaled(scaling, out)[1].startswith(NAMED)
    assert scaled(scaling, out, "--seed", "new", "--yes")[1].startswith(DRAWN)
    seed, _ = settings_of(out)
    assert scaled(scaling, out, "--seed", str(seed))[1].startswith(DRAWN)
    assert scaled(scaling, tmp_path / "other", "--seed", str(seed))[1].startswith(NAMED)


@pytest.mark.slow
def test_an_older_gradebook_tells_a_drawn_seed_by_its_size(scaling, tmp_path):
    """Of a gradebook that did not keep it, a number that nobody types is one that was drawn."""
    out = tmp_path / "out"
    assert scaled(scaling, out)[0] == 0
    forget = "DELETE FROM setting WHERE name = 'drawn'"
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book, book:
        book.execute(forget)
    assert scaled(scaling, out)[1].startswith(DRAWN)
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book, book:
        book.execute(forget)
        book.execute("UPDATE setting SET value = '20260301' WHERE name = 'seed'")
    assert scaled(scaling, out)[1].startswith(NAMED)


@pytest.mark.parametrize("word", ["-1", "seven", "1.5", "", str(2**63), "9" * 5000, "²"])
def test_what_is_no_seed_is_wrong_usage(room, word):
    """A seed that the gradebook could not keep is refused before anything is made."""
    words = room.words()
    words[words.index("--seed") + 1] = word
    refused = run(words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--seed new" in refused.stderr
    assert not room.out.exists()


# Whose answers


@pytest.fixture
def without_torch(tmp_path):
    """Return variables under which PyTorch counts as not installed."""
    folder = tmp_path / "hidden"
    folder.mkdir()
    hide = "import sys\n\nsys.modules['torch'] = None\n"
    (folder / "sitecustomize.py").write_text(hide)
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


@pytest.mark.slow
def test_without_pytorch_the_solutions_answer(scaling, tmp_path, without_torch):
    """They stand in for it, that is said and remembered, and only --regrade changes it."""
    out = tmp_path / "out"
    code, screen, errors = scaled(scaling, out, **without_torch)
    assert (code, errors) == (0, "")
    told = "asking the solutions of the course for the right answers of 1 exercise, once"
    assert screen.startswith(f"{SOLVED} {told}")
    seed, oracle = settings_of(out)
    assert (seed > 0, oracle) == (True, "solutions")
    assert report_of(out)["oracle"]["name"] == "solutions"
    assert grades_in(out) == {"ann": ["8.00"] * 3}

    code, screen, _ = scaled(scaling, out)  # PyTorch is there now
    assert (code, settings_of(out)) == (0, (seed, "solutions"))
    assert screen.startswith("The right answers come from the solutions of the course")
    assert "nothing is left to judge" in screen

    code, screen, _ = scaled(scaling, out, "--regrade")
    assert (code, settings_of(out)) == (0, (seed, "PyTorch"))
    assert DRAWN in screen
    assert report_of(out)["oracle"]["name"] == "PyTorch"

    code, screen, _ = scaled(scaling, out, "--regrade", **without_torch)
    assert (code, settings_of(out)) == (0, (seed, "PyTorch")), "its answers are still there"


@pytest.mark.slow
def test_solutions_never_take_over_in_silence(scaling, tmp_path, without_torch):
    """What PyTorch answered is not answered by another without being asked for."""
    out = tmp_path / "out"
    assert scaled(scaling, out)[0] == 0
    shutil.rmtree(out / "references")
    code, screen, errors = scaled(scaling, out, **without_torch)
    assert (code, screen) == (2, "")
    assert "of this gradebook come from PyTorch, which is not installed" in errors
    assert "--regrade" in errors
    assert settings_of(out)[1] == "PyTorch"
    code, screen, _ = scaled(scaling, out, "--regrade", **without_torch)
    assert (code, settings_of(out)[1]) == (0, "solutions")
    assert SOLVED in screen


def test_a_solution_that_answers_otherwise_is_not_asked(scaling, tmp_path, without_torch):
    """A solution that differs from PyTorch's record on this machine judges nobody: code 3."""
    out = tmp_path / "out"
    scaling.edit("solution", "return (x * x).mean()", "return (x * x).mean() + 1e-5")
    code, screen, errors = scaled(scaling, out, **without_torch)
    assert (code, "judged" in screen) == (3, False)
    assert "the solution of ex01 does not answer as PyTorch did: mean_square in test_" in errors
    assert "pip install torch" in errors
    assert not (out / "references").exists() or not [*(out / "references").iterdir()]
    assert not [*(out / "reports").rglob("*.json")]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("raise KeyError(x.size)", "the solution of mean_square raised KeyError"),
        ("import os; os._exit(3)", "the solution of mean_square gives no answer"),
    ],
)
def test_a_solution_without_an_answer_is_the_kits_fault(
    scaling, tmp_path, without_torch, new, told
):
    """A solution that raises, or ends its process, costs nobody a mark: code 3."""
    scaling.edit("solution", "return (x * x).mean()", new)
    code, screen, errors = scaled(scaling, tmp_path / "out", **without_torch)
    assert (code, "judged" in screen) == (3, False)
    assert told in errors


def test_a_course_without_sources_says_how_to_go_on(room):
    """Where nobody can answer another seed, the one that everybody has is offered."""
    words = room.words()
    place = words.index("--seed")
    refused = run(words[:place] + words[place + 2 :])
    assert (refused.exit_code, "judged" in refused.stdout) == (2, False)
    assert "--seed 0 needs none" in refused.stderr


def test_the_process_that_records_may_die(scaling, tmp_path):
    """A process that ends while it records is told in words, and nothing is judged."""
    killed = "import os\nos._exit(9)\n"
    folder = tmp_path / "killed"
    folder.mkdir()
    (folder / "torch.py").write_text(killed)
    variables = {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    code, screen, errors = scaled(scaling, tmp_path / "out", **variables)
    assert (code, "judged" in screen) == (3, False)
    assert "the process that worked on ex01 ended with 9" in errors


SLEEPS = "import time\ntime.sleep(600)\n"


def test_answers_that_are_made_do_not_hold_it_up(scaling, tmp_path, alive):
    """Ctrl-C while PyTorch is asked ends that too, and the command draws a seed again."""
    folder = tmp_path / "sleeps"
    folder.mkdir()
    (folder / "torch.py").write_text(SLEEPS)
    out = tmp_path / "out"
    words = ["batch", str(tmp_path / "class"), "--out", str(out), "--sandbox", "process"]
    variables = {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    for more in ([], ["--seed", "7"]):
        process = start([*words, *more], scaling.root, encoding="utf-8", env=variables)
        until(lambda process=process: recording(process))
        code, output, errors, seconds = interrupt(process)
        wait_until_gone(alive)
        assert (code, errors) == (STOPPED, "")
        assert seconds < SOON
        assert output.splitlines()[-1].split() == ["grade", *words, *more]
    assert settings_of(out) == (None, None)


def recording(process):
    """Whether a process below a batch makes records."""
    import psutil

    with contextlib.suppress(psutil.Error):
        below = psutil.Process(process.pid).children()
        return any("grader.author.side_by_side" in each.cmdline() for each in below)
    return False


# Judged again when asked


@pytest.mark.slow
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


@pytest.mark.slow
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
    told = room.run().stdout
    assert re.search(r"^0 of 2 judged, in \d+ s; 2 were not, see below$", told, re.M)
    shown = " ".join(told.split())
    assert "To look at: 2 files were not judged" in shown
    assert "(ann ex01, ann ex02)" in shown
    assert "--student=ann --regrade ex01" in shown
    assert "still to make" not in shown
    assert room.count("--student", "ann", "--regrade", "ex02") == 1
    assert room.grades()["ann"] == ["", "0.00", "", "2.00"]


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert run([*words, "--seed", "0"]).exit_code == 0
    with Gradebook.read(room.out) as book:
        (kept,) = book.history("ann", FIRST)
        assert book.files(kept) == {"submission.py": path.read_bytes()}
        assert datetime.fromisoformat(kept.received_at) == at.astimezone(UTC)
        assert kept.received_at.endswith("+00:00")
        assert kept.oracle == "PyTorch none"  # this course has made its record itself
        (missing,) = book.history("bob", SECOND)
        assert (missing.received_at, book.files(missing)) == (None, {})


@pytest.mark.slow
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


@pytest.mark.slow
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
    command = " ".join(["grade", *room.again(), "--regrade-outcome internal"])
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_command_to_go_on_with(room):
    """What was typed to judge again, and whom, is not typed again after a fault."""
    room.put("ann", FIRST, wishing("die"))
    more = ("--regrade", "ex01", "--regrade-outcome", "internal", "--student", "ann", "--yes")
    room.judge(code=3)
    screen = room.run(*more).stdout
    command = " ".join(["grade", *room.again(), "--regrade-outcome"])
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


@pytest.mark.slow
def test_timeouts_and_crashes_are_counted(room):
    """The table tells how many ran out of time and how many died; marks never cost a 3."""
    room.put("ann", FIRST, LOOP)
    room.put("bob", FIRST, CRASH)
    first, _ = room.judge()["exercises"]
    assert (first["timeouts"], first["crashes"], first["internal"]) == (1, 1, 0)
    assert room.grades()["ann"][0] == room.grades()["bob"][0] == "0.00"


def test_whose_file_did_not_load_is_named_with_the_cause(room):
    """Below the table, and in JSON; no word that the file itself says is among it."""
    (room.class_ / "ann" / f"{FIRST}.py").write_bytes(b'x = 1\ny = "\xc1\xa4 SECRET"\n')
    room.put("bob", FIRST, 'raise ValueError("SECRET")\n')
    screen = room.run().stdout
    table, _, below = screen.partition("To look at:")
    assert f"{room.out / 'grades.csv'}" in table
    assert " ".join(below.split()) == (
        "The file could not be loaded, and has 0 points: ann ex01, line 2: The file is not "
        "UTF-8: byte 0xc1 in this line. bob ex01, line 1: ValueError"
    )
    first, second = room.judge()["exercises"]
    told = [(one["student"], one["line"], one["code"]) for one in first["not_loaded"]]
    assert told == [("ann", 2, "not_utf8"), ("bob", 1, "raised")]
    assert second["not_loaded"] == []
    assert "SECRET" not in f"{screen}{first}"


# What was handed in


def test_the_better_placed_of_several_counts_and_both_are_told(room):
    """A newer file in a folder of week 2 does not count; report, screen and JSON tell of it."""
    room.put("bob", f"week2/{FIRST}-1.py", wishing("ice"))
    old = room.put("bob", FIRST)
    os.utime(old, (1_000_000_000,) * 2)
    screen = room.run().stdout
    assert room.grades()["bob"][0] == "1.00"
    report = json.loads((room.out / "reports" / "bob" / f"{FIRST}.json").read_text())
    note = f"2 files for {FIRST}: {FIRST}.py, in the better place, was judged."
    assert report["submission"]["note"]["message"] == note
    candidates = report["submission"]["candidates"]
    assert [(each["path"], each["counts"]) for each in candidates] == [
        (f"{FIRST}.py", True),
        (f"week2/{FIRST}-1.py", False),
    ]
    assert candidates[0]["sha256"] == hashlib.sha256(old.read_bytes()).hexdigest()
    assert f"bob/{FIRST}.py, not bob/week2/{FIRST}-1.py" in screen.partition("To look at:")[2]
    (told,) = room.judge()["to_look_at"]
    assert (told["code"], told["student"], told["exercises"]) == ("several", "bob", [FIRST])


def test_a_batch_stops_before_a_zero_that_no_person_gives(room):
    """It names what it did not take, judges and writes nothing, and goes on where told to."""
    room.put("cyd", FIRST)
    room.put("cyd", "hw2.py")
    result = room.run()
    assert result.exit_code == 2
    assert "cyd/hw2.py (ex02)" in result.stdout.partition("To look at:")[2]
    assert "3 students: ann, bob, cyd" in result.stdout
    assert "4 files: 3 for ex01, 1 for ex02" in result.stdout
    assert "--as-shown" in result.stderr
    assert not room.out.exists()
    assert room.judge("--as-shown")["judged"] == 6
    assert room.grades()["cyd"] == ["1.00", "0.00", "1.00", "2.00"]


def test_what_was_gone_on_with_is_asked_once(room):
    """The next batch goes on, tells of it, and stops only for something new."""
    room.put("cyd", "answer.py")
    room.judge("--as-shown")
    assert [each["path"] for each in room.judge()["to_look_at"]] == ["cyd"]
    assert "cyd (it holds answer.py)" in room.run().stdout
    room.put("dan", "answer.py")
    rows = room.rows()
    stopped = room.run()
    assert stopped.exit_code == 2
    assert room.rows() == rows


def test_a_script_is_told_on_the_other_stream(room):
    """With `--format json` a batch that stops leaves stdout empty."""
    room.put("cyd", "answer.py")
    result = room.run("--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cyd (it holds answer.py)" in result.stderr


def test_a_dry_run_shows_the_same_and_does_nothing(room):
    """It prints what a batch that stops prints, also as JSON, and makes no gradebook."""
    room.put("cyd", "answer.py")
    room.put("cyd", "data.py")
    shown = room.run("--dry-run")
    assert (shown.exit_code, shown.stderr) == (0, "")
    *lines, last = shown.stdout.strip().splitlines()
    assert "\n".join(lines).strip() == room.run().stdout.strip()
    assert last.startswith("a batch would stop; if all is meant as it is shown:   grade batch ")
    assert last.endswith(" --as-shown")
    assert "--dry-run" not in last
    told = room.judge("--dry-run")
    assert (told["stops"], told["students"]) == (True, ["ann", "bob", "cyd"])
    assert told["files"] == {FIRST: 2, SECOND: 1}
    assert [each["code"] for each in told["to_look_at"]] == ["nothing_taken", *["helper"] * 2]
    assert not room.out.exists()
    room.judge("--as-shown")
    assert room.judge("--dry-run")["stops"] is False
    shown = room.run("--dry-run").stdout
    assert "cyd (it holds answer.py, data.py)" in shown
    assert shown.splitlines()[-1].startswith("a batch would not stop:   grade batch ")
    assert room.count() == 0


@pytest.mark.slow
def test_a_file_that_was_judged_and_has_gone_stops(room):
    """The folder of the next week alone, or one deleted file, makes no mark 0.00 unasked."""
    room.judge()
    before, rows = room.grades(), room.rows()
    week = shutil.copytree(room.class_, room.class_.with_name("week1"))
    for student in ("ann", "bob"):
        (room.class_ / student / f"{FIRST}.py").unlink()
        room.put(student, SECOND)
    stopped = room.run()
    assert (stopped.exit_code, room.rows(), room.grades()) == (2, rows, before)
    told = " ".join(stopped.stdout.partition("To look at:")[2].split())
    assert told.startswith(
        "2 students had a file for ex01 before and have none now; their marks would become "
        "0.00: ann, bob"
    )
    assert "another --out for another folder" in " ".join(stopped.stderr.split())
    assert room.judge("--dry-run")["stops"] is True
    # Who is not judged now keeps the mark; so does what does not count.
    (asked,) = room.judge("--student", "ann", "--dry-run")["to_look_at"]
    assert (asked["code"], asked["student"], asked["exercises"]) == ("gone", "ann", [FIRST])
    assert room.judge("ex02", "--dry-run")["stops"] is False
    (room.class_ / "kim.zip").write_bytes(b"")
    assert "rename or move what is named above, and give the folder" in room.run().stderr
    (room.class_ / "kim.zip").unlink()
    room.judge("--as-shown")
    assert [row[0] for row in room.grades().values()] == ["0.00", "0.00"]
    assert [each["code"] for each in room.judge()["to_look_at"]] == ["nobody"]
    # What came back, counts and goes again is asked about again.
    here = room.class_ / "ann" / f"{FIRST}.py"
    shutil.copy(week / "ann" / f"{FIRST}.py", here)
    room.judge()
    here.unlink()
    assert room.run().exit_code == 2


@pytest.mark.slow
def test_what_has_gone_is_asked_once(room):
    """A batch that was told to go on, and was stopped, does not ask again."""
    room.judge()
    (room.class_ / "ann" / f"{FIRST}.py").unlink()
    with Gradebook.open(room.out) as gradebook:
        gradebook.accept([f"gone ann/{FIRST}.py"], "")
    assert room.judge()["exercises"][0]["missing"] == 1


@pytest.mark.slow
def test_a_file_that_never_was_there_does_not_stop(room):
    """What was absent before is absent again, and nobody is asked."""
    room.judge()
    shutil.rmtree(room.class_ / "ann")
    room.put("bob", "notes.txt", "")
    assert room.judge()["departed"] == ["ann"]


def test_results_among_the_students_are_refused(room):
    """OUT inside of SUBMISSIONS would be a student the next time."""
    for inside in (room.class_ / "marks", room.class_, room.class_ / "ann" / "marks"):
        result = run(["batch", str(room.class_), "--out", str(inside), "--sandbox", "process"])
        assert result.exit_code == 2
        assert "among the students" in result.stderr
        assert str(room.class_.with_name("marks")) in result.stderr
    assert {path.name for path in room.class_.iterdir()} == {"ann", "bob"}


@pytest.mark.parametrize("below", ["", "marks"])
def test_a_file_in_place_of_the_results_is_wrong_usage(room, below, tmp_path):
    """OUT that is a file, or lies in one, is the user's to change: exit code 2."""
    path = tmp_path / "marks.txt"
    path.write_text("mine")
    result = run([*room.words(), "--out", str(path / below)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: {path} is a file" in " ".join(result.stderr.split())
    assert "name another folder with --out" in result.stderr
    assert path.read_text() == "mine"


@pytest.mark.slow
def test_a_folder_in_a_late_folder_overwrites_no_mark(room, tmp_path):
    """late/cyd/ann/ex01.py, alone and late, is nobody's but cyd's; ann keeps her mark."""
    room.judge()
    before = room.grades()["ann"]
    late = tmp_path / "late"
    for student in ("ann", "bob"):
        (late / "cyd" / student).mkdir(parents=True)
        (late / "cyd" / student / f"{FIRST}.py").write_text(wishing("ice"))
    words = ["batch", str(late), "--out", str(room.out), "--sandbox", "process"]
    stopped = run(words)
    assert stopped.exit_code == 2
    assert "cyd (it holds cyd/ann, cyd/bob)" in stopped.stdout
    assert run([*words, "--as-shown"]).exit_code == 0
    assert room.grades()["ann"] == before
    assert "cyd" in room.grades()


@pytest.mark.slow
def test_the_wrapper_of_a_class_is_entered_each_time(room, tmp_path):
    """The same command on a class in one more folder finds the same students again."""
    top = tmp_path / "downloaded"
    shutil.copytree(room.class_, top / "class")
    words = ["batch", str(top), "--out", str(room.out), "--sandbox", "process"]
    words += ["--seed", "0"]
    for _ in range(2):
        assert run(words).exit_code == 0
        assert set(room.grades()) == {"ann", "bob"}


@pytest.mark.slow
def test_who_left_the_class_leaves_the_counts(room):
    """Their marks stay in gradebook and grades.csv; tallies and diagnoses forget them."""
    room.put("cyd", FIRST, wishing("ice"))
    room.put("cyd", SECOND, LOOP)
    before = room.judge()["exercises"]
    assert [each["judged"] for each in before] == [3, 2]
    shutil.rmtree(room.class_ / "cyd")
    told = room.judge()
    assert [each["judged"] for each in told["exercises"]] == [2, 1]
    assert [each["timeouts"] for each in told["exercises"]] == [0, 0]
    assert told["departed"] == ["cyd"]
    assert "cyd" in room.run().stdout.partition("To look at:")[2]
    assert room.grades()["cyd"] == ["0.00", "0.00", "0.00", "2.00"]
    assert room.history("cyd", FIRST) == [0]


def test_a_file_is_read_by_the_encoding_it_names(room):
    """Korean words in cp949 cost no mark where the file says so."""
    path = room.put("bob", SECOND)
    path.write_bytes(f"# -*- coding: cp949 -*-\n# 한글\n{NO_WISH}".encode("cp949"))
    room.judge()
    assert room.grades()["bob"][1] == "1.00"


@pytest.mark.slow
def test_a_zip_and_a_folder_give_the_same(room, tmp_path):
    """A class has the same marks, reports and keys from a folder and from a zip of it."""
    room.put("cyd", FIRST, CRASH)
    room.judge()
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(room.class_.rglob("*.py")):
            archive.write(file, file.relative_to(room.class_))
    words = ["batch", str(path), "--seed", "0", "--sandbox", "process", "--out"]
    assert run([*words, str(tmp_path / "zip")]).exit_code == 0
    assert results_of(tmp_path / "zip") == results_of(room.out)
    rows = room.rows()
    assert run([*words, str(room.out)]).exit_code == 0
    assert room.rows() == rows


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert f"Stopped. {kept} of 20 were judged and are kept. To go on:" in output
    assert output.splitlines()[-1].split() == ["grade", *room.again("--sandbox", sandbox)]
    assert len(room.grades()) == 10
    assert f"{20 - kept} of {20 - kept} judged" in room.run().stdout
    assert results_of(room.out) == undisturbed


def test_what_was_kept_in_the_last_moment_is_counted(room, monkeypatch):
    """Stopped between the gradebook and the screen, it tells what the gradebook holds."""
    keep = Gradebook.add

    def interrupted(*arguments):
        keep(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(Gradebook, "add", interrupted)
    result = room.run("--jobs", "1")
    assert result.exit_code == STOPPED
    kept = room.rows()
    assert 1 <= kept <= 2
    told = result.stdout.partition("Stopped. ")[2]
    assert told.startswith((f"{kept} of 4 was judged", f"{kept} of 4 were judged"))


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_was_asked_again_is_in_the_command_to_go_on(room, alive):
    """Stopped in the middle of --regrade, the command to go on judges again too."""
    room.put("ann", FIRST, LOOP)
    settings = room.root / "tests" / "hidden" / FIRST / "exercise.toml"
    settings.write_text(QUICK.replace("0.3", "60"))
    words = room.words("--regrade", "ex02", "--yes")
    process = start(words, room.root, encoding="utf-8")
    until(lambda: busy(process.pid, 1))
    _, output, _, _ = interrupt(process)
    assert output.splitlines()[-1].split() == ["grade", *room.again("--regrade", "ex02")]
