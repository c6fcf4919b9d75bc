"""Hidden suite of ex11, losses and labels."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# Sizes that differ, no two columns alone: there, a mean over rows and half a sum are alike.
SHAPES = [(3,), (1, 3), (4, 3), (3, 5), (2, 3, 4)]
LABELLED = [(3, 4), (1, 3), (5, 3), (4, 7)]

# A guard such as log(p + 1e-7) shall cost the check of large logits alone.
GUARDED = {"rtol": 1e-5, "atol": 1e-6}

NAMES = ["rose", "lily", "iris", "tulip", "daisy", "Aster", "poppy", "Lotus", "fern", "moss"]
SPECIES = ["setosa", "versicolor", "virginica"]


def small(rng, shape, dtype="float64"):
    """Draw quarters in [-2, 2], of which no probability comes near 0 or 1."""
    return (rng.integers(-8, 9, shape) * 0.25).astype(dtype)


def yes_or_no(rng, shape, dtype="float64"):
    """Draw targets 0 and 1, the first of them 0 and the last 1."""
    targets = rng.integers(0, 2, shape).astype(dtype)
    targets.flat[0], targets.flat[-1] = 0, 1
    return targets


def hot(labels, c, dtype="float64"):
    """Write labels as one-hot rows."""
    return (labels[:, None] == np.arange(c)).astype(dtype)


def swapped(rng, count):
    """Draw labels, each of them once, whose one-hot rows are the same when turned round."""
    one, other = rng.permutation(count).reshape(2, -1)
    labels = np.arange(count)
    labels[one], labels[other] = other, one
    return labels


def without_ties(rng, shape):
    """Draw logits of which no two are alike, around 0."""
    n, c = shape
    return (rng.permutation(n * c).reshape(shape) - n * c // 2) * 0.25


def labels_nearly_right(rng, logits):
    """Draw labels of which about a half are the largest logit's."""
    n, c = logits.shape
    largest = logits.argmax(axis=1)
    labels = np.where(rng.integers(0, 2, (n,)) == 1, largest, rng.integers(0, c, (n,)))
    labels[0] = largest[0]
    labels[-1] = (largest[-1] + 1) % c
    return labels


