"""Hidden suite of ex03, softmax and cross-entropy."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# The square ones are for rows that broadcast along the wrong axis without an error.
SHAPES = [(2, 3), (1, 4), (3, 3), (4, 7), (6, 5)]
LABELLED = [(3, 2), (1, 4), (3, 3), (4, 7), (6, 5)]

# What is added to drawn logits: rows far from 0 and from each other, and classes far apart.
FAR = [
    [[1000, 1000]],
    [[-1000, -1000, -1000]],
    [[1000, 1000, 1000], [-1000, -1000, -1000], [0, 0, 0]],
    [[-1000, 1000, 0, 0]],
    [[45, 0, 40, 30]],
]
FAR_LABELLED = [
    ([[0, 1000]], [0]),
    ([[1000, -1000]], [0]),
    ([[-1000, -1000, -1000], [1000, 1000, 0], [0, 0, 0]], [2, 0, 1]),
    ([[0, -1000, 1000, 0]], [1]),
    # Probabilities of about 1e-7, 1e-10, 1e-12 and 1e-15.
    ([[0, 16, 0], [23, 0, 2], [0, 5, 28], [35, 1, 0]], [0, 1, 0, 2]),
]

# A guard such as log(p + 1e-7) shall cost the check of large logits alone.
GUARDED = {"rtol": 1e-5, "atol": 1e-6}


def far(rng, base):
    """Draw whole logits around a base, up to 2 away from it."""
    return np.array(base) + rng.integers(-2, 3, np.shape(base)).astype("float64")


def small(rng, shape, dtype="float64"):
    """Draw quarters in [-1, 1], of which no class is very unlikely."""
    return (rng.integers(-4, 5, shape) * 0.25).astype(dtype)


@points(2)
@cases("shape", SHAPES)
def test_softmax_shares_one_among_the_classes(agree, rng, shape):
    """softmax turns each row of logits into probabilities."""
    agree("softmax", rng.array(shape))


@points(1)
@needs("softmax")
@cases("base", FAR)
def test_softmax_of_large_logits(agree, rng, base):
    """softmax of large logits is finite and right."""
    agree("softmax", far(rng, base))


@points(2)
@needs("softmax")
@cases("shape", LABELLED)
def test_cross_entropy_is_the_mean_over_the_batch(agree, rng, shape):
    """cross_entropy is the mean of -log(probability of the true class)."""
    n, c = shape
    agree("cross_entropy", small(rng, shape), rng.integers(0, c, (n,)), **GUARDED)


@points(2)
@needs("softmax", "cross_entropy")
@cases("base, labels", FAR_LABELLED)
def test_cross_entropy_of_large_logits(agree, rng, base, labels):
    """cross_entropy of large logits is finite and right."""
    agree("cross_entropy", far(rng, base), np.array(labels))


@points(3)
@needs("softmax")
@cases("shape", LABELLED)
def test_gradient_of_each_logit(agree, rng, shape):
    """cross_entropy_backward is the gradient by every logit."""
    n, c = shape
    agree("cross_entropy_backward", rng.array(shape), rng.integers(0, c, (n,)))


@points(1)
@needs("softmax", "cross_entropy_backward")
@cases("base", FAR)
def test_gradient_of_large_logits(agree, rng, base):
    """cross_entropy_backward of large logits is finite and right."""
    n, c = np.shape(base)
    agree("cross_entropy_backward", far(rng, base), rng.integers(0, c, (n,)))


@points(2)
@needs("softmax", "cross_entropy", "cross_entropy_backward")
@cases("count", [3, 12])
def test_softmax_regression_on_handwritten_digits(agree, rng, data, count):
    """Softmax regression on handwritten digits goes the way PyTorch goes."""
    rows = rng.integers(0, len(data.digits.labels.array), (count,))
    pixels = data.digits.images[rows].array.reshape(count, 64) / 16
    labels = data.digits.labels[rows]
    weights = np.zeros((10, 64))
    for _ in range(4):
        # Two matrix products, added in a fixed order: the same bits on every machine.
        logits = sum(pixels[:, [i]] * weights[:, i] for i in range(64))
        agree("cross_entropy", logits, labels, **GUARDED)
        grad = agree("cross_entropy_backward", logits, labels)
        weights = weights - 0.25 * sum(grad[[n]].T * pixels[n] for n in range(count))


@points(1)
@asks("dtype")
@cases("shape", [(1, 3), (5, 4)])
def test_float32_stays_float32(agree, rng, shape):
    """Probabilities and gradients of float32 logits are float32."""
    n, c = shape
    # p - 1 of small logits keeps its digits in float32.
    agree("softmax", small(rng, shape, "float32"))
    agree("cross_entropy_backward", small(rng, shape, "float32"), rng.integers(0, c, (n,)))


@points(1)
@asks("arguments", "memory")
@cases("n", [1, 2])
def test_arguments_are_left_alone(agree, keeps, rng, n):
    """Arguments are left alone, in any layout, and results are new."""
    shape, labels = (n, 3), rng.integers(0, 3, (n,))
    large = rng.array(shape) + np.array([1000.0, 1000.0, -1000.0])
    keeps("softmax", rng.array(shape))
    keeps("softmax", strided(rng.array(shape)))
    keeps("softmax", large)
    keeps("cross_entropy", rng.array(shape), labels)
    keeps("cross_entropy", np.asfortranarray(rng.array(shape)), read_only(labels))
    keeps("cross_entropy", large, labels)
    agree("cross_entropy", small(rng, shape), labels, **GUARDED)
    keeps("cross_entropy_backward", rng.array(shape), labels)
    keeps("cross_entropy_backward", read_only(rng.array(shape)), strided(labels))
    keeps("cross_entropy_backward", large, labels)
