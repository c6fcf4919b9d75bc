"""What a student sees of a call runs and means the call; what is shown of answers differs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import datasets
from grader.judge import show
from grader.judge.compare import Tolerance, differ
from grader.judge.inputs import Data, read_only, strided
from grader.sandbox.inside import wire
from tests.kit.values import arrays, plain_values
from tests.kit.workshop import ROOT

MANY = settings(max_examples=150)
REAL = tuple(dtype for dtype in wire.DTYPES if dtype.kind != "c")
COMPLEX = tuple(dtype for dtype in wire.DTYPES if dtype.kind == "c")


def run(told):
    """Return the arguments that a shown call passes when it is run."""
    names = {"np": np, told.function: lambda *args, **named: (args, named)}
    for given_ in told.given:
        exec(f"{given_.name} = {given_.source}", names)
    return eval(told.text, names)


def same(one, two):
    """Whether two arguments are equal for whoever receives them, layout included."""
    if isinstance(two, np.ndarray):
        flags = ("c_contiguous", "f_contiguous", "writeable")
        laid_out = two.size == 0 or all(
            getattr(one.flags, flag) == getattr(two.flags, flag) for flag in flags
        )
        numbers = two.dtype.kind in "fc"
        alike = one.dtype == two.dtype or one.dtype.kind == two.dtype.kind == "U"
        return (
            type(one) is np.ndarray
            and alike
            and one.shape == two.shape
            and np.array_equal(one, two, equal_nan=numbers)
            and laid_out
        )
    if isinstance(two, (list, tuple)):
        return type(one) is type(two) and len(one) == len(two) and all(map(same, one, two))
    if isinstance(two, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in two)
    return type(one) is type(two) and repr(one) == repr(two)


def assert_shown(*arguments, **named):
    told = show.call("f", ("x", "w", "b"), arguments, named)
    back, back_named = run(told)
    assert same(back, arguments), told
    assert same(back_named, named), told


@MANY
@given(arrays(dtypes=REAL))
def test_a_shown_array_is_the_argument(array):
    """Booleans, integers and floats, nan and inf too, come back from the shown text."""
    assert_shown(array)


@MANY
@given(arrays(dtypes=REAL), arrays(dtypes=REAL, finite=True), st.floats())
def test_several_shown_arguments_are_the_arguments(x, w, value):
    """A call of two arrays and a number means these arguments, inline or named."""
    assert_shown(x, w, value)


@settings(max_examples=60)
@given(arrays(dtypes=COMPLEX, finite=True))
def test_a_shown_complex_array_is_the_argument(array):
    """Finite complex arrays come back from the shown text."""
    assert_shown(array)


@settings(max_examples=60)
@given(arrays(dtypes=[np.dtype("<U5")]))
def test_a_shown_array_of_texts_is_the_argument(array):
    """Arrays of texts come back, whatever the texts are made of."""
    assert_shown(array)


WORDS = ["nan", "inf", "a nan b", "it's", '"', "\\", "\n", "np.nan"]


@pytest.mark.parametrize("word", WORDS)
def test_words_that_look_like_numbers_stay_words(word):
    """A text that reads nan or inf is no number in the shown call."""
    assert_shown(np.array([word]))
    assert_shown(word, [word])


ITEMS = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
        arrays(dtypes=REAL),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=2),
    ),
    max_leaves=5,
)


@MANY
@given(ITEMS, ITEMS)
def test_lists_tuples_and_dictionaries_are_the_arguments(one, two):
    """Containers of numbers, texts and arrays come back from the shown call."""
    assert_shown(one, two, k=one)


def test_a_list_of_dictionaries_stands_above_its_call():
    """A network's layers are shown above the call, none beyond 72 columns, and are its own."""
    pool = {"type": "maxpool", "kernel_size": 3, "stride": 2}
    conv = {"type": "conv", "out_channels": 15, "kernel_size": 4, "stride": 2, "padding": 3}
    for layers in ([pool], [conv], [pool, conv, {"type": "relu"}], [conv] * 20):
        told = show.call("f", ("layers", "input_shape"), (layers, (7, 5, 8, 11)), {})
        assert told.text == "f(layers, (7, 5, 8, 11))"
        assert max(len(line) for line in f"layers = {told.given[0].source}".split("\n")) <= 72
        assert run(told)[0] == (layers, (7, 5, 8, 11))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("layout", [np.asfortranarray, strided, read_only])
