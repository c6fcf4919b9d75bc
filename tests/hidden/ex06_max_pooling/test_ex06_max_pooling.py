"""Hidden suite of ex06, max pooling."""

import math

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


def distinct(rng, shape):
    """Return values of both signs, no two alike: no window has two largest ones."""
    count = math.prod(shape)
    return (rng.permutation(count).reshape(shape) - count // 2) / 4.0


EXACT_FIT = [
    ((1, 1, 2, 4), 2, 2),
    ((1, 3, 2, 4), 2, 2),
    ((1, 1, 3, 4), 2, 1),
    ((2, 3, 7, 5), 3, 2),
    ((3, 2, 5, 8), 2, 3),
]


@points(2)
@cases("shape, kernel_size, stride", EXACT_FIT)
def test_largest_value_of_each_window(agree, rng, shape, kernel_size, stride):
    """max_pool2d keeps each window's largest value, negative ones too."""
    agree("max_pool2d", rng.array(shape), kernel_size, stride)
    agree("max_pool2d", rng.array(shape) - 4.0, kernel_size, stride)
    agree("max_pool2d", rng.array(shape) - 2.0**34, kernel_size, stride)
    finer = rng.array(shape) * (1 + 2.0**-30)  # these need every digit of a float64
    agree("max_pool2d", finer, kernel_size, stride, rtol=0, atol=0)


LEFT_OVER = [
    ((1, 1, 3, 5), 2, None),
    ((2, 3, 7, 5), 3, None),
    ((1, 2, 8, 6), 3, 2),
    ((2, 1, 4, 10), 2, 3),
]


@points(1)
@cases("shape, kernel_size, stride", LEFT_OVER)
def test_default_stride_and_left_over(agree, rng, shape, kernel_size, stride):
    """max_pool2d moves by kernel_size unless told, and drops the rest."""
    agree("max_pool2d", rng.array(shape), kernel_size, stride)


PADDED = [
    ((1, 1, 2, 4), 2, 2, 1),
    ((1, 1, 3, 4), 5, 1, 1),
    ((2, 3, 5, 4), 3, 2, 1),
    ((1, 2, 4, 7), 5, 3, 2),
    ((1, 2, 4, 3), 3, None, 1),
    ((1, 2, 2, 3), 5, 2, 2),
    ((1, 1, 2, 3), 7, 2, 3),
]


@points(2)
@cases("shape, kernel_size, stride, padding", PADDED)
def test_padding_never_wins(agree, rng, shape, kernel_size, stride, padding):
    """max_pool2d pads height and width, and the padding never wins."""
    agree("max_pool2d", rng.array(shape) - 4.0, kernel_size, stride, padding)
    agree("max_pool2d", rng.array(shape) - 2.0**34, kernel_size, stride, padding)


# A window or a padding that is too large, and the largest that is not.
IMPOSSIBLE = [
    ((1, 1, 2, 3), 3, 1, 0, 2, 0),
    ((1, 1, 3, 2), 3, 1, 0, 2, 0),
    ((1, 1, 2, 4), 2, 2, 2, 2, 1),
    ((1, 2, 6, 3), 3, 3, 2, 3, 1),
    ((1, 1, 2, 2), 5, 1, 1, 4, 1),
    ((1, 1, 3, 2), 5, 1, 3, 5, 2),
]


@points(1)
@asks("exception")
@cases("shape, kernel_size, stride, padding, fits, padded", IMPOSSIBLE)
def test_impossible_windows(agree, rng, shape, kernel_size, stride, padding, fits, padded):
    """max_pool2d raises ValueError for too large a window or padding."""
    agree("max_pool2d", rng.array(shape), kernel_size, stride, padding)
    agree("max_pool2d", rng.array(shape), fits, stride, padded)


@points(1)
@cases("kernel_size, stride", [(2, None), (3, 1)])
def test_handwritten_digit(agree, rng, data, kernel_size, stride):
    """max_pool2d makes a handwritten digit smaller."""
    image = data.digits.images[rng.choice(range(1797))].reshape(1, 1, 8, 8).astype("float64")
    agree("max_pool2d", image, kernel_size, stride)


SIDE_BY_SIDE = [
    ((1, 1, 2, 4), (1, 1, 1, 2), 2, 2),
    ((1, 3, 2, 4), (1, 3, 1, 2), 2, 2),
    ((1, 1, 3, 5), (1, 1, 1, 2), 2, None),
    ((2, 3, 7, 4), (2, 3, 2, 1), 3, None),
    ((3, 2, 5, 9), (3, 2, 2, 3), 2, 3),
]


@points(2)
@needs("max_pool2d")
@cases("shape, out_shape, kernel_size, stride", SIDE_BY_SIDE)
def test_gradient_of_kept_cells(agree, rng, shape, out_shape, kernel_size, stride):
    """max_pool2d_backward hands each gradient to the cell that was kept."""
    x = distinct(rng, shape)
    agree("max_pool2d_backward", rng.array(out_shape), x, kernel_size, stride)
    finer = rng.array(out_shape) * (1 + 2.0**-30)
    lower = x - 2.0**34
    agree("max_pool2d_backward", finer, lower, kernel_size, stride, rtol=0, atol=0)


OVERLAPPING = [
    ((1, 1, 3, 3), (1, 1, 2, 2), 2, 1),
    ((2, 3, 7, 5), (2, 3, 3, 2), 3, 2),
    ((1, 2, 5, 8), (1, 2, 3, 6), 3, 1),
]


@points(2)
@needs("max_pool2d")
@cases("shape, out_shape, kernel_size, stride", OVERLAPPING)
def test_overlapping_windows_add(agree, rng, shape, out_shape, kernel_size, stride):
    """max_pool2d_backward adds the gradients of a cell kept twice."""
    x = distinct(rng, shape)
    corner = kernel_size - 1  # in several windows, and here above every other cell
    x[:, :, corner, corner] += 64.0
    grad_out = rng.array(out_shape) + 4.0  # positive: the sum is not 0 by chance
    agree("max_pool2d_backward", grad_out, x, kernel_size, stride)


TIES = [
    ([[1.0, 3.0], [3.0, 3.0]], (1, 1, 1, 1), 2, 2),
    ([[-2.0, -1.0], [-1.0, -2.0]], (1, 1, 1, 1), 2, 2),
    ([[0.0, 2.0, 1.0], [2.0, 1.0, 2.0], [2.0, 0.0, 2.0]], (1, 1, 1, 1), 3, 3),
    ([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0]],
     (1, 1, 2, 3), 2, 1),
]  # fmt: skip


