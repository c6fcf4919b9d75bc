"""Probes of ex07, skip connections: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

# N, D, H
SIZES = [
    *itertools.product((1, 2, 3), repeat=3),
    (4, 2, 3), (2, 4, 1), (1, 3, 5), (5, 1, 2), (3, 4, 4), (4, 4, 2),
]  # fmt: skip


def block(rng, sizes, dtype="float64"):
    """Return x, w1, b1, w2 and b2."""
    n, d, h = sizes
    return [rng.array(shape, dtype) for shape in [(n, d), (h, d), (h,), (d, h), (d,)]]


def blocks(rng):
    """Yield the arguments of blocks of every kind."""
    for sizes in SIZES:
        yield block(rng, sizes)
    for shift in (64.0, -64.0, 64.0, -64.0):  # all units open, or shut
        x, w1, b1, w2, b2 = block(rng, (3, 2, 2))
        yield [x, w1, b1 + shift, w2, b2]
    for zeros in range(5):
        arrays = block(rng, (2, 3, 2))
        arrays[zeros] = arrays[zeros] * 0
        yield arrays
    for sizes in [(2, 2, 3), (3, 1, 2)]:  # every unit exactly at the kink
        x, w1, b1, w2, b2 = block(rng, sizes)
        yield [x, w1 * 0, b1 * 0, w2, b2]
        yield [x * 0, w1, b1 * 0, w2, b2]
    for layout in (strided, np.asfortranarray, read_only):
        for sizes in [(2, 3, 2), (3, 2, 4), (4, 2, 3), (2, 2, 2)]:
            yield [layout(array) for array in block(rng, sizes)]
    yield block(rng, (3, 2, 4), "float32")


@probes("residual_block")
def outputs(rng):
    for arrays in blocks(rng):
        yield call(*arrays)


@probes("residual_block_backward")
def gradients(rng):
    for x, *weights in blocks(rng):
        layout = strided if not x.flags.c_contiguous else np.ascontiguousarray
        yield call(layout(rng.array(x.shape, str(x.dtype))), x, *weights)


@when("residual_block")
def a_unit_is_shut(x, w1, b1, w2, b2):
    """a hidden unit is shut"""
    return (x @ w1.T + b1 < 0).any()


@when("residual_block_backward")
def a_unit_was_shut(grad_out, x, w1, b1, w2, b2):
    """a hidden unit is shut"""
    return a_unit_is_shut(x, w1, b1, w2, b2)


@when("residual_block_backward")
def a_unit_was_at_the_kink(grad_out, x, w1, b1, w2, b2):
    """a hidden unit is exactly 0 before ReLU"""
    return (x @ w1.T + b1 == 0).any()
