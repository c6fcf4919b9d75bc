"""What asking again shows is told, and only where every wrong call turns right."""

import numpy as np
import pytest

from grader.judge.diagnosis import diagnose
from tests.kit.workshop import told_of, wrong_function

RNG = np.random.default_rng(3)
LINEAR = "def f(x, w, b=0.0): return x @ w.T + b"


def layer(n, d, o):
    """Return arguments of a linear layer."""
    return RNG.normal(size=(n, d)), RNG.normal(size=(o, d)), RNG.normal(size=o)


LAYERS = [layer(3, 2, 4), layer(2, 5, 3), layer(4, 3, 3), layer(1, 2, 2)]
SIZES = [(n, k, s) for n in (7, 8, 12) for k in (2, 3) for s in (1, 2, 3)]
SIZE = "def f(size, kernel, stride=1): return (size - kernel) // stride + 1"
ROWS = "def f(x): return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)"
BATCHES = [(RNG.normal(size=shape),) for shape in [(2, 3), (3, 3), (4, 2), (3, 5)]]
STRIDED = [(np.asfortranarray(RNG.normal(size=(2, 3))),), (RNG.normal(size=(4, 6)).T,)]


def told(text, right, calls, signature, call=0):
    """Return what is told of a call that a function of a real worker answers wrongly."""
    head = "import numpy as np\n"
    with wrong_function(head + text, head + right, calls, signature) as facts:
        return told_of(facts, call)


def test_two_parameters_exchanged_are_told_by_their_names():
    """A function that takes its parameters in another order is told in which, and no more."""
    swapped = "def f(weights, inputs, bias=0.0): return inputs @ weights.T + bias"
    expected = ("w", "x", "b"), ("x", "w", "b")
    found = told(swapped, LINEAR, LAYERS, "(x, w, b=0.0)")
    assert found == [("why", "order", dict(zip(("yours", "expected"), expected, strict=True)))]


def test_an_order_of_three_is_found_by_the_students_own_names():
    """Where more than two stand elsewhere, the student's names say where."""
    turned = "def f(b, x, w): return x @ w.T + b"
    found = told(turned, LINEAR, LAYERS, "(x, w, b=0.0)")
    assert found[0][:2] == ("why", "order")
    assert found[0][2]["yours"] == ("b", "x", "w")


def test_two_wrong_calls_are_too_few_for_an_order():
    """An order is told from three wrong calls on."""
    swapped = "def f(w, x, b=0.0): return x @ w.T + b"
    found = told(swapped, LINEAR, LAYERS[:2], "(x, w, b=0.0)")
    assert "order" not in [one[1] for one in found]


def test_an_order_that_mends_all_but_one_is_not_told():
    """One call that stays wrong, and nothing is said of an order."""
    nearly = """def f(w, x, b=0.0):
    return x @ w.T + b + (len(x) == 4)
"""
    found = told(nearly, LINEAR, LAYERS, "(x, w, b=0.0)")
    assert "order" not in [one[1] for one in found]


@pytest.mark.parametrize(
    ("default", "yours"), [("stride=2", "2"), ("stride=None", "None")], ids=str
)
def test_another_default_is_told(default, yours):
    """A default that is not the statement's is told with both."""
    text = f"def f(size, kernel, {default}):\n    return (size - kernel) // (stride or 3) + 1"
    calls = [(9, 2), (12, 3), (8, 2), *SIZES]
    found = told(text, SIZE, calls, "(size, kernel, stride=1)")
    facts = {"parameter": "stride", "expected": "1", "yours": yours}
    assert found == [("why", "default", facts)]


def test_the_first_of_two_other_defaults_is_told():
    """Where two defaults are not the statement's, the first is told, the other one later."""
    right = "def f(size, kernel, stride=1, padding=0):\n"
    right += "    return (size + 2 * padding - kernel) // stride + 1"
    text = right.replace("stride=1, padding=0", "stride=2, padding=3")
    calls = [(9, 2), (12, 3), (8, 2, 3), (7, 3, 1), (7, 3, 1, 1), (9, 2, 2, 0)]
    found = told(text, right, calls, "(size, kernel, stride=1, padding=0)")
    assert found == [("why", "default", {"parameter": "stride", "expected": "1", "yours": "2"})]