@pytest.mark.parametrize("shape", [(2, 1), (1, 3), (2, 3), (3, 5, 4), (40, 30)])
def test_layouts_of_suites_are_shown(dtype, layout, shape):
    """What `strided`, `read_only` and Fortran order make is shown as such, long or short."""
    values = np.arange(np.prod(shape)).reshape(shape) / 16
    assert_shown(layout(values.astype(dtype)))
    assert_shown(read_only(layout(values.astype(dtype))))


def test_arrays_in_a_dictionary_stand_above_a_long_call():
    """They have the names of their keys, where no other array has it, and the call runs."""
    w, x = np.linspace(0, 1, 30).reshape(5, 6), np.linspace(1, 2, 30)
    params = {"w": w, "x": 2 * x, "if": 3 * x, "rate": 0.5}
    told = show.call("f", ["params", "x"], [params, x], {})
    assert told.text == "f({'w': w, 'x': params_1, 'if': params_2, 'rate': 0.5}, x)"
    assert [(one.name, one.shape) for one in told.given] == [
        ("w", (5, 6)), ("params_1", (30,)), ("params_2", (30,)), ("x", (30,)),
    ]  # fmt: skip
    (mine, theirs), _ = run(told)
    assert same(mine, params)
    assert same(theirs, x)


def test_a_long_dictionary_stands_above_its_call():
    """A dictionary of many arrays takes several lines, as wide as a terminal, and runs."""
    params = {f"w{k}_reduce": np.linspace(0, k, 30) for k in range(6)}
    told = show.call("f", ["x", "params"], [0.5, params], {})
    assert told.text == "f(0.5, params)"
    assert max(len(line) for one in told.given for line in one.source.splitlines()) < 76
    (_, mine), _ = run(told)
    assert same(mine, params)


def test_a_short_call_is_one_line_and_a_long_one_names_its_arrays():
    """Arrays stand inside a short call, above a long one under the parameters' names."""
    short = show.call("f", ("x",), (np.array([1.0, 2.0]), (0, 1)), {"value": 2.5})
    assert (short.text, short.given) == ("f(np.array([1., 2.]), (0, 1), value=2.5)", ())
    long = show.call("f", ("x", "w"), (np.arange(40.0), np.arange(3.0)), {})
    assert long.text == "f(x, w)"
    assert [(given_.name, given_.dtype, given_.shape) for given_ in long.given] == [
        ("x", "float64", (40,)),
        ("w", "float64", (3,)),
    ]


def test_data_sets_are_shown_by_name():
    """Real data stands in a call as a student would write it, long or short."""
    data = Data(ROOT / "datasets")
    told = show.call("f", ("x", "t"), (data.iris.x[:10, ::2], data.iris.labels[:10]), {})
    assert (told.text, told.given) == ("f(iris.x[:10, ::2], iris.labels[:10])", ())
    mixed = show.call("f", ("x", "w"), (data.iris.x, np.arange(40.0)), {})
    assert mixed.text == "f(iris.x, w)"


@pytest.mark.parametrize(
    "make",
    [
        lambda d: d.iris.x[:10],
        lambda d: d.iris.x[3],
        lambda d: d.iris.x[-5:],
        lambda d: d.iris.x[::50, 1:3],
        lambda d: d.iris.x[..., 0],
        lambda d: d.iris.x[np.array([3, 1, 2])],
        lambda d: d.iris.labels[:4],
        lambda d: d.digits.images[3].reshape(1, 1, 8, 8),
        lambda d: d.digits.images[3] / 16,
        lambda d: d.digits.images[:2].astype("float64").reshape(2, 64) / 16,
        lambda d: (d.digits.images[:2] / 16).reshape(2, 64),
        lambda d: (d.digits.images[:2] / 16)[1],
        lambda d: (d.digits.images[:2] / 16).astype("float32"),
        lambda d: d.iris.x[:3] / 2 / 4,
    ],
)
def test_the_text_of_named_data_is_its_value(make):
    """Whatever a suite does to real data, its text evaluates to the same array."""
    named = make(Data(ROOT / "datasets"))
    sets = {name: datasets.Dataset(ROOT / "datasets", name) for name in ("iris", "digits")}
    again = eval(named.text, {"np": np, **sets})
    assert again.dtype == named.array.dtype
    assert np.array_equal(again, named.array)


