"""Calls that are sent ahead, in one write, are judged as calls that are asked one by one."""

import textwrap

import numpy as np
import pytest

from grader.course import Limits, find_course
from grader.judge import references, sources, submission, suite, trial
from grader.judge.grade import examine
from grader.judge.inputs import Data
from grader.judge.inquiry import Drawing, Inquiry
from grader.judge.submission import MAIN, Submission
from grader.report import Outcome
from grader.sandbox.inside import wire
from grader.sandbox.student import Student
from tests.kit.workshop import ROOT, NumpyOracle, asked, course_of, forks, solution_answering

COURSE = find_course(ROOT)
DATA = Data(ROOT / "datasets")
PADDING = COURSE.find("ex05")
BRIEF = PADDING._replace(limits=PADDING.limits._replace(cpu_seconds=0.5, restarts=2))

SITUATIONS = [
    "segmentation_fault", "exits_in_a_call", "raises_keyboardinterrupt", "streams_replaced",
    "writes_to_every_descriptor", "changes_its_argument", "returns_its_argument",
    "returns_itself_inside", "returns_nested_200000_deep", "returns_nan", "returns_a_list",
    "name_absent", "name_in_wrong_case", "prints_only", "printed_beside_a_wrong_answer",
    "thread_left_running", "recursion_without_end", "typeerror_inside", "file_empty",
    "not_written_at_import", "raises_another_exception", "syntax_error_colon",
]  # fmt: skip

LOOPS = """
    import numpy as np

    def same_padding(kernel_size, dilation=1):
        return (kernel_size - 1) * dilation // 2, -((1 - kernel_size) * dilation // 2)

    def pad2d(x, pad, value=0.0):
        while pad == (0, 0, 0, 0):
            pass
        left, right, top, bottom = pad
        edges = ((0, 0), (0, 0), (top, bottom), (left, right))
        return np.pad(x, edges, constant_values=value)
"""
COUNTS = """
    calls = 0

    def same_padding(kernel_size, dilation=1):
        global calls
        calls += 1
        return calls, dilation

    def pad2d(x, pad, value=0.0):
        return x + calls
"""


def judged(exercise, handed_in):
    """Return the facts of a report that do not depend on the clock."""
    facts = examine(exercise, handed_in).report.to_dict()
    del facts["seconds"], facts["idle"]
    for check in facts["checks"]:
        del check["seconds"]
    return facts


def both_ways(exercise, handed_in, monkeypatch):
    """Return the report of calls sent ahead, and of calls asked one by one."""
    ahead = judged(exercise, handed_in)
    with monkeypatch.context() as one_by_one:
        one_by_one.setattr(Student, "foresee", lambda self, questions: None)
        return ahead, judged(exercise, handed_in)


@pytest.mark.slow
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_file_gets_the_same_report(name, monkeypatch):
    """Crashes, missing functions, printed text and side effects are reported alike."""
    (file,) = (ROOT / "tests" / "kit" / "submissions" / name).glob("ex*.py")
    exercise = COURSE.find(file.name)
    ahead, one_by_one = both_ways(exercise, submission.read(file, exercise), monkeypatch)
    assert ahead == one_by_one


@pytest.mark.slow
@pytest.mark.parametrize("text", [LOOPS, COUNTS], ids=["loops", "counts its calls"])
def test_what_stops_and_what_remembers_gets_the_same_report(text, monkeypatch):
    """A loop in the middle, and answers that depend on earlier calls, are judged alike."""
    handed_in = Submission("ex05.py", {MAIN: textwrap.dedent(text).encode()})
    ahead, one_by_one = both_ways(BRIEF, handed_in, monkeypatch)
    assert ahead == one_by_one
    outcomes = {check["outcome"] for check in ahead["checks"]}
    assert (Outcome.TIMEOUT in outcomes) == (text is LOOPS)


@pytest.mark.parametrize("name", COURSE.names)
def test_right_answers_pass_with_one_write(name, monkeypatch):
    """A solution's calls are all answered from one write, and nothing is asked again."""
    sent = []
    foresee = Student.foresee

    def seen(self, questions):
        foresee(self, questions)
        sent.append(len(self._ahead))

    monkeypatch.setattr(Student, "foresee", seen)
    monkeypatch.setattr(Student, "_ask", _only_loads(Student._ask))
    exercise = COURSE.find(name)
    given = submission.read(exercise.solution, exercise)
    report = examine(exercise, given, sandbox=forks()).report
    assert report.passed
    assert sent == [report.calls]


