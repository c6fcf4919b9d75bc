"""Probes explain a function that failed, and count for nothing, whatever happens in them."""

import json
import shutil

import pytest
from click.testing import CliRunner

from grader.author.record import record
from grader.classroom.judging.task import standard_of
from grader.cli import main
from grader.course import Course, Limits
from grader.errors import KitFault
from grader.judge import probes, references, sources
from grader.judge.grade import examine
from grader.report import Outcome
from grader.sandbox.student import Student
from tests.kit.workshop import ROOT, asked, copy_of, submission_of

EX05 = Course(ROOT).find("ex05")
SOLUTION = EX05.solution.read_text(encoding="utf-8")
ASKED = [call.function for call in references.find(EX05, 0).calls].count("same_padding")
# extra_cell_before, and something else after a few calls more than the suite has.
TURNED = (
    SOLUTION
    + """

import builtins, os, sys, threading, time
_right, _calls = same_padding, []

def same_padding(kernel_size, dilation=1):
    _calls.append(kernel_size)
    if len(_calls) > {asked}:
        {then}
    return _right(kernel_size, dilation)[::-1]
"""
)
TRICKS = {
    "nothing": "pass",
    "sleeps": "time.sleep(60)",
    "loops": "while True: pass",
    "exits": "os._exit(3)",
    "raises": "raise SystemExit(1)",
    "recurses": "return same_padding(kernel_size, dilation)",
    "kills itself": "os.kill(os.getpid(), 9)",
    "fills memory": "return [bytearray(1 << 30) for _ in range(9)]",
    "returns much": "return ['x' * 60_000] * 900",
    "writes": "[os.write(n, b'nonsense') for n in range(3, 9)]",
    "closes": "os.closerange(3, 60)",
    "waits": "threading.Thread(target=time.sleep, args=(60,)).start(); time.sleep(60)",
}


def turned(then):
    """Return a wrong file that does something in its probes."""
    return submission_of(TURNED.format(then=then, asked=ASKED + 3))


def verdict(found):
    """Return all of a grading that no probe may touch."""
    report = found.report
    checks = [(c.name, c.outcome, c.earned, c.aspect, c.reason, c.call) for c in report.checks]
    evidence = [(one.key, repr(one.answer), one.difference is None) for one in found.evidence]
    told = (report.status, report.score, report.calls, report.unjudged)
    return told, checks, evidence, found.doubtful, found.cut


@pytest.mark.slow
@pytest.mark.parametrize("sandbox", ["process", "bubblewrap"])
@pytest.mark.parametrize("provisional", [False, True])
def test_nothing_in_a_probe_changes_a_verdict(sandbox, provisional):
    """Whatever a function does when its suite is over, its grading is as without it."""
    expected = None
    for trick, then in TRICKS.items():
        text = turned(then)
        found = examine(EX05, text, sandbox=sandbox, provisional=provisional)
        expected = expected or verdict(found)
        assert verdict(found) == expected, trick
    assert expected[0][0] == "failed"


def spied(monkeypatch):
    """Return the names of the functions that are asked aside from now on."""
    names = []
    aside = Student.aside

    def spy(self, function, calls, *rest, **named):
        names.append(function)
        return aside(self, function, calls, *rest, **named)

    monkeypatch.setattr(Student, "aside", spy)
    return names


@pytest.mark.parametrize(
    ("change", "names"),
    [("", []),
     ("def same_padding(kernel_size, dilation=1): return 0, 0", ["same_padding"]),
     ("def same_padding(*sizes): raise NotImplementedError", []),
     ("del same_padding", []),
     ("def pad2d(x, pad, value=0.0): import os; os._exit(1)", []),
     ("def pad2d(x, pad, value=0.0):\n"
      "    if value > 1: import os; os._exit(1)\n"
      "    return x + 1", [])],
)  # fmt: skip
def test_only_wrong_functions_are_asked(monkeypatch, change, names):
    """A function that is right, missing, or died in the suite is asked no probes."""
    asked_aside = spied(monkeypatch)
    examine(EX05, submission_of(f"{SOLUTION}\n{change}"))
    assert asked_aside[: len(names) + 1] == names or set(asked_aside) == set(names)


def named(text):
    """Return the mistakes that a file is told."""
    report = examine(EX05, submission_of(text)).report
    told = [d.id for check in report.checks for d in check.diagnoses if d.kind == "mistake"]
    return sorted(set(told))