def compared(yours, expected):
    """Return what is shown of two arrays that differ."""
    found = differ(yours, expected, Tolerance())
    return found, show.comparison(found.yours, found.expected, found.where)


@st.composite
def two_arrays(draw):
    """Draw an array and one that differs from it in some cells, at any size."""
    shape = draw(st.lists(st.integers(1, 30), min_size=1, max_size=3).map(tuple))
    seed = draw(st.integers(0, 2**32 - 1))
    kind = draw(st.sampled_from(["float64", "float32", "int64", "uint8", "bool"]))
    random = np.random.default_rng(seed)
    expected = (random.normal(0, 40, shape)).astype(kind)
    yours = expected.copy()
    for _ in range(draw(st.integers(1, 4))):
        cell = tuple(int(random.integers(0, length)) for length in shape)
        if kind == "bool":
            yours[cell] = not expected[cell]
        elif kind in ("int64", "uint8"):
            yours[cell] = expected[cell] ^ 1
        else:
            yours[cell] = expected[cell] * (1 + 10.0 ** draw(st.integers(-4, 2)))
    return yours, expected


@settings(max_examples=150)
@given(two_arrays())
def test_the_window_shows_the_first_difference(pair):
    """The first differing cell is in the window, marked, and tells itself apart."""
    yours, expected = pair
    found, told = compared(yours, expected)
    assert told.yours.marks == told.expected.marks
    assert told.yours.marks
    rows = told.yours.rows
    assert (len(rows), len(rows[0])) == (len(told.expected.rows), len(told.expected.rows[0]))
    assert max(len(rows), len(rows[0])) <= show.WHOLE
    assert told.yours.cut == told.expected.cut
    for row, column in told.yours.marks:
        assert told.yours.rows[row][column] != told.expected.rows[row][column]
    first = np.argwhere(found.where)[0]
    mine = {told.yours.rows[row][column] for row, column in told.yours.marks}
    at = float(yours[tuple(first)])
    assert any(float(_number(cell)) == pytest.approx(at, rel=6e-3, abs=_half_a_step(cell))
               for cell in mine)  # fmt: skip


def _half_a_step(cell):
    """Return how far a number may be from its cell: half of the last decimal."""
    return 10.0 ** -len(cell.partition(".")[2]) / 2 if "." in cell and "e" not in cell else 0


def _number(cell):
    return {"True": 1, "False": 0}.get(cell, cell)


@settings(max_examples=150)
@given(two_arrays())
def test_marks_are_exactly_the_differing_cells_of_the_window(pair):
    """As many cells are marked as differ inside the window that the panel names."""
    yours, expected = pair
    found, told = compared(yours, expected)
    part = f"[{', '.join(told.yours.window or [':'] * yours.ndim)}]"
    window = eval(f"where{part}", {"where": found.where})
    assert int(np.count_nonzero(window)) == len(told.yours.marks)
    assert np.asarray(eval(f"array{part}", {"array": yours})).size == sum(
        len(row) for row in told.yours.rows
    )


@settings(max_examples=100)
@given(two_arrays())
def test_what_differs_is_counted(pair):
    """The number of differing values, and of all, is in the comparison."""
    yours, expected = pair
    found, told = compared(yours, expected)
    count = int(np.count_nonzero(found.where))
    assert (told.differing, told.size) == (count, expected.size)


EDGES = [
    ((3, 3), (0, 0), ()),
    ((100,), (0,), ("right",)),
    ((100,), (50,), ("left", "right")),
    ((100,), (99,), ("left",)),
    ((30, 4), (29, 3), ("above",)),
    ((4, 30), (0, 15), ("left", "right")),
    ((2, 30, 30), (1, 0, 29), ("below", "left")),
]