def test_a_default_that_mends_nothing_is_not_told():
    """Where calls with the argument given are wrong too, no default is blamed."""
    text = "def f(size, kernel, stride=2): return (size - kernel) // stride"
    found = told(text, SIZE, [(9, 2), (12, 3), *SIZES], "(size, kernel, stride=1)")
    assert "default" not in [one[1] for one in found]


def test_what_is_kept_from_earlier_calls_is_told():
    """A function that is right if nothing was asked before keeps something."""
    text = """
seen = []
def f(x):
    seen.append(x)
    return sum(seen[1:], x)
"""
    right = "def f(x): return x"
    found = told(text, right, [(1.5,), (2.5,), (3.5,), (0.5,)], "(x)", call=2)
    assert found == [("why", "state", {})]


def test_chance_is_told_with_how_many_answers_there_were():
    """A call that gets different answers is told as such."""
    text = "def f(x): return x + np.random.default_rng().normal(size=x.shape)"
    (why,) = told(text, "def f(x): return x", BATCHES, "(x)")
    assert why == ("why", "chance", {"times": 5, "different": 5})


def test_a_layout_in_memory_is_told():
    """Answers that are right for the same numbers in the usual order are told so."""
    text = "def f(x): return np.ndarray(x.shape, x.dtype, x.tobytes('A'))"
    calls = [*STRIDED, *BATCHES]
    assert told(text, "def f(x): return x + 0.0", calls, "(x)") == [("why", "layout", {})]


def test_a_layout_inside_a_dictionary_is_told():
    """The layout of an array is looked at inside a dictionary too."""
    text = "def f(p, n): x = p['x']; return np.ndarray(x.shape, x.dtype, x.tobytes('A'))"
    calls = [({"x": x}, 1) for (x,) in [*STRIDED, *BATCHES]]
    found = told(text, "def f(p, n): return p['x'] + 0.0", calls, "(p, n)")
    assert found == [("why", "layout", {})]


def test_read_only_arrays_that_are_written_into_are_told():
    """A wrong answer for what may not be written alone is told."""
    text = "def f(x): return x + 0.0 if x.flags.writeable else x * 0.5 + np.nan"
    locked = [(array.copy(),) for (array,) in BATCHES]
    for (array,) in locked:
        array.flags.writeable = False
    found = told(text, "def f(x): return x + 0.0", [*locked, *BATCHES], "(x)")
    assert ("why", "read_only", {}) in found


def test_what_is_taken_over_the_batch_is_told():
    """Rows that are right one at a time share something when they are together."""
    text = "def f(x): return np.exp(x) / np.exp(x).sum()"
    assert told(text, ROWS, BATCHES, "(x)") == [("why", "rows", {})]


def test_rows_that_are_wrong_alone_are_not_blamed_on_the_batch():
    """Where one example is wrong by itself, nothing is said of the batch."""
    text = "def f(x): return np.exp(x) / np.exp(x).sum() + 0.125"
    assert "rows" not in [one[1] for one in told(text, ROWS, BATCHES, "(x)")]


def test_a_right_function_is_not_asked_again():
    """A function without a wrong value costs no question."""
    with wrong_function(SIZE, SIZE, SIZES, "(size, kernel, stride=1)") as facts:

        def nobody(calls, anew=False):
            raise AssertionError("asked again")

        assert diagnose(facts._replace(ask=nobody)).causes == {}


def test_a_worker_that_gives_no_answer_is_not_asked_on():
    """As soon as fewer answers come than calls were asked, nothing is told."""
    swapped = "def f(w, x, b=0.0): return x @ w.T + b"
    with wrong_function(swapped, LINEAR, LAYERS, "(x, w, b=0.0)") as facts:
        asked = []

        def silent(calls, anew=False):
            asked.append(calls)
            return []

        told_of(facts._replace(ask=silent))
        assert len(asked) == 2  # by the order of its names, and by the other ways
