"""Hidden suite of ex27, augmentation where labels change."""

import math

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


def image(rng, shape):
    """Draw whole numbers of which no two are alike, so that each tells its place."""
    count = math.prod(shape)
    return (rng.permutation(count) + rng.choice(range(1, 90))).reshape(shape) * 1.0


def partners(rng, n):
    """Draw a permutation that is one cycle; of five or more one is left out.

    So in small batches nobody is his own partner, and in a larger one somebody is.
    """
    perm, order = np.arange(n), rng.permutation(n)[n // 5 :]
    perm[order] = np.roll(order, 1)
    return perm


def labels(rng, n, k):
    """Draw one-hot rows; all classes occur where there are enough rows."""
    return np.eye(k)[rng.permutation(max(n, k))[:n] % k]


def of_one_class(rng, n, k):
    """Draw one-hot rows that are all alike, so that mixed ones are the same."""
    return np.eye(k)[np.full(n, rng.choice(range(k)))]


def alike(rng, n, shape):
    """Draw images of one grey, the same for all, so that mixed ones are the same."""
    return np.full((n, *shape), float(rng.choice(range(1, 90))))


def black(n, shape):
    """Return images of zeros: mixed ones are the same, whatever the weights or the filling."""
    return np.zeros((n, *shape))


def laid(array, otherwise):
    """Return it, laid otherwise in memory if asked for.

    The check of arguments charges no values, so whoever goes by the memory shows here.
    """
    return np.asfortranarray(array) if otherwise else array


# No square here ends at the border: a slice that stops too early there is a fault of its own.
ODD = [
    ((1, 1, 4, 5), 1, 2, 3),
    ((1, 2, 3, 2), 1, 0, 1),
    ((1, 1, 6, 7), 2, 3, 5),
    ((3, 4, 2, 1), 1, 0, 1),
]


@points(2)
@cases("shape, cy, cx, size", ODD)
def test_square_of_zeros(agree, rng, shape, cy, cx, size):
    """cutout sets a square around (cy, cx) to 0, of an odd size."""
    x = image(rng, shape)
    agree("cutout", laid(-x, True) if shape[0] > 1 else x, cy, cx, size)


EVEN = [((1, 1, 3, 4), 1, 2, 2), ((1, 1, 5, 6), 2, 3, 4), ((2, 1, 4, 3), 2, 1, 2)]


@points(1)
@cases("shape, cy, cx, size", EVEN)
def test_even_squares(agree, rng, shape, cy, cx, size):
    """cutout of an even size reaches one cell further up and left."""
    agree("cutout", image(rng, shape), cy, cx, size)


# An odd square that is too short, as in the paper's code, is none here: the border is nearer.
CUT_OFF = [
    ((1, 1, 3, 4), 2, 3, 3),
    ((1, 1, 4, 3), 0, 1, 2),
    ((1, 1, 3, 4), 1, 0, 2),
    ((2, 1, 2, 5), 1, 4, 7),
    ((1, 1, 6, 5), 1, 0, 4),
    ((1, 1, 5, 4), 4, 2, 4),
]


@points(1)
@cases("shape, cy, cx, size", CUT_OFF)
def test_square_over_the_border(agree, rng, shape, cy, cx, size):
    """cutout cuts the square off at the border."""
    agree("cutout", image(rng, shape), cy, cx, size)


# N, C, H, W and the box. Who takes it for two corners, or exchanges rows and columns, has
# squares in the upper left corner right, and boxes of which the lower and the right border
# cut something off. So a box that is misread costs its own check, and at most one more.
CORNER = [
    (2, 1, 2, 3, (0, 0, 1, 1)),
    (3, 4, 1, 2, (0, 0, 1, 1)),
    (6, 1, 2, 1, (0, 0, 1, 1)),
    (3, 1, 3, 4, (0, 0, 2, 2)),
    (1, 1, 1, 2, (0, 0, 1, 1)),
]
# Shares are exact in float32, too.
SHARES = [
    (2, 1, 2, 4, (0, 0, 1, 2)),
    (3, 2, 4, 2, (0, 0, 2, 1)),
    (4, 1, 3, 4, (0, 0, 2, 3)),
    (2, 1, 4, 8, (0, 0, 3, 3)),
]
# Two images of one channel: who takes the wrong partners or channels is right here.
ANYWHERE = [
    (2, 4, (0, 1, 1, 2)),
    (4, 2, (1, 0, 2, 1)),
    (3, 4, (1, 0, 1, 2)),
]
OVER = [(2, 3, (1, 1, 3, 3)), (3, 2, (1, 1, 3, 3))]
LARGE = [
    (2, 2, (1, 1, 2, 2)),
    (2, 4, (1, 1, 4, 4)),
    (4, 2, (1, 1, 4, 4)),
    (2, 4, (-1, -1, 5, 5)),
]
BEFORE = [
    (2, 4, (-1, -1, 2, 2)),
    (4, 2, (-2, 1, 3, 1)),
    (2, 4, (1, -2, 1, 4)),
]


@points(1)
@cases("n, c, h, w, box", CORNER)
def test_box_of_the_partner(agree, rng, n, c, h, w, box):
    """cutmix replaces a box of each image by that of its partner."""
    x, y = image(rng, (n, c, h, w)), of_one_class(rng, n, 2)
    agree("cutmix", laid(-x, True) if h * w > 6 else x, y, partners(rng, n), box)


@points(2)
@cases("n, c, h, w, box", SHARES)
def test_labels_by_area(agree, rng, n, c, h, w, box):
    """cutmix mixes the labels by the share of the box."""
    y = labels(rng, n, {2: 2, 3: 3, 4: 5}[n])
    agree("cutmix", black(n, (c, h, w)), laid(y, n == 4), partners(rng, n), box)


@points(1)
@cases("h, w, box", ANYWHERE)
def test_box_in_its_place(agree, rng, h, w, box):
    """cutmix reads the box as (top, left, height, width)."""
    x, y = image(rng, (2, 1, h, w)), of_one_class(rng, 2, 2)
    agree("cutmix", x, y, partners(rng, 2), box)


@points(1)
@needs("cutmix")
@cases("h, w, box", OVER)
def test_box_over_the_border(agree, rng, h, w, box):
    """cutmix cuts off what lies below or right of x."""
    x, y = image(rng, (2, 1, h, w)), of_one_class(rng, 2, 3)
    agree("cutmix", x, y, partners(rng, 2), box)


@points(1)
@needs("cutmix")
@cases("h, w, box", LARGE)
def test_labels_by_the_clipped_box(agree, rng, h, w, box):
    """cutmix counts only the cells that are inside."""
    x = black(2, (1, h, w))
    agree("cutmix", x, labels(rng, 2, 3), partners(rng, 2), box)


@points(1)
@needs("cutmix")
@cases("h, w, box", BEFORE)
def test_box_before_the_image(agree, rng, h, w, box):
    """cutmix cuts off what lies above or left of x."""
    x = image(rng, (2, 1, h, w))
    agree("cutmix", x, labels(rng, 2, 3), partners(rng, 2), box)


MIXED = [
    (2, (1, 1, 2), [0.75]),
    (3, (2, 1, 2), [0.25, 0.375]),
    (5, (1, 2, 1), [0.625, 0.875]),
]
# What may be a case of its own.
ALONE = [
    (2, (4, 1, 1), [0.0]),
    (2, (1, 1, 2), [0.5]),
    (2, (1, 1, 2), [1.0]),
    (1, (1, 1, 2), [0.25]),
]


@points(2)
@cases("n, shape, lams", MIXED + ALONE)
def test_weighted_images(agree, rng, n, shape, lams):
    """mixup gives an image the weight lam, its partner the rest."""
    x, y = image(rng, (n, *shape)), of_one_class(rng, n, 2)
    x = laid(-x, True) if shape[0] == 2 else x
    agree("mixup", x, y, partners(rng, n), rng.choice(lams))


@points(1)
@cases("n, shape, lams", [*MIXED, (2, (1, 1, 1), [0.3, 0.7])])
def test_weighted_labels(agree, rng, n, shape, lams):
    """mixup mixes the labels with the weights of the images."""
    y = labels(rng, n, n if n < 3 else n + 1)
    agree("mixup", black(n, shape), laid(y, n == 3), partners(rng, n), rng.choice(lams))


def halves(rng, n, dtype="float64"):
    """Draw different images of one class, then grey images of different classes, and a box.

    So who mixes only the images right, or only the labels, has one right answer. The first
    box covers all and more, the second one half: most wrong boxes are right in one of them.
    """
    y = np.eye(n, dtype=dtype)
    one = y[np.full(n, rng.choice(range(n)))]
    yield image(rng, (n, 1, 2, 2)).astype(dtype), one, (0, 0, 5, 5)
    yield alike(rng, n, (1, 3, 4)).astype(dtype), y, (0, 0, 2, 3)


@points(1)
def test_digits(agree, rng):
    """All three keep all digits of float64."""
    # Odd multiples of 2 ** -36 need more digits than float32 has, and than anyone rounds to.
    square, x = ((rng.integers(0, 2**29, n) * 2 + 1) / 2.0**36 for n in (6, 4))
    square, x = square.reshape(1, 1, 2, 3), x.reshape(2, 1, 1, 2)
    y, one, perm = labels(rng, 2, 2), of_one_class(rng, 2, 2), np.array([1, 0])
    agree("cutout", square, 1, 2, 2, rtol=1e-13, atol=0)
    agree("cutmix", x, one, perm, (0, 0, 1, 1), rtol=1e-13, atol=0)
    agree("mixup", x, one, perm, 0.5, rtol=1e-13, atol=0)
    agree("cutmix", black(2, (1, 1, 3)), y, perm, (0, 0, 1, 1), rtol=1e-13, atol=0)
    agree("mixup", black(2, (1, 1, 1)), y, perm, rng.choice([1 / 3, 2 / 7]), rtol=1e-13, atol=0)


@points(1)
@asks("dtype")
@cases("dtype", ["float32", "float64"])
def test_dtypes(agree, rng, dtype):
    """All three keep the dtype of x and y_onehot."""
    perm = np.array([1, 0])
    agree("cutout", image(rng, (1, 1, 3, 4)).astype(dtype), 1, 1, 1)
    agree("cutout", image(rng, (1, 1, 3, 4)).astype(dtype), 1, 1, 2)
    agree("cutout", image(rng, (1, 1, 2, 2)).astype(dtype), 1, 1, 2)
    for x, y, box in halves(rng, 2, dtype):
        agree("cutmix", x, y, perm, box)
        agree("mixup", x, y, perm, 0.5)
    agree("mixup", x, y, perm, 0.0)
    agree("mixup", x, y, perm, 1.0)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """Arguments stay as they are, and results are new."""
    perm = np.array([1, 0])
    keeps("cutout", image(rng, (1, 1, 3, 4)), 1, 1, 2)
    for x, y, box in halves(rng, 2):
        keeps("cutmix", x, y, perm, box)
        keeps("mixup", x, y, perm, 0.5)
    keeps("mixup", x, y, perm, 0.0)
    keeps("mixup", x, y, perm, 1.0)
    agree("cutmix", x[:1], y[:1], np.array([0]), (0, 0, 1, 2))
    agree("mixup", x[:1], y[:1], np.array([0]), 0.5)
    agree("cutout", read_only(x), 1, 1, 1)
    agree("cutmix", strided(x), read_only(y), read_only(perm), (0, 0, 1, 2))
    agree("mixup", np.asfortranarray(x), strided(y), strided(perm), 0.5)
