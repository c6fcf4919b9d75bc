"""A batch survives what happens to it: kills, a full disk, a second batch, odd hand-ins."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

if sys.platform != "linux":
    pytest.skip("bubblewrap runs on Linux only", allow_module_level=True)

from tests.kit.faults import classes
from tests.kit.faults.batches import (
    SECONDS,
    Batch,
    Peaks,
    grades_of,
    judged,
    kill,
    nobody_left,
    results_of,
    rows_of,
    run,
    wait_until_gone,
)
from tests.kit.faults.disks import small_disk
from tests.kit.workshop import copy_of, course_of

pytestmark = pytest.mark.slow

KILLS = 12
MOST = 150  # MiB that a trusted process may ever have


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the folder of a course with two exercises."""
    root = tmp_path_factory.mktemp("course")
    copy_of(root, "ex04_conv_output_size", "ex05_padding")
    return root


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """Return the folder of a class of ten."""
    return classes.honest(tmp_path_factory.mktemp("handed_in") / "class", 10)


@pytest.fixture(scope="module")
def undisturbed(course, class_, tmp_path_factory):
    """Return what a batch of that class finds when nothing happens, and its seconds."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    start = time.monotonic()
    code, _, errors = run(course, class_, "--out", out)
    seconds = time.monotonic() - start
    assert (code, errors) == (0, "")
    found = results_of(out)
    assert len(found.gradings) == 20
    assert len({row[7] for row in found.gradings}) > 3, "too few different marks"
    return found, seconds


@pytest.fixture(autouse=True)
def alive():
    """Return a function that tells who of those started here is alive; end them all."""
    with nobody_left() as alive:
        yield alive


def in_one_line(text):
    """Return a message without the ends of its lines, which depend on how long a path is."""
    return " ".join(text.split())


# Kills


@pytest.mark.timeout(900)
def test_main_process_is_killed_at_random_moments(course, class_, undisturbed, alive, tmp_path):
    """Whenever a batch is killed, nothing judged is lost, judged twice, or left running."""
    expected, seconds = undisturbed
    draw = random.Random(20)
    moments = [(number + draw.random()) / KILLS * seconds for number in range(KILLS)]
    draw.shuffle(moments)
    outs, before, kills = [tmp_path / "out0"], [], 0
    while kills < KILLS:
        batch = Batch(course, class_, "--out", outs[-1])
        deadline = time.monotonic() + moments[kills]
        while batch.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        if batch.process.poll() is not None:
            # Complete before its moment: what follows is done to a new gradebook.
            assert batch.finish()[0] == 0
            outs.append(tmp_path / f"out{len(outs)}")
            before = []
            moments[kills] *= 0.8  # the machine was slower when the time was taken
            continue
        kill(batch.process.pid)
        batch.process.wait()
        kills += 1
        wait_until_gone(alive)
        now = rows_of(outs[-1])
        assert set(before) <= set(now) <= set(expected.gradings)
        assert len(set(now)) == len(now)
        before = now
    if outs[-1].exists():
        assert run(course, class_, "--out", outs[-1])[0] == 0
    for out in filter(os.path.exists, outs):
        assert results_of(out) == expected


@pytest.mark.parametrize("who", ["judges", "templates", "sandboxes", "zygotes", "parents"])
def test_process_that_judges_is_killed(course, class_, undisturbed, who, tmp_path):
    """A process below a batch may be killed: what it judged is judged again, with its mark."""
    batch = Batch(course, class_, "--out", tmp_path)
    draw, killed = random.Random(6), []
    batch.wait_until(lambda: judged(tmp_path) > 1)
    # A task outlives the death of one judging process, and of any number of sandboxes; in
    # place of a zygote there is soon another one.
    for _ in range({"sandboxes": 6, "parents": 6, "zygotes": 2}.get(who, 1)):
        (pid, _), *_ = batch.wait_until(
            lambda: [each for each in getattr(batch, who)() if each[0] not in killed]
        )
        time.sleep(draw.uniform(0, 0.1))
        kill(pid)
        killed.append(pid)
    code, _, errors = batch.finish()
    assert (code, errors) == (0, "")
    found, (expected, _) = results_of(tmp_path), undisturbed
    assert (found.gradings, found.grades) == (expected.gradings, expected.grades)
    # A sandbox that goes after the first wrong answer only leaves less to say about it.
    assert found.reports == expected.reports or who in ("sandboxes", "parents")


def test_half_written_files_of_a_killed_batch_are_removed(course, tmp_path):
    """What a kill left half written lies in the results no longer than to the next run."""
    class_ = classes.honest(tmp_path / "class", 2)
    out = tmp_path / "out"
    assert run(course, class_, "--out", out)[0] == 0
    expected = results_of(out)
    report = out / "reports" / "student01" / "ex05_padding.json"
    report.rename(report.with_name(f".{report.name}.4711"))
    (out / ".grades.csv.4711").write_text("student,ex0")
    assert run(course, class_, "--out", out)[0] == 0
    assert results_of(out) == expected
    assert list(out.glob(".*")) == []


# A full disk


@pytest.fixture(scope="module")
def few(course, tmp_path_factory):
    """Return a class of three, what a batch finds in it, and how many bytes that takes."""
    folder = tmp_path_factory.mktemp("few")
    class_ = classes.honest(folder / "class", 3)
    out = folder / "out"
    assert run(course, class_, "--out", out, "--sandbox", "process")[0] == 0
    return class_, results_of(out), sum(path.stat().st_size for path in out.rglob("*"))


@pytest.mark.parametrize("part", [0, 0.15, 0.4, 1, 1.4])
def test_disk_is_full(course, few, part, tmp_path):
    """A full disk is told in words, at whichever write, and later the batch goes on."""
    class_, expected, size = few
    with small_disk(tmp_path / "disk", 8 * size, course) as disk:
        words = (class_, "--out", tmp_path / "disk" / "out", "--sandbox", "process")
        disk.fill(int(part * size))
        code, _, errors = run(course, *words, before=disk.before)
        assert code == 3
        told = in_one_line(errors)
        assert told.startswith(f"error: the disk is full: {tmp_path / 'disk' / 'out'}/")
        assert "could not be written" in errors
        assert errors.endswith("hint:  make space, then run the same command again\n")
        kept = rows_of(disk.copy("out", tmp_path / "full"))
        assert set(kept) < set(expected.gradings)
        disk.clear()
        assert run(course, *words, before=disk.before)[0] == 0
        assert results_of(disk.copy("out", tmp_path / "larger")) == expected


@pytest.mark.parametrize("where", ["reports/", "grades.csv"])
def test_disk_is_full_for_one_file(course, few, where, tmp_path):
    """Where the gradebook has room and other files have none, no grading is lost."""
    class_, expected, size = few
    with small_disk(tmp_path / "disk", 8 * size, course) as disk:
        roomy, out = tmp_path / "roomy", tmp_path / "out"
        roomy.mkdir()
        out.mkdir()
        if where == "reports/":
            (out / "reports").symlink_to(tmp_path / "disk")
        else:
            out = tmp_path / "disk"
            for name in ("gradebook.sqlite", "gradebook.lock"):
                disk.link(name, roomy / name)
            disk.link("reports", roomy)
        words = (class_, "--out", out, "--sandbox", "process")
        disk.fill(0)
        code, _, errors = run(course, *words, before=disk.before)
        assert code == 3
        assert in_one_line(errors).startswith(f"error: the disk is full: {out}/{where}")
        disk.clear()
        code, _, errors = run(course, *words, before=disk.before)
        assert (code, errors) == (0, "")
        if where == "reports/":
            assert rows_of(out) == expected.gradings
        else:
            assert rows_of(roomy) == expected.gradings
            assert grades_of(disk.copy("", tmp_path / "seen")) == expected.grades


# Two batches at once


@pytest.mark.parametrize("apart", [True, False], ids=["in_the_middle", "at_the_start"])
def test_second_batch_on_the_same_folder_refuses(course, class_, undisturbed, apart, tmp_path):
    """Of two batches that write to one folder one refuses, and the other is undisturbed."""
    first = Batch(course, class_, "--out", tmp_path)
    if apart:
        first.wait_until(lambda: judged(tmp_path))
        first.process.send_signal(signal.SIGSTOP)  # so that it is not done too soon
    second = Batch(course, class_, "--out", tmp_path)
    if apart:
        assert second.process.wait(SECONDS) == 2
        first.process.send_signal(signal.SIGCONT)
    done, refused = sorted(batch.finish() for batch in (first, second))
    assert (done[0], done[2]) == (0, "")
    assert refused[0] == 2
    told = in_one_line(refused[2])
    assert told.startswith(f"error: another grade batch is writing to {tmp_path} ")
    assert results_of(tmp_path) == undisturbed[0]


# What was handed in


def reasons_of(out):
    """Return for each student of grades.csv the mark, and why nothing was judged."""
    book = dict(rows_of(out, "SELECT student, reason FROM grade"))
    return {
        line[0]: (line[1], next(book[name] for name in (line[0], line[0][1:]) if name in book))
        for line in grades_of(out)
    }


def check(out, expected):
    """Fail unless each student has full marks, or none for the reason expected."""
    found = reasons_of(out)
    assert sorted(found) == sorted(expected)
    for student, reason in expected.items():
        mark, why = found[student]
        assert reason in why, student
        if not reason:
            assert (mark, why) == ("13.00", ""), student
        else:
            assert mark == ("" if reason == "Permission denied" else "0.00"), student


def test_odd_folders(course, tmp_path):
    """Whatever lies in a class costs only its own student, with a reason."""
    class_ = tmp_path / "class"
    expected = classes.odd(class_)
    without = "-dac_override,-dac_read_search"  # root reads what is closed, but for these
    before = ["setpriv", f"--bounding-set={without}"] if os.getuid() == 0 else []
    try:
        words = ["ex05", "--out", tmp_path / "out", "--as-shown"]
        batch = Batch(course, class_, *words, before=before)
        peaks = Peaks(batch)
        code, _, errors = batch.finish()
    finally:
        (class_ / "closed").chmod(0o700)
    assert (code, errors) == (3, "")
    check(tmp_path / "out", expected)
    assert 0 < peaks.finish()["main"] < MOST
    (class_ / "closed file" / classes.PADDING).chmod(0o600)
    assert run(course, class_, "ex05", "--out", tmp_path / "out")[0] == 0
    expected["closed"] = expected["closed file"] = ""
    check(tmp_path / "out", expected)


def test_odd_zip(course, tmp_path):
    """Whatever lies in a zip costs only its own student, with a reason, and stays inside."""
    zip_ = tmp_path / "class.zip"
    expected = classes.odd_zip(zip_)
    batch = Batch(course, zip_, "ex05", "--out", tmp_path / "out", "--as-shown")
    peaks = Peaks(batch)
    code, output, errors = batch.finish()
    assert (code, errors) == (0, "")
    check(tmp_path / "out", expected)
    assert 0 < peaks.finish()["main"] < MOST
    assert "ignored, because they lead out of the zip: " in output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.zip", "out"]
    assert "outside" not in str(sorted(tmp_path.rglob("*")))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (lambda data: data[: len(data) // 2], "is a zip that is cut off or damaged"),
        (lambda data: data[:-30], "is a zip that is cut off or damaged"),
        (lambda data: b"", "is not a zip"),
        (lambda data: b"Rar!" + data[4:100], "is not a zip"),
    ],
    ids=["half", "nearly_all", "nothing", "another_kind"],
)
def test_zip_that_cannot_be_opened(course, left, said, tmp_path):
    """A truncated zip is refused in one sentence, and no gradebook is begun."""
    zip_ = tmp_path / "class.zip"
    classes.odd_zip(zip_)
    zip_.write_bytes(left(zip_.read_bytes()))
    code, output, errors = run(course, zip_, "ex05", "--out", tmp_path / "out")
    assert (code, output) == (2, "")
    assert in_one_line(errors).startswith(f"error: {zip_} {said} hint: ")
    assert not (tmp_path / "out").exists()


# A clock that steps back

CLOCK = """
import datetime, os, time

