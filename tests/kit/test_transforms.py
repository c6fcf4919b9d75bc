"""What was done to the right answer is told where it alone holds in every call."""

import numpy as np
import pytest

from grader.report import Diagnosis
from grader.words.notes import sentence
from grader.words.text import draw
from tests.kit.workshop import told_of, wrong_function

RNG = np.random.default_rng(5)
CALLS = [(RNG.normal(size=(n, d)), RNG.normal(size=(n, d))) for n, d in
         [(3, 4), (5, 2), (4, 3), (3, 5), (6, 6)]]  # fmt: skip
HEAD = "import numpy as np\n"
RIGHT = HEAD + "def f(x, y): return np.sinh(x) + y"
PAIR = HEAD + "def f(x, y): return x + y * y, x.sum(axis=0)"
PARTS = "x (N, D), y (N, D) -> (total, sums)"

WHOLE = {
    "-r": ("part_negated", {}),
    "2 * r": ("part_times", {"by": "2", "negated": False}),
    "r / 2": ("part_over", {"by": "2", "negated": False}),
    "-2 * r": ("part_times", {"by": "2", "negated": True}),
    "r / len(x)": ("part_over", {"by": "x.shape[0]", "negated": False}),
    "r * x.shape[1]": ("part_times", {"by": "x.shape[1]", "negated": False}),
    "r / x.size": ("part_over", {"by": "x.size", "negated": False}),
    "np.maximum(r, 0)": ("part_through", {"function": "relu"}),
    "np.tanh(r)": ("part_through", {"function": "tanh"}),
    "r * r": ("part_through", {"function": "square"}),
    "np.floor(r)": ("part_floored", {}),
    "r[::-1]": ("part_flipped", {"axis": 0}),
    "r[:, ::-1]": ("part_flipped", {"axis": 1}),
    "r.T": ("part_transposed", {}),
    "r - y": ("part_without", {"arguments": ("y",)}),
    "r + x": ("part_with", {"arguments": ("x",)}),
    "2 * y - r": ("change_negated", {"arguments": ("y",)}),
    "y + (r - y) / len(x)": ("change_over", {"arguments": ("y",), "by": "x.shape[0]"}),
    "y + 2 * (r - y)": ("change_times", {"arguments": ("y",), "by": "2"}),
}


def told(text, right=RIGHT, calls=CALLS, statement="", signature="(x, y)"):
    """Return what is told of the first call, without what asking again may show."""
    with wrong_function(text, right, calls, signature, statement) as facts:
        return told_of(facts._replace(ask=None))


@pytest.mark.parametrize("how", WHOLE)
def test_one_thing_done_in_every_call_is_told(how):
    """Each transform of a whole result is told by its name, and can be said."""
    text = HEAD + f"def f(x, y):\n    r = np.sinh(x) + y\n    return ({how}).copy()"
    code, facts = WHOLE[how]
    assert told(text) == [("why", code, {**facts, "parts": ()})]
    said = draw(sentence(Diagnosis("why", "transform", code, {**facts, "parts": ()}), "ex01"))
    assert said.endswith(".")


@pytest.mark.parametrize("how", ["1.7 * r", "r + 0.25", "r * np.abs(r)", "np.sort(r, axis=0)"])
def test_what_has_no_cause_is_silent(how):
    """A factor without a cause, and what no transform is, are not told as one."""
    text = HEAD + f"def f(x, y):\n    r = np.sinh(x) + y\n    return {how}"
    assert all(not code.startswith(("part_", "change_")) for _, code, _ in told(text))


@pytest.mark.parametrize("how", [one for one in WHOLE if one not in ("r.T", "r[::-1]")])
def test_one_call_that_is_otherwise_takes_it_away(how):
    """A transform that holds in all calls but one is not told."""
    text = HEAD + (f"def f(x, y):\n    r = np.sinh(x) + y\n    return ({how}) + (len(x) == 6)")
    assert all(not code.startswith(("part_", "change_")) for _, code, _ in told(text))


def test_two_transforms_that_both_fit_are_silent():
    """Where every value is 0 or 2, nobody knows whether it was squared or doubled."""
    right = HEAD + "def f(x, y): return np.where(x > 0, 2.0, 0.0)"
    text = HEAD + "def f(x, y): return np.where(x > 0, 4.0, 0.0)"
    assert all(not code.startswith("part_") for _, code, _ in told(text, right))
    right = right.replace("2.0", "1.5")
    assert told(text.replace("4.0", "2.25"), right)[0][2]["function"] == "square"


def test_an_infinite_value_is_near_to_no_other():
    """A finite number where the transform gives an infinite one takes it away."""
    right = HEAD + "def f(x, y): return np.where(np.abs(x) > 0.3, np.exp(x), 0.0)"
    text = HEAD + "def f(x, y): return np.where(np.abs(x) > 0.3, x, {})"
    assert told(text.format("-np.inf"), right)[0][2]["function"] == "log"
    assert "part_through" not in [one[1] for one in told(text.format("-700.0"), right)]


