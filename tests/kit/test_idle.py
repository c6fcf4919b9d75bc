"""What lets others wait and computes nothing is bounded, for a grading and for a student."""

import contextlib
import os
import subprocess
import sys
import textwrap
import time
from concurrent.futures import Executor, Future
from dataclasses import replace

import pytest
from click.testing import CliRunner

from grader import judging
from grader.cli import main
from grader.course import Limits
from grader.judge import grade as grading
from grader.report import Outcome, Reason
from grader.sandbox import student as students
from grader.sandbox.process import busy_seconds, launch_process
from grader.sandbox.student import Student
from tests.kit.workshop import ROOT

if sys.platform == "win32":
    pytest.skip("sleep and CPU time are those of POSIX", allow_module_level=True)

from grader.classroom.judging import engine, task
from grader.classroom.judging.engine import AT_FIRST, Engine
from grader.sandbox.launch import IDLE, IDLE_OF_STUDENT
from tests.kit.test_task import NAMES, NO_WISH, course_of, task_of

TEXT = """
    import os, subprocess, sys, threading, time

    def burn(seconds):
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    def f(what):
        if what == "sleeps":
            time.sleep(600)
        if what == "naps":
            time.sleep(0.3)
        if what == "computes":
            burn(1.2)
        if what == "computes in a thread":
            thread = threading.Thread(target=burn, args=(1.2,))
            thread.start()
            thread.join()
        if what == "has a child compute":
            loop = "import time\\nwhile time.process_time() < 1.2: pass"
            subprocess.run([sys.executable, "-c", loop])
        if what == "closes":
            os.closerange(3, 64)
            time.sleep(600)
        if what == "ends":
            os._exit(0)
        return what
"""
WIDE = Limits(cpu_seconds=5.0)
BUSY = ("computes", "computes in a thread", "has a child compute")


@contextlib.contextmanager
def holding(text, idle, limits=WIDE, provisional=False):
    """Hold a submission that may be idle for some seconds."""
    student = Student(launch_process(), launch_process, limits, idle, provisional)
    try:
        student.load("submission.py", {"submission.py": textwrap.dedent(text).encode()}, ("f",))
        yield student
    finally:
        student.close()


def test_a_call_that_sleeps_is_stopped_and_nothing_is_asked_after_it():
    """Whoever sleeps for the whole bound is late; later calls are not run."""
    with holding(TEXT, 1.0) as student:
        start = time.monotonic()
        stopped = student.call("f", ("sleeps",), {}).stopped
        assert 1.0 <= time.monotonic() - start < 15
        assert stopped == (Outcome.TIMEOUT, Reason("idle_time", {"seconds": 1.0}))
        stopped = student.call("f", ("nothing",), {}).stopped
        assert stopped == (Outcome.NOT_RUN, Reason("idle_used_up"))
        assert 1.0 <= student.idle.spent < 3.0


def test_short_naps_add_up():
    """Calls that each sleep for less than anyone would notice use up the bound together."""
    with holding(TEXT, 1.0) as student:
        answers = [student.call("f", ("naps",), {}) for _ in range(9)]
    outcomes = [answer.stopped and answer.stopped.outcome for answer in answers]
    assert outcomes[0] is None
    assert Outcome.TIMEOUT in outcomes
    assert outcomes[-1] is Outcome.NOT_RUN


@pytest.mark.slow
@pytest.mark.parametrize("what", BUSY)
def test_what_computes_is_not_idle(what):
    """Code that computes, itself, in a thread or in a child, is not stopped for idling."""
    with holding(TEXT, 0.6) as student:
        assert student.call("f", (what,), {}).value == what
        assert student.idle.spent < 0.6


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell who waits")
def test_what_waits_for_a_processor_is_not_idle():
    """On a machine that is far too busy, code that would compute if it could is not idle."""
    loop = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(loop) for _ in range(3 * (os.cpu_count() or 1))]
    try:
        with holding(TEXT, 0.9) as student:
            assert student.call("f", ("computes",), {}).value == "computes"
            assert student.idle.spent < 0.9
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


