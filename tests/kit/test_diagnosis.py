"""A mistake is named only if it answers every call as the student did, and no other does."""

from functools import cache

import numpy as np
import pytest

from grader.course import find_course
from grader.judge import references, sources, suite
from grader.judge.compare import compare, tolerance_for
from grader.judge.diagnosis import Facts, diagnose, is_right, matching
from grader.judge.inputs import Data
from grader.judge.inquiry import Evidence, Inquiry, Question
from grader.judge.references import Expected, Mistake
from grader.report import Outcome, Reason
from grader.sandbox.answer import Answer, Raised, Stopped
from tests.kit.workshop import ROOT, solution_answering

COURSE = find_course(ROOT)
X = np.array([1.0, 2.0, 3.0])


def asked(case, answer, expected=X):
    """Return the evidence of one call."""
    right = expected if isinstance(expected, Expected) else Expected(expected)
    answer = answer if isinstance(answer, Answer) else Answer(answer)
    difference = compare(right, answer, tolerance_for([X], right.value), "f")
    key = ("test_f", case, 0)
    tolerance = tolerance_for([X], right.value)
    question = Question(key, "f", (X,), (X,), {}, str(case), b"", right, tolerance)
    return Evidence(question, answer, difference)


def mistake(name, *answers):
    """Return a known mistake: an answer for each call, None where it is right."""
    held = {
        ("test_f", case, 0): answer if isinstance(answer, Answer) else Answer(answer)
        for case, answer in enumerate(answers)
        if answer is not None
    }
    return Mistake(name, "f", f"You {name}.", held)


def explained(evidence, mistakes, shown):
    """Return what is told of a function whose shown call has this number."""
    facts = Facts("f", "(x)", evidence, (), mistakes, lambda calls, anew=False: [])
    found = diagnose(facts).of(evidence[shown], evidence[shown].difference.aspect)
    return found[0] if found else None


REFUSED = Answer(raised=Raised("ValueError", ("ValueError", "Exception")))
OTHER_ERROR = Answer(raised=Raised("TypeError", ("TypeError", "Exception")))


def named(evidence, mistakes):
    """Return the mistakes' names that a diagnosis could tell."""
    return [found.id for found in matching(evidence, mistakes)]


def test_the_mistake_that_answers_every_call_alike_is_named():
    """Of several mistakes the only one that fits all calls is told, in its own words."""
    evidence = [asked(0, 2 * X), asked(1, X), asked(2, 3 * X)]
    mistakes = [mistake("a", 2 * X, None, 3 * X), mistake("b", 2 * X, None, 2 * X)]
    told = explained(evidence, mistakes, 0)
    assert (told.id, told.text, told.kind) == ("a", "You a.", "mistake")


def test_a_tie_is_silent():
    """Two mistakes that both fit are none: no mistake is told."""
    evidence = [asked(0, 7 * X + 1), asked(1, X)]
    mistakes = [mistake("a", 7 * X + 1, None), mistake("b", 7 * X + 1, None)]
    told = explained(evidence, mistakes, 0)
    assert told is None or told.kind == "note"
    assert named(evidence, mistakes) == ["a", "b"]


@pytest.mark.parametrize(
    "last",
    [X, 3 * X, X[:2], X.astype("float32"), None, 1.0, REFUSED, Answer(2 * X, changed=(0,)),
     Answer(2 * X, shared=(0,)), Answer(2 * X, shared=(-1,)),
     Answer(stopped=Stopped(Outcome.TIMEOUT, Reason("time_used_up"))),
     Answer(stopped=Stopped(Outcome.CRASHED, Reason("ended_itself")))],
)  # fmt: skip
def test_a_mistake_on_all_calls_but_one_is_not_named(last):
    """One call answered otherwise, rightly, wrongly or not at all, and nothing is named."""
    known = mistake("a", *[2 * X] * 5)
    like = [asked(case, 2 * X) for case in range(4)]
    assert named([*like, asked(4, 2 * X)], [known]) == ["a"]
    assert named([*like, asked(4, last)], [known]) == []


