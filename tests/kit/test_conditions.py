"""A condition is told only where it parts all wrong calls from right ones, and is true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.book import others
from grader.course import find_course
from grader.judge import conditions, probes, sources
from grader.judge.compare import compare, tolerance_for
from grader.judge.conditions import condition
from grader.judge.grade import examine
from grader.judge.inputs import Draw, read_only, strided
from grader.judge.inquiry import Evidence, Question
from grader.judge.probes import Declared
from grader.judge.references import Expected, digest
from grader.judge.signature import parameters
from grader.report import Diagnosis
from grader.sandbox.answer import Answer, Raised, Stopped
from grader.words import conditions as said
from grader.words import notes
from grader.words.text import draw
from tests.kit.workshop import ROOT, submission_of

COURSE = find_course(ROOT)
PARAMETERS = parameters("(x, size, step=1, value=0.0)")
STATEMENT = "Something of x (N, D), step by step: x, size and step -> a number."


def asked(number, arguments, named, answer=1.0, right=1.0, probe=True):
    """Return the evidence of one call; an Answer or an exception's name may be given."""
    expected = right if isinstance(right, Expected) else Expected(right)
    answer = answer if isinstance(answer, Answer) else Answer(answer)
    key = ("probes:p" if probe else "test_f", 0, number)
    tolerance = tolerance_for(arguments, expected.value)
    guard, call = digest("f", arguments, named)
    question = Question(key, "f", arguments, arguments, named, guard, call, expected, tolerance)
    return Evidence(question, answer, compare(expected, answer, tolerance, "f"))


