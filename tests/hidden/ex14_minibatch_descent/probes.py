"""Probes of ex14, mini-batch descent: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

CUTS = [
    *itertools.product((1, 2, 3, 4, 5), (1, 2, 3)), (6, 2), (6, 3), (6, 4), (7, 3), (7, 5),
    (8, 4), (7, 4), (2, 5), (3, 4), (3, 8), (5, 6), (4, 4), (5, 5), (6, 6),
]  # fmt: skip
RATES = [0.125, 0.25, 0.0625]


def regression(rng, n, d, dtype="float64"):
    """Return x, t, w and b in few bits, odd halves and eighths: the record stays small."""
    arrays = [np.floor(rng.array(shape, dtype)) + 0.5 for shape in ((n, d), (n,), (d,))]
    return arrays[0] / 4, *arrays[1:], float(np.floor(rng.array((1,)))[0]) + 0.5


@probes("batches")
def cuts(rng):
    for n, batch_size in CUTS:
        yield call(rng.permutation(n), batch_size)
    for layout in (strided, read_only):
        for n, batch_size in [(6, 2), (5, 2), (4, 3), (6, 3), (3, 1), (5, 4)]:
            yield call(layout(rng.permutation(n)), batch_size)


@probes("mse_gradients")
def sizes_of_a_batch(rng):
    wide = [(1, 3), (2, 3), (3, 3), (4, 3)]
    for n, d in [*itertools.product((1, 2, 3, 4, 8, 16), (1, 2)), *wide]:
        yield call(*regression(rng, n, d))


@probes("mse_gradients")
def numbers_of_a_batch(rng):
    for factors in [
        (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 0, 0), (64, 1, 1, 1),
        (1, 64, 1, 1), (1, 1, 64, 1),
    ]:  # fmt: skip
        values = zip(regression(rng, 4, 2), factors, strict=True)
        yield call(*(value * factor for value, factor in values))
    for layout in (strided, np.asfortranarray, read_only):
        for n, d in [(4, 2), (2, 3), (4, 1), (3, 1), (2, 2)]:
            x, t, w, b = regression(rng, n, d)
            yield call(layout(x), layout(t), layout(w), b)
    yield call(*regression(rng, 3, 2, "float32"))


@probes("sgd_epoch")
def sizes_of_an_epoch(rng):
    for n, batch_size in CUTS:
        yield call(*regression(rng, n, 1), rng.choice(RATES), batch_size, rng.permutation(n))


@probes("sgd_epoch")
def other_epochs(rng):
    for rate in (0.0, 0.5):
        yield call(*regression(rng, 4, 2), rate, 2, rng.permutation(4))
    for n in (4, 5):
        yield call(*regression(rng, n, 2), 0.125, 2, np.arange(n))
    for layout in (strided, np.asfortranarray, read_only):
        for d in (1, 2):
            x, t, w, b = regression(rng, 5, d)
            order = layout(rng.permutation(5))
            yield call(layout(x), layout(t), layout(w), b, 0.125, 2, order)
    yield call(*regression(rng, 5, 2, "float32"), 0.125, 3, rng.permutation(5))


@when("batches")
def numbers_are_left_over(order, batch_size):
    """batch_size does not divide N"""
    return len(order) % batch_size


@when("sgd_epoch")
def examples_are_left_over(x, t, w, b, lr, batch_size, order):
    """batch_size does not divide N"""
    return len(order) % batch_size


@when("sgd_epoch")
def several_batches(x, t, w, b, lr, batch_size, order):
    """there are two batches or more"""
    return len(order) > batch_size