def test_a_mistake_is_confirmed_on_the_probes():
    """A file that is like a mistake in all of the suite, but not on a probe, is not it."""
    like = "\ndef same_padding(k, dilation=1, right=same_padding):\n"
    like += "    before, after = right(k, dilation)\n"
    assert named(f"{SOLUTION}{like}    return after, before") == ["extra_cell_before"]
    once = "    return (after, before) if k != 12 else (before, after)"
    assert named(SOLUTION + like + once) == []


@pytest.fixture
def course(tmp_path):
    """Return a course of ex05 alone."""
    return copy_of(tmp_path, "ex05").find("ex05")


WRONG = turned("pass")


@pytest.mark.parametrize(
    "change", ["no text", "no record", "damaged", "stale", "broken", "old"]
)
def test_probes_that_do_not_fit_are_none(course, change):
    """Without probes, as in an older edition, or with a stale record, all else is as before."""
    text = course.probes.read_text(encoding="utf-8")
    if change == "no text":
        course.probes.unlink()
    elif change == "no record":
        course.probe_record.unlink()
    elif change == "damaged":
        course.probe_record.write_bytes(course.probe_record.read_bytes()[:-1])
    elif change == "old":
        shutil.copy(course.record, course.probe_record)
    else:
        more = {"stale": "range(2, 13)", "broken": "range(1 / 0)"}[change]
        course.probes.write_text(text.replace("range(1, 13)", more), encoding="utf-8")
        assert more in course.probes.read_text(encoding="utf-8")
    drawn = probes.drawn(course)
    assert drawn is None or not drawn.questions_of("same_padding")
    assert verdict(examine(course, WRONG)) == verdict(examine(EX05, WRONG))


def test_a_mark_does_not_rest_on_probes(course):
    """A new probe changes the wording of a batch, and not what a mark rests on."""
    before = standard_of(course, 0)
    text = course.probes.read_text(encoding="utf-8")
    course.probes.write_text(text.replace("range(1, 13)", "range(1, 14)"), encoding="utf-8")
    newer = standard_of(course, 0)
    record(course)
    recorded = standard_of(course, 0)
    assert before.digest == newer.digest == recorded.digest
    assert len({before.wording, newer.wording, recorded.wording}) == 3
    asked_before = len(probes.drawn(EX05).questions_of("same_padding"))
    assert len(probes.drawn(course).questions_of("same_padding")) == asked_before + 1


def test_a_mark_rests_on_the_suite_as_before(course):
    """The other way round: a call more in the suite is another standard, probes or not."""
    before = standard_of(course, 0)
    text = course.suite.read_text(encoding="utf-8")
    text += '\n\n@points(1)\ndef test_more(agree):\n    """Once more."""\n'
    course.suite.write_text(f'{text}    agree("same_padding", 3)\n', encoding="utf-8")
    record(course)
    assert standard_of(course, 0).digest != before.digest


def test_probes_are_the_same_for_every_seed():
    """The inputs are drawn without the suite's seed, so one record holds all answers."""
    drawn = probes.drawn(EX05)
    again = probes.draw(sources.probes_of(EX05), drawn.record)
    assert [q.call for q in drawn.questions_of("pad2d")] == [q.call for q in again["pad2d"]]
    assert all(key[0].startswith("probes:") for key in (one.key for one in drawn.record.calls))


STATE = """
calls = []

def f(x):
    calls.append(x)
    return len(calls)
"""


def test_asked_aside_in_the_same_worker_or_anew():
    """What a function remembers is there when it is asked aside, and gone when anew."""
    calls = [((number,), {}) for number in range(3)]
    with asked(STATE) as (student, _):
        student.call("f", (0,), {})
        assert [answer.value for answer in student.aside("f", calls)] == [2, 3, 4]
        assert [answer.value for answer in student.aside("f", calls, anew=True)] == [1, 2, 3]


def test_nobody_is_asked_aside_after_the_worker_was_ended():
    """No other worker is launched for it, and what counts goes on as before."""
    text = "import os\ndef f(x):\n    return os._exit(1) if x == 2 else x\n"
    with asked(text) as (student, _):
        answers = student.aside("f", [((number,), {}) for number in range(4)])
        assert [answer.value for answer in answers] == [0, 1]
        assert student.aside("f", [((0,), {})]) == []
        assert not student.doubtful
        assert student.call("f", (7,), {}).value == 7


