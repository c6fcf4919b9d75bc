"""A note states a fact that is literally true of the shown call, or nothing at all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge.compare import compare, tolerance_for
from grader.judge.inquiry import Evidence, Question
from grader.judge.notes import note
from grader.judge.references import Expected
from grader.sandbox.answer import Answer
from grader.words.notes import sentence
from grader.words.text import draw

RIGHT = np.array([[0.5, -1.25, 2.0], [3.5, 0.75, -4.0]])
PROBABILITIES = np.array([[0.25, 0.5, 0.25], [0.125, 0.75, 0.125]])


def told(yours, expected, *arguments, warnings=()):
    """Return the note about an answer to f(*arguments), or None."""
    answer, right = Answer(yours, warnings=warnings), Expected(expected)
    tolerance = tolerance_for(arguments, expected)
    difference = compare(right, answer, tolerance, "f")
    assert difference is not None, "the answer is right"
    key = ("test_f", 0, 0)
    question = Question(key, "f", arguments, arguments, {}, "", b"", right, tolerance)
    return note(Evidence(question, answer, difference))


def said(found):
    """Return what a note says."""
    return draw(sentence(found, "ex01_trial"))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def shifted(array, by):
    """Return an array whose rows are moved by one cell, with a stranger at the end."""
    moved = np.roll(array, by, -1)
    moved[..., 0 if by > 0 else -1] = 77.0
    return moved


def with_one_other(array):
    """Return the array with its last cell changed."""
    other = np.array(array)
    other.flat[-1] += 0.5
    return other


LONG = np.array([[0.5, -1.25, 2.0, 5.5], [3.5, 0.75, -4.0, 1.5]])
THREE = np.array([[0.5, -1.25], [3.5, 0.75], [9.0, 1.5]])
SIX = np.arange(1.0, 7.0)
# What a sum in float32 does to its last digits.
ROUGH = 1 + np.array([[4e-7, -3e-7, 0], [2e-7, 5e-7, -2e-7]])

TRUE = {
    "zero": (np.zeros((2, 3)), RIGHT, (), "zero", "Every value of yours is 0."),
    "negated": (-RIGHT, RIGHT, (), "negated", "opposite sign"),
    "negated number": (-2.5, 2.5, (), "negated", "opposite sign"),
    "twice": (2 * RIGHT, RIGHT, (), "factor", "Yours is 2 times the expected."),
    "half": (RIGHT / 2, RIGHT, (), "divided", "the expected divided by 2."),
    "N times": (5 * RIGHT, RIGHT, (np.ones((5, 3)),), "factor", "N = 5 times"),
    "1/N": (RIGHT / 5, RIGHT, (np.ones((5, 3)),), "divided", "divided by N = 5"),
    "sum for mean": (30.0, 2.0, (np.ones((5, 3)),), "factor", "15 times"),
    "offset": (RIGHT + 0.5, RIGHT, (), "offset", "0.5 more than expected"),
    "one more": (4, 3, (), "off_by_one", "one more"),
    "one less": (2, 3, (), "off_by_one", "one less"),
    "transposed": (RIGHT.T.copy(), RIGHT, (), "transposed", "axes in the order (1, 0)"),
    "axes": (np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1).copy(),
             np.arange(24.0).reshape(2, 3, 4), (), "transposed", "(2, 0, 1)"),
    "transposed square": (np.arange(9.0).reshape(3, 3).T.copy(),
                          np.arange(9.0).reshape(3, 3), (), "transposed", "last two axes"),
    "flipped rows": (RIGHT[::-1].copy(), RIGHT, (), "flipped", "along axis 0"),
    "flipped columns": (RIGHT[:, ::-1].copy(), RIGHT, (), "flipped", "along axis 1"),
    "flipped both": (RIGHT[::-1, ::-1].copy(), RIGHT, (), "flipped", "last two axes"),
    "shifted after": (shifted(LONG, 1), LONG, (), "shifted", "one cell after"),
    "shifted before": (shifted(LONG, -1), LONG, (), "shifted", "one cell before"),
    "floored": (np.floor(RIGHT), RIGHT, (), "integer_division", "without its fraction"),
    "cut": (np.trunc(RIGHT), RIGHT, (), "integer_division", "without its fraction"),
    "float32": (np.float32(RIGHT * ROUGH).astype("float64"), RIGHT, (), "float32", "float32"),
    "small constant": (np.log(np.exp(RIGHT) + 1e-7), RIGHT, (), "rounding", "5 digits"),
    "pre-activation": (np.log(PROBABILITIES / (1 - PROBABILITIES)), PROBABILITIES, (),
                       "pre_activation", "Take the sigmoid of yours"),
    "logits": (np.log(PROBABILITIES) + 3, PROBABILITIES, (),
               "pre_activation", "Take the softmax of yours"),
    "before ReLU": (RIGHT, np.maximum(RIGHT, 0), (), "pre_activation", "the ReLU of yours"),
    "tanh twice": (np.tanh(RIGHT), RIGHT, (), "activation_twice", "Yours is the tanh"),
    "logarithms": (np.log(PROBABILITIES), PROBABILITIES, (),
                   "pre_activation", "Take the softmax of yours"),
    "row sums": (PROBABILITIES + [[0.5, 0, 0.1], [0, 0.2, 0]], PROBABILITIES, (),
                 "row_sums", "Row 0 of yours sums to 1.6"),
    "nan": (np.array([1.0, np.nan]), np.ones(2), (), "not_finite", "1 of 2 values of yours is"),
    "inf": (np.array([np.inf, -np.inf]), np.ones(2), (), "not_finite", "2 of 2 values"),
    "nan alone": (float("nan"), 1.0, (), "not_finite", "1 of 1 values of yours is nan"),
    "list": ([[0.5, -1.25, 2.0], [3.5, 0.75, -4.0]], RIGHT, (), "in_a_list", "in a list"),
    "tuple": ((1.0, 2.0), np.array([1.0, 2.0]), (), "in_a_list", "in a tuple"),
    "boxed": (np.array([2.5]), 2.5, (), "boxed", "inside an array of shape (1,)"),
    "reshaped": (RIGHT.reshape(6), RIGHT, (), "reshaped", "right values in the right order"),
    "repeated": (np.tile(SIX, (4, 1)), SIX, (), "repeated", "repeated along an axis"),
    "outer": (SIX[:, None] - np.cos(SIX), SIX, (), "column_and_row", "(6, 1)"),
    "dtype": (RIGHT.astype("float32"), RIGHT, (), "type_only", "right, only the dtype"),
    "number type": (3.0, 3, (), "type_only", "number is right, only the type"),
    "not rounded": (3.5, 3, (), "not_rounded", "Rounded down"),
}  # fmt: skip

NEAR_MISSES = {
    "a factor without a cause": (0.7 * RIGHT, RIGHT),
    "flipped two numbers": (np.array([2.0, 1.0]), np.array([1.0, 2.0])),
    "nearly the ReLU of yours": (np.array([2e-9, 1.0, 1.0]), np.array([0.0, 1.0, 1.0])),
    "the ReLU of nearly the same": (np.array([-1e-6, 1.0, 1.5]), np.array([0.0, 1.0, 1.5])),
    "zeros with an infinite logarithm": (np.array([1.0, 0.5, 0.0]), np.array([0.0, 0.0, 1.0])),
    "small numbers lost": (np.array([1e-7, 0.5, 1.0]), np.array([0.0, 0.5, 1.0])),
    "one that is not 0": (np.array([0.0, 0.0, 1e-3]), np.ones(3)),
    "one sign kept": (with_one_other(-RIGHT), RIGHT),
    "twice but one": (with_one_other(2 * RIGHT), RIGHT),
    "any number": (7.3, 2.0),
    "factor of two values": (np.array([0.7, 1.4]), np.array([1.0, 2.0])),
    "one value and zeros": (np.array([0.0, 5.0, 0.0]), np.array([0.0, 2.0, 0.0])),
    "offset but one": (with_one_other(RIGHT + 0.5), RIGHT),
    "offset of equal values": (np.full(4, 2.25), np.full(4, 1.5)),
    "two more": (5, 3),
    "transposed but one": (with_one_other(np.arange(9.0).reshape(3, 3).T),
                           np.arange(9.0).reshape(3, 3)),
    "flipped but one": (with_one_other(THREE[::-1]), THREE),
    "the first of two for both": (LONG[[0, 0]], LONG),
    "all negative before ReLU": (-1 - np.abs(RIGHT), np.zeros(RIGHT.shape)),
    "ones before a logarithm": (np.ones(3), np.zeros(3)),
    "shifted but one": (np.array([77.0, 1.0, 2.0, 9.0]), np.array([1.0, 2.0, 5.5, 3.0])),
    "floored but one": (np.floor(RIGHT) + [[0, 0, 0], [0, 0, 1.0]], RIGHT),
    "close but one": (RIGHT + [[1e-3, 0, 0], [0, 0, 0]], RIGHT),
    "tanh but one": (with_one_other(RIGHT), np.tanh(RIGHT)),
    "the softmax of one number": (np.array([[7.3], [2.0], [0.4]]), np.ones((3, 1))),
    "list but one": ([1.0, 2.0, 3.5], np.array([1.0, 2.0, 3.0])),
    "boxed and wrong": (np.array([2.0]), 2.5),
    "reshaped and wrong": (with_one_other(RIGHT.reshape(6)), RIGHT),
    "repeated but one": (with_one_other(np.tile(SIX, (4, 1))), SIX),
    "empty": (np.zeros(0), np.ones(3)),
    "another text": ("a", "b"),
    "none": (None, RIGHT),
    "dictionary": ({"a": 1}, {"a": 7}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_fact_is_told_where_it_is_true(name):
    """Each fact has a call about which it is told, in these words."""
    yours, expected, arguments, kind, words = TRUE[name]
    found = told(yours, expected, *arguments)
    assert found is not None
    assert (found.id, found.kind, found.role) == (kind, "note", "why")
    assert words in said(found)


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_no_fact_is_told_where_it_nearly_is(name):
    """One cell that does not fit makes every fact untrue, and silent."""
    found = told(*NEAR_MISSES[name])
    assert found is None


def test_infinities_that_are_expected_are_no_fact():
    """An answer that is infinite where it should be is told what is wrong, or nothing."""
    expected = np.array([-np.inf, 1.0, 2.0, 4.0, -np.inf])
    yours = np.array([-np.inf, 4.0, 2.0, 1.0, -np.inf])
    found = told(yours, expected)
    assert found is None or found.id != "not_finite"


def test_values_that_lost_their_fraction_are_not_called_right():
    """An integer array beside large floats is not right but for its dtype."""
    expected = np.array([200_000.0, 0.5, 3.75])
    found = told(expected.astype("int64"), expected)
    assert found is None or found.id != "type_only"


def test_whole_numbers_beyond_floats_are_not_called_equal():
    """Integers that float64 cannot tell apart are not 1 times, or 0 more than, each other."""
    expected = np.array([2**60, 2**61, 3 * 2**60])
    found = told(expected + 1, expected)
    assert found is None or (found.id, found.facts["amount"]) == ("offset", 1.0)


@pytest.mark.parametrize("apart", [3e-7, 2e-6, 4e-6])
def test_nearly_right_is_not_one_times(apart):
    """A last digit that differs is rounding, not a factor of 1."""
    found = told(RIGHT * (1 + apart), RIGHT)
    assert found is not None
    assert found.id in ("rounding", "float32")


def test_an_overflow_warning_is_told_where_nothing_else_is():
    """A RuntimeWarning of NumPy is told with its own words; other warnings are not."""
    overflow = (("UserWarning", "mine"), ("RuntimeWarning", "overflow encountered in exp"))
    found = told(np.array([1.0, 7.0]), np.array([3.0, 2.0]), warnings=overflow)
    assert (found.id, found.kind) == ("warning", "note")
    assert found.facts == {"warning": "overflow encountered in exp"}
    assert told(np.array([1.0, 7.0]), np.array([3.0, 2.0]), warnings=overflow[:1]) is None


def test_a_warning_beside_nan_is_told_with_it():
    """NaN is told together with the warning that NumPy gave."""
    warned = (("RuntimeWarning", "invalid value encountered in divide"),)
    found = told(np.array([np.nan, 1.0]), np.ones(2), warnings=warned)
    assert found.facts["warning"] == "invalid value encountered in divide"
    assert said(found).endswith("NumPy warned: invalid value encountered in divide.")


ACTIVATIONS = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "softmax": softmax,
    "abs": np.abs,
    "log": np.log,
    "exp": np.exp,
}


def near(one, two, rtol=3e-6):
    """Whether two arrays have one shape and differ by little of the largest value."""
    if one.shape != two.shape or not np.isfinite(one).all():
        return False
    scale = max(np.abs(two).max(initial=0), 1e-30)
    return bool((np.abs(one - two) <= rtol * scale).all())


def shifted_as_told(mine, right, axis, after):
    mine, right = (np.moveaxis(array, axis, 0) for array in (mine, right))
    return near(mine[1:], right[:-1]) if after else near(mine[:-1], right[1:])


def factor_as_told(mine, right, x, factor, name, inverse):
    due = {"N": len(x), "values": x.size}.get(name, factor)
    times = 1 / factor if inverse else factor
    return due == factor and near(mine, times * right, 1e-5) and abs(times - 1) > 1e-5


def offset_as_told(mine, right, amount, more):
    return near(mine, right + (amount if more else -amount), 1e-5) and amount > 0


def row_as_told(mine, right, row, yours, expected):
    close = abs(mine[row].sum() - yours) <= 1e-3 * max(1, abs(yours))
    return bool(close and (np.abs(right.sum(1) - expected) < 1e-6).all())


# Whether a note's facts (f) hold for yours (y), the expected (e), and an argument (x).
RULES = {
    "zero": lambda y, e, x, f: not y.any(),
    "negated": lambda y, e, x, f: near(y, -e),
    "factor": lambda y, e, x, f: factor_as_told(y, e, x, inverse=False, **f),
    "divided": lambda y, e, x, f: factor_as_told(y, e, x, inverse=True, **f),
    "offset": lambda y, e, x, f: offset_as_told(y, e, **f),
    "off_by_one": lambda y, e, x, f: offset_as_told(y, e, 1.0, **f),
    "transposed": lambda y, e, x, f: near(
        y, np.swapaxes(e, -1, -2) if f["order"] is None else e.transpose(f["order"])
    ),
    "flipped": lambda y, e, x, f: near(
        y, np.flip(e, (-1, -2) if f["axis"] is None else f["axis"])
    ),
    "shifted": lambda y, e, x, f: shifted_as_told(y, e, **f),
    "integer_division": lambda y, e, x, f: (y == np.floor(e)).all() or (y == np.trunc(e)).all(),
    "float32": lambda y, e, x, f: near(y, e) and (y == y.astype("float32")).all(),
    "rounding": lambda y, e, x, f: (np.abs(y - e) <= 1.1e-5 * np.abs(e)).all(),
    "pre_activation": lambda y, e, x, f: near(ACTIVATIONS[f["activation"]](y), e),
    "activation_twice": lambda y, e, x, f: near(y, ACTIVATIONS[f["activation"]](e)),
    "row_sums": lambda y, e, x, f: row_as_told(y, e, **f),
    "reshaped": lambda y, e, x, f: near(y.ravel(), e.ravel()),
    "repeated": lambda y, e, x, f: near(y, np.broadcast_to(e, y.shape)),
    "column_and_row": lambda y, e, x, f: y.shape == (e.size, e.size) == (f["size"],) * 2,
    "not_finite": lambda y, e, x, f: f["count"] == np.count_nonzero(~np.isfinite(y)),
    "type_only": lambda y, e, x, f: (np.abs(y - e) <= 1e-5 * np.abs(e) + 1e-9).all(),
    "not_rounded": lambda y, e, x, f: (np.floor(y) == e).all(),
}


CHANGES = {
    "negate": lambda x, r: -x,
    "double": lambda x, r: 2 * x,
    "scale": lambda x, r: x * r.choice([3.0, 5.0, 0.2, 1.0000004, 0.7, -2.0]),
    "add": lambda x, r: x + r.choice([1.0, -1.0, 0.5, 1e-6]),
    "transpose": lambda x, r: x.T,
    "swap": lambda x, r: x if x.ndim < 2 else np.swapaxes(x, -1, -2),
    "flip": lambda x, r: np.flip(x, int(r.integers(x.ndim))) if x.ndim else x,
    "roll": lambda x, r: (
        np.roll(x, r.choice([1, -1]), int(r.integers(x.ndim))) if x.ndim else x
    ),
    "floor": lambda x, r: np.floor(x),
    "trunc": lambda x, r: np.trunc(x),
    "sigmoid": lambda x, r: sigmoid(x),
    "tanh": lambda x, r: np.tanh(x),
    "relu": lambda x, r: np.maximum(x, 0),
    "exp": lambda x, r: np.exp(x),
    "log": lambda x, r: np.log(np.abs(x) + 1e-3),
    "softmax": lambda x, r: softmax(x) if x.ndim and x.size else x,
    "single": lambda x, r: x.astype("float32").astype("float64"),
    "zero": lambda x, r: 0 * x,
    "repeat": lambda x, r: np.stack([x, x]),
    "flat": lambda x, r: x.reshape(-1),
    "dtype": lambda x, r: x.astype(r.choice(["float32", "int64", "bool"])),
    "one cell": lambda x, r: _one_cell(x, r),
    "nan": lambda x, r: np.where(r.random(x.shape) < 0.2, np.nan, x),
}


def _one_cell(x, random):
    x = np.array(x)
    if x.size:
        x.flat[int(random.integers(x.size))] += random.choice([1.0, 1e-4, -3.0])
    return x


@st.composite
def wrong_arrays(draw):
    """Draw an expected array of some character and an answer made from it by changes."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple))
    kind = draw(st.sampled_from(["sixteenths", "normal", "scales", "whole", "softmax", "few"]))
    expected = {
        "sixteenths": lambda: (2 * random.integers(-32, 32, shape) + 1) / 16,
        "normal": lambda: random.normal(0, 2, shape),
        "scales": lambda: random.normal(0, 1, shape) * 10.0 ** random.integers(-6, 7, shape),
        "whole": lambda: random.integers(-3, 4, shape).astype("float64"),
        "softmax": lambda: softmax(random.normal(0, 2, shape)),
        "few": lambda: random.choice([0.0, 1.0, -1.0], shape),
    }[kind]()
    yours = expected
    with np.errstate(all="ignore"):
        for change in draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2)):
            yours = CHANGES[change](yours.astype("float64"), random)
    count = draw(st.integers(1, 6))
    return np.array(yours, order="C"), expected, np.ones((count, 2))


@settings(max_examples=600)
@given(wrong_arrays())
def test_whatever_is_told_is_true(drawn):
    """Any fact told about any wrong array holds when it is worked out anew."""
    yours, expected, argument = drawn
    answer = Answer(yours)
    if compare(Expected(expected), answer, tolerance_for([argument], expected), "f") is None:
        return
    found = told(yours, expected, argument)
    if found is not None:
        with np.errstate(all="ignore"):
            mine = yours.astype("float64")
            assert RULES[found.id](mine, expected, argument, found.facts), found
        assert said(found)


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**4000), 2**4000),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=3),
    st.lists(
        st.one_of(st.floats(), st.integers(), st.lists(st.floats(), max_size=3)), max_size=4
    ),
)


@settings(max_examples=300)
@given(PLAIN, st.one_of(PLAIN, st.lists(st.floats(), max_size=4).map(np.array)))
def test_any_two_values_have_a_note_or_none(yours, expected):
    """No pair of plain values makes a note fail."""
    answer, right = Answer(yours), Expected(expected)
    if compare(right, answer, tolerance_for([], expected), "f") is not None:
        found = told(yours, expected)
        assert found is None or found.kind == "note"
