"""Probes of ex00, arrays and axes: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided

# N and D: all of them small.
TABLES = [
    (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2), (3, 3),
    (3, 4), (4, 1), (4, 2), (4, 3), (5, 2), (2, 5),
]  # fmt: skip
LAID_OUT = [(2, 3), (3, 2), (3, 3), (2, 4)]
LAYOUTS = [strided, np.asfortranarray, read_only]

# N, M and D
PAIRS = [
    (1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 1), (2, 2, 2),
    (1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1), (2, 2, 3), (2, 3, 2),
    (3, 2, 2), (3, 3, 2), (2, 3, 3),
]  # fmt: skip


def signs(rng, shape):
    """Return tables of one sign, of zeros, and of whole numbers."""
    x = rng.array(shape)
    return [abs(x), -abs(x), x * 0, np.floor(x), x * 1024]


@probes("sum_of_rows")
def rows(rng):
    for shape in TABLES:
        yield call(rng.array(shape))
    for shape in [(2, 3), (3, 2)]:
        for x in signs(rng, shape):
            yield call(x)
    for layout in LAYOUTS:
        for shape in LAID_OUT:
            yield call(layout(rng.array(shape)))
    yield call(rng.array((2, 3), "float32"))


@probes("centre_columns")
def columns(rng):
    for shape in TABLES:
        yield call(rng.array(shape))
    for shape in [(2, 3), (3, 2)]:
        for x in signs(rng, shape):
            yield call(x)
    for layout in LAYOUTS:
        for shape in LAID_OUT:
            yield call(layout(rng.array(shape)))
    yield call(rng.array((2, 3), "float32"))


@probes("add_bias")
def rows_and_a_bias(rng):
    for n, d in TABLES:
        yield call(rng.array((n, d)), rng.array((d,)))
    for x in signs(rng, (2, 3)):
        yield call(x, rng.array((3,)))
    for b in signs(rng, (2,)):
        yield call(rng.array((3, 2)), b)
    for layout in LAYOUTS:
        for n, d in LAID_OUT:
            yield call(layout(rng.array((n, d))), layout(rng.array((d,))))
    yield call(rng.array((2, 3), "float32"), rng.array((3,), "float32"))


@probes("products")
def pairs_of_rows(rng):
    for n, m, d in PAIRS:
        yield call(rng.array((n, d)), rng.array((m, d)))
    for x, y in zip(signs(rng, (2, 3)), signs(rng, (3, 2)), strict=True):
        yield call(x, rng.array((1, 3)))
        yield call(rng.array((2, 2)), y)
    for layout in LAYOUTS:
        for n, d in LAID_OUT:
            yield call(layout(rng.array((n, d))), layout(rng.array((2, d))))
    yield call(rng.array((2, 3), "float32"), rng.array((4, 3), "float32"))


@probes("pick")
def one_of_each_row(rng):
    for n, c in TABLES:
        yield call(rng.array((n, c)), rng.integers(0, c, (n,)))
    for n, c in [(2, 3), (3, 3), (4, 2)]:
        for labels in [np.zeros(n, "int64"), np.full(n, c - 1), np.arange(n) % c]:
            yield call(rng.array((n, c)), labels)
    for p in signs(rng, (3, 4)):
        yield call(p, rng.integers(0, 4, (3,)))
    for layout in LAYOUTS:
        for n, c in LAID_OUT:
            yield call(layout(rng.array((n, c))), layout(rng.integers(0, c, (n,))))
    yield call(rng.array((2, 3), "float32"), rng.integers(0, 3, (2,)))
