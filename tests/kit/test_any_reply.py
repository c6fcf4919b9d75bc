"""Whatever a worker sends is its submission's doing: no fault of the kit, and no memory."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from grader.course import find_course
from grader.judge import inquiry
from grader.judge.grade import grade
from grader.judge.inquiry import MAX_EVIDENCE
from grader.report import Outcome
from tests.kit.values import plain_values
from tests.kit.workshop import ROOT, course_of, submission_of

MOST = 150  # MiB that a trusted process may ever have


@pytest.fixture(scope="module")
def padding():
    """Return the exercise that is asked, and its calls."""
    return fuzz.Desk(find_course(ROOT).find("ex05"))


@pytest.mark.parametrize("seed", range(3))
def test_any_bytes_are_refused_or_compared(seed):
    """Changed bytes of honest frames raise nothing but the two refusals."""
    assert fuzz.fuzz_bytes(1000, seed).frames == 1000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_no_changed_reply_makes_internal(seed):
    """Gradings that read changed replies of every exercise are told, and none is `internal`."""
    assert fuzz.fuzz_replies(1000, seed).frames >= 1000


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(plain_values(), max_size=6), st.randoms(use_true_random=False))
def test_no_answer_makes_internal(padding, values, draw):
    """Whatever plain values a function returns, the grading has a mark and is told."""
    replies = [("L", None, [("same_padding", 3), ("pad2d", 4)], [], [], "", [])]
    for question in padding.questions:
        value = draw.choice(values) if values else question.expected.value
        replies.append(("C", None, value, [], [], "", []))
    report, _ = padding.graded(draw, replies)
    fuzz.tell(report, drawn=True)
    assert report.status in ("passed", "failed")


@settings(max_examples=60)
@given(st.lists(plain_values(), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_no_reply_makes_internal(padding, replies, draw):
    """Whatever plain values come as replies, the grading has a mark and is told."""
    report, _ = padding.graded(draw, replies)
    fuzz.tell(report, drawn=True)
    assert report.status in ("passed", "failed")


SUITE = '''
"""Hidden suite of a trial."""

from grader.judge.suite import points


@points(2)
def test_double(agree):
    """double doubles."""
    agree("double", 2)


@points(1)
def test_half_of_it(student):
    """Half of it is what it was."""
    assert int(student.double(3.0)) / 2 == 3
'''
DOUBLE = "def double(x):\n    return 2 * x\n"


def judged(folder, text):
    """Return the report of a text, judged by the suite."""
    exercise = course_of(folder, SUITE, DOUBLE, {"double": "(x)"})
    return grade(exercise, submission_of(text))


@pytest.mark.parametrize("line", [-(10**9), 0, 10**9, 1 << 4000, True])
def test_a_line_that_no_file_has_is_none(tmp_path, line):
    """A SyntaxError with a line of its own choice is an error of the file, without a line."""
    report = judged(tmp_path, f'raise SyntaxError("no", ("submission.py", {line}, 1, ""))')
    assert report.status == "failed"
    assert {check.outcome for check in report.checks} == {Outcome.ERROR}
    assert report.problem.line in (None, 1)


@pytest.mark.parametrize("value", ["float('inf')", "float('nan')", "1e308"])
def test_what_a_suite_cannot_work_with_is_a_crash(tmp_path, value):
    """Where a suite's own code fails over an answer, the check is the student's crash."""
    report = judged(tmp_path, f"def double(x):\n    return {value} if x == 3 else 2 * x\n")
    assert report.status == "failed"
    assert report.score == 2
    assert report.checks[1].outcome in (Outcome.CRASHED, Outcome.FAILED)


def test_a_suite_that_fails_with_right_answers_too_is_the_kits_fault(tmp_path):
    """A suite that cannot work with the right answer either costs nobody a mark."""
    exercise = course_of(tmp_path, SUITE, DOUBLE, {"double": "(x)"})
    text = exercise.suite.read_text().replace("int(student", "None + int(student")
    exercise.suite.write_text(text)
    report = grade(exercise, submission_of(DOUBLE))
    assert (report.status, report.checks[1].outcome) == ("internal", Outcome.INTERNAL)


def test_evidence_is_bounded_for_the_whole_grading(padding):
    """Answers as large as each may be are kept only until they fill the room of a grading."""
    asked = inquiry.Inquiry(lambda *_: answer, None)
    answer = inquiry.Answer([(1 << 4000) + number for number in range(300)], printed="x" * 999)
    for question in padding.questions * 4:
        asked._question(question)
    kept = sum(inquiry._size(one.answer.value) for one in asked.evidence)
    kept += sum(inquiry._size(one.answer.printed) for one in asked.evidence)
    assert len(asked.evidence) * inquiry._size(answer.value) > 2 * MAX_EVIDENCE
    assert MAX_EVIDENCE / 2 < kept < MAX_EVIDENCE + 1000 * len(asked.evidence)


# Code that finds the worker's own around it, and sends replies larger than honest ones.
WARNS = """
import sys