def flowers(rng, count):
    """Draw names of which several come more than once, not in order."""
    some = [NAMES[i] for i in rng.permutation(len(NAMES))[: count // 2 + 1]]
    return [rng.choice(some) for _ in range(count)] + some[::-1]


@points(1)
@cases("shape", SHAPES)
def test_half_of_the_sum(agree, rng, shape):
    """half_sse is half the sum of all squared errors."""
    agree("half_sse", rng.array(shape), rng.array(shape))


@points(1)
@cases("shape", SHAPES)
def test_mean_of_the_squares(agree, rng, shape):
    """mse_loss is the mean of all squared errors."""
    dtype = "float32" if shape == (3, 5) else "float64"
    agree("mse_loss", rng.array(shape, dtype), rng.array(shape, dtype))


@points(2)
@cases("shape", [(2,), *SHAPES])
def test_binary_cross_entropy_of_both_answers(agree, rng, shape):
    """binary_cross_entropy_with_logits is the mean for targets 0 and 1."""
    function = "binary_cross_entropy_with_logits"
    agree(function, small(rng, shape), yes_or_no(rng, shape), **GUARDED)


@points(1)
@needs("binary_cross_entropy_with_logits")
@cases(
    "base, t",
    [
        ([1000], [0]), ([-1000], [1]), ([-1000], [0]), ([1000], [1]),
        ([[-40, 0, 900], [700, 37, -750]], [[1, 0, 0], [1, 0, 1]]),
        # Probabilities of about 1e-7, 1e-10, 1e-12 and 1e-15.
        ([-16], [1]), ([-23], [1]), ([28], [0]), ([35], [0]),
    ],
)  # fmt: skip
def test_binary_cross_entropy_of_large_logits(agree, rng, base, t):
    """binary_cross_entropy_with_logits of large logits is finite and right."""
    z = np.array(base) + small(rng, np.shape(base))
    agree("binary_cross_entropy_with_logits", z, np.array(t, "float64"))


@points(1)
@asks("exception")
@cases("n", [3, 4])
def test_shapes_that_differ(agree, rng, n):
    """Losses of two shapes are refused, those of one shape are not."""
    for function in ("half_sse", "mse_loss", "binary_cross_entropy_with_logits"):
        column, vector = small(rng, (n, 1)), yes_or_no(rng, (n,))
        agree(function, column, vector)
        agree(function, vector, column)
        agree(function, small(rng, (n, 2)), yes_or_no(rng, (1, 2)))
        agree(function, small(rng, (n, 1)), yes_or_no(rng, (1, n)))
        # Right also where something is forgotten: one entry, and a lot of them.
        agree(function, small(rng, (1,)), np.ones(1), **GUARDED)
        agree(function, small(rng, (n, n + 2)), yes_or_no(rng, (n, n + 2)), **GUARDED)


@points(1)
@cases("n, num_classes", [(3, 4), (1, 3), (4, 4), (5, 3), (3, 12)])
def test_a_one_in_each_row(agree, rng, n, num_classes):
    """one_hot puts a one into each label's column."""
    agree("one_hot", rng.integers(0, num_classes, (n,)), num_classes)
    # The last classes do not occur, and not all of the others.
    agree("one_hot", rng.integers(0, num_classes - 1, (n,)), num_classes + 1)


@points(2)
@cases("shape", LABELLED)
def test_cross_entropy_is_the_mean_over_the_rows(agree, rng, shape):
    """cross_entropy_one_hot is the mean over the rows."""
    n, c = shape
    onehot = hot(rng.integers(0, c, (n,)), c)
    agree("cross_entropy_one_hot", small(rng, shape), onehot, **GUARDED)


@points(1)
@needs("cross_entropy_one_hot")
@cases(
    "base, labels",
    [
        ([[0, 1000]], [0]),
        ([[1000, -1000]], [0]),
        ([[-1000, -1000, -1000], [1000, 1000, 0], [0, 0, 0]], [2, 0, 1]),
        # Probabilities of about 1e-7, 1e-10, 1e-12 and 1e-15.
        ([[0, 16, 0], [23, 0, 2], [0, 5, 28], [35, 1, 0]], [0, 1, 0, 2]),
    ],
)
def test_cross_entropy_of_large_logits(agree, rng, base, labels):
    """cross_entropy_one_hot of large logits is finite and right."""
    logits = np.array(base) + small(rng, np.shape(base))
    agree("cross_entropy_one_hot", logits, hot(np.array(labels), logits.shape[1]))


@points(1)
@cases("n, c", [(4, 3), (1, 3), (7, 2), (5, 5), (9, 4)])
def test_share_of_right_rows(agree, rng, n, c):
    """accuracy is the share of rows that are right."""
    logits = without_ties(rng, (n, c))
    agree("accuracy", logits, labels_nearly_right(rng, logits))
    agree("accuracy", logits - 100, logits.argmax(axis=1))


@points(2)
@cases("count", [2, 3, 4, 5])
def test_places_among_the_sorted_names(agree, rng, count):
    """encode_labels gives each name its place among the sorted classes."""
    agree("encode_labels", flowers(rng, count))


@points(1)
@needs("encode_labels", "one_hot", "cross_entropy_one_hot", "accuracy")
@cases("count", [7, 12])
def test_species_of_iris(agree, rng, data, count):
    """The species of iris go from names to loss and accuracy."""
    rows = rng.integers(0, 150, (count,))
    names = [SPECIES[label] for label in data.iris.labels.array[rows]] + SPECIES
    labels, _ = agree("encode_labels", names)
    onehot = agree("one_hot", labels, 3)
    # Three straight lines in the petal's length, which meet at 2.5 and 4.875.
    length = np.append(data.iris.x.array[rows, 2], [1.5, 4.5, 6.5])
    logits = length[:, None] * np.array([0.0, 1.0, 2.0]) - np.array([0.0, 2.5, 7.375])
    agree("cross_entropy_one_hot", logits, onehot, **GUARDED)
    agree("accuracy", logits, labels)


@points(1)
@asks("dtype")
@cases("n", [8, 10])
def test_dtypes_of_labels(agree, rng, n):
    """one_hot gives float64, encode_labels gives int64."""
    agree("one_hot", swapped(rng, n), n)
    agree("encode_labels", flowers(rng, n - 3))
    agree("encode_labels", sorted(flowers(rng, n - 3)))  # right also by order of appearance


@points(1)
@asks("arguments", "memory")
@cases("n", [1, 3])
def test_arguments_are_left_alone(agree, keeps, rng, n):
    """Arguments are left alone, in any layout."""
    shape = (n, 3)
    labels = rng.integers(0, 3, (n,))
    logits, onehot = without_ties(rng, shape), hot(labels, 3)
    for function in ("half_sse", "mse_loss", "binary_cross_entropy_with_logits"):
        keeps(function, small(rng, shape), yes_or_no(rng, shape))
        agree(function, strided(small(rng, shape)), read_only(yes_or_no(rng, shape)), **GUARDED)
        agree(function, small(rng, (1,)), np.ones(1), **GUARDED)
    keeps("cross_entropy_one_hot", logits, onehot)
    agree("cross_entropy_one_hot", np.asfortranarray(small(rng, shape)), onehot, **GUARDED)
    agree("cross_entropy_one_hot", small(rng, shape), read_only(onehot), **GUARDED)
    keeps("accuracy", read_only(logits), strided(labels))
    keeps("one_hot", strided(labels), 4)
    keeps("one_hot", read_only(swapped(rng, 8)), 8)
    keeps("encode_labels", flowers(rng, n + 4))
    keeps("encode_labels", sorted(flowers(rng, n + 4)))