@pytest.mark.parametrize(("shape", "cell", "edges"), EDGES)
def test_cut_edges_are_told(shape, cell, edges):
    """A panel names the edges behind which the array goes on, and no other."""
    yours = np.zeros(shape)
    yours[cell] = 1
    _, told = compared(yours, np.zeros(shape))
    assert told.yours.cut == told.expected.cut == edges


def images(yours, expected, **arguments):
    """Return what is shown of two images that differ, made from some arguments."""
    found = differ(yours, expected, Tolerance())
    return show.comparison(
        found.yours, found.expected, found.where, found.part, tuple(arguments.items())
    )


def test_the_slice_of_an_input_is_that_of_the_answers():
    """The first image and channel that differ are shown, of the input too."""
    x = np.arange(24.0).reshape(2, 3, 2, 2)
    yours = x.copy()
    yours[1, 2, 0, 1] = -1
    told = images(yours, x, kernel_size=2, x=x)
    assert told.image
    for panel in (told.yours, told.expected, told.input):
        assert (panel.dtype, panel.shape, panel.window) == ("float64", x.shape, ("1", "2"))
    assert [told.yours.name, told.input.name] == ["", "x"]
    assert told.input.rows == (("20", "21"), ("22", "23"))
    assert (told.yours.marks, told.input.marks) == (((0, 1),), ())


def test_the_input_of_other_channels_is_its_first():
    """Where the input has another number of channels, its first is shown, at the same place."""
    expected = np.zeros((2, 4, 40, 40))
    yours = expected.copy()
    yours[1, 3, 39, 0] = 1
    told = images(yours, expected, x=np.arange(9600.0).reshape(2, 3, 40, 40))
    assert told.input.window == ("1", "0", "32:40", "0:8")
    smaller = images(yours, expected, x=np.zeros((2, 3, 20, 20)))
    assert smaller.input.window == ("1", "0", "12:20", "0:8")


def test_the_input_that_looks_like_the_answer_is_shown():
    """Of several images the one of the answer's shape is shown, else the first."""
    grad, x = np.zeros((1, 1, 2, 2)), np.zeros((1, 1, 4, 4))
    assert images(x + 1, x, grad_out=grad, x=x).input.name == "x"
    assert images(grad + 1, grad, x=x, y=x).input.name == "x"


def test_only_images_have_an_input():
    """Whatever is not (N, C, H, W) stands without its input, and is not shaded."""
    x = np.zeros((1, 1, 2, 2))
    for yours, expected in ((np.ones(3), np.zeros(3)), (np.ones((2, 2)), np.zeros((2, 2)))):
        told = images(yours, expected, x=x)
        assert (told.input, told.image) == (None, False)
    told = images(x + 1, x, n=3, w=np.zeros((2, 2)))
    assert (told.input, told.image) == (None, True)


@settings(max_examples=150)
@given(plain_values(), arrays(dtypes=REAL), arrays(dtypes=REAL))
def test_any_answer_can_be_shown_beside_any_input(yours, x, base):
    """Whatever comes back where an image is due, of whatever input, it can be shown."""
    expected = np.resize(base, (2, 1, 3, 2)) if base.size else np.zeros((1, 1, 1, 1))
    given_ = np.resize(x, (1, 2, 1, 5)) if x.size else np.zeros((0, 1, 2, 2))
    found = differ(yours, expected, Tolerance())
    told = images(yours, expected, x=given_) if found and found.expected is not None else None
    assert told is None or told.image
    assert told is None or (told.input is None) == (not given_.size)


def test_an_array_without_axes_can_differ():
    """Two arrays of shape () that differ are shown as one cell each, marked."""
    _, told = compared(np.array(1.5), np.array(2.5))
    assert (told.yours.rows, told.yours.marks) == ((("1.50",),), ((0, 0),))


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ([0.0, 3.6875, -0.1875, 12.5], ["0", "3.69", "-0.19", "12.50"]),
        ([0.25, 0.0004, 0.5, 0.0], ["0.250", "0.000", "0.500", "0"]),
        ([1.0, -2.0, 300.0, 0.0], ["1", "-2", "300", "0"]),
        ([1.5, 20000.0, np.inf, np.nan], ["1.5", "2e+04", "inf", "nan"]),
        ([1e-9, 2.5e-7, 0.0, -1e-8], ["1e-09", "2.5e-07", "0", "-1e-08"]),
    ],
)
def test_numbers_are_short_and_their_points_stand_below_each_other(values, cells):
    """All cells of a window have the same decimals, unless they are whole or of far sizes."""
    told = show.comparison(np.array(values), np.zeros(3), None)
    assert told.yours.rows == (tuple(cells),)