WAIT_FOR_EACH_OTHER = """
import hashlib, os, sys, threading
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
work = lambda: hashlib.pbkdf2_hmac("sha512", b"a", b"b", 10_000_000)
for _ in range(8):
    threading.Thread(target=work, daemon=True).start()
print("begun", flush=True)
sys.stdin.read()
os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell who waits")
def test_threads_that_wait_for_each_other_are_busy_once():
    """Eight threads on one processor wait seven seconds in each: that makes nobody busy."""
    words = [sys.executable, "-c", WAIT_FOR_EACH_OTHER]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        start, before = time.monotonic(), busy_seconds([process.pid])
        time.sleep(1.0)
        busy, passed = busy_seconds([process.pid]) - before, time.monotonic() - start
        process.kill()
    assert busy < 2.5 * passed


def test_an_end_after_long_idling_is_in_no_doubt(monkeypatch):
    """A crash is doubtful in a first judging, but not of code that was idle for long."""
    for long, doubtful, then in ((10.0, True, None), (0.1, False, "nothing")):
        monkeypatch.setattr(students, "LONG_IDLE", long)
        with holding(TEXT, 20.0, provisional=True) as student:
            for _ in range(3):
                student.call("f", ("naps",), {})
            assert student.call("f", ("ends",), {}).stopped.outcome is Outcome.CRASHED
            assert student.doubtful is doubtful
            assert student.call("f", ("nothing",), {}).value == then


def test_waiting_for_a_worker_to_end_is_idling():
    """Whoever closes its pipe and goes on sleeping has used the second that it is given."""
    with holding(TEXT, 0.9) as student:
        assert student.call("f", ("closes",), {}).stopped.outcome is Outcome.CRASHED
        assert student.idle.spent > 0.9
        assert student.call("f", ("nothing",), {}).stopped.outcome is Outcome.NOT_RUN


def test_a_sleep_that_the_clock_stops_is_in_no_doubt():
    """A call that slept until its clock ran out is not to be judged again; others go on."""
    limits = Limits(cpu_seconds=0.2, wall_factor=5)
    with holding(TEXT, 20.0, limits, provisional=True) as student:
        stopped = student.call("f", ("sleeps",), {}).stopped
        assert stopped.reason.code == "clock_time"
        assert not student.doubtful
        assert student.call("f", ("nothing",), {}).value == "nothing"


# One student


SLEEPS = "import time\n\ndef wish(x):\n    time.sleep(600)\n"
SUITE = '''
"""Hidden suite of a trial, wishes."""

from grader.judge.suite import points


@points(1)
def test_wish(agree, rng):
    """wish has no special wish."""
    agree("wish", rng.array((1, 2)))


@points(2)
def test_again(agree, rng):
    """wish has no wish of two."""
    agree("wish", rng.array((2,)))


@points(4)
def test_once_more(agree, rng):
    """wish has no wish of three."""
    agree("wish", rng.array((3,)))
'''


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the folder of a course whose three exercises grant wishes."""
    root = tmp_path_factory.mktemp("course")
    for name in NAMES:
        course_of(root, SUITE, NO_WISH, {"wish": "(x)"}, name)
    return root


@pytest.fixture
def brief(monkeypatch):
    """Bound gradings to half a second."""
    monkeypatch.setattr(task, "IDLE", 0.5)


def judged(asked):
    """Return the reports of a task."""
    return list(task.judge(asked, task.prepare(asked)))


def test_what_an_idle_file_was_not_asked_is_not_run(course, brief):
    """The calls after the bound earn nothing, and the report names their checks."""
    first = "calls = []\n\ndef wish(x):\n    calls.append(x)\n    return slow(len(calls))\n"
    text = (
        first
        + "\ndef slow(n):\n    import time\n    time.sleep(600 * (n > 1))\n    return ''\n"
    )
    (report,) = judged(task_of(course, text))
    outcomes = [check.outcome.value for check in report.checks]
    assert outcomes == ["passed", "timeout", "not_run"]
    assert (report.status, report.score) == ("failed", 1)
    assert report.unjudged == ("test_once_more",)
    assert report.idle >= 0.5


def test_what_the_bound_of_a_student_does_not_reach_is_not_judged(course, brief):
    """After one exercise that idles there is time for no other: no mark, and no zero."""
    asked = replace(task_of(course, SLEEPS, NO_WISH, SLEEPS), idle=0.5)
    reports = judged(asked)
    assert [report.status for report in reports] == ["failed", "unjudged", "unjudged"]
    assert [report.score for report in reports] == [0, None, None]
    assert [report.problem for report in reports][1].reason == Reason("idle_elsewhere")