def test_a_length_that_is_always_two_is_told_as_two():
    """Where every call has two rows, what multiplies by their number multiplies by 2."""
    calls = [(x[:2], y[:2]) for x, y in CALLS]
    text = HEAD + "def f(x, y): return 2 * (np.sinh(x) + y)"
    found = told(text, calls=calls)
    assert (found[0][1], found[0][2]["by"]) == ("part_times", "2")


def test_parts_are_told_apart_by_the_names_of_the_statement():
    """Of a tuple the wrong part is named, and the right one is told as right."""
    text = HEAD + "def f(x, y): return x + y * y, -x.sum(axis=0)"
    assert told(text, PAIR, statement=PARTS) == [
        ("why", "part_negated", {"parts": ("sums",)}),
        ("also", "parts_right", {"parts": ("total",)}),
    ]
    assert told(text, PAIR)[0][2] == {"parts": ("result[1]",)}


STEP = (
    HEAD
    + """
def f(params, x):
    return {"w": params["w"] - x, "b": params["b"] - x * x}, x.sum()
"""
)
STEPS = [({"w": 3 * y, "b": y * y}, x) for x, y in CALLS]


def test_parts_of_a_dictionary_are_told_by_their_keys():
    """Of a dictionary the wrong values are named with its name, the right ones too."""
    text = STEP.replace("- x * x", "- 2 * x * x")
    names = {"statement": "(params_new, loss)", "signature": "(params, x)"}
    assert told(text, STEP, STEPS, **names) == [
        ("why", "change_times", {
            "parts": ("params_new['b']",), "arguments": ("params['b']",), "by": "2"}),
        ("also", "parts_right", {"parts": ("params_new['w']", "loss")}),
    ]  # fmt: skip
    text = STEP.replace("- x * x", "- np.sort(x * x)")
    facts = {"right": ("result[0]['w']", "result[1]"), "wrong": ("result[0]['b']",)}
    told_without_names = told(text, STEP, STEPS, signature="(params, x)")
    assert told_without_names == [("why", "some_parts_right", facts)]


def test_numbers_in_a_list_are_one_part():
    """A list of numbers inside a result is looked at as a whole."""
    right = "def f(x, y): return x, x[0].tolist()"
    assert told("def f(x, y): return x, (3 * x[0] - x[0]).tolist()", right) == [
        ("why", "part_times", {"parts": ("result[1]",), "by": "2", "negated": False}),
        ("also", "parts_right", {"parts": ("result[0]",)}),
    ]


def test_parts_in_another_order_are_told():
    """Parts that are exchanged in every call are told in both orders."""
    text = HEAD + "def f(x, y): return x.sum(axis=0), x + y * y"
    facts = {"yours": ("sums", "total"), "expected": ("total", "sums")}
    assert told(text, PAIR, statement=PARTS) == [("why", "parts_exchanged", facts)]


def test_parts_that_a_parameter_is_named_after_have_their_names():
    """Behind "returns" a list of names is that of the parts, whatever the parameters are."""
    text = HEAD + "def f(x, y): return x.sum(axis=0), x + y * y"
    facts = {"yours": ("sums", "y"), "expected": ("y", "sums")}
    for statement, named in (
        ("Return two new arrays: returns the two (y, sums).", True),
        ("It takes a pair (y, sums).", False),
    ):
        names = facts if named else {"yours": ("result[1]", "result[0]"),
                                     "expected": ("result[0]", "result[1]")}  # fmt: skip
        assert told(text, PAIR, statement=statement) == [("why", "parts_exchanged", names)]


def test_a_part_without_explanation_leaves_the_right_one_told():
    """Where one part is wrong in no known way, it is told which ones are right."""
    text = HEAD + "def f(x, y): return x + y * y, x.max(axis=0)"
    facts = {"right": ("total",), "wrong": ("sums",)}
    assert told(text, PAIR, statement=PARTS) == [("why", "some_parts_right", facts)]


def test_numbers_that_are_one_more_are_told():
    """A whole number that is one too large in every call is told so."""
    right = "def f(n, k): return n - k + 1"
    calls = [(9, 2), (7, 3), (5, 1), (8, 8)]
    found = told("def f(n, k): return n - k + 2", right, calls, signature="(n, k)")
    assert found == [("why", "part_one_more", {"parts": ()})]


def test_two_calls_are_too_few():
    """A transform that changes two calls alone is not told."""
    text = HEAD + "def f(x, y): return -(np.sinh(x) + y)"
    assert told(text, calls=CALLS[:2])[0][1] != "part_negated"
