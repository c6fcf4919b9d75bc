"""Probes of ex26, augmentation by geometry: asked of a wrong function, worth no points."""

import math

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [
    (1, 1, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1), (1, 1, 2, 2), (1, 1, 1, 3), (1, 1, 3, 1),
    (1, 1, 2, 3), (1, 1, 3, 2), (1, 2, 1, 2), (1, 2, 2, 1), (1, 3, 1, 2), (2, 1, 2, 1),
    (2, 1, 1, 2), (1, 2, 2, 2), (2, 1, 1, 3), (3, 1, 2, 1), (2, 1, 2, 2), (2, 2, 1, 2),
    (1, 1, 3, 3), (3, 3, 1, 2), (2, 3, 1, 2), (3, 2, 1, 1), (1, 1, 4, 3), (1, 1, 3, 4),
    (2, 2, 2, 1), (1, 1, 1, 5),
]  # fmt: skip
LAYOUTS = [strided, np.asfortranarray, read_only]


def image(shape, dtype="uint8"):
    """Return numbers in a fixed disorder, no two alike: few bytes of a record."""
    return ((27 * np.arange(math.prod(shape)) + 3) % 64).reshape(shape).astype(dtype)


def others(shape):
    """Return images of other dtypes and layouts, and some with cells alike."""
    for layout in LAYOUTS:
        yield layout(image(shape))
        yield layout(image((2, 1, *shape[2:]), "float64"))
    yield image(shape, "float32")
    yield -image(shape, "float64") / 4
    yield np.zeros(shape)
    yield image(shape) // 16


@probes("rescale")
def grey_values(rng):
    # A fixed handful of values, so that answers are alike.
    bright = np.array([0, 3, 40, 100, 127, 128, 150, 200, 254, 255, 7, 90], "uint8")
    for number, shape in enumerate(SHAPES[1:16]):
        yield call(np.resize(np.roll(bright, number), shape))
        yield call(np.resize(bright[number % 12], shape))
    for value in (0, 1, 50, 128, 255):
        yield call(np.full((1, 1, 1, 2), value, "uint8"))
    for layout in LAYOUTS:
        yield call(layout(np.resize(bright, (1, 2, 1, 2))))
        yield call(layout(np.resize(bright[3:], (2, 1, 2, 1))))


@probes("hflip")
def mirrors(rng):
    for shape in SHAPES:
        yield call(image(shape))
    for x in others((1, 2, 2, 3)):
        yield call(x)
    for shape in [(2, 2, 1, 3), (3, 1, 2, 3), (1, 1, 3, 5), (4, 1, 1, 3), (2, 1, 4, 1)]:
        yield call(image(shape))


# Shape, and the window.
WINDOWS = [
    ((1, 1, 1, 1), 0, 0, 1, 1), ((1, 1, 2, 2), 0, 0, 2, 2), ((1, 1, 2, 2), 0, 0, 1, 1),
    ((1, 1, 2, 2), 1, 1, 1, 1), ((1, 1, 2, 2), 1, 0, 1, 1), ((1, 1, 2, 2), 0, 1, 1, 1),
    ((1, 1, 2, 3), 0, 1, 2, 1), ((1, 1, 2, 3), 1, 0, 1, 2), ((1, 1, 3, 2), 1, 0, 1, 2),
    ((1, 1, 3, 2), 0, 1, 3, 1), ((1, 1, 3, 3), 1, 1, 1, 1), ((1, 1, 3, 3), 1, 1, 2, 2),
    ((1, 1, 3, 3), 0, 0, 2, 2), ((1, 1, 4, 4), 1, 1, 2, 2), ((1, 1, 4, 5), 1, 2, 2, 2),
    ((1, 1, 4, 5), 1, 1, 2, 3), ((1, 1, 5, 4), 2, 1, 2, 1), ((1, 1, 5, 5), 3, 1, 1, 3),
    ((1, 1, 5, 5), 1, 3, 3, 1), ((1, 1, 6, 3), 2, 1, 3, 1), ((1, 2, 3, 4), 1, 1, 1, 2),
    ((2, 1, 4, 3), 1, 0, 2, 1), ((2, 1, 3, 3), 0, 1, 2, 1), ((2, 3, 2, 3), 1, 1, 1, 1),
    ((3, 1, 4, 4), 2, 1, 1, 2), ((2, 2, 2, 3), 0, 1, 1, 2), ((1, 2, 5, 3), 2, 1, 3, 2),
    ((3, 1, 1, 5), 0, 1, 1, 3), ((1, 1, 5, 1), 1, 0, 3, 1), ((2, 2, 3, 2), 0, 0, 3, 2),
    ((1, 1, 5, 5), 2, 2, 2, 2),
]  # fmt: skip