def test_all_panels_have_numbers_of_one_form():
    """A value is drawn alike in the input, in yours and in the expected answer."""
    x = np.array([[[[0.1875, -0.5]]]])
    told = images(x + 40, x, x=x)
    assert told.expected.rows == told.input.rows == (("0.19", "-0.50"),)
    told = images(np.full((1, 1, 2, 2), 12.25), x, x=x)
    assert told.expected.rows == told.input.rows == (("0.19", "-0.50"),)


def test_the_worst_differences_are_told():
    """The worst absolute and the worst relative difference are in the comparison."""
    _, told = compared(np.array([1.0, 2.5, 110.0]), np.array([1.0, 2.0, 100.0]))
    assert (told.differing, told.size, told.worst, told.relative) == (2, 3, 10.0, 0.25)
    nothing, _ = compared(np.array([True]), np.array([False]))
    assert show.comparison(nothing.yours, nothing.expected, nothing.where).worst is None


@pytest.mark.parametrize(
    ("yours", "expected"),
    [
        (1.0, 1.0 + 1e-6),
        (100.0, 100.0001),
        (0.1 + 0.2, 0.5),
        (12345678.0, 12345698.0),
        (1e-12, 3e-9),
    ],
)
def test_digits_tell_two_close_numbers_apart(yours, expected):
    """As many digits are shown as tell two differing cells apart."""
    _, told = compared(np.array([yours, 1.0]), np.array([expected, 1.0]))
    assert told.yours.rows[0][0] != told.expected.rows[0][0]


@settings(max_examples=150)
@given(plain_values(), plain_values())
def test_any_two_answers_can_be_shown(yours, expected):
    """Whatever differs from whatever, it is shown in cells of bounded length."""
    found = differ(yours, expected, Tolerance())
    if found is None or found.expected is None:
        return
    told = show.comparison(found.yours, found.expected, found.where)
    for panel in (told.yours, told.expected):
        assert len(panel.rows) <= show.WHOLE
        for row in panel.rows:
            assert len(row) <= show.WHOLE
            assert all(type(cell) is str and len(cell) <= 1300 for cell in row)


def test_what_did_not_cross_is_named_by_its_facts():
    """A value that stayed in the worker has no cells: its type, and why it stayed."""
    panel = show.comparison(wire.Other("Image", "class"), np.zeros(2), None).yours
    what = {"kind": "other", "type": "Image", "why": "class", "detail": ""}
    assert (panel.dtype, panel.what, panel.rows) == ("Image", what, ())


@settings(max_examples=100)
@given(plain_values(), plain_values())
def test_any_panel_says_what_it_is(yours, expected):
    """A panel holds cells, or an array without cells, or what did not cross and why."""
    found = differ(yours, expected, Tolerance())
    if found is None or found.expected is None:
        return
    panel = show.comparison(found.yours, found.expected, found.where).yours
    if isinstance(found.yours, wire.Other):
        assert panel.what["kind"] == "other"
        assert panel.rows == ()
    elif isinstance(found.yours, np.ndarray):
        assert (panel.dtype, panel.shape) == (found.yours.dtype.name, found.yours.shape)
        assert bool(panel.rows) == bool(found.yours.size)
    else:
        assert panel.dtype == type(found.yours).__name__
        assert panel.rows


@pytest.mark.parametrize(
    ("value", "numeric"),
    [
        (1.5, True),
        ((1, [2.5, None]), True),
        (np.zeros(3), True),
        ("3", False),
        ([1, "a"], False),
        (np.array(["a"]), False),
        ({"a": 1}, False),
        (wire.Other("Mine"), False),
    ],
)
def test_only_numbers_are_numeric(value, numeric):
    """A panel is numeric only if no text of the submission can be in its cells."""
    assert show.comparison(value, 1, None).yours.numeric is numeric