_START, _RUNNING = float(os.environ["CLOCK"]), time.monotonic()

def _now():
    return _START - 3600 * (time.monotonic() - _RUNNING)

class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_now(), tz)

time.time, time.time_ns = _now, lambda: int(_now() * 1e9)
datetime.datetime = _Datetime
"""
YEAR = 365 * 24 * 3600


def test_clock_steps_back(course, tmp_path):
    """A clock that runs back in a batch, and a year between two, changes no mark."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK)
    path = os.pathsep.join([str(tmp_path), str(classes.ROOT)])
    class_, out, now = tmp_path / "class", tmp_path / "out", time.time()

    def batch(clock):
        words = (class_, "ex05", "--out", out)
        code, output, errors = run(course, *words, PYTHONPATH=path, CLOCK=str(clock))
        assert (code, errors) == (0, "")
        times = rows_of(out, "SELECT id, graded_at FROM grading")
        assert re.search(r"-\d+ (s|min|h)\b", output) is None
        return [line[1] for line in grades_of(out)], [time for _, time in times], output

    def hand_in(student, source, age, name=classes.PADDING):
        (class_ / student).mkdir(parents=True, exist_ok=True)
        shutil.copy(source, class_ / student / name)
        os.utime(class_ / student / name, (now - age, now - age))

    wrong = next(path for path in classes.SITUATIONS if "mistake" in str(path))
    for number in range(3):
        hand_in(f"student{number}", wrong, 50)
    marks, times, _ = batch(now)
    first = marks[0]
    assert first != "13.00"
    assert marks == [first] * 3
    assert len(times) == 3
    assert times[-1] < times[0], "the clock of the test did not run back"
    # Newer by the time of the file, though in the future of the clock that judges it.
    hand_in("student0", classes.GOOD, 10, "ex05_padding-1.py")
    hand_in("student1", classes.GOOD, 90, "ex05_padding-2.py")
    hand_in("student2", classes.GOOD, -YEAR)
    marks, times, _ = batch(now - YEAR)
    assert marks == ["13.00", first, "13.00"]
    assert len(times) == 5
    assert max(times[3:]) < min(times[:3])
    marks, times, output = batch(now - 2 * YEAR)
    assert marks == ["13.00", first, "13.00"]
    assert len(times) == 5
    assert "3 were judged before and kept; nothing is left to judge" in output


