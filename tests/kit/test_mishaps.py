"""An exception of Python's or NumPy's is explained with the shapes at hand, or not at all."""

import numpy as np
import pytest

from grader.report import Reason
from grader.words import reasons
from grader.words.text import draw
from tests.kit.workshop import told_of, wrong_function

X = np.arange(6.0).reshape(3, 2)
W = np.arange(8.0).reshape(4, 2)
IMAGE = np.ones((1, 1, 1, 2))
HEAD = "import numpy as np\n"
SQUARE = np.arange(9.0).reshape(3, 3)

# The body of f(x, w), its arguments, what is told and what of it is said.
RAISED = {
    "unpack": ("n, d = x.shape; return n", (IMAGE, W), "unpacked_shape",
               "x has 4 axes, (1, 1, 1, 2), and you unpack 2."),
    "unpack more": ("n, c, h = x.shape; return n", (X, W), "unpacked_shape",
                    "x has 2 axes, (3, 2), and you unpack 3."),
    "unpack a tuple": ("a, b, c, d = w; return a", (X, (1, 2)), "unpacked_too_few",
                       "You unpack 4 values, and there are 2."),
    "transpose": ("return x @ w", (X, W), "product_needs_transpose", "w fits."),
    "np.dot": ("return np.dot(x, w)", (X, W), "product_needs_transpose", "x is (3, 2) and"),
    "two products": ("return x.sum(axis=0)[:1] @ w[0] + x @ w", (X, W), None, ""),
    "local": ("h = x[:, :1]; return h @ w", (X, W), "product_does_not_fit",
              "h is (3, 1) and w is (4, 2)"),
    "transposed": ("return x.T @ w", (X, W), "product_does_not_fit", "x.T is (2, 3) and w"),
    "star": ("return x.T * SQUARE.T[:, :2]", (X, W), "star_for_product", "write @, not *."),
    "keepdims": ("return x - x.max(axis=1)", (X, W), "rows_lie_along_columns",
                 "One value for each of 3 rows, shape (3,), lies along the columns of (3, 2)."),
    "other shapes": ("return x + w", (X, W), "does_not_broadcast", "(3, 2) and (4, 2)"),
    "pad": ("return np.pad(x, ((1, 1), (2, 2)))", (IMAGE, W), "pairs_of_padding",
            "There are 4 axes, and you give 2 pairs."),
    "zeros": ("return np.zeros(x)", (X, W), "array_for_a_shape", "Write np.zeros(x.shape)."),
    "a float": ("return np.zeros((len(x) / 2, 3))", (X, W), "float_for_an_integer",
                "A float stands where"),
    "range": ("return [0 for _ in range(3.0)]", (X, W), "float_for_an_integer", "// keeps"),
    "slice": ("return x[: len(x) / 2]", (X, W), "float_for_an_integer", "// keeps"),
    "index": ("return x[len(x) / 2]", (X, W), "float_for_an_index", "no whole number"),
    "list index": ("return [1, 2][x.astype(int)]", (X, W), "array_for_an_integer", "index of"),
    "ragged": ("return np.array([[1.0], [1.0, 2.0]])", (X, W), "lists_of_unlike_lengths",
               "unlike lengths"),
    "beyond": ("return x[3]", (X, W), "index_beyond_the_end",
               "Axis 0 has 3 cells, counted from 0, and you ask for 3."),
    "indices": ("return x[0, 0, 0]", (X, W), "too_many_indices", "2 axes, and you give 3"),
    "axis": ("return x.sum(axis=2)", (X, W), "no_such_axis", "there is no axis 2."),
    "reshape": ("return x.reshape(4)", (X, W), "other_number_of_cells", "which has 6"),
    "truth": ("return max(x, 0)", (X, W), "array_for_a_condition", "np.maximum"),
    "none": ("return None[0]", (X, W), "none_used", "without return gives"),
    "none added": ("return None + x.sum()", (X, W), "none_used", "without return gives"),
    "argument": ("return helper(x)", (X, W), "argument_missing", "helper is called with fewer"),
    "integers": ("y = np.zeros(3, int); y += 0.5; return y", (X, W),
                 "fractions_into_integers", "do not fit into an array of integers"),
    "bars": ("return x.sum() < 0 | x.sum() > 1", (X, W), "bars_before_comparisons",
             "| is done before < and >"),
    "bars of floats": ("p = 0.5; return p >= 0 & p <= 1", (X, W), "bars_before_comparisons",
                       "& is done before"),
    "bars of others": ("return 0.5 | (x > 1)", (X, W), None, ""),
    "no numpy": ("del globals()['np']; return np.ones(3)", (X, W), "import_numpy",
                 "import numpy"),
    "assert": ("assert len(x) == 2; return x", (X, W), "assert_stopped", "assert of your own"),
    "own": ("raise ValueError('x is wrong')", (X, W), None, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", RAISED)
def test_an_exception_is_explained(name):
    """Each kind of exception has its explanation, or none where nobody can be sure."""
    body, arguments, code, said = RAISED[name]
    text = (
        HEAD
        + f"SQUARE = np.ones((3, 3))\ndef helper(x, y): return x\ndef f(x, w):\n    {body}\n"
    )
    with wrong_function(text, "def f(x, w): return 0.0", [arguments], "(x, w)") as facts:
        found = told_of(facts._replace(ask=None), 0, text)
    assert [one[1] for one in found] == ([code] if code else [])
    if code:
        assert said in draw(reasons.sentence(Reason(code, found[0][2])))


def test_a_name_that_holds_something_else_by_then_is_told_as_it_is():
    """Shapes are those of the names when it raised, not those of the arguments."""
    text = HEAD + "def f(x, w):\n    x = x[None]\n    n, d = x.shape\n    return n\n"
    with wrong_function(text, "def f(x, w): return 0.0", [(X, W)], "(x, w)") as facts:
        found = told_of(facts, 0, text)
    assert found == [("why", "unpacked_shape", {"name": "x", "shape": (1, 3, 2), "wanted": 2})]


def test_an_assert_where_a_value_error_is_due():
    """An assertion raises the wrong exception, and which one is due is told."""
    right = "def f(n):\n    if n < 0: raise ValueError(n)\n    return n"
    text = "def f(n):\n    assert n >= 0\n    return n"
    with wrong_function(text, right, [(3,), (-1,)], "(n)") as facts:
        assert told_of(facts, 1, text) == [("why", "assert_for_error", {"due": "ValueError"})]


SIGNATURES = {
    "(size, kernel, step=1)": (
        "parameters_renamed", {"stride": 2}, {"yours": ("step",), "expected": ("stride",)},
    ),
    "(size, kernel)": ("parameters_missing", {"stride": 2}, {"names": ("stride",)}),
    "(size, kernel, stride, more)": ("parameters_extra", {"stride": 2}, {"names": ("more",)}),
}  # fmt: skip


@pytest.mark.parametrize("takes", SIGNATURES)
def test_other_parameters_than_the_statements_are_told(takes):
    """A call that does not fit is explained by the parameter that is not the statement's."""
    code, named, told = SIGNATURES[takes]
    text = f"def f{takes}: return 1"
    right = "def f(size, kernel, stride=1): return 1"
    calls = [(5, 2, named), (6, 3, named)]
    with wrong_function(text, right, calls, "(size, kernel, stride=1)") as facts:
        assert told_of(facts, 0, text) == [("why", code, told)]


def test_other_names_that_no_call_uses_are_no_fault():
    """A parameter with a name of its own is not told where the call fits."""
    text = "def f(size, k, stride=1): return 2"
    right = "def f(size, kernel, stride=1): return 1"
    calls = [(5, 2, {"stride": 2})]
    with wrong_function(text, right, calls, "(size, kernel, stride=1)") as facts:
        assert "parameters" not in str(told_of(facts, 0, text))