def test_a_grading_that_the_bound_of_a_student_cuts_is_not_judged(course, brief):
    """Whoever has less time than a grading has is judged only where that is enough."""
    reports = judged(replace(task_of(course, SLEEPS, SLEEPS, NO_WISH), idle=0.9))
    assert [report.status for report in reports] == ["failed", "unjudged", "unjudged"]
    reports = judged(replace(task_of(course, SLEEPS, NO_WISH, NO_WISH), idle=0.9))
    assert [report.status for report in reports] == ["failed", "passed", "passed"]
    assert sum(report.idle for report in reports) < 0.9


def test_a_missing_file_waits_for_nobody(course, brief):
    """What was not handed in is judged also where no time is left."""
    asked = task_of(course, SLEEPS, NO_WISH)
    lacking = asked.submissions[1]._replace(files={}, problem=PROBLEM)
    asked = replace(asked, idle=0.5, submissions=(asked.submissions[0], lacking))
    assert [report.status for report in judged(asked)] == ["failed", "failed"]


PROBLEM = task.Problem(Reason("no_file"))


def test_grade_all_is_bounded_too(course, monkeypatch):
    """At home the exercises behind an idle one are not judged either, and it is said why."""
    monkeypatch.setattr(judging, "IDLE", 0.4)
    monkeypatch.setattr(judging, "IDLE_OF_STUDENT", 0.4)
    monkeypatch.setattr(grading, "IDLE", 0.4)
    monkeypatch.chdir(course)
    first = course / "exercises" / f"{NAMES[0]}.py"
    first.write_text(SLEEPS)
    try:
        found = CliRunner().invoke(main, ["all"])
    finally:
        first.write_text(NO_WISH)
    assert found.exit_code == 2
    assert "FAIL  ex01" in found.stdout
    assert "ex02" not in found.stdout
    for number in (2, 3):
        assert f"----  ex0{number} trial: not judged: other files waited" in found.stderr
        assert f"judge it alone: grade ex0{number}" in found.stderr


# A class


class Inline(Executor):
    """Judges in this thread; keeps the tasks in order, and counts idle seconds."""

    def __init__(self):
        self.tasks = []
        self.idle = 0.0

    def submit(self, fn, /, *args, **kwargs):
        """Judge now."""
        (asked,) = args
        self.tasks.append(asked)
        future = Future()
        reports = judged(asked)
        self.idle += sum(report.idle for report in reports)
        future.set_result(reports)
        return future


def carried(monkeypatch, course, *texts, left=1.0):
    """Return who judged, and what was kept of each student, in order."""
    monkeypatch.setattr(engine, "IDLE_OF_STUDENT", left)
    executor, kept = Inline(), []

    def keep(asked, reports):
        kept.extend((asked.student, report.exercise[:4], report.status) for report in reports)

    tasks = [task_of(course, *own, student=name) for name, own in texts]
    Engine(executor, 1, 1, keep).run(iter(tasks))
    return executor, kept


def test_who_idles_is_put_off_until_all_others_are_judged(course, brief, monkeypatch):
    """Nobody waits for code that sleeps; it is judged once, last, and never a second time."""
    texts = ("ann", (SLEEPS, NO_WISH)), ("ben", (NO_WISH, NO_WISH))
    executor, kept = carried(monkeypatch, course, *texts)
    tasks = executor.tasks
    assert kept == [
        ("ben", "ex01", "passed"), ("ben", "ex02", "passed"),
        ("ann", "ex01", "failed"), ("ann", "ex02", "passed"),
    ]  # fmt: skip
    assert [asked.student for asked in tasks] == ["ann", "ben", "ann"]
    assert tasks[0].idle == AT_FIRST
    assert 0.5 < tasks[2].idle < 1.0


def test_no_student_idles_for_longer_than_the_bound(course, brief, monkeypatch):
    """Putting off, and judging again what is in doubt, give nobody more time to sleep."""
    ends = "import os\n\ndef wish(x):\n    os._exit(0)\n"
    executor, kept = carried(monkeypatch, course, ("ann", (ends, SLEEPS, SLEEPS)), left=0.8)
    assert kept == [
        ("ann", "ex01", "failed"), ("ann", "ex02", "failed"), ("ann", "ex03", "unjudged"),
    ]  # fmt: skip
    assert 0.5 < executor.idle < 1.2  # a look comes every 0.05 s, on a quiet machine


def test_the_bounds_are_those_that_are_promised():
    """A grading may be idle for 30 seconds, a student for 90, and both pages say so."""
    assert (IDLE, IDLE_OF_STUDENT) == (30.0, 90.0)
    text = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
    assert "30 seconds in one grading and for 90 seconds" in text
