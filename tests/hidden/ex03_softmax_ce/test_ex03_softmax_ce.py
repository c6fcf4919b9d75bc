"""Hidden suite of ex03, softmax and cross-entropy."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# The square one is for sums that broadcast along the wrong axis without an error.
SHAPES = [(2, 3), (1, 4), (3, 3), (4, 7), (6, 5)]

FAR_APART = [
    [[1000.0, 998.0]],
    [[1000.0, 1001.0, 1003.0], [-1000.0, -1001.0, -1003.0], [0.5, -0.25, 2.0]],
    [[-1000.0, 1000.0, 0.0, 0.5]],
    [[-1000.0, -1001.0, -1003.0]],
    [[0.0, -9.0, -17.0, 8.0]],
]

FAR_APART_LABELLED = [
    ([[1000.0, -1000.0]], [0]),
    ([[0.0, 1000.0]], [0]),
    ([[-1000.0, -1001.0, -1003.0], [1000.0, 998.0, 0.0], [0.5, -0.25, 2.0]], [2, 0, 1]),
    ([[3.0, -1000.0, 1000.0, 0.5]], [1]),
    ([[0.0, -9.0, -17.0, 8.0]], [2]),
]


@points(2)
@cases("shape", SHAPES)
def test_softmax_shares_one_among_the_classes(agree, rng, shape):
    """softmax turns each row of logits into probabilities."""
    agree("softmax", rng.array(shape))


@points(1)
@needs("softmax")
@cases("logits", FAR_APART)
def test_softmax_of_large_logits(agree, logits):
    """softmax of large logits is finite and right."""
    agree("softmax", np.array(logits))


@points(2)
@needs("softmax")
@cases("shape", SHAPES)
def test_cross_entropy_is_the_mean_over_the_batch(agree, rng, shape):
    """cross_entropy is the mean of -log(probability of the true class)."""
    n, c = shape
    agree("cross_entropy", rng.array(shape), rng.integers(0, c, (n,)))


@points(2)
@needs("softmax", "cross_entropy")
@cases("logits, labels", FAR_APART_LABELLED)
def test_cross_entropy_of_large_logits(agree, logits, labels):
    """cross_entropy of large logits is finite and right."""
    agree("cross_entropy", np.array(logits), np.array(labels))


@points(3)
@needs("softmax")
@cases("shape", SHAPES)
def test_gradient_of_each_logit(agree, rng, shape):
    """cross_entropy_backward is the gradient by every logit."""
    n, c = shape
    agree("cross_entropy_backward", rng.array(shape), rng.integers(0, c, (n,)))


@points(1)
@needs("softmax", "cross_entropy_backward")
@cases("logits, labels", FAR_APART_LABELLED)
def test_gradient_of_large_logits(agree, logits, labels):
    """cross_entropy_backward of large logits is finite and right."""
    agree("cross_entropy_backward", np.array(logits), np.array(labels))


@points(2)
@needs("softmax", "cross_entropy", "cross_entropy_backward")
@cases("count", [3, 12])
def test_softmax_regression_on_handwritten_digits(agree, data, count):
    """Softmax regression on handwritten digits goes the way PyTorch goes."""
    pixels = data.digits.images[:count].array.reshape(count, 64) / 16
    labels = data.digits.labels[:count]
    weights = np.zeros((10, 64))
    for _ in range(4):
        # Two matrix products, added in a fixed order: the same bits on every machine.
        logits = sum(pixels[:, [i]] * weights[:, i] for i in range(64))
        agree("cross_entropy", logits, labels)
        grad = agree("cross_entropy_backward", logits, labels)
        weights = weights - 0.25 * sum(grad[[n]].T * pixels[n] for n in range(count))


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """Probabilities and gradients of float32 logits are float32."""
    # Logits between -1 and 1: p - 1 keeps its digits in float32.
    agree("softmax", rng.array((2, 3), "float32") * np.float32(0.25))
    logits = rng.array((5, 4), "float32") * np.float32(0.25)
    labels = rng.integers(0, 4, (5,))
    agree("cross_entropy_backward", logits, labels)
    agree("cross_entropy", logits, labels)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(keeps, rng):
    """Arguments are left alone, in any layout, and results are new."""
    labels = rng.integers(0, 3, (2,))
    keeps("softmax", rng.array((2, 3)))
    far = np.array([[1000.0, 0.5, -1000.0], [-900.0, 900.0, 2.0]])
    keeps("softmax", far)
    keeps("cross_entropy", far, labels)
    keeps("cross_entropy_backward", far, labels)
    keeps("softmax", strided(rng.array((2, 3))))
    keeps("cross_entropy", rng.array((2, 3)), labels)
    keeps("cross_entropy", np.asfortranarray(rng.array((2, 3))), read_only(labels))
    keeps("cross_entropy_backward", rng.array((2, 3)), labels)
    keeps("cross_entropy_backward", read_only(rng.array((2, 3))), strided(labels))