@probes("crop")
def windows(rng):
    for shape, *window in WINDOWS:
        yield call(image(shape), *window)
    for x in others((1, 1, 4, 3)):
        yield call(x, 1, 1, 2, 1)


@probes("crop")
def windows_outside(rng):
    for top, left, height, width in [
        (-1, 0, 2, 2), (0, -1, 2, 2), (2, 0, 2, 2), (0, 3, 2, 2), (3, 0, 1, 1), (-1, -1, 2, 3),
    ]:  # fmt: skip
        yield call(image((1, 1, 3, 4)), top, left, height, width)
    # Higher than wide: compared with the larger one of H and W, only the second one passes.
    yield call(image((1, 1, 4, 3)), 3, 0, 2, 2)
    yield call(image((1, 1, 4, 3)), 0, 2, 2, 2)


# Height and width, and the size. No quotient of these is rounded to the wrong whole number.
SIZES = [
    ((1, 1), (1, 1)), ((1, 1), (2, 3)), ((2, 2), (1, 1)), ((2, 2), (2, 2)), ((2, 3), (2, 3)),
    ((2, 3), (3, 2)), ((3, 2), (3, 4)), ((1, 2), (1, 4)), ((2, 2), (3, 3)), ((3, 3), (2, 2)),
    ((1, 2), (1, 5)), ((2, 1), (5, 1)), ((1, 5), (1, 2)), ((5, 1), (2, 1)), ((1, 5), (1, 3)),
    ((5, 1), (3, 1)), ((4, 4), (2, 2)), ((4, 2), (2, 4)), ((2, 4), (4, 2)), ((3, 4), (4, 3)),
    ((4, 3), (3, 3)), ((3, 5), (3, 2)), ((5, 3), (2, 3)), ((4, 5), (3, 3)), ((2, 1), (6, 1)),
    ((3, 2), (5, 3)), ((6, 3), (2, 1)), ((3, 6), (1, 2)), ((6, 2), (4, 3)), ((2, 3), (3, 5)),
    ((7, 2), (3, 3)), ((1, 7), (1, 4)),
]  # fmt: skip


@probes("resize_nearest")
def sizes(rng):
    for number, (image_size, size) in enumerate(SIZES):
        leading = [(1, 1), (1, 2), (2, 1), (1, 1), (2, 2), (1, 3)][number % 6]
        yield call(image((*leading, *image_size)), size)
    for x in others((1, 1, 3, 2)):
        yield call(x, (2, 3))


@probes("rot90")
def turns(rng):
    for number, shape in enumerate(SHAPES[3:21]):
        yield call(image(shape), [1, 3, 2, 1, -1, 0, 5][number % 7])
    for k in (-9, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 7, 8):
        yield call(image([(1, 1, 2, 3), (1, 2, 3, 2)][k % 2]), k)
    for number, x in enumerate(others((1, 1, 2, 3))):
        yield call(x, [1, -1, 2, 3][number % 4])


@when("hflip")
def more_than_two_columns(x):
    """there are more than two columns"""
    return x.shape[3] > 2


@when("crop")
def the_last_row_or_column(x, top, left, height, width):
    """the window touches the lower or the right border"""
    return top + height == x.shape[2] or left + width == x.shape[3]


@when("crop")
def begins_at_0(x, top, left, height, width):
    """the window begins in the first row or column"""
    return top == 0 or left == 0


@when("resize_nearest")
def an_axis_grows(x, size):
    """an axis becomes longer"""
    return size[0] > x.shape[2] or size[1] > x.shape[3]


@when("resize_nearest")
def an_axis_shrinks(x, size):
    """an axis becomes shorter"""
    return size[0] < x.shape[2] or size[1] < x.shape[3]


@when("resize_nearest")
def the_shape_stays(x, size):
    """the size stays the same"""
    return tuple(size) == x.shape[2:]


@when("resize_nearest")
def no_whole_factor(x, size):
    """neither size of some axis is a multiple of the other"""
    pairs = zip(x.shape[2:], size, strict=True)
    return any(old % new and new % old for old, new in pairs)


@when("rot90")
def more_than_three(x, k):
    """k is above 3"""
    return k > 3


@when("rot90")
def not_one_turn_to_three(x, k):
    """k is negative or above 3"""
    return not 0 <= k <= 3


@when("rot90")
def no_turn_in_the_end(x, k):
    """k is a multiple of 4"""
    return k % 4 == 0
