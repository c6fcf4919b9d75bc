"""A task is judged in a process of its own, and every grading of a batch is kept once."""

import ast
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if sys.platform == "win32":
    pytest.skip("grade batch runs on Linux and macOS", allow_module_level=True)

from grader.classroom.book.gradebook import Gradebook
from grader.classroom.book.plan import Again, Planner, digest
from grader.classroom.intake import open_intake
from grader.classroom.judging import apart, task
from grader.classroom.judging.apart import Died, judge_apart
from grader.classroom.judging.engine import Engine
from grader.classroom.judging.task import Standard, Task, not_judged, standard_of
from grader.course import Limits
from grader.errors import UsageError
from grader.judge import references, sources
from grader.judge.references import Expected, Mistake
from grader.judge.submission import MAIN, Submission
from grader.report import Candidate, Check, Outcome, Problem, Reason, Report, Source
from grader.sandbox.answer import Answer
from grader.sandbox.modes import MODES
from grader.sandbox.process import descendants
from grader.sandbox.student import Student
from grader.words.text import _, draw
from tests.kit.workshop import ROOT, course_of

linux = pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap runs on Linux only")
SOON = 2.0  # seconds for all below a killed process to be gone
HIDDEN = ROOT / "tests" / "hidden"
LONG = 30.0  # seconds after which a test has failed

# A suite whose own process does what the answer says: it stands in for faults of the judge.
SUITE = '''
"""Hidden suite of a trial, wishes."""

import os
import signal
import time

import numpy

from grader.judge.suite import points


def obey(answer):
    if answer == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if answer == "hoard":
        held = [numpy.zeros(64 << 20, "uint8") for _ in range(40)]
    if answer == "sleep":
        time.sleep(60)
    if answer == "print":
        print("what a suite prints")
        os.system("echo what its children print")


@points(1)
def test_wish(student, rng):
    """wish has no special wish."""
    answer = student.wish(rng.array((1, 2)))
    obey(answer)
    assert answer in ("", "print"), f"it wishes {answer}"
'''
NO_WISH = "def wish(x):\n    return ''\n"
NAMES = ("ex01_first", "ex02_second", "ex03_third")


def wishing(what):
    """Return a submission's text."""
    return f"def wish(x):\n    return {what!r}\n"


LOOP = "def wish(x):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the folder of a course whose three exercises grant wishes."""
    root = tmp_path_factory.mktemp("course")
    for name in NAMES:
        course_of(root, SUITE, NO_WISH, {"wish": "(x)"}, name)
    return root


@pytest.fixture(autouse=True)
def none_left():
    """End the processes that judge for this test."""
    yield
    apart.end_all()


def task_of(root, *texts, student="kim", sandbox="process", limits=None):
    """Return the task of one student, with a text for each of the first exercises."""
    from grader.course import Course

    course = Course(root)
    submissions, standards = [], {}
    for name, text in zip(NAMES, texts, strict=False):
        exercise = course.find(name)
        standard = standard_of(exercise, 0)
        # The one that asks knows how long to wait; the digest is what must agree.
        standards[name] = replace(standard, limits=limits or standard.limits)
        files = {MAIN: textwrap.dedent(text).encode()}
        submissions.append(Submission(f"{name}.py", files, student=student, exercise=name))
    return Task(str(root), student, tuple(submissions), standards, 0, sandbox)


def told(reports):
    """Return what each report says, in short."""
    return [(report.exercise, report.status, report.score) for report in reports]


def gone(pids, seconds=SOON):
    """Whether processes have ended, a moment later; what init has not buried counts as gone."""
    deadline = time.monotonic() + seconds
    while left := [pid for pid in pids if alive(pid)]:
        if time.monotonic() > deadline:
            return left == []
        time.sleep(0.01)
    return True


