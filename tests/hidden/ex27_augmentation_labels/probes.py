"""Probes of ex27, augmentation where labels change: asked of a wrong function, no points."""

import math

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

LAYOUTS = [strided, np.asfortranarray, read_only]


def image(shape, dtype="float64"):
    """Return whole numbers in a fixed disorder, no two alike: few bytes of a record."""
    return ((27 * np.arange(math.prod(shape)) + 3) % 64).reshape(shape).astype(dtype)


def one_hot(n, k, first=0, dtype="float64"):
    """Return one-hot rows of classes that go round."""
    return np.eye(k, dtype=dtype)[(np.arange(n) + first) % k]


# Shape, cy, cx and size.
SQUARES = [
    ((1, 1, 1, 1), 0, 0, 1), ((1, 1, 2, 2), 1, 1, 1),
    ((1, 1, 2, 3), 0, 1, 1), ((1, 1, 2, 3), 1, 2, 1), ((1, 1, 3, 2), 2, 0, 1),
    ((1, 1, 2, 2), 1, 1, 2), ((1, 1, 2, 2), 0, 0, 2), ((1, 1, 2, 3), 1, 1, 2),
    ((1, 1, 2, 3), 0, 2, 2), ((1, 1, 3, 2), 2, 1, 2), ((1, 1, 3, 3), 1, 1, 2),
    ((1, 1, 3, 3), 1, 1, 3), ((1, 1, 3, 4), 1, 2, 3),
    ((1, 1, 4, 3), 2, 1, 3), ((1, 1, 3, 3), 0, 1, 3), ((1, 1, 3, 3), 1, 0, 3),
    ((1, 1, 3, 3), 2, 1, 3), ((1, 1, 4, 3), 0, 0, 3),
    ((1, 1, 3, 4), 2, 3, 3), ((1, 1, 3, 4), 0, 3, 2),
    ((1, 1, 3, 4), 1, 2, 5), ((1, 1, 2, 2), 0, 1, 7), ((1, 1, 1, 5), 0, 2, 3),
    ((1, 1, 5, 1), 2, 0, 2), ((1, 2, 2, 3), 1, 1, 1), ((2, 1, 3, 2), 1, 1, 2),
    ((2, 2, 2, 2), 1, 0, 1), ((2, 2, 3, 3), 1, 1, 2), ((3, 1, 1, 3), 0, 1, 1),
    ((1, 3, 3, 1), 1, 0, 1), ((1, 1, 1, 5), 0, 2, 1),
    ((1, 1, 1, 6), 0, 3, 2), ((1, 1, 5, 1), 2, 0, 1), ((1, 1, 6, 1), 3, 0, 2),
]  # fmt: skip


@probes("cutout")
def squares(rng):
    for shape, cy, cx, size in SQUARES:
        yield call(image(shape), cy, cx, size)
    for layout in LAYOUTS:
        yield call(layout(image((2, 1, 3, 3))), 1, 1, 2)
        yield call(layout(-image((1, 2, 2, 2))), 1, 1, 1)
    yield call(image((1, 1, 3, 3), "float32"), 1, 1, 2)
    yield call(np.zeros((1, 1, 2, 3)), 1, 1, 1)


# Shape and box: inside, touching the border, and over it.
BOXES = [
    ((2, 1, 1, 1), (0, 0, 1, 1)), ((2, 1, 1, 2), (0, 0, 1, 1)), ((2, 1, 1, 4), (0, 1, 1, 2)),
    ((2, 1, 2, 2), (0, 0, 1, 1)), ((2, 1, 2, 2), (1, 1, 1, 1)), ((2, 1, 2, 2), (0, 0, 2, 2)),
    ((3, 1, 2, 2), (1, 0, 1, 2)), ((2, 1, 2, 4), (0, 1, 1, 2)), ((3, 1, 1, 4), (0, 0, 1, 3)),
    ((2, 1, 4, 2), (1, 0, 2, 1)), ((3, 1, 4, 1), (1, 0, 2, 1)), ((2, 1, 3, 3), (1, 1, 1, 1)),
    ((2, 2, 2, 2), (0, 0, 1, 2)), ((3, 2, 1, 2), (0, 1, 1, 1)), ((3, 3, 1, 2), (0, 0, 1, 1)),
    ((2, 1, 1, 2), (0, 1, 1, 2)), ((2, 1, 2, 2), (-1, 0, 2, 1)), ((2, 1, 2, 2), (0, -1, 1, 2)),
    ((2, 1, 2, 2), (1, 0, 2, 1)), ((2, 1, 2, 2), (0, 1, 2, 2)), ((3, 1, 2, 2), (-1, -1, 4, 4)),
    ((3, 1, 1, 4), (-1, 1, 2, 2)), ((2, 1, 2, 4), (0, 2, 1, 4)), ((2, 1, 4, 2), (-2, 1, 3, 4)),
    ((2, 1, 3, 2), (2, 1, 2, 2)), ((3, 1, 2, 2), (-1, 1, 3, 1)), ((3, 3, 1, 2), (-1, 1, 2, 1)),
    ((3, 2, 1, 2), (-1, 0, 2, 1)), ((1, 1, 2, 2), (0, 0, 1, 1)), ((1, 1, 1, 4), (0, 1, 2, 4)),
    ((4, 1, 1, 2), (0, 0, 1, 1)), ((4, 1, 1, 4), (0, -1, 1, 4)),
]  # fmt: skip
PERMS = {
    1: [[0]],
    2: [[1, 0], [1, 0], [1, 0], [0, 1]],
    3: [[1, 2, 0], [2, 0, 1], [1, 0, 2]],
    4: [[1, 2, 3, 0], [2, 3, 1, 0]],
}