def test_a_right_answer_where_the_mistake_is_wrong_is_evidence_against_it():
    """A mistake that the student's passing calls do not share is not named."""
    known = mistake("a", 2 * X, 2 * X)
    assert named([asked(0, 2 * X), asked(1, X)], [known]) == []


def test_a_wrong_answer_where_the_mistake_is_right_is_evidence_against_it():
    """A mistake that answers a call rightly is not named for a student who does not."""
    known = mistake("a", 2 * X, None)
    assert named([asked(0, 2 * X), asked(1, 2 * X)], [known]) == []


def test_a_changed_argument_is_part_of_the_answer():
    """A mistake that only changes its argument is told from a right answer."""
    known = mistake("a", Answer(X, changed=(0,)))
    assert named([asked(0, Answer(X, changed=(0,)))], [known]) == ["a"]
    assert named([asked(0, X)], [known]) == []
    assert named([asked(0, Answer(X, shared=(0,)))], [known]) == []
    assert not is_right(asked(0, Answer(X, changed=(0,))))


def test_an_exception_is_an_answer():
    """The same exception fits, another one does not, and a value does not."""
    known = mistake("a", REFUSED)
    assert named([asked(0, REFUSED)], [known]) == ["a"]
    assert named([asked(0, OTHER_ERROR)], [known]) == []
    assert named([asked(0, 2 * X)], [known]) == []
    due = Expected(None, "ValueError")
    assert named([asked(0, REFUSED, due)], [mistake("b", 2 * X)]) == []


def test_nan_fits_nan():
    """A mistake that gives NaN is recognised by NaN in the same cells."""
    wrong = np.array([np.nan, 2.0, 3.0])
    assert named([asked(0, wrong.copy())], [mistake("a", wrong)]) == ["a"]
    assert named([asked(0, wrong[::-1].copy())], [mistake("a", wrong)]) == []


def test_a_fact_is_told_where_no_mistake_fits():
    """Without a fitting mistake the diagnosis is a note about the shown call."""
    evidence = [asked(0, X), asked(1, -X)]
    told = explained(evidence, [mistake("a", 2 * X)], 1)
    assert (told.id, told.kind) == ("negated", "note")


@cache
def answered(name):
    """Return record and evidence of the solution for every call of an exercise."""
    exercise = COURSE.find(name)
    record = references.find(exercise, 0)
    inquiry = Inquiry(solution_answering(exercise), record)
    for check in suite.declared(sources.load("suite.py", sources.read(exercise.suite))):
        suite.run(check, inquiry, 0, Data(exercise.root / "datasets"))
    return record, tuple(inquiry.evidence)


def as_mistaken(evidence, known):
    """Return the evidence of a student who has a known mistake."""
    changed = []
    for found in evidence:
        answer = known.answers.get(found.key)
        if answer is not None:
            question = found.question
            difference = compare(
                question.expected, answer, question.tolerance, question.function
            )
            found = Evidence(question, answer, difference)
        changed.append(found)
    return changed


@pytest.mark.parametrize("name", COURSE.names)
def test_every_recorded_mistake_is_named_and_no_other(name):
    """In every exercise each mistake's own answers name it alone."""
    record, evidence = answered(name)
    for function in record.functions:
        calls = [found for found in evidence if found.function == function]
        known = record.mistakes_of(function)
        assert named(calls, known) == [], "the solution has a mistake"
        for one in known:
            assert named(as_mistaken(calls, one), known) == [one.id]


@pytest.mark.parametrize("name", COURSE.names)
def test_one_call_mended_takes_the_name_away(name):
    """In every exercise a mistake is not named once one of its wrong calls is right."""
    record, evidence = answered(name)
    for function in record.functions:
        calls = [found for found in evidence if found.function == function]
        known = record.mistakes_of(function)
        for one in known:
            wrong = as_mistaken(calls, one)
            at = next(i for i, found in enumerate(calls) if found.key in one.answers)
            one_right = [*wrong[:at], calls[at], *wrong[at + 1 :]]
            assert one.id not in named(one_right, known)