def alive(pid):
    """Whether a process runs."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def until(condition):
    """Wait until something is so, and return it."""
    deadline = time.monotonic() + LONG
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.01)
    return found


# A process for each task


def test_reports_come_in_order(course):
    """A task gives one report for each submission, in the order of its exercises."""
    given_ = task_of(course, NO_WISH, wishing("ice"), NO_WISH)
    reports = judge_apart(given_)
    assert told(reports) == [
        ("ex01_first", "passed", 1), ("ex02_second", "failed", 0), ("ex03_third", "passed", 1),
    ]  # fmt: skip
    assert {report.submission.student for report in reports} == {"kim"}


def test_a_killed_process_loses_what_it_was_judging(course):
    """What was judged before is told, and the next task is judged as if nothing had been."""
    with pytest.raises(Died) as died:
        judge_apart(task_of(course, NO_WISH, wishing("die"), NO_WISH))
    assert told(died.value.reports) == [("ex01_first", "passed", 1)]
    assert died.value.code == "judge_died"
    assert told(judge_apart(task_of(course, NO_WISH))) == [("ex01_first", "passed", 1)]


def test_a_killed_template_is_replaced(course):
    """Where a thread's template is gone between two tasks, the next one gets a new one."""
    judge_apart(task_of(course, NO_WISH))
    (template,) = templates()
    os.kill(template, signal.SIGKILL)
    assert gone([template])
    try:
        reports = judge_apart(task_of(course, NO_WISH))
    except Died:  # its end was not known yet: the engine asks once more
        reports = judge_apart(task_of(course, NO_WISH))
    assert told(reports) == [("ex01_first", "passed", 1)]


def test_memory_is_bounded(course):
    """An answer that makes a judge want 2.5 GiB costs its own file a mark, and no other."""
    reports = judge_apart(task_of(course, wishing("hoard"), NO_WISH))
    assert told(reports) == [("ex01_first", "failed", 0), ("ex02_second", "passed", 1)]
    (check,) = reports[0].checks
    assert check.outcome is Outcome.CRASHED
    assert check.reason.code == "not_handled"
    assert "MemoryError" in check.reason.facts["type"]


def test_a_judge_that_hangs_is_ended(course, monkeypatch):
    """A grading that exceeds all that its limits allow is given up, with its processes."""
    others = set(descendants(os.getpid()))  # of tests before this one
    monkeypatch.setattr(apart, "OVERHEAD", 0.0)
    short = Limits(cpu_seconds=0.05, wall_factor=4, start_seconds=0.5, restarts=0)
    apart_task = task_of(course, NO_WISH, wishing("sleep"), limits=short)
    judge_apart(task_of(course, NO_WISH))  # so that the template's start is not counted
    below = []
    watch = threading.Timer(0.5, lambda: below.extend({*descendants(os.getpid())} - others))
    watch.start()
    start = time.monotonic()
    with pytest.raises(Died) as died:
        judge_apart(apart_task)
    assert time.monotonic() - start < 10
    watch.join()
    assert died.value.code == "judge_too_slow"
    assert len(below) >= 2
    assert gone(below)


def test_nothing_is_left_after_the_end(course):
    """`end_all` ends templates, judging processes and workers in the middle of their work."""
    others = set(descendants(os.getpid()))  # of tests before this one
    threads = ThreadPoolExecutor(2)
    looping = [
        threads.submit(judge_apart, task_of(course, LOOP, sandbox=mode)) for mode in usable()
    ]
    below = set(until(lambda: busy(os.getpid(), len(looping)))) - others
    apart.end_all()
    assert gone(below)
    for future in looping:
        with pytest.raises(Died):
            future.result(LONG)
    threads.shutdown()


ASKS = """
import sys
from pathlib import Path
from tests.kit.test_task import LOOP, judge_apart, task_of

judge_apart(task_of(Path(sys.argv[1]), LOOP, sandbox=sys.argv[2]))
"""


@linux
@pytest.mark.parametrize("mode", MODES)
def test_all_end_with_the_process_that_asked(course, mode):
    """kill -9 of a batch ends template, judging process, sandbox and a student's loop."""
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKS, str(course), mode],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        below = until(lambda: busy(asking.pid, 1))
        # Template, judging process and worker; bubblewrap and its first process between.
        assert len(below) >= (5 if mode == "bubblewrap" else 3)
    finally:
        asking.kill()
        asking.wait()
    assert gone(below)


def usable():
    """Return the sandboxes of this system."""
    return MODES if sys.platform == "linux" else ("process",)


def busy(pid, workers):
    """Return all processes below one, once so many of them have begun to loop."""
    found = descendants(pid)
    looping = 0
    for below in found:
        try:
            process = psutil.Process(below)
            words = process.cmdline()
            times = process.cpu_times()
        except psutil.Error:
            continue
        looping += any("begin.py" in word for word in words) and times.user > 0.3
    return found if looping >= workers else []


