"""Probes of ex11, losses and labels: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [
    (1,), (2,), (5,), (1, 1), (1, 2), (2, 1), (3, 2), (2, 2), (3, 3), (1, 4), (4, 1), (4, 2),
    (2, 3, 2), (1, 2, 2), (3, 1, 1),
]  # fmt: skip
ROWS = [(1, 1), (1, 2), (1, 4), (2, 1), (3, 1), (2, 2), (3, 3), (3, 2), (2, 5), (4, 2), (3, 4)]
OTHER_SHAPES = [
    ((2,), (3,)), ((3, 1), (3,)), ((2,), (2, 1)), ((2, 3), (1, 3)), ((3,), (1, 3)),
    ((1,), (4,)),
]  # fmt: skip
WORDS = ["rose", "Lily", "iris", "tulip", "ant", "Zinnia", "aster", "moss", "a", "rosemary"]


def pairs(rng):
    """Yield outputs and targets of every kind."""
    for shape in [*SHAPES, *SHAPES[5:12]]:
        yield rng.array(shape), rng.array(shape)
    for layout in (strided, np.asfortranarray, read_only):
        for shape in [(2, 3), (3, 2)]:
            yield layout(rng.array(shape)), layout(rng.array(shape))
    for shape in [(3,), (2, 4), (3, 1)]:
        same = rng.array(shape)
        yield same, same.copy()
        yield rng.array(shape), np.zeros(shape)
        yield rng.array(shape, "float32"), rng.array(shape, "float32")
        yield rng.array(shape) * 1024, rng.array(shape)


@probes("half_sse")
def half_sums(rng):
    for y, t in pairs(rng):
        yield call(y, t)
    for one, other in OTHER_SHAPES:
        yield call(rng.array(one), rng.array(other))


@probes("mse_loss")
def means(rng):
    for y, t in pairs(rng):
        yield call(y, t)
    for one, other in OTHER_SHAPES:
        yield call(rng.array(one), rng.array(other))


def targets(rng, shape):
    """Return targets; in a third of the calls all are 1, in another all are 0."""
    return rng.choice([np.ones(shape), np.zeros(shape), rng.integers(0, 2, shape) * 1.0])


@probes("binary_cross_entropy_with_logits")
def answers(rng):
    for shape in SHAPES:
        yield call(rng.array(shape) / 2, targets(rng, shape))
    for shape in [(1,), (1, 1), (3,), (2, 1), (2, 2), (1,), (3,)]:
        yield call(rng.array(shape) / 2, rng.integers(0, 2, shape) * 1.0)
    for layout in (strided, np.asfortranarray, read_only):
        for shape in [(2, 3), (3, 2)]:
            yield call(layout(rng.array(shape) / 2), layout(targets(rng, shape)))
    for far in (1000.0, -1000.0, 25.0, -25.0, 750.0):
        for answer in (0.0, 1.0):
            yield call(rng.array((2,)) + far, np.full(2, answer))
    yield call(np.zeros((2, 3)), targets(rng, (2, 3)))
    yield call(rng.array((2,), "float32"), targets(rng, (2,)).astype("float32"))
    for one, other in OTHER_SHAPES:
        yield call(rng.array(one), np.ones(other))


@probes("one_hot")
def rows_of_zeros(rng):
    for n in (1, 2, 3, 4):
        for c in (1, 2, 3, 4):
            yield call(rng.integers(0, c, (n,)), c)
    for n in (1, 2, 4):
        for c in (2, 3, 4):
            yield call(rng.integers(0, c - 1, (n,)), c)
            yield call(np.full(n, c - 1), c)
    for layout in (strided, read_only):
        for n in (2, 3):
            yield call(layout(rng.integers(0, 4, (n,))), 4)
    yield call(np.zeros(3, "int64"), 3)
    yield call(rng.permutation(4), 4)


def hot(labels, c):
    """Return labels as one-hot rows."""
    return (labels[:, None] == np.arange(c)) * 1.0


@probes("cross_entropy_one_hot")
def losses(rng):
    for n, c in [*ROWS, *ROWS[:5], *ROWS[1:3] * 3]:
        yield call(rng.array((n, c)) / 2, hot(rng.integers(0, c, (n,)), c))
    for n, c in [(1, 3), (1, 2), (3, 2)]:
        labels = hot(rng.integers(0, c, (n,)), c)
        yield call(rng.array((n, c)) + 1000.0, labels)
        yield call(rng.array((n, c)) - 1000.0, labels)
        yield call(rng.array((n, c)) * 256.0, labels)
        yield call(rng.array((n, c)) + rng.permutation(n)[:, None] * 1000.0, labels)
    for layout in (strided, np.asfortranarray, read_only):
        for n, c in [(1, 3), (3, 2)]:
            yield call(layout(rng.array((n, c)) / 2), layout(hot(rng.integers(0, c, (n,)), c)))
    yield call(np.zeros((2, 3)), hot(rng.integers(0, 3, (2,)), 3))
    yield call(rng.array((2, 4), "float32"), hot(rng.integers(0, 4, (2,)), 4).astype("float32"))


def without_ties(rng, n, c):
    """Return logits of which no two are alike, around 0."""
    return (rng.permutation(n * c).reshape(n, c) - n * c // 2) * 0.25


@probes("accuracy")
def shares(rng):
    for n, c in ROWS * 2:
        yield call(without_ties(rng, n, c), rng.integers(0, c, (n,)))
    for n, c in ROWS:
        logits = without_ties(rng, n, c)
        yield call(logits, logits.argmax(axis=1))
    for layout in (strided, read_only):
        for n, c in [(2, 3), (3, 2)]:
            yield call(layout(without_ties(rng, n, c)), layout(rng.integers(0, c, (n,))))
    for shift in (-100.0, 100.0):
        for n, c in [(3, 2), (4, 3)]:
            yield call(without_ties(rng, n, c) + shift, rng.integers(0, c, (n,)))
    yield call(without_ties(rng, 4, 3).astype("float32"), rng.integers(0, 3, (4,)))


@probes("encode_labels")
def names(rng):
    for count in (1, 2, 3, 4) * 4:
        some = [WORDS[i] for i in rng.permutation(len(WORDS))[: count // 2 + 1]]
        yield call([rng.choice(some) for _ in range(count)])
    for count in (1, 2, 3, 4, 5) * 2:
        yield call([WORDS[i] for i in rng.permutation(len(WORDS))[:count]])
    for count in (2, 3, 4, 5) * 2:
        yield call(sorted(rng.choice(WORDS) for _ in range(count)))
    for word in ("rose", "B", ""):
        yield call([word, word])
    yield call(["b", "C", "a", "D"])
    yield call(["10", "9", "10"])
    yield call(["two words", "two", "two words"])


@when("binary_cross_entropy_with_logits")
def a_logit_is_large(z, t):
    """some logit lies beyond 100 or -100"""
    return np.abs(z).max() > 100


@when("cross_entropy_one_hot")
def some_logits_are_far_apart(logits, onehot):
    """some logit lies beyond 100 or -100"""
    return np.abs(logits).max() > 100


@when("binary_cross_entropy_with_logits")
def every_target_is_one(z, t):
    """every target is 1"""
    return (t == 1).all()


@when("one_hot")
def the_last_class_does_not_occur(labels, num_classes):
    """the last class does not occur"""
    return labels.max() < num_classes - 1


@when("accuracy")
def every_row_is_right(logits, labels):
    """every row is right"""
    return (logits.argmax(axis=1) == labels).all()


@when("encode_labels")
def a_name_comes_again(names):
    """a name comes more than once"""
    return len(set(names)) < len(names)


@when("encode_labels")
def some_begin_with_capitals(names):
    """some names, not all, begin with a capital letter"""
    return len({name[:1].isupper() for name in names}) > 1