def perm(n, number):
    """Return a permutation; some leave an image where it is."""
    return np.array(PERMS[n][number % len(PERMS[n])])


def others(height):
    """Return arguments of other layouts and dtypes, and labels or images that are alike."""
    shape = 2, 1, height, 2
    for number, layout in enumerate(LAYOUTS):
        yield layout(image(shape)), layout(one_hot(2, 2)), layout(perm(2, 0))
        yield layout(-image((3, 1, 1, 2))), layout(one_hot(3, 3)), layout(perm(3, number))
    yield image(shape, "float32"), one_hot(2, 2, 0, "float32"), perm(2, 0)
    yield image((3, 1, 1, 2)), np.eye(2)[[1, 1, 1]], perm(3, 0)
    yield np.zeros((3, 1, height, 2)), one_hot(3, 2), perm(3, 1)


@probes("cutmix")
def boxes(rng):
    for number, (shape, box) in enumerate(BOXES):
        k = [2, 3, 2, 3][number % 4]
        yield call(image(shape), one_hot(shape[0], k, number % 3), perm(shape[0], number), box)
    for number, arguments in enumerate(others(2)):
        yield call(*arguments, (0, [0, -1, 1][number % 3], 1, 2))


@probes("mixup")
def mixtures(rng):
    shapes = [
        (2, 1, 1, 1), (2, 1, 1, 2), (3, 1, 1, 1), (2, 2, 1, 1), (3, 2, 1, 1), (1, 1, 1, 2),
        (2, 1, 2, 1), (4, 1, 1, 1), (2, 1, 1, 1), (3, 1, 1, 2),
    ]  # fmt: skip
    lams = [0.75, 0.25, 0.5, 0.0, 1.0, 0.25, 0.75, 0.125, 0.875, 0.25, 0.75]
    for number in range(32):
        shape, k = shapes[number % 10], [2, 3, 2][number % 3]
        y = one_hot(shape[0], k, number % 2)
        yield call(image(shape), y, perm(shape[0], number), lams[number % 11])
    for number, arguments in enumerate(others(1)):
        yield call(*arguments, lams[number])


def _reaches_outside(x, top, left, height, width):
    h, w = x.shape[2:]
    return top < 0 or left < 0 or top + height > h or left + width > w


@when("cutout")
def over_the_border(x, cy, cx, size):
    """a part of the square is outside the image"""
    return _reaches_outside(x, cy - size // 2, cx - size // 2, size, size)


@when("cutout")
def over_the_first_row_or_column(x, cy, cx, size):
    """the square begins before row or column 0"""
    return cy < size // 2 or cx < size // 2


@when("cutmix")
def box_over_the_border(x, y_onehot, perm, box):
    """a part of the box is outside the image"""
    return _reaches_outside(x, *box)


@when("cutmix")
def box_before_the_first_row_or_column(x, y_onehot, perm, box):
    """the box begins before row or column 0"""
    return min(box[:2]) < 0


@when("cutmix")
def partners_not_in_pairs(x, y_onehot, perm, box):
    """some image is not the partner of its own partner"""
    return (perm[perm] != np.arange(len(perm))).any()


@when("mixup")
def mixed_partners_not_in_pairs(x, y_onehot, perm, lam):
    """some image is not the partner of its own partner"""
    return (perm[perm] != np.arange(len(perm))).any()


@when("mixup")
def really_mixed(x, y_onehot, perm, lam):
    """lam is neither 0 nor 1"""
    return 0 < lam < 1


@when("mixup")
def less_than_half(x, y_onehot, perm, lam):
    """lam is below one half"""
    return lam < 0.5