def templates():
    """Return the templates below this process."""
    found = []
    for child in psutil.Process().children():
        try:
            if "grader.classroom.judging.apart" in child.cmdline():
                found.append(child.pid)
        except psutil.Error:
            pass
    return found


def test_an_ended_template_is_never_killed_twice(course, monkeypatch):
    """The number of a template that has ended may be another process's by now."""
    with pytest.raises(Died):
        judge_apart(task_of(course, wishing("die")))
    killed = []
    monkeypatch.setattr(os, "killpg", lambda *words: killed.append(words))
    apart.end_all()
    assert killed == []


def test_what_a_suite_prints_stays_out_of_the_output(course, capfd):
    """Standard output is the instructor's: no judging process writes to it."""
    assert told(judge_apart(task_of(course, wishing("print")))) == [("ex01_first", "passed", 1)]
    assert capfd.readouterr().out == ""


# What a machine refuses, and what becomes a report


def test_another_kit_is_refused(course):
    """A machine with another version of the kit says both, and judges nothing."""
    with pytest.raises(UsageError, match=r"asks has 0\.0 judging 0") as refused:
        judge_apart(replace(task_of(course, NO_WISH), kit="0.0 judging 0"))
    assert "same version" in draw(refused.value.hint)


@pytest.mark.parametrize("part", ["digest", "wording"])
def test_another_suite_is_refused(course, part):
    """A machine whose suite or record differs, if only in its words, judges nothing."""
    asked = task_of(course, NO_WISH)
    other = replace(asked.standards["ex01_first"], **{part: "0" * 24})
    with pytest.raises(UsageError, match="another suite or record"):
        judge_apart(replace(asked, standards={"ex01_first": other}))
    # Its template is as good as before.
    assert told(judge_apart(asked)) == [("ex01_first", "passed", 1)]


def test_a_fault_of_the_kit_costs_only_its_grading(course, monkeypatch):
    """Whatever goes wrong in one grading is told in its report; the next is made."""
    usual = task.examine

    def examine(exercise, submission, **more):
        if exercise.name == "ex01_first":
            raise ZeroDivisionError("of the kit")
        return usual(exercise, submission, **more)

    monkeypatch.setattr(task, "examine", examine)
    asked = task_of(course, NO_WISH, NO_WISH)
    first, second = task.judge(asked, task.prepare(asked))
    assert (first.status, first.score, first.max_score) == ("internal", None, 1)
    assert first.problem.reason.code == "kit_failed"
    assert first.problem.reason.facts["type"] == "ZeroDivisionError"
    assert first.title == "Trial"
    assert second.status == "passed"


# Code that gives no answer is certain only when it is judged alone

DIES = "import ctypes\n\ndef wish(x):\n    ctypes.string_at(0)\n"
THREE = '''
from grader.judge.suite import needs, points


@points(1)
def test_f(agree):
    """f is right."""
    agree("f", 1)


@points(1)
@needs("f")
def test_g(agree):
    """g is right."""
    agree("g", 1)


@points(1)
def test_h(agree):
    """h is right."""
    agree("h", 1)
'''
RIGHT = "def f(x): return x\ndef g(x): return x\ndef h(x): return x\n"


def in_order(asked):
    """Return the reports of a task."""
    return list(task.judge(asked, task.prepare(asked)))


@pytest.mark.slow
def test_a_provisional_judging_gives_up_what_gives_no_answer(course, monkeypatch):
    """A loop and a crash cost one call each and no mark yet; a right file has its mark."""
    calls = []
    usual = Student.call

    def call(self, *arguments):
        calls.append(arguments)
        return usual(self, *arguments)

    monkeypatch.setattr(Student, "call", call)
    asked = task_of(course, LOOP, DIES, NO_WISH)
    provisional = in_order(replace(asked, provisional=True))
    assert [told.status for told in provisional] == ["internal", "internal", "passed"]
    assert len(calls) == 3
    final = in_order(asked)
    assert [told.checks[0].outcome for told in final] == [
        Outcome.TIMEOUT, Outcome.CRASHED, Outcome.PASSED,
    ]  # fmt: skip
    assert (provisional[2].status, provisional[2].score) == ("passed", 1)