@points(2)
@needs("max_pool2d")
@cases("rows, out_shape, kernel_size, stride", TIES)
def test_first_of_equal_values(agree, rng, rows, out_shape, kernel_size, stride):
    """max_pool2d_backward takes the first of equal values in a window."""
    x = np.array([[rows]])
    agree("max_pool2d_backward", rng.array(out_shape), x, kernel_size, stride)
    # Values that are almost equal are not: these are 1/512 apart.
    near = 1 + rng.permutation(24).reshape(1, 2, 3, 4) / 512
    agree("max_pool2d_backward", rng.array((1, 2, 1, 1)), near, 3)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """Both functions return float32 for float32."""
    x, grad_out = rng.array((1, 2, 3, 5), "float32"), rng.array((1, 2, 1, 2), "float32")
    agree("max_pool2d", x, 2)
    agree("max_pool2d", x, 3, 1, 1)
    agree("max_pool2d_backward", grad_out, x, 2)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """Arguments are left alone, in any memory layout, and results are new."""
    x, grad_out = rng.array((1, 2, 2, 3)), rng.array((1, 2, 1, 1))
    keeps("max_pool2d", x, 2)
    keeps("max_pool2d", x, 1)
    keeps("max_pool2d", x, 1, 2)
    keeps("max_pool2d_backward", rng.array((1, 2, 2, 3)), x, 1)
    keeps("max_pool2d", x, 3, 1, 1)
    keeps("max_pool2d_backward", grad_out, x, 2)
    agree("max_pool2d", np.asfortranarray(x), 2, 1)
    agree("max_pool2d", strided(x), 3, 2, 1)
    agree("max_pool2d_backward", np.asfortranarray(grad_out), strided(x), 2)
    agree("max_pool2d", read_only(x), 2)
    agree("max_pool2d_backward", read_only(grad_out), read_only(x), 2)
