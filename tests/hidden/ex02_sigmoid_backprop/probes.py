"""Probes of ex02, backpropagation: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [
    (1,), (2,), (5,), (1, 1), (1, 3), (2, 1), (2, 2), (3, 2), (1, 1, 1), (1, 2, 2), (2, 1, 3),
    (1, 1, 2, 2), (2, 1, 1, 2),
]  # fmt: skip
LAID_OUT = [(2, 3), (3, 2), (2, 2, 2), (4, 2)]


@probes("sigmoid")
def sums(rng):
    for scale in (1.0, 4.0):
        for shape in SHAPES:
            yield call(rng.array(shape) * scale)


@probes("sigmoid")
def large_sums(rng):
    for number in (40.0, 710.0, 1000.0, 750.5, 1e6):
        yield call(np.array([number, -number]) + rng.array((2,)))
        yield call(-number - abs(rng.array((2, 1))))


@probes("sigmoid")
def other_sums(rng):
    yield call(np.zeros((2, 2)))
    yield call(np.array([0.0, 1.0, -1.0]))
    yield call(np.array([0.0]))
    for layout in (strided, np.asfortranarray, read_only):
        for shape in LAID_OUT:
            yield call(layout(rng.array(shape)))
    yield call(rng.array((2, 3), "float32"))
    yield call(np.array([200.0, -200.0], "float32"))


def outputs(rng, shape):
    """Return sixteenths from 0 to 1: saturated units among them."""
    return rng.integers(0, 17, shape) / 16


@probes("sigmoid_backward")
def outputs_of_units(rng):
    for scale in (1.0, 16.0):
        for shape in SHAPES:
            yield call(rng.array(shape) * scale, outputs(rng, shape))


@probes("sigmoid_backward")
def other_outputs(rng):
    for level in (0.0, 1.0, 0.5, 0.25, 0.75):
        yield call(rng.array((2, 2)), np.full((2, 2), level))
    yield call(np.zeros((2, 2)), outputs(rng, (2, 2)))
    for sign in (1, -1):
        yield call(sign * abs(rng.array((3,))), outputs(rng, (3,)))
    for layout in (strided, np.asfortranarray, read_only):
        for shape in LAID_OUT:
            yield call(layout(rng.array(shape)), layout(outputs(rng, shape)))
    yield call(rng.array((2, 3), "float32"), outputs(rng, (2, 3)).astype("float32"))


# N, D, H, O
SIZES = [
    *itertools.product((1, 2), repeat=4),
    (3, 2, 4, 2), (2, 3, 3, 1), (4, 1, 2, 3), (1, 3, 4, 2), (3, 3, 2, 2), (2, 4, 1, 3),
    (5, 2, 3, 1), (3, 1, 1, 3), (1, 2, 3, 4), (2, 2, 4, 3), (3, 4, 2, 1), (3, 3, 3, 3),
    (1, 4, 4, 1), (4, 3, 1, 2),
]  # fmt: skip


def network(rng, sizes, dtype="float64"):
    """Return x, t, w1, b1, w2 and b2."""
    n, d, h, o = sizes
    shapes = [(n, d), (n, o), (h, d), (h,), (o, h), (o,)]
    x, t, *weights = [rng.array(shape, dtype) for shape in shapes]
    return [x, t / 4, *(one / 2 for one in weights)]


@probes("mlp_backward")
def networks(rng):
    for sizes in SIZES:
        yield call(*network(rng, sizes))


@probes("mlp_backward")
def other_networks(rng):
    for factors in [
        (0, 1, 1, 1, 1, 1), (1, 0, 1, 1, 1, 1), (1, 1, 0, 1, 1, 1), (1, 1, 1, 0, 1, 1),
        (1, 1, 1, 1, 0, 1), (1, 1, 1, 1, 1, 0), (1, 1, 64, 1, 1, 1), (1, 1, 1, 1, 1, 512),
    ]:  # fmt: skip
        arrays = network(rng, (3, 2, 2, 1))
        yield call(*(array * factor for array, factor in zip(arrays, factors, strict=True)))
    for layout in (strided, np.asfortranarray, read_only):
        for sizes in [(2, 3, 2, 2), (3, 2, 3, 2), (2, 2, 3, 2), (3, 4, 2, 2)]:
            yield call(*map(layout, network(rng, sizes)))
    yield call(*network(rng, (3, 2, 2, 2), "float32"))


@when("sigmoid")
def a_sum_is_large(z):
    """some z lies beyond 700 or -700"""
    return np.abs(z).max() > 700