@pytest.mark.slow
def test_a_loop_that_no_outcome_shows_is_given_up_too(tmp_path):
    """A function that hangs beside a wrong one is asked; the first time is in doubt."""
    course_of(tmp_path, THREE, RIGHT, dict.fromkeys("fgh", "(x)"), NAMES[0])
    text = RIGHT.replace("def f(x): return x", "def f(x): return -x")
    text = text.replace("def g(x): return x", "def g(x):\n    while True: pass")
    asked = task_of(tmp_path, text)
    (provisional,) = in_order(replace(asked, provisional=True))
    assert (provisional.status, provisional.score) == ("internal", None)
    (final,) = in_order(asked)
    assert [check.outcome.value for check in final.checks] == ["failed", "timeout", "passed"]
    assert final.score == 1


# What a standard and a plan depend on


# Of each what is replaced, by what, and whether a mark can be another one then.
WORDS = '"""f is right."""'
REWORDED = {
    "claim": (WORDS, '"""f gives back\n    what it is given."""', False),
    "words_of_the_suite": ("Hidden suite.", "Hidden:\\nreworded.", False),
    "message": ('assert student.f(2) == 2, "so"', 'assert student.f(2) == 2, "no"', False),
    "long_message": (
        ', "so"',
        ', (\n        "f gives back "\n        "what it got"\n    )',
        False,
    ),
    "no_message": (', "so"', "", False),
    "call": ('agree("g", 1)', 'agree("g", 3)', True),
    "claim_made": ("student.f(2) == 2", "student.f(2) == 2.0", True),
    "points": ("@points(1)\n@needs", "@points(2)\n@needs", True),
    "cases": ("[1, 2]", "[1, 2, 3]", True),
    "needs": ('@needs("f")\n', "", True),
    "tolerance": ('agree("h", n)', 'agree("h", n, rtol=0.1)', True),
}
FOUR = '''
"""Hidden suite."""

from grader.judge.suite import cases, needs, points


@points(1)
def test_f(student):
    """f is right."""
    assert student.f(2) == 2, "so"


@points(1)
@needs("f")
def test_g(agree):
    """g is right."""
    agree("g", 1)


@points(1)
@cases("n", [1, 2])
def test_h(agree, n):
    """h is right."""
    agree("h", n)
'''


def standard_in(root):
    """Return what the only exercise of a course is judged by now."""
    from grader.course import Course

    return standard_of(Course(root).find(NAMES[0]), 0)


@pytest.fixture
def four(tmp_path):
    """Return a course of one exercise, with its standard."""
    exercise = course_of(tmp_path, FOUR, RIGHT, dict.fromkeys("fgh", "(x)"), NAMES[0])
    return exercise, standard_in(tmp_path)


@pytest.mark.parametrize("what", REWORDED)
def test_a_standard_rests_on_what_is_asked_and_not_on_words(four, what):
    """A reworded claim or message leaves the digest; another call, point or tolerance not."""
    exercise, before = four
    old, new, another = REWORDED[what]
    text = exercise.suite.read_text()
    assert old in text
    exercise.suite.write_text(text.replace(old, new, 1))
    after = standard_in(exercise.root)
    assert (after.digest != before.digest) == another
    assert after.wording != before.wording
    exercise.suite.write_text(text)
    assert standard_in(exercise.root) == before


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ('title = "Other"\n[hints]\nf = ["Give it back."]\n', False),
        ('title = "Trial"\n[limits]\ncpu_seconds = 3\n', True),
    ],
    ids=["title_and_hint", "limit"],
)
def test_a_standard_rests_on_limits_and_not_on_title_and_hints(four, text, another):
    """What a submission may use counts; what an exercise is called does not."""
    exercise, before = four
    (exercise.hidden / "exercise.toml").write_text(text)
    assert (standard_in(exercise.root).digest != before.digest) == another


def packed(exercise, change=lambda head, calls: None, mistakes=()):
    """Write the exercise's record anew, with something changed in it."""
    record = references.find(exercise, 0)
    about = {name: record.head[name] for name in record.head if name not in IN_ROWS}
    calls = record.calls
    change(about, calls)
    exercise.record.write_bytes(references.pack(about, calls, mistakes))


IN_ROWS = ("calls", "mistakes")


def other_answer(head, calls):
    """Have the reference answer something else to the last call."""
    calls[-1] = calls[-1]._replace(expected=Expected(-1))