def drawn():
    """Return the arguments of many calls, over the whole domain."""
    rng = Draw(0, "conditions", 0)
    for number in range(60):
        rows, columns, size, step = (int(n) for n in rng.integers(1, 5, 4))
        x = rng.array((rows, columns))
        if number % 7 == 3:
            x = read_only(x)
        elif number % 7 == 5:
            x = strided(x)
        elif number % 7 == 1:
            x = np.asfortranarray(x)
        value = [0.0, -1.5, float("inf"), 2.0, float("-inf"), 0.5][number // 2 % 6]
        if number % 3 == 0:
            yield (x, size), {"value": value} if number % 2 else {}
        elif number % 3 == 1:
            yield (x, size, step), {"value": value}
        else:
            yield (x, size), {"step": step, "value": value}


CALLS = list(drawn())


def evidence(wrong):
    """Return the calls, answered wrongly where `wrong` says so of arguments by name."""
    found = []
    for number, (arguments, named) in enumerate(CALLS):
        given = {
            "step": 1,
            "value": 0.0,
            **dict(zip(["x", "size", "step"], arguments, strict=False)),
            **named,
        }
        answer = 2.0 if wrong(given, len(arguments) > 2 or "step" in named) else 1.0
        found.append(asked(number, arguments, named, answer))
    return found


def told(found, **more):
    """Return what a condition says, or None."""
    diagnosis = condition(found, PARAMETERS, statement=STATEMENT, **more)
    return diagnosis and draw(said.sentence(diagnosis, "ex90_trial"))


PLANTED = {
    "size = 1": lambda a, _: a["size"] == 1,
    "step = 1": lambda a, _: a["step"] == 1,
    "N = 1": lambda a, _: a["x"].shape[0] == 1,
    "N = D": lambda a, _: a["x"].shape[0] == a["x"].shape[1],
    "N < D": lambda a, _: a["x"].shape[0] < a["x"].shape[1],
    "size > step": lambda a, _: a["size"] > a["step"],
    "D is even": lambda a, _: a["x"].shape[1] % 2 == 0,
    "step is not given": lambda a, given: not given,
    "value is infinite": lambda a, _: np.isinf(a["value"]),
    "value is negative": lambda a, _: a["value"] < 0,
    "value is 0": lambda a, _: a["value"] == 0,
    "an array cannot be written to": lambda a, _: not a["x"].flags.writeable,
    "an array does not lie row by row in memory": lambda a, _: not a["x"].flags.c_contiguous,
}


@pytest.mark.parametrize("words", PLANTED)
def test_what_all_wrong_calls_have_in_common_is_told(words):
    """A function that is wrong in just these calls is told so, with the counts."""
    found = evidence(PLANTED[words])
    wrong = sum(one.difference is not None for one in found)
    assert told(found) == (
        f"Wrong in all {wrong} calls where {words}; right in all {60 - wrong} others."
    )


@pytest.mark.parametrize(
    "words", [words for words in PLANTED if not set(words) & set("<>")], ids=str
)
def test_the_other_way_round(words):
    """Right in just these calls is said so; what is not less is another thing than greater."""
    found = evidence(lambda *call: not PLANTED[words](*call))
    wrong = sum(one.difference is not None for one in found)
    assert told(found) == (
        f"Right in all {60 - wrong} calls where {words}; wrong in all {wrong} others."
    )


def test_some_right_calls_may_lie_inside():
    """Where nearly all calls inside are wrong, how many are is said, and no more."""
    first = next(n for n, (arguments, _) in enumerate(CALLS) if arguments[1] == 1)
    found = evidence(PLANTED["size = 1"])
    found[first] = asked(first, *CALLS[first])
    wrong = sum(one.difference is not None for one in found)
    right = 60 - wrong - 1
    assert told(found) == (
        f"Wrong in {wrong} of the {wrong + 1} calls where size = 1; "
        f"right in all {right} others."
    )
    turned = evidence(lambda *call: not PLANTED["size = 1"](*call))
    other = next(n for n, (arguments, _) in enumerate(CALLS) if arguments[1] != 1)
    turned[other] = asked(other, *CALLS[other])
    assert " others." in told(turned)
    assert "wrong in" in told(turned)


def test_one_wrong_call_outside_is_silence():
    """A single wrong call that does not fit, and the condition is none."""
    found = evidence(PLANTED["size = 1"])
    outside = next(n for n, (arguments, _) in enumerate(CALLS) if arguments[1] == 3)
    found[outside] = asked(outside, *CALLS[outside], answer=2.0)
    assert "size = 1" not in (told(found) or "")
    own = Declared("own", "it is so", lambda x, size, step=1, value=0.0: size == 1)
    assert condition(found, (), declared=[own]) is None
    assert condition(evidence(PLANTED["size = 1"]), (), declared=[own]).id == "own"


def test_two_that_are_equally_narrow_are_silence():
    """Where two conditions part the calls alike, nobody knows which one it is."""
    found = evidence(PLANTED["size = 1"])
    same = Declared("same", "it is so", lambda x, size, step=1, value=0.0: size == 1)
    assert told(found, declared=[same]) is None
    wider = Declared("wider", "it is so", lambda x, size, step=1, value=0.0: size <= 2)
    assert "size = 1" in told(found, declared=[wider])


def test_what_cannot_be_said_of_a_call_is_not_denied_of_it():
    """Right where a condition holds, and where nobody can tell: that is no condition."""
    own = Declared(
        "own", "it is so", lambda x, size, *_, **__: 1 // 0 if size == 4 else size == 1
    )
    found = evidence(lambda a, _: a["size"] in (2, 3))
    assert condition(found, (), declared=[own]) is None
    known = [one for one in found if one.arguments[1] < 4]
    assert condition([*known, *known], (), declared=[own]).id == "own"


def test_few_calls_prove_nothing():
    """Without enough probes, enough wrong ones and enough right ones nothing is told."""
    found = evidence(PLANTED["N = D"])
    suite = [
        asked(n, one.arguments, one.question.named, one.answer, probe=n < 39)
        for n, one in enumerate(found)
    ]
    assert told(suite) is None
    wrong = [one for one in found if one.difference is not None]
    right = [one for one in found if one.difference is None]
    assert told([*right, *wrong[:3]]) is None
    assert told([*right[:8], *wrong * 4]) is None
    assert "N = D" in told([*right, *wrong[:4], *wrong[4:]])


def test_what_has_no_value_is_not_looked_at():
    """Calls to refuse, calls without an answer and calls of another dtype are no calls."""
    found = evidence(PLANTED["size = 1"])
    expected = told(found)
    x = np.ones((2, 2))
    refused = Expected(raises="ValueError")
    error = Answer(raised=Raised("KeyError", ("KeyError", "Exception")))
    more = [
        asked(100, (x, 3), {}, 7.0, refused),
        asked(101, (x, 3), {}, error, refused),
        asked(102, (x, 3), {}, Answer(stopped=Stopped("timeout", None))),
    ]
    assert told([*found, *more]) == expected
    single = asked(103, (x, 3), {}, np.ones(2, "float32"), np.ones(2))
    wrong = {one.key for one in found if one.difference is not None}
    assert told([*found, single], wrong=wrong) == expected


def test_an_exception_is_a_wrong_value():
    """A call that raises where a value is due is as wrong as one with another value."""
    error = Answer(raised=Raised("IndexError", ("IndexError", "Exception")))
    found = [
        one if one.difference is None else asked(one.key[2], one.arguments, {}, error)
        for one in evidence(lambda a, given: a["size"] == 1 and not given)
    ]
    assert sum(one.answer.raised is not None for one in found) >= 4
    assert told(found, declared=[
        Declared("d", "both hold", lambda x, size, step=None, value=0.0: size == 1 and not step)
    ]).startswith("Wrong in all")  # fmt: skip


@settings(max_examples=150)
@given(st.randoms(use_true_random=False), st.floats(0.02, 0.98), st.integers(1, 4))
def test_what_is_told_is_true(random, share, most):
    """Whichever calls are wrong, the counts are those of the calls, and enough of them."""
    picked = {
        number
        for number, (arguments, _) in enumerate(CALLS)
        if random.random() < share and arguments[1] <= most
    }
    found = [
        asked(n, *call, answer=2.0 if n in picked else 1.0) for n, call in enumerate(CALLS)
    ]
    random.shuffle(found)
    diagnosis = condition(found, PARAMETERS, statement=STATEMENT)
    if diagnosis is None:
        return
    facts = diagnosis.facts
    axes = {"x": ("N", "D")}
    whole = conditions._whole(found, PARAMETERS)
    calls = [conditions._call(one, PARAMETERS, axes, whole) for one in found]
    (atom,) = [
        one
        for one in conditions._atoms(calls, PARAMETERS, ())
        if one.id == diagnosis.id and one.facts.items() <= facts.items()
    ]
    inside = [call for call in calls if atom.holds(call) is facts["holds"]]
    outside = [call for call in calls if atom.holds(call) is not facts["holds"]]
    assert (len(inside), len(outside)) == (facts["inside"], facts["right"])
    assert all(call.found.difference is None for call in outside)
    assert sum(call.found.difference is not None for call in inside) == facts["wrong"]
    assert facts["wrong"] == len(picked) >= 4
    assert facts["wrong"] >= 0.65 * facts["inside"]
    assert facts["right"] >= 0.15 * 60


@pytest.mark.parametrize(
    ("statement", "name", "axes"),
    [
        ("x (N, D), w (O, D), b (O,) -> y (N, O)", "b", ("O",)),
        ("pad is (left, right, top, bottom), four ints", "pad",
         ("left", "right", "top", "bottom")),
        ("grad_out: (N, C, H_out, W_out), the shape of f(x, 2)", "x", ()),
        ("shape and dtype of logits, (N, C).", "logits", ("N", "C")),
        ("max_x (N,) and x (D, E)", "x", ("D", "E")),
        ("call f (1, 2) with size (3)", "size", ()),
    ],
)  # fmt: skip
def test_axes_are_named_as_the_statement_names_them(statement, name, axes):
    """Names in brackets behind an argument are those of its axes, or of a tuple's parts."""
    assert conditions._axes(statement, name) == axes


def test_the_statements_of_the_course_name_their_axes():
    """Where an exercise has arrays of some axes, conditions speak of them by name."""
    named = {}
    for exercise in COURSE.exercises:
        for function in probes.drawn(exercise).record.functions:
            statement = sources.statement_of(exercise, function)
            names = parameters(probes.drawn(exercise).record.functions[function])
            axes = [conditions._axes(statement, one.name) for one in names]
            named[function] = sum(map(bool, axes))
    assert named["delta_rule_update"] == 4
    assert named["mlp_backward"] == 6
    assert named["softmax"] == 1
    assert named["conv2d_output_shape"] == 2
    assert named["pad2d"] == 2
    assert named["max_pool2d_backward"] == 2
    assert named["residual_block_backward"] == 6


def made():
    """Return the ids of all conditions that are the kit's."""
    x = np.ones((2, 2))
    calls = [conditions._call(asked(0, (x, 3), {}), PARAMETERS, {}, {"size", "step"})]
    return {atom.id for atom in conditions._atoms(calls, PARAMETERS, ())}


def test_every_condition_can_be_said():
    """The conditions that are looked for are those that have words, each by its name."""
    assert made() == set(said.CONDITIONS)
    facts = {"one": "N", "other": "D", "argument": "x", "count": 2, "inside": 9, "wrong": 8,
             "right": 7}  # fmt: skip
    for name in made():
        for holds in (True, False):
            told = Diagnosis("when", "condition", name, {**facts, "holds": holds})
            assert draw(notes.sentence(told, "ex05_padding")).endswith(" others.")


def test_others_may_see_a_condition():
    """All facts of a condition are of the statement, and its text is the exercise's own."""
    found = evidence(PLANTED["N = D"])
    diagnosis = condition(found, PARAMETERS, statement=STATEMENT)
    assert set(diagnosis.facts) <= set(others.CONDITION)
    assert others._diagnosis(diagnosis, frozenset()) == diagnosis
    own = diagnosis._replace(id="tie", text="there is a tie", facts={"holds": True, "x": "s"})
    assert others._diagnosis(own, frozenset()) == own._replace(facts={"holds": True})


def test_a_condition_of_the_exercise_has_its_own_words():
    """What only an author can tell of a call stands in the sentence as it is declared."""
    text = '''
from grader.judge.probes import when

@when("f")
@when("g")
def a_tie(x, size, step=1, value=0.0):
    """two sizes
    are alike"""
    return x.shape[0] == size

@when("f")
def broken(x):
    """never"""
    return 1 / 0
'''
    declared = probes.conditions(text)
    assert [one.id for one in declared["f"]] == ["a_tie", "broken"]
    assert [one.id for one in declared["g"]] == ["a_tie"]
    found = evidence(lambda a, _: a["x"].shape[0] == a["size"])
    alone = condition(found, PARAMETERS, declared=declared["f"])
    assert alone.id == "a_tie"
    assert "calls where two sizes are alike;" in draw(said.sentence(alone, "ex90_trial"))


def test_a_student_is_told_when():
    """A file that is right without padding only is told so; the call that is shown has some."""
    exercise = COURSE.find("ex06")
    text = (
        exercise.solution.read_text(encoding="utf-8")
        + """

_right = max_pool2d

def max_pool2d(x, kernel_size, stride=None, padding=0):
    out = _right(x, kernel_size, stride, padding)
    return out + padding * 0.375 * x.shape[1] - 0.0625 * padding
"""
    )
    report = examine(exercise, submission_of(text)).report
    told = {
        (check.call.text, draw(notes.sentence(one, exercise.name)))
        for check in report.checks
        for one in check.diagnoses
        if one.role == "when"
    }
    assert told
    for call, words in told:
        assert words.startswith("Right in all ")
        assert "calls where padding = 0; wrong in " in words
        assert not call.endswith(", 0)")


def test_a_fault_in_naming_touches_no_verdict(monkeypatch):
    """Whatever goes wrong in what explains, the check failed as it did, without a word."""
    exercise = COURSE.find("ex05")
    wrong = exercise.solution.read_text(encoding="utf-8")
    wrong += "\ndef same_padding(kernel_size, dilation=1):\n    return dilation, 0\n"
    before = examine(exercise, submission_of(wrong)).report
    monkeypatch.setattr("grader.judge.explain.diagnose", lambda facts: 1 / 0)
    after = examine(exercise, submission_of(wrong)).report
    assert [c.outcome for c in after.checks] == [c.outcome for c in before.checks]
    assert not [one for check in after.checks for one in check.diagnoses]
