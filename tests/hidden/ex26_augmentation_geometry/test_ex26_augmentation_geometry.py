"""Hidden suite of ex26, augmentation by geometry."""

import math

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


def image(rng, shape):
    """Draw grey values of which no two are alike, so that each tells its place."""
    count = math.prod(shape)
    darkest = rng.choice(range(256 - count))
    return (rng.permutation(count) + darkest).reshape(shape).astype("uint8")


def grey(rng, shape, least=0, most=255):
    """Draw grey values, both ends included."""
    return rng.integers(least, most + 1, shape).astype("uint8")


def black_and_white(rng):
    """Draw cells of 0 and 255, which most ways to rescale turn into 0 and 1."""
    return (255 * rng.integers(0, 2, (2, 2, 3, 4))).astype("uint8")


def alternate(odd, even, shape):
    """Two values that change places wherever an axis of an even length is reversed.

    So a flip or a turn of a wrong axis is right here, and costs nothing more.
    """
    return np.where(np.indices(shape).sum(axis=0) % 2 == 1, odd, even)


def board(rng, dtype="uint8", width=2):
    """Draw two grey values that change places."""
    dark, bright = grey(rng, 1, 0, 120), grey(rng, 1, 121)
    return alternate(dark, bright, (2, 2, 2, width)).astype(dtype)


@points(2)
@cases("shape", [(1, 1, 1, 2), (1, 2, 1, 3), (2, 1, 1, 2)])
def test_grey_values_from_0_to_1(agree, rng, data, shape):
    """rescale divides every grey value by 255."""

    def ask(x):
        """Ask for more digits than six decimals have."""
        agree("rescale", x, rtol=1e-6, atol=0)

    dim = grey(rng, shape, 1, 90)  # the largest one is far below 255
    ask(dim)
    both_ends = dim.copy()
    both_ends[..., 0, 0], both_ends[..., -1, -1] = 0, 255
    ask(both_ends)
    ask(grey(rng, shape, 130, 250))
    if shape == (1, 1, 1, 2):
        ask(np.zeros(shape, "uint8"))
        ask(np.zeros(shape, "uint8") + grey(rng, 1, 2, 250))
        ask(rng.permutation(2).reshape(shape).astype("uint8"))  # nearly black
        digit = data.digits.images[rng.choice(range(1797))]
        ask(digit[3:5, 2:5].reshape(1, 1, 2, 3))


@points(2)
@cases("shape", [(1, 1, 2, 3), (1, 3, 2, 4), (3, 2, 1, 4), (2, 1, 2, 1), (2, 4, 3, 2)])
def test_left_and_right_exchanged(agree, rng, shape):
    """hflip exchanges left and right, in every image and channel."""
    agree("hflip", image(rng, shape))


# Shape, first row and column, height and width: no side of a window is a side of its image,
# but of the last two, which touch the border.
WINDOWS = [
    ((1, 1, 3, 4), 1, 1, 1, 2),
    ((1, 1, 6, 5), 2, 1, 3, 2),
    ((2, 3, 4, 6), 1, 2, 2, 3),
    ((3, 2, 6, 5), 2, 3, 3, 1),
    ((1, 1, 3, 3), 1, 1, 1, 1),
    ((1, 1, 3, 4), 0, 1, 3, 3),
    ((1, 1, 2, 3), 0, 0, 2, 3),
]


@points(2)
@cases("shape, top, left, height, width", WINDOWS)
def test_window_of_the_image(agree, rng, shape, top, left, height, width):
    """crop cuts out height rows from top on, width columns from left on."""
    agree("crop", image(rng, shape), top, left, height, width)


# How far a window reaches over the border at the top, left, bottom and right; None is all
# the others.
OVER = [
    (0, 0, 0, 1), (0, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, 0), (2, 0, 3, 0), (0, 2, 2, 0), None,
]  # fmt: skip


@points(1)
@asks("exception")
@cases("over", OVER)
def test_window_outside_the_image(agree, rng, over):
    """crop refuses a window that is partly outside, and no other."""
    h, w = rng.choice([3, 4]), rng.choice([6, 7])
    x = image(rng, (1, 1, h, w))
    if over is None:
        # Outside as a whole, by two cells, larger than the image twice, and over a corner.
        agree("crop", x, h, 0, 1, 2)
        agree("crop", x, -1 - h, 0, 1, 2)
        agree("crop", x, 0, -3, 1, 2)
        agree("crop", x, 2, 0, h, 2)
        agree("crop", x, 0, 0, h + 1, 2)
        agree("crop", x, -1, 0, h + 1, 2)
        agree("crop", x, -2, -2, 2, 2)
        agree("crop", x, h - 1, w - 1, 2, 2)
        # Inside, and touching the border.
        agree("crop", x, 0, 0, 2, 2)
        agree("crop", x, 1, 2, h - 1, w - 2)
        agree("crop", x, 0, 0, h, w)
        return
    # One cell away from the border on each side, where it is not over it.
    top, left, bottom, right = (-far or 1 for far in over)
    agree("crop", x, top, left, h - bottom - top, w - right - left)


# Where one size is a multiple of the other, either the step or its inverse is whole.
FACTORS = [
    ((1, 1, 1, 2), (1, 4)),
    ((1, 1, 3, 2), (1, 1)),
    ((1, 1, 4, 6), (2, 3)),
    ((1, 2, 2, 3), (4, 6)),
    ((2, 1, 4, 2), (2, 4)),
    ((3, 2, 1, 6), (2, 2)),
]