def other_signature(head, calls):
    """Give a function one more parameter."""
    head["functions"]["f"] = "(x, more=0)"


def other_versions(head, calls):
    """Have another PyTorch record the same answers of sources that were reworded."""
    head["versions"], head["sources"] = {"torch": "9", "numpy": "9"}, {"suite": "other"}


@pytest.mark.parametrize(
    ("change", "another"),
    [(other_answer, True), (other_signature, True), (other_versions, False)],
)
def test_a_standard_rests_on_the_right_answers(four, change, another):
    """Another right answer or signature counts; versions and digests of sources do not."""
    exercise, before = four
    packed(exercise, change)
    after = standard_in(exercise.root)
    assert (after.digest != before.digest) == another
    assert after.wording != before.wording


def test_mistakes_are_no_part_of_a_mark(four):
    """A new known mistake and the sentence about it change what is said, and no mark."""
    exercise, before = four
    seen = set()
    for text in ("You forgot it.", "It is forgotten."):
        packed(
            exercise, mistakes=[Mistake("forgotten", "f", text, {("test_f", 0, 0): Answer(5)})]
        )
        after = standard_in(exercise.root)
        assert after.digest == before.digest
        seen.add(after.wording)
    assert len({before.wording, *seen}) == 3


def test_a_record_that_comes_with_the_task_counts_as_if_it_lay_with_the_course(four):
    """Whoever has the record elsewhere judges by the same standard."""
    exercise, before = four
    again = standard_of(exercise, 0, exercise.record.read_bytes())
    assert (again.digest, again.wording) == (before.digest, before.wording)


@pytest.mark.parametrize("name", [each.name for each in sorted(HIDDEN.glob("ex*"))])
def test_only_words_are_cut_out_of_a_suite(name):
    """Of each suite of the course what is left still has every line that is no text."""
    text = (HIDDEN / name / f"test_{name}.py").read_text(encoding="utf-8")
    left = sources.without_words(text).decode()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            assert ast.get_source_segment(text, node.func) in left
        elif isinstance(node, ast.FunctionDef):
            assert ast.get_docstring(node, clean=False) not in left
    assert len(left) > len(text) // 2


def test_a_submission_is_known_by_what_its_verdict_rests_on():
    """Files and the reason why there are none count; name, note and time of arrival do not."""
    one = Submission("a.py", {MAIN: b"x = 1\n"}, student="kim", exercise="ex01_first")
    same = one._replace(path="b.py", note=Reason("judged_as"), received_at=5.0)
    same = same._replace(candidates=(Candidate("c.py"),))
    assert digest(one) == digest(same)
    assert digest(one) != digest(one._replace(files={MAIN: b"x = 2\n"}))
    absent = one._replace(files={}, problem=Problem(Reason("not_handed_in")))
    damaged = absent._replace(problem=Problem(Reason("is_a_link")), outcome=Outcome.ERROR)
    digests = {digest(one), digest(absent), digest(damaged), digest(one._replace(files={}))}
    assert len(digests) == 4


OUTCOMES = st.frozensets(st.sampled_from(list(Outcome)), min_size=1)


@given(st.frozensets(st.sampled_from(NAMES)), OUTCOMES | st.just(frozenset()), OUTCOMES)
def test_what_is_judged_again(exercises, wanted, ended):
    """An exercise must be named, and one of the outcomes must be among those it ended with."""
    again = Again(exercises, wanted)
    for name in NAMES:
        due = name in exercises and (not wanted or any(each in wanted for each in ended))
        assert again.wants(name, ended) == due
    assert not Again().wants(NAMES[0], ended)