frame = sys._getframe()
while frame is not None:
    if "answers" in frame.f_locals:
        many = [("RuntimeWarning", chr(0x1F600) + "x" * 2000)] * 1000
        loud = chr(0x1F600) + "x" * 60_000
        frame.f_locals["answers"]["C"] = lambda *_: (None, 1, [], [], loud, many)
    frame = frame.f_back


def same_padding(kernel_size, dilation=1): ...
def pad2d(x, pad, value=0.0): ...
"""
COUNTS = """
def same_padding(kernel_size, dilation=1):
    return [(1 << 4000) + number for number in range(13_000)]

def pad2d(x, pad, value=0.0):
    return [[chr(0x1F600) + "x" * 60_000 for _ in range(60)], same_padding(1)[:6000]]
"""
RAISES = """
import sys

frame, long = sys._getframe(), chr(0x1F600) + "x" * 60_000
arrays = [(long, (1,) * 16)] * 30
raised = (long, ["ValueError"] * 900, long, 3, long, True, long, arrays, long, 3)
while frame is not None:
    if "answers" in frame.f_locals:
        frame.f_locals["answers"]["C"] = lambda *_: (raised, None, [], [], long, [])
        frame.f_locals["answers"]["S"] = lambda *_: ([(long, True, long)] * 50,)
    frame = frame.f_back


def same_padding(kernel_size, dilation=1): ...
def pad2d(x, pad, value=0.0): ...
"""
TEXTS = """
MANY = ["x" * 65_000 + chr(0x1F600)] * 100

def same_padding(kernel_size, dilation=1):
    return MANY

def pad2d(x, pad, value=0.0):
    return MANY
"""
JUDGES = """
import resource, sys
from pathlib import Path
from grader.course import find_course
from grader.judge.grade import grade
from grader.judge.submission import read

exercise = find_course(Path.cwd()).find("ex05")
report = grade(exercise, read(Path(sys.argv[1]), exercise))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
peak >>= 20 if sys.platform == "darwin" else 10
if sys.platform == "linux":  # where the number above is that of whoever started this, too
    text = Path("/proc/self/status").read_text()
    peak = int(text.partition("VmHWM:")[2].split()[0]) >> 10
print(report.status, report.calls, peak, *{check.reason.code for check in report.checks})
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak")
@pytest.mark.parametrize(
    "text", [WARNS, RAISES, COUNTS, TEXTS], ids=["warnings", "exceptions", "integers", "texts"]
)
def test_large_replies_take_little_memory(tmp_path, text):
    """A judge that reads the largest replies, in every call and aside, stays below 150 MiB."""
    file = tmp_path / "ex05_padding.py"
    file.write_text(text)
    words = [sys.executable, "-c", JUDGES, str(file)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    status, calls, peak, *codes = done.stdout.split()
    # What was to be sent was sent, and read.
    assert not {"none_returned", "broke_protocol"} & {*codes}
    assert (status, int(calls) > 30) == ("failed", True), done.stdout
    assert int(peak) < MOST