@pytest.mark.parametrize("then", ["time.sleep(60)", "while True: pass", "os._exit(1)"])
def test_what_is_asked_aside_uses_up_no_limit(then):
    """Idle time, restarts and doubt are as they were, so the next call has all of them."""
    text = f"import os, time\ndef f(x):\n    if x == 2:\n        {then}\n    return x\n"
    with asked(text, Limits(restarts=1)) as (student, _):
        student.call("f", (0,), {})
        before = student.idle.spent
        student.aside("f", [((2,), {})])
        assert (student.idle.spent, student.doubtful) == (before, False)
        assert student.call("f", (3,), {}).value == 3


def test_replies_that_were_not_asked_for_do_not_reach_a_probe():
    """Calls that were sent ahead and never asked for are dropped before."""
    from grader.judge.references import digest

    class Sent:
        function, arguments = "f", (5,)
        call = digest("f", (5,), {})[1]

    with asked("def f(x):\n    return x\n") as (student, _):
        student.foresee([Sent, Sent])
        assert [one.value for one in student.aside("f", [((1,), {})])] == [1]


def test_a_probe_of_an_author_that_fails_is_named():
    """A generator that raises is a fault of its author, with its name."""
    text = "from grader.judge.probes import call, probes\n"
    text += '@probes("f")\ndef odd(rng):\n    yield call(1 // 0)\n'
    with pytest.raises(KitFault, match="odd in probes.py: ZeroDivisionError"):
        probes.draw(text, references.read(EX05.probe_record, "ex05"))


def test_unwritten_is_no_reason_to_probe(monkeypatch):
    """The untouched stub is asked nothing aside."""
    names = spied(monkeypatch)
    found = examine(EX05, submission_of(EX05.stub.read_text(encoding="utf-8")))
    assert {check.outcome for check in found.report.checks} == {Outcome.MISSING}
    assert names == []


@pytest.fixture
def a_class(course, tmp_path, monkeypatch):
    """Return a function that judges a class: how many gradings that took, and the reports."""
    monkeypatch.chdir(course.root)
    folder = tmp_path / "class"

    def judge(**files):
        for student, text in files.items():
            (folder / student).mkdir(parents=True, exist_ok=True)
            (folder / student / f"{course.name}.py").write_text(text, encoding="utf-8")
        words = ["batch", str(folder), "--out", str(tmp_path / "out"), "--seed", "0"]
        words += ["--sandbox", "process", "--jobs", "2", "--format", "json"]
        monkeypatch.setattr("sys.argv", ["grade", *words])
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
        reports = {}
        for path in (tmp_path / "out" / "reports").glob("*/*.json"):
            reports[path.parent.name] = json.loads(path.read_text(encoding="utf-8"))
        return json.loads(result.stdout)["judged"], reports

    return judge


@pytest.mark.slow
def test_a_new_probe_judges_nobody_again(course, a_class):
    """After a change of the probes, recorded or not yet, a batch has nothing to do."""
    assert a_class(ann=TURNED.format(then="pass", asked=99))[0] == 1
    text = course.probes.read_text(encoding="utf-8")
    course.probes.write_text(text.replace("range(1, 13)", "range(1, 14)"), encoding="utf-8")
    assert a_class()[0] == 0
    record(course)
    assert a_class()[0] == 0
    text = course.suite.read_text(encoding="utf-8").replace("@points(2)", "@points(3)")
    course.suite.write_text(text, encoding="utf-8")
    assert a_class()[0] == 1


def test_a_class_loses_nothing_by_a_probe(a_class):
    """Files that sleep, loop or die in a probe are judged once, as those that do not."""
    tricks = {"honest": "pass", "sleeps": "time.sleep(60)", "loops": "while True: pass",
              "dies": "os._exit(3)", "kills": "os.kill(os.getpid(), 9)"}  # fmt: skip
    files = {
        student: TURNED.format(then=then, asked=ASKED + 3) for student, then in tricks.items()
    }
    judged, reports = a_class(**files)
    assert judged == len(tricks)
    told = {
        student: [report[key] for key in ("status", "score", "calls", "unjudged")]
        for student, report in reports.items()
    }
    assert told.keys() == tricks.keys()
    assert set(map(str, told.values())) == {str(told["honest"])}