def test_a_plan_names_what_no_batch_judged(course, tmp_path):
    """Only what has no grading yet is planned, and a student with nothing left has no task."""
    from grader.course import Course

    class_ = tmp_path / "class"
    for student in ("ann", "bob"):
        (class_ / student).mkdir(parents=True)
        for name in NAMES[:2]:
            (class_ / student / f"{name}.py").write_text(NO_WISH)
    (class_ / "cyd").mkdir()
    exercises = [Course(course).find(name) for name in NAMES]

    def planned(gradebook, only=()):
        planner = Planner(
            Course(course),
            open_intake(class_, exercises),
            exercises,
            0,
            tmp_path / "references",
            "process",
        )
        plan = planner.plan(gradebook, Again(), frozenset(only))
        return planner, plan

    with Gradebook.open(tmp_path / "out") as gradebook:
        planner, plan = planned(gradebook)
        assert plan.students == ("ann", "bob", "cyd")
        assert (plan.handed_in, plan.missing, plan.size) == (4, 5, 9)
        tasks = {each.student: each for each in planner.tasks(plan)}
        assert set(tasks) == {"ann", "bob", "cyd"}
        assert [item.exercise for item in tasks["bob"].submissions] == list(NAMES)
        (first, *_) = judge_apart(tasks["ann"].only({"ex02_second"}))
        ann = {item.exercise: item for item in tasks["ann"].submissions}
        gradebook.add([(planner.key(ann["ex02_second"]), first)])
        planner, plan = planned(gradebook)
        assert plan.to_judge["ann"] == ("ex01_first", "ex03_third")
        assert (plan.size, len(plan.judged)) == (8, 1)
        _, only = planned(gradebook, ["cyd"])
        assert only.to_judge == {"cyd": NAMES}


# The engine


def made(student, exercise, outcome=Outcome.PASSED, attempt=1):
    """Return a task's report of one check."""
    passed = outcome is Outcome.PASSED
    check = Check("test_f", "f is right", "f", 1, int(passed), outcome)
    source = Source(student, f"{exercise}.py", f"attempt {attempt}")
    status, score = ("passed", 1) if passed else ("failed", 0)
    return Report(exercise, "T", source, status, score, 1, 0, {}, 0.0, (check,))


def bare_task(student, exercises):
    """Return a task that no real judge will see."""
    submissions = tuple(
        Submission(f"{name}.py", {}, student=student, exercise=name) for name in exercises
    )
    standards = {name: Standard("", "", "T", 1, Limits()) for name in exercises}
    return Task("", student, submissions, standards, 0, "process")


class Recording(Executor):
    """Judges in threads of its own as a script says, and keeps what it was given.

    Args:
        script: for each (student, exercise) what happens at the first, second, ... try;
            what is not in it passes.
    """

    def __init__(self, script):
        self._script = script
        self._threads = ThreadPoolExecutor(8)
        self._lock = threading.Lock()
        self._running = 0
        self.tries = Counter()
        self.deaths = []  # (student, exercise), one for each death
        self.begun = []  # (student, exercises, how many were running)

    def submit(self, function, /, task):
        """Judge a task in a thread."""
        assert function is judge_apart
        with self._lock:
            self._running += 1
            names = [item.exercise for item in task.submissions]
            self.begun.append((task.student, names, self._running))
        return self._threads.submit(self._judge, task)

    def _judge(self, task):
        try:
            reports = []
            for item in task.submissions:
                which = task.student, item.exercise
                self.tries[which] += 1
                fates = self._script.get(which, ())
                tried = self.tries[which]
                fate = fates[tried - 1] if tried <= len(fates) else Outcome.PASSED
                if fate == "dies":
                    self.deaths.append(which)
                    raise Died("judge_died", tuple(reports))
                if fate == "breaks":
                    raise RuntimeError("a machine was lost")
                given_up = task.provisional and fate is Outcome.TIMEOUT
                report = not_judged(item, task, Reason("not_alone")) if given_up else None
                reports.append(report or made(*which, fate, tried))
            return reports
        finally:
            with self._lock:
                self._running -= 1

    def shutdown(self, *_, **__):
        """End the threads."""
        self._threads.shutdown()


def carried(script, tasks, at_once):
    """Run tasks; return what was kept and the executor."""
    kept = []
    with Recording(script) as executor:
        thread = threading.get_ident()

        def keep(task, reports):
            assert threading.get_ident() == thread
            kept.extend((task.student, report) for report in reports)

        Engine(executor, at_once, 1, keep).run(tasks)
    return kept, executor


FATES = st.lists(
    st.sampled_from(["dies", Outcome.TIMEOUT, Outcome.FAILED, Outcome.PASSED]), max_size=5
)
SCRIPTS = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(NAMES)), FATES, max_size=9
)