def _only_loads(ask):
    def load(self, request, parse):
        assert request[0] == "L", "a call was asked by itself"
        return ask(self, request, parse)

    return load


SUITE = '''
from grader.judge.suite import points


@points(1)
def test_half(student, agree, rng):
    """half gives a float."""
    value = student.half(rng.array(3))
    # A suite shall not ask on after this; should one do so, answers stay with their calls.
    if value.sum() > -1000:
        agree("half", rng.array(2))
    else:
        agree("half", rng.array(5))


@points(1)
def test_twice(agree, rng):
    """double doubles."""
    first = agree("double", rng.array(2))
    agree("double", first)
'''
SOLUTION = """
def half(x):
    return x / 2

def double(x):
    return 2 * x
"""


def test_a_suite_that_asks_otherwise_than_it_drew_gets_the_right_answers(tmp_path):
    """Replies to calls that were drawn and not asked are dropped; others are asked anew."""
    exercise = course_of(tmp_path, SUITE, SOLUTION, {"half": "(x)", "double": "(x)"})
    wrong = SOLUTION.replace("x / 2", "x / 2 - (x.size == 3) * 1e6")
    handed_in = Submission("a.py", {MAIN: wrong.encode()})
    checks = examine(exercise, handed_in, standard=_standard(SOLUTION)).report.checks
    assert [check.outcome for check in checks] == [Outcome.PASSED, Outcome.PASSED]


def _standard(solution):
    functions = {"half": "(x)", "double": "(x)"}
    return trial.Standard(NumpyOracle(solution), functions)


@pytest.mark.parametrize("name", COURSE.names)
def test_drawn_calls_are_those_that_are_asked(name):
    """What is drawn ahead is what the suite's own code asks of a right answer, call by call."""
    exercise = COURSE.find(name)
    record = references.find(exercise, 0)
    inquiry = Inquiry(solution_answering(exercise), record)
    drawn = []
    for check in suite.declared(sources.load("suite.py", sources.suite_of(exercise))):
        suite.run(check, inquiry, 0, DATA)
        cases = suite.draw(check, record, 0, DATA)
        drawn += [question for case in cases for question in case.questions]
    assert [(one.key, one.digest) for one in drawn] == [
        (one.key, one.question.digest) for one in inquiry.evidence
    ]


def test_a_stop_forgets_what_was_sent():
    """After a crash the calls that were sent ahead are asked of another worker."""
    text = """
        import os

        def f(x):
            if x == 2:
                os._exit(1)
            return 10 * x
    """
    drawing = Drawing(NumpyOracle("def f(x):\n    return 10 * x\n"))
    drawing.begin_case("test", 0)
    for number in range(5):
        drawing.agree("f", number)
    with asked(text, Limits(restarts=1)) as (student, _):
        student.foresee(drawing.questions)
        answers = [student.call("f", one.arguments, {}) for one in drawing.questions]
    assert [answer.value for answer in answers] == [0, 10, None, 30, 40]
    assert answers[2].stopped.outcome is Outcome.CRASHED


def test_a_large_write_does_not_block():
    """Requests that no pipe holds at once go out while the answers come in."""
    with asked("def f(x):\n    return x + 1\n") as (student, _):
        drawing = Drawing(NumpyOracle("def f(x):\n    return x + 1\n"))
        drawing.begin_case("test", 0)
        for number in range(40):
            drawing.agree("f", np.full(50_000, float(number)))
        student.foresee(drawing.questions)
        for number, one in enumerate(drawing.questions):
            assert (student.call("f", one.arguments, {}).value == number + 1).all()


def test_a_call_is_encoded_once():
    """A tuple with one item more in front has the bytes of the longer tuple."""
    short = ("f", (1, 2.5, np.arange(3)), {"value": None})
    assert wire.prepended("C", wire.encode(short)) == wire.encode(("C", *short))
