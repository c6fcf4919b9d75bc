"""Answers are compared by type, shape, dtype, finiteness and value; nothing slips through."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge.compare import Tolerance, compare, differ, tolerance_for
from grader.judge.references import Expected
from grader.report import Aspect, Outcome, Reason
from grader.sandbox.answer import Answer, Raised, Stopped
from grader.sandbox.inside.wire import Other
from grader.words.reasons import sentence
from grader.words.text import draw

MANY = settings(max_examples=200)
USUAL = Tolerance()
nan, inf = float("nan"), float("inf")


class SlyFloat(float):
    """Says that it is near everything."""

    def __sub__(self, other):
        return 0.0

    def __rsub__(self, other):
        return 0.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class SlyInt(int):
    """Says that it is equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = int.__hash__


class SlyArray(np.ndarray):
    """Says that it is equal to everything."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __ne__(self, other):
        return np.zeros(self.shape, bool)

    def __sub__(self, other):
        return np.zeros(self.shape)

    __hash__ = None


FIVES = np.full(3, 5.0)

WEAK_SPOTS = [
    ("empty for a number", np.empty(0), 5.0, "type"),
    ("many for a number", np.full(1000, 5.0), 5.0, "type"),
    ("one in an array for a number", np.array([5.0]), 5.0, "type"),
    ("0-d that never was flattened", np.array(5.0), 5.0, "type"),
    ("masked", np.ma.array([5.0], mask=[True]), np.array([5.0]), "type"),
    ("masked for a number", np.ma.masked, 5.0, "type"),
    ("True for 1", True, 1, "type"),
    ("True for 1.0", True, 1.0, "type"),
    ("1 for True", 1, True, "type"),
    ("complex for a number", 1 + 0j, 1.0, "type"),
    ("complex for a count", 1 + 0j, 1, "type"),
    ("float for a count", 3.0, 3, "type"),
    ("text for a number", "5", 5, "type"),
    ("None for a number", None, 5.0, "type"),
    ("None for an array", None, FIVES, "type"),
    ("another value for a number", Other("Own"), 5.0, "type"),
    ("another value for an array", Other("matrix", "subclass"), FIVES, "type"),
    ("nan for 5", nan, 5.0, "finite"),
    ("inf for 5", inf, 5.0, "finite"),
    ("nan for nan", nan, nan, "value"),
    ("-inf for inf", -inf, inf, "value"),
    ("5 for nan", 5.0, nan, "value"),
    ("5 for inf", 5.0, inf, "value"),
    ("sly float", SlyFloat(1), 5.0, "type"),
    ("sly int", SlyInt(1), 5, "type"),
    ("sly array", np.ones(3).view(SlyArray), FIVES, "type"),
    ("list for an array", [5.0, 5.0, 5.0], FIVES, "type"),
    ("tuple for an array", (5.0, 5.0, 5.0), FIVES, "type"),
    ("number for an array", 5.0, np.array([5.0]), "type"),
    ("array for a tuple", FIVES, (5.0, 5.0, 5.0), "type"),
    ("number for a tuple", 5.0, (5.0,), "type"),
    ("column for a row", np.ones((3, 1)), np.ones((1, 3)), "shape"),
    ("column for a vector", np.ones((3, 1)), np.ones(3), "shape"),
    ("empty for full", np.empty((0, 3)), np.ones((1, 3)), "shape"),
    ("longer tuple", (1, 2, 3), (1, 2), "shape"),
    ("shorter tuple", (1,), (1, 2), "shape"),
    ("empty tuple", (), (1, 2), "shape"),
    ("float64 for float32", np.ones(2), np.ones(2, "float32"), "dtype"),
    ("int64 for float64", np.ones(2, "int64"), np.ones(2), "dtype"),
    ("int32 for int64", np.ones(2, "int32"), np.ones(2, "int64"), "dtype"),
    ("bool for int64", np.ones(2, bool), np.ones(2, "int64"), "dtype"),
    ("complex for float64", np.ones(2, complex), np.ones(2), "dtype"),
    ("nan in an array", np.array([5.0, nan]), np.array([5.0, 5.0]), "finite"),
    ("nan for nan in an array", np.array([nan]), np.array([nan]), "value"),
    ("inf for -inf in an array", np.array([inf]), np.array([-inf]), "value"),
    ("off by one", np.array([1, 2]), np.array([1, 3]), "value"),
    ("large int off by one", 2**60 + 1, 2**60, "value"),
    ("large int array off by one", np.array([2**60 + 1]), np.array([2**60]), "value"),
    ("other text", "a", "b", "value"),
    ("other text in an array", np.array(["a", "b"]), ["a", "c"], "value"),
    ("array of numbers for a list of texts", np.ones(2), ["a", "b"], "type"),
    ("other truth", True, False, "value"),
    ("other keys", {"a": 1}, {"b": 1}, "shape"),
    ("list for a dictionary", [("a", 1)], {"a": 1}, "type"),
    ("value under a key", {"a": 1}, {"a": 2}, "value"),
    ("far too large", 1 << 1001, 5.0, "value"),
    ("too large for int64", 2**70, 5.0, "value"),
    ("too large in a tuple", (1, 2**70), (1, 5.0), "value"),
]  # fmt: skip


def aspect_of(found):
    """Return what is wrong with an answer; of a value, whether it is not even finite."""
    infinite = found.reason.code in ("not_finite", "not_a_finite_number")
    return "finite" if infinite else str(found.aspect)


@pytest.mark.parametrize(
    ("yours", "expected", "kind"),
    [spot[1:] for spot in WEAK_SPOTS],
    ids=[spot[0] for spot in WEAK_SPOTS],
)
def test_every_weak_spot_is_refused(yours, expected, kind):
    """What other comparisons let pass differs here, in the way that is named."""
    found = differ(yours, expected, USUAL)
    assert found is not None
    assert aspect_of(found) == kind
    assert found.outcome is Outcome.FAILED


GENEROUS = [
    ("list for a tuple", [1, 2], (1, 2)),
    ("tuple for a list", (1, 2), [1, 2]),
    ("nested", [1, (2.0, [3])], (1, [2.0, (3,)])),
    ("array of texts for a list", np.array(["a", "bc"]), ["a", "bc"]),
    ("whole number for a float", 5, 5.0),
    ("whole number for a complex", 5, 5 + 0j),
    ("float for a complex", 5.0, 5 + 0j),
    ("inf for inf", inf, inf),
    ("-0.0 for 0.0", -0.0, 0.0),
    ("fortran", np.asfortranarray(np.eye(3)), np.eye(3)),
    ("strided", np.ones((2, 4))[:, ::2], np.ones((2, 2))),
    ("empty", np.empty((0, 3)), np.empty((0, 3))),
    ("large whole number", 2**60, float(2**60)),
    ("array of inf", np.array([inf, -inf, 1.0]), np.array([inf, -inf, 1.0])),
    ("dictionary in another order", {"b": 2, "a": 1}, {"a": 1, "b": 2}),
    ("text", "abc", "abc"),
    ("none", None, None),
]


@pytest.mark.parametrize(
    ("yours", "expected"),
    [form[1:] for form in GENEROUS],
    ids=[form[0] for form in GENEROUS],
)
def test_generous_forms_are_the_same_answer(yours, expected):
    """The same answer in another form is right."""
    assert differ(yours, expected, USUAL) is None


def test_read_only_is_no_difference():
    """A read-only array is the same answer."""
    array = np.eye(2)
    array.flags.writeable = False
    assert differ(array, np.eye(2), USUAL) is None


def test_what_is_wrong_first_is_told_first():
    """Type comes before shape, shape before dtype, dtype before finiteness and values."""
    right = np.zeros((2, 2))
    for yours, kind in (
        ([[nan]], "type"),
        (np.full(3, nan, "float32"), "shape"),
        (np.full((2, 2), nan, "float32"), "dtype"),
        (np.array([[1, 2], [3, nan]]), "finite"),
        (np.ones((2, 2)), "value"),
    ):
        assert aspect_of(differ(yours, right, USUAL)) == kind


def test_the_first_wrong_item_is_told():
    """Of several wrong items the first is shown, by its place."""
    found = differ((np.ones(2), np.ones(3), "x"), (np.ones(2), np.ones(4), "y"), USUAL)
    facts = {"part": "result[1]", "yours": (3,), "expected": (4,)}
    assert (found.aspect, found.reason) == (Aspect.SHAPE, Reason("wrong_shape", facts))
    assert found.part == "result[1]"


FLOATS = st.floats(allow_nan=False, allow_infinity=False, width=64)
PARTS = st.floats(0, 1e3)


@MANY
@given(FLOATS, FLOATS, PARTS, PARTS)
def test_two_numbers_agree_as_the_tolerance_says(yours, expected, rtol, atol):
    """Finite floats agree exactly where |yours - expected| <= atol + rtol |expected|."""
    agrees = differ(yours, expected, Tolerance(rtol, atol)) is None
    with np.errstate(all="ignore"):
        law = yours == expected or np.abs(np.float64(yours) - expected) <= (
            np.float64(atol) + np.float64(rtol) * np.abs(expected)
        )
    assert agrees == bool(law)


@MANY
@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=1, max_size=6), PARTS, PARTS)
def test_arrays_agree_where_all_their_cells_do(pairs, rtol, atol):
    """An array differs exactly in the cells that differ as numbers."""
    yours, expected = (np.array(side) for side in zip(*pairs, strict=True))
    tolerance = Tolerance(rtol, atol)
    wrong = [differ(mine, right, tolerance) is not None for mine, right in pairs]
    found = differ(yours, expected, tolerance)
    assert (found is not None) == any(wrong)
    if found is not None:
        assert found.where.tolist() == wrong


@MANY
@given(FLOATS)
def test_every_number_agrees_with_itself(value):
    """A finite number agrees with itself without any tolerance."""
    none = Tolerance(0, 0)
    assert differ(value, value, none) is None
    assert differ(np.array([value]), np.array([value]), none) is None


@MANY
@given(st.integers(), st.integers())
def test_whole_numbers_agree_exactly(yours, expected):
    """Integers agree if they are equal, whatever the tolerance."""
    wide = Tolerance(1e9, 1e9)
    assert (differ(yours, expected, wide) is None) == (yours == expected)


@MANY
@given(st.integers(), FLOATS)
def test_a_whole_number_for_a_float_never_breaks_the_comparison(yours, expected):
    """Any integer beside any float is right or wrong, never an error of the kit."""
    found = differ(yours, expected, USUAL)
    assert found is None or found.aspect is Aspect.VALUE


def test_nan_is_equal_only_on_request():
    """NaN agrees with NaN only where the tolerance says so."""
    both = Tolerance(equal_nan=True)
    assert differ(nan, nan, both) is None
    assert differ(np.array([nan, 1]), np.array([nan, 1]), both) is None
    assert differ(np.array([1, nan]), np.array([nan, 1]), both) is not None


@pytest.mark.parametrize(
    ("yours", "expected"),
    [
        (np.broadcast_to(1.0, (200_000, 1)), np.broadcast_to(1.0, (200_000,))),
        (np.broadcast_to(1.0, (1, 200_000)), np.broadcast_to(1.0, (200_000, 1))),
        (np.broadcast_to(1.0, (10**6, 10**6)), np.broadcast_to(1.0, (10**6, 1))),
        (5.0, np.broadcast_to(5.0, (10**6, 10**6))),
        (np.broadcast_to(5.0, (10**6, 10**6)), 5.0),
        (np.broadcast_to(5.0, (10**6, 10**6)), (5.0,)),
    ],
)
def test_shapes_are_not_broadcast(yours, expected):
    """Two shapes that would broadcast to gigabytes differ before any arithmetic."""
    tracemalloc.start()
    try:
        assert differ(yours, expected, USUAL).aspect in (Aspect.SHAPE, Aspect.TYPE)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_float64_has_the_narrow_tolerance():
    """Calls in float64 allow 1e-7 of the value and 1e-9 absolutely."""
    told = tolerance_for([np.ones(3)], np.ones(3))
    assert (told.rtol, told.atol) == (1e-7, 1e-9)
    assert tolerance_for([1, "x", None], 5) == told


def test_float32_scales_with_the_largest_term():
    """Calls in float32 allow 1e-5 of the largest product of two arguments."""
    x, w = np.full(3, 100, "float32"), np.full(3, -7, "float32")
    assert tolerance_for([x, w], np.zeros(3, "float32")).atol == pytest.approx(7e-3)
    assert tolerance_for([[x], {"k": w}], 0.0).atol == pytest.approx(7e-3)
    assert tolerance_for([x], 0.0).atol == pytest.approx(1e-3)


@MANY
@given(st.lists(st.floats(width=32), max_size=5), st.floats(), st.integers(0, 2))
def test_a_tolerance_is_always_finite(values, expected, count):
    """NaN, infinities and empty arrays among the arguments leave a usable tolerance."""
    told = tolerance_for([np.array(values, "float32")] * count, expected)
    assert 0 < told.rtol < 1
    assert 0 < told.atol < inf


def test_a_check_may_have_its_own_tolerance():
    """rtol and atol of a check replace the usual ones, each by itself."""
    x = [np.ones(2)]
    assert tolerance_for(x, 1.0, rtol=0.5) == Tolerance(0.5, 1e-9)
    assert tolerance_for(x, 1.0, atol=0.0) == Tolerance(1e-7, 0.0)


def test_float32_sums_in_any_order_are_right():
    """Sums of products in float32 agree with float64, over 200 draws of any size."""
    draw = np.random.default_rng(7)
    for _ in range(200):
        size = int(draw.integers(1, 400))
        x = draw.normal(0, 10 ** draw.uniform(-3, 3), (4, size)).astype("float32")
        w = draw.normal(0, 10 ** draw.uniform(-3, 3), (size, 3)).astype("float32")
        exact = (x.astype("float64") @ w.astype("float64")).astype("float32")
        looped = np.zeros((4, 3), "float32")
        for k in range(size):
            looped += x[:, k : k + 1] * w[k]
        assert differ(looped, exact, tolerance_for([x, w], exact)) is None


RIGHT, REFUSAL = Expected(1.5), Expected(None, "ValueError")


def raised(name, *bases, **rest):
    return Answer(raised=Raised(name, (name, *bases), **rest))


@pytest.mark.parametrize(
    "outcome", [Outcome.TIMEOUT, Outcome.CRASHED, Outcome.NOT_RUN, Outcome.MISSING]
)
@pytest.mark.parametrize("expected", [RIGHT, REFUSAL])
def test_no_answer_satisfies_nothing(outcome, expected):
    """A worker that stopped is no answer, above all none to an expected ValueError."""
    answer = Answer(stopped=Stopped(outcome, Reason("ended_itself")))
    found = compare(expected, answer, USUAL, "f")
    assert (found.outcome, found.aspect) == (outcome, Aspect.NONE)
    assert found.reason is answer.stopped.reason


def test_an_expected_exception_or_a_subclass_is_right():
    """ValueError and its subclasses satisfy an expected ValueError."""
    assert compare(REFUSAL, raised("ValueError"), USUAL, "f") is None
    own = Answer(raised=Raised("Own", ("UnicodeError", "ValueError", "Exception")))
    assert compare(REFUSAL, own, USUAL, "f") is None


@pytest.mark.parametrize("name", ["TypeError", "Exception", "AssertionError", "SystemExit"])
def test_another_exception_is_wrong(name):
    """Any other exception than the expected one is an error."""
    assert compare(REFUSAL, raised(name), USUAL, "f").outcome is Outcome.ERROR
    assert compare(RIGHT, raised(name), USUAL, "f").outcome is Outcome.ERROR


def test_an_own_class_of_that_name_is_wrong():
    """A class that is only called ValueError is not one."""
    own = Answer(raised=Raised("ValueError", ("Exception",)))
    assert compare(REFUSAL, own, USUAL, "f").outcome is Outcome.ERROR


def test_not_implemented_is_missing():
    """NotImplementedError means not written yet, whatever was expected."""
    for expected in (RIGHT, REFUSAL):
        answer = raised("NotImplementedError", "RuntimeError", function="g")
        found = compare(expected, answer, USUAL, "f")
        assert found.outcome is Outcome.MISSING
        assert found.reason == Reason("unwritten", {"function": "g"})


def test_a_value_for_an_exception_is_wrong():
    """A returned value is wrong where an exception is expected, also None."""
    for value in (1.5, None, "ValueError"):
        found = compare(REFUSAL, Answer(value), USUAL, "f")
        assert (found.outcome, found.aspect) == (Outcome.FAILED, Aspect.EXCEPTION)
        assert found.reason == Reason("not_raised", {"function": "f", "expected": "ValueError"})


def test_an_exception_that_is_returned_is_told():
    """Who returns the exception that is due is told to raise it; another one is a value."""
    facts = {"function": "f", "expected": "ValueError"}
    for name, code in (("ValueError", "exception_returned"), ("KeyError", "not_raised")):
        found = compare(REFUSAL, Answer(Other(name)), USUAL, "f")
        assert (found.outcome, found.aspect) == (Outcome.FAILED, Aspect.EXCEPTION)
        assert found.reason == Reason(code, facts)


ONE = {"kind": "array", "shape": (1,)}
REASONS = [
    ([1.0], np.ones(1), "wrong_type", {"part": "", "yours": {"kind": "list"}, "expected": ONE}),
    (np.ones(2), np.ones((2, 1)), "wrong_shape",
     {"part": "", "yours": (2,), "expected": (2, 1)}),
    (np.ones(1, "float32"), np.ones(1), "wrong_dtype",
     {"part": "", "yours": "float32", "expected": "float64"}),
    (None, np.ones(1), "none_returned",
     {"part": "", "yours": {"kind": "none"}, "expected": ONE}),
    (np.ones(2), (1.0, 2.0), "one_array", {"expected": 2}),
    ((1, 2, 3), (1, 2), "wrong_length", {"part": "", "yours": 3, "expected": 2}),
    ({"a": 1}, {"b": 1}, "wrong_keys", {"part": "", "yours": ("a",), "expected": ("b",)}),
    (3.0, 3, "wrong_type",
     {"part": "", "yours": {"kind": "float"}, "expected": {"kind": "whole"}}),
    (1 << 1001, 5.0, "too_many_bits", {"part": "", "bits": 1002}),
    (nan, 5.0, "not_a_finite_number", {"part": "", "value": "nan"}),
    (np.array([nan, inf]), np.ones(2), "not_finite", {"part": "", "count": 2}),
    (1, 2, "wrong_value", {"function": "f"}),
]  # fmt: skip


@pytest.mark.parametrize(("yours", "expected", "code", "facts"), REASONS)
def test_a_reason_has_what_came_and_what_is_due(yours, expected, code, facts):
    """A reason holds, as plain values, what came and what is due, and can be said."""
    found = differ(yours, expected, USUAL, function="f")
    assert (found.reason.code, found.reason.facts) == (code, facts)
    assert draw(sentence(found.reason))


def test_an_array_in_a_dictionary_in_a_tuple_is_shown_alone():
    """Of a pair with a dictionary the array that differs is told, not the whole pair."""
    right = {"w": np.zeros(2), "b": np.ones(2)}
    found = differ(({**right, "b": np.zeros(2)}, 1.0), (right, 1.0), Tolerance())
    assert found.part == "result[0]['b']"
    assert found.yours.tolist() == [0, 0]
    assert found.where.all()