@points(2)
@cases("shape, size", FACTORS)
def test_whole_factors(agree, rng, shape, size):
    """resize_nearest repeats or leaves out cells, for whole factors."""
    agree("resize_nearest", image(rng, shape), size)


# One axis alone, the other one alone, then both: larger, smaller, and one of each. The last
# one is the smallest where the steps of a float make a list too long.
OTHERS = [
    ((1, 1, 1, 5), (1, 3)),
    ((1, 1, 2, 3), (5, 3)),
    ((1, 2, 5, 7), (3, 4)),
    ((1, 1, 5, 4), (7, 5)),
    ((1, 4, 2, 5), (3, 2)),
    ((1, 2, 4, 3), (3, 5)),
    ((1, 1, 1, 17), (1, 7)),
]


@points(2)
@cases("shape, size", OTHERS)
def test_sizes_that_do_not_divide(agree, rng, shape, size):
    """resize_nearest takes cell floor(i * H / H_out) for any sizes."""
    agree("resize_nearest", image(rng, shape), size)


# The smallest where floor(i * (H / H_out)), floor(i / H_out * H) and floor(i / (H_out / H))
# of float64 are wrong. PyTorch, whose steps are float32, is right in these.
ROUNDED = [((1, 1, 1, 30), (1, 22)), ((1, 1, 22, 1), (22, 1)), ((1, 1, 14, 1), (18, 1))]


@points(1)
@needs("resize_nearest")
@cases("shape, size", ROUNDED)
def test_sizes_where_floats_are_rounded(agree, rng, shape, size):
    """resize_nearest is right where floats round H / H_out or i / H_out."""
    agree("resize_nearest", image(rng, shape), size)


@points(2)
@cases("k", [1, 2, 3])
def test_quarter_turns(agree, rng, k):
    """rot90 turns by one, two and three quarters against the clock."""
    agree("rot90", image(rng, (1, 1, 2, 3)), k)
    agree("rot90", image(rng, (1, 1, 2, 2)), k)
    agree("rot90", image(rng, (2, 4, 1, 3)), k)
    agree("rot90", image(rng, (3, 2, 3, 2)), k)


@points(1)
@cases("k", [-1, 5, -3, 0, -2, 7])
def test_any_number_of_turns(agree, rng, k):
    """rot90 takes any int k: negative ones turn with the clock."""
    agree("rot90", image(rng, (1, 1, 2, 3)), k)
    far = 4 * rng.choice([3, 4])  # to the other side of 0
    agree("rot90", image(rng, (2, 1, 3, 2)), k + far if k < 0 else k - far)


# Here and below most mistakes of the other checks are right.
@points(1)
@needs("rescale", "hflip", "crop", "resize_nearest", "rot90")
def test_layouts_and_digits(agree, rng):
    """x may lie in memory in any way, and float64 keeps all its digits."""
    agree("rescale", np.asfortranarray(black_and_white(rng)))
    low, high = rng.integers(2**49, 2**50, (2, 1)) / 2.0**50  # too fine for float32
    two = np.asfortranarray(alternate(-low, high, (2, 2, 2, 4)))
    x = np.asfortranarray(alternate(-low, high, (2, 1, 3, 3)))
    exact = {"rtol": 1e-12, "atol": 0}
    agree("hflip", two, **exact)
    agree("rot90", two, 1, **exact)
    agree("crop", x, 0, 0, 2, 2, **exact)
    agree("resize_nearest", x, (6, 3), **exact)


@points(1)
@asks("dtype")
@cases("dtype", ["uint8", "float32", "float64"])
def test_dtypes(agree, rng, dtype):
    """rescale gives float32, all others keep the dtype of x."""
    agree("rescale", black_and_white(rng))
    agree("rescale", black_and_white(rng)[:1, :1, :1, :1])
    x = rng.integers(0, 256, (2, 1, 3, 3)).astype(dtype)
    agree("hflip", board(rng, dtype))
    agree("crop", x, 0, 0, 2, 2)
    agree("resize_nearest", x, (1, 1))
    agree("resize_nearest", x, (6, 6))
    agree("rot90", board(rng, dtype, 4), 1)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """x is left alone in any memory layout, and results are new arrays."""
    keeps("rescale", strided(black_and_white(rng)))
    x = rng.array((1, 2, 3, 3), "float32")
    column = np.zeros((2, 1, 2, 1), "uint8") + grey(rng, 1)
    keeps("hflip", board(rng))
    keeps("hflip", column)
    keeps("crop", x, 0, 0, 3, 3)
    keeps("crop", x, 0, 0, 2, 2)
    keeps("crop", x[:, :1, :, :2], 0, 0, 2, 2)
    keeps("resize_nearest", x, (3, 3))
    keeps("resize_nearest", x, (1, 1))
    keeps("resize_nearest", x, (6, 6))
    for k in (0, 4, 2, 1):
        keeps("rot90", board(rng), k)
    keeps("rot90", column, 1)
    agree("hflip", read_only(board(rng)))
    agree("crop", np.asfortranarray(x), 0, 0, 2, 2)
    agree("resize_nearest", strided(x), (6, 3))
    agree("rot90", read_only(np.asfortranarray(board(rng))), 3)
