"""Hidden suite of ex05, padding."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

SIDES = [
    ((1, 1, 2, 3), (1, 0, 0, 2)),
    ((1, 1, 3, 2), (1, 2, 3, 4)),
    ((2, 3, 3, 4), (2, 1, 0, 3)),
    ((3, 2, 5, 1), (0, 4, 1, 0)),
    ((2, 4, 1, 3), (3, 3, 1, 1)),
]
VALUES = [
    ((1, 1, 1, 2), (1, 0, 0, 1), 0.5),
    (None, (0, 1, 1, 0), 2.0),
    ((1, 1, 2, 2), (0, 1, 1, 0), float("-inf")),
    ((2, 1, 2, 3), (0, 2, 1, 1), -3.0),
]


@points(2)
@cases("kernel_size", [3, 1, 5, 7])
def test_odd_kernels_share_evenly(agree, kernel_size):
    """same_padding splits the sum evenly for odd kernels."""
    agree("same_padding", kernel_size)


@points(2)
@cases("kernel_size", [2, 4, 6, 8])
def test_even_kernels_put_the_extra_cell_after(agree, kernel_size):
    """same_padding puts the extra cell after, for even kernels."""
    agree("same_padding", kernel_size)


@points(1)
@cases("kernel_size, dilation", [(3, 2), (4, 2), (2, 3), (5, 3), (4, 5), (1, 4)])
def test_dilation_stretches_the_gaps(agree, kernel_size, dilation):
    """same_padding counts the gaps of a dilated kernel."""
    agree("same_padding", kernel_size, dilation)


@points(1)
@cases("shape", [(1, 1, 1, 2), (2, 3, 2, 4)])
def test_nothing_to_pad(agree, rng, shape):
    """pad2d adds nothing for a padding of zero."""
    agree("pad2d", rng.array(shape), (0, 0, 0, 0))


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


@points(1)
@cases("dtype", ["float32", "uint8", "int64"])
@asks("dtype")
def test_dtype_is_kept(agree, rng, data, dtype):
    """pad2d keeps the dtype of x, also for the integers of a digit."""
    if dtype == "uint8":
        agree("pad2d", data.digits.images[3].reshape(1, 1, 8, 8), (1, 0, 2, 1), 16.0)
    elif dtype == "int64":
        agree("pad2d", rng.integers(-(2**40), 2**40, (1, 1, 2, 3)), (1, 0, 0, 2), -7)
    else:
        agree("pad2d", rng.array((1, 1, 1, 2), dtype), (0, 1, 1, 0), 0.5)


@points(1)
@cases("pad, value", [((0, 1, 0, 0), 2.0), ((0, 0, 0, 0), 0.0)])
@asks("arguments", "memory")
def test_argument_is_left_alone(keeps, rng, pad, value):
    """pad2d leaves x as it was and returns memory of its own."""
    keeps("pad2d", rng.array((1, 2, 1, 3)), pad, value)


@points(1)
@needs("pad2d")
@cases("layout", [np.asfortranarray, strided, read_only])
def test_any_layout_in_memory(agree, rng, layout):
    """pad2d takes x in any memory layout, also read-only."""
    agree("pad2d", layout(rng.array((2, 1, 2, 3))), (1, 0, 2, 1), -0.5)
