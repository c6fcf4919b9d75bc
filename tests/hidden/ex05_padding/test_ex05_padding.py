"""Hidden suite of ex05, padding."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# Small kernels first: they are what a student can follow by hand.
EVEN = [range(2, 3), range(4, 12, 2), range(12, 80, 2), range(80, 400, 2)]
ODD = [range(3, 4), range(1, 2), range(5, 13, 2), range(13, 81, 2), range(81, 401, 2)]
DILATED = [
    (range(3, 4), range(2, 3)),  # odd, even
    (range(4, 10, 2), range(2, 6)),  # even, any
    (range(4, 40, 2), range(3, 21, 2)),  # even, odd: one cell is left over
    (range(5, 41, 2), range(3, 40)),
    (range(2, 3), range(3, 40)),
    (range(1, 2), range(2, 40)),
]

SIDES = [
    ((1, 1, 2, 3), (1, 0, 0, 2)),
    ((1, 1, 3, 2), (1, 2, 3, 4)),
    ((2, 3, 3, 4), (2, 1, 0, 3)),
    ((3, 2, 5, 1), (0, 4, 1, 0)),
    ((2, 4, 1, 3), (3, 3, 1, 1)),
]
# Pairs are alike: which number is for which side is asked elsewhere.
NOT_PADDED = [
    ((1, 1, 1, 2), (0, 0, 0, 0)),
    ((1, 1, 2, 3), (1, 1, 0, 0)),
    ((1, 3, 3, 2), (0, 0, 2, 2)),
    ((2, 3, 2, 4), (0, 0, 0, 0)),
]
VALUES = [
    ((1, 1, 1, 2), (1, 0, 0, 1), 0.5),
    (None, (0, 1, 1, 0), 2.0),
    ((1, 1, 2, 2), (0, 1, 1, 0), float("-inf")),
    ((2, 1, 2, 3), (0, 2, 1, 1), -3.0),
]


@points(1)
@cases("kernel_sizes", ODD)
def test_odd_kernels_share_evenly(agree, rng, kernel_sizes):
    """same_padding splits the sum evenly for odd kernels."""
    agree("same_padding", rng.choice(kernel_sizes))


@points(2)
@cases("kernel_sizes", EVEN)
def test_even_kernels_put_the_extra_cell_after(agree, rng, kernel_sizes):
    """same_padding puts the extra cell after, for even kernels."""
    agree("same_padding", rng.choice(kernel_sizes))


@points(1)
@cases("kernel_sizes, dilations", DILATED)
def test_dilation_stretches_the_gaps(agree, rng, kernel_sizes, dilations):
    """same_padding counts the gaps of a dilated kernel."""
    agree("same_padding", rng.choice(kernel_sizes), rng.choice(dilations))


@points(1)
@asks("type")
def test_cells_are_counted_in_ints(agree, rng):
    """same_padding counts cells in ints: 1, not 1.0."""
    # One right value earns this, so none may stand in a table of answers by chance.
    agree("same_padding", rng.choice(range(3, 30)), rng.choice(range(2, 40)))
    agree("same_padding", rng.choice(range(31, 2001, 2)))
    agree("same_padding", rng.choice(range(30, 2000, 2)))


@points(1)
@cases("shape, pad", NOT_PADDED)
def test_nothing_to_pad(agree, rng, shape, pad):
    """pad2d adds nothing where the padding is zero."""
    agree("pad2d", rng.array(shape), pad)


@points(3)
@cases("shape, pad", SIDES)
def test_cells_on_each_side(agree, rng, shape, pad):
    """pad2d puts the asked number of cells on each side."""
    agree("pad2d", rng.array(shape), pad)
    # These need every digit of a float64.
    agree("pad2d", rng.array(shape) * (1 + 2.0**-30), pad, rtol=0, atol=0)


@points(1)
@needs("pad2d")
@cases("shape, pad, value", VALUES)
def test_frame_holds_the_value(agree, rng, data, shape, pad, value):
    """pad2d fills the frame, and only the frame, with value."""
    # Drawn numbers are never 0; the inputs of the gates are.
    x = rng.array(shape) if shape else data.gates.x.reshape(1, 1, 4, 2)
    agree("pad2d", x, pad, value)
    agree("pad2d", x, (1, 0, 0, 1), 1 / 3, rtol=0, atol=0)
    image = data.digits.images[rng.choice(range(1797))].reshape(1, 1, 8, 8)
    agree("pad2d", image, pad, 16.0)


@points(1)
@asks("dtype")
@cases("dtype", ["float32", "uint8", "int64"])
def test_dtype_is_kept(agree, rng, data, dtype):
    """pad2d keeps the dtype of x, also for the integers of a digit."""
    if dtype == "uint8":
        image = data.digits.images[rng.choice(range(300))].reshape(1, 1, 8, 8)
        agree("pad2d", image, (1, 0, 2, 1), 16.0)
    elif dtype == "int64":
        agree("pad2d", rng.integers(-(2**40), 2**40, (1, 1, 2, 3)), (1, 0, 0, 2), -7)
    else:
        agree("pad2d", rng.array((1, 1, 1, 2), dtype), (0, 1, 1, 0), 0.5)


@points(1)
@asks("arguments", "memory")
@cases("pad, value", [((0, 1, 0, 0), 2.0), ((0, 0, 0, 0), 0.0)])
def test_argument_is_left_alone(agree, keeps, rng, pad, value):
    """pad2d leaves x as it was and returns memory of its own."""
    keeps("pad2d", rng.array((1, 2, 1, 3)), pad, value)
    agree("pad2d", read_only(rng.array((2, 1, 2, 3))), (1, 0, 2, 1), value)


@points(1)
@needs("pad2d")
@cases("layout", [np.asfortranarray, strided])
def test_any_layout_in_memory(agree, rng, layout):
    """pad2d takes x in any memory layout."""
    agree("pad2d", layout(rng.array((2, 1, 2, 3))), (1, 0, 2, 1), -0.5)