# A busy machine

SOLUTION = """
def double(x):
    return 2 * x
"""
SUITE = """
\"\"\"Hidden suite of a trial.\"\"\"

from grader.judge.suite import points


@points(3)
def test_double(agree, rng):
    \"\"\"double doubles.\"\"\"
    agree("double", rng.array((2, 2)))


@points(2)
def test_double_of_three(agree, rng):
    \"\"\"double doubles three.\"\"\"
    agree("double", rng.array((3,)))
"""
WAYS = {  # what a student's function does first, on arrays of two axes
    "at once": "pass",
    "for half a second": "work(0.5)",
    "for more than a second": "work(1.2)",
    "for ever": "work(1e9)",
    "asleep": "time.sleep(1)",
}
SLOW = """
import time

def work(seconds):
    while time.process_time() < seconds:
        pass

def double(x):
    if x.ndim == 2:
        {}
    return 2 * x
"""


def test_marks_do_not_depend_on_the_load(tmp_path):
    """A class gets the same marks and outcomes on an idle machine and on a busy one."""
    course_of(tmp_path / "course", SUITE, SOLUTION, {"double": "(x)"})
    for name, way in WAYS.items():
        path = tmp_path / "class" / name / "ex01_trial.py"
        path.parent.mkdir(parents=True)
        path.write_text(SLOW.format(way))
    found = []
    for busy in (0, 8):
        loads = [
            subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"])
            for _ in range(busy)
        ]
        try:
            out = tmp_path / f"out{busy}"
            words = (tmp_path / "class", "--out", out, "--jobs", "2")
            code, _, errors = run(tmp_path / "course", *words)
        finally:
            for load in loads:
                load.kill()
                load.wait()
        assert (code, errors) == (0, "")
        found.append(results_of(out))
    assert found[0] == found[1]
    marks = dict(rows_of(out, "SELECT student, score FROM grade"))
    assert marks == dict.fromkeys(WAYS, 5) | {"for ever": 2}


# Memory


def test_trusted_memory_is_bounded(course, tmp_path):
    """Answers without end cost the trusted side little memory, and neighbours nothing."""
    class_ = classes.of_situations(tmp_path / "class", classes.HEAVY)
    batch = Batch(course, class_, "ex05", "--out", tmp_path / "out")
    peaks = Peaks(batch)
    code, _, errors = batch.finish()
    assert (code, errors) == (0, "")
    marks = {line[0]: line[1] for line in grades_of(tmp_path / "out")}
    assert len(marks) == len(classes.HEAVY) + 2
    assert marks["0"] == marks["z"] == "13.00"
    taken = peaks.finish()
    assert 0 < taken["main"] < MOST
    assert 0 < taken["judge"] < MOST