@settings(max_examples=150)
@given(SCRIPTS, st.integers(1, 4))
def test_every_grading_is_kept_once(script, at_once):
    """Whatever dies or is late, each grading is kept exactly once, never more run than may."""
    tasks = [bare_task(student, NAMES) for student in "abcde"]
    kept, executor = carried(script, tasks, at_once)
    due = [(student, name) for student in "abcde" for name in NAMES]
    assert sorted((student, report.exercise) for student, report in kept) == sorted(due)
    assert max(running for _, _, running in executor.begun) <= at_once
    died = Counter(executor.deaths)
    for student, report in kept:
        which = student, report.exercise
        if report.status == "internal":
            assert died[which] >= 2, "it was given up after one death"
            assert report.problem.reason == Reason("judge_died", {"times": 2})
        else:
            # The last verdict that was made, not one of before.
            assert report.submission.sha256 == f"attempt {executor.tries[which]}"
            fates = (*script.get(which, ()), *[Outcome.PASSED] * 9)
            assert report.checks[0].outcome is fates[executor.tries[which] - 1]
            assert died[which] <= 2  # one in the class's round, one in the last
    assert sum(executor.tries.values()) <= 2 * len(due) + 3 * len(executor.deaths)


def test_a_task_that_dies_twice_gives_up_one_grading():
    """The one that was being judged becomes internal; those before and behind are judged."""
    kept, executor = carried({("a", NAMES[1]): ["dies"] * 9}, [bare_task("a", NAMES)], 2)
    assert [(report.exercise, report.status) for _, report in kept] == [
        ("ex01_first", "passed"), ("ex02_second", "internal"), ("ex03_third", "passed"),
    ]  # fmt: skip
    assert [names for _, names, _ in executor.begun] == [
        list(NAMES), list(NAMES[1:]), [NAMES[2]],
    ]  # fmt: skip


def test_an_executor_that_fails_costs_no_mark():
    """An exception of the executor's own makes what is left of the task internal, no more."""
    script = {("a", NAMES[0]): ["dies"], ("a", NAMES[1]): ["breaks"]}
    kept, _ = carried(script, [bare_task(student, NAMES[:2]) for student in "ab"], 1)
    states = defaultdict(list)
    for student, report in kept:
        states[student].append((report.exercise, report.status, report.score))
    assert states["b"] == [("ex01_first", "passed", 1), ("ex02_second", "passed", 1)]
    assert states["a"] == [("ex01_first", "internal", None), ("ex02_second", "internal", None)]
    problems = [report.problem.reason for _, report in kept if report.problem]
    assert problems == [Reason("machines_died", {"type": "RuntimeError"})] * 2


def test_a_timeout_is_judged_once_more_and_alone():
    """What gave no answer is judged after all others, by itself; only that verdict is kept."""
    script = {
        ("a", NAMES[0]): [Outcome.TIMEOUT, Outcome.PASSED],
        ("b", NAMES[1]): [Outcome.TIMEOUT, Outcome.TIMEOUT],
    }
    tasks = [bare_task(student, NAMES) for student in "abcde"]
    kept, executor = carried(script, tasks, 3)
    again = executor.begun[5:]
    assert sorted((whose, *names) for whose, names, _ in again) == [
        ("a", NAMES[0]), ("b", NAMES[1]),
    ]  # fmt: skip
    assert [running for _, _, running in again] == [1, 1]
    ended = {(whose, report.exercise): report.checks[0].outcome for whose, report in kept}
    assert len(kept) == len(ended) == 15
    assert [which for which, outcome in ended.items() if outcome is Outcome.TIMEOUT] == [
        ("b", NAMES[1])
    ]


def test_tasks_are_made_when_they_are_due():
    """Of a class of thousands no more tasks are held than run."""
    made_, finished = [], []

    def tasks():
        for number in range(40):
            made_.append(number)
            assert len(made_) - len(finished) <= 3
            yield bare_task(str(number), NAMES[:1])

    with Recording({}) as executor:
        Engine(executor, 3, 1, lambda task, reports: finished.append(task)).run(tasks())
    assert len(finished) == 40


def test_an_error_in_keeping_ends_the_batch():
    """Where results cannot be kept nothing more is begun."""
    with Recording({}) as executor:

        def keep(task, reports):
            raise UsageError(_("the disk is full"), _("make space"))

        with pytest.raises(UsageError, match="disk is full"):
            Engine(executor, 1, 1, keep).run(bare_task(str(n), NAMES[:1]) for n in range(9))
    assert len(executor.begun) == 1
