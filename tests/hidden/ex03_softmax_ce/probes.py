"""Probes of ex03, softmax: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SIZES = [
    *itertools.product((1, 2, 3), repeat=2), (1, 4), (4, 1), (2, 5), (5, 2), (4, 4), (3, 6),
]  # fmt: skip


def large(rng, sizes):
    """Return some rows of logits that no exponential stands: one, then the others."""
    n, c = sizes
    rows = np.zeros((n, 1))
    rows[rng.permutation(n)[: n // 2 + 1]] = 1000.0
    return [
        rng.array(sizes) + 1000.0,
        rng.array(sizes) - 1000.0,
        rng.array(sizes) + rows,  # rows far apart
        rng.array(sizes) * 256.0,
    ]


def all_logits(rng):
    """Yield logits of every kind."""
    for sizes in SIZES:
        yield rng.array(sizes)
        yield rng.array(sizes) / 8
    for sizes in [(1, 3), (3, 2), (4, 3)]:
        yield from large(rng, sizes)
    yield np.zeros((2, 3))
    yield np.full((3, 2), -2.5)
    yield -abs(rng.array((2, 4)))
    for layout in (strided, np.asfortranarray, read_only):
        for sizes in [(2, 3), (3, 2), (4, 3), (2, 2)]:
            yield layout(rng.array(sizes))
    yield rng.array((3, 4), "float32")
    # Their exponentials stand, those of twice as much, and of their sum, do not.
    yield rng.array((3, 3)) + 400.0
    yield rng.array((2, 4)) + 400.0


def labels_of(rng, logits):
    """Return labels; in half of the calls none is the last class."""
    n, c = logits.shape
    most = max(1, c - int(rng.integers(0, 2, 1)[0]))
    return rng.integers(0, most, n)


@probes("softmax")
def rows(rng):
    for logits in all_logits(rng):
        yield call(logits)


@probes("cross_entropy")
def losses(rng):
    for logits in all_logits(rng):
        yield call(logits, labels_of(rng, logits))


@probes("cross_entropy_backward")
def gradients(rng):
    for logits in all_logits(rng):
        yield call(logits, labels_of(rng, logits))


@when("softmax")
@when("cross_entropy")
@when("cross_entropy_backward")
def a_logit_is_large(logits, labels=None):
    """some logit lies beyond 500 or -500, or in float32 beyond 80 or -80"""
    return np.abs(logits).max() > (80 if logits.dtype == "float32" else 500)


@when("cross_entropy")
@when("cross_entropy_backward")
def no_label_is_the_last_class(logits, labels):
    """no label is the last class"""
    return labels.max() < logits.shape[1] - 1
