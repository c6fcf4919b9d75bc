"""Probes of ex09, the linear layer: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided

# N, D, O: all of them small, and some larger ones.
SIZES = [
    *itertools.product((1, 2), repeat=3),
    (3, 1, 1), (1, 3, 1), (1, 1, 3), (3, 2, 1), (1, 2, 3), (2, 3, 1), (2, 1, 3), (3, 1, 2),
    (3, 1, 3), (1, 3, 3), (3, 3, 1), (4, 1, 2), (1, 4, 2), (2, 1, 4),
]  # fmt: skip
LAID_OUT = [(2, 3, 1), (3, 1, 2), (1, 2, 3), (2, 1, 2)]
LAYOUTS = [strided, np.asfortranarray, read_only]


def arrays(rng, sizes, dtype="float64"):
    """Return x, weight, bias and grad_out: odd quarters from -7/4 to 7/4."""
    n, d, o = sizes
    shapes = [(n, d), (o, d), (o,), (n, o)]
    return [((rng.integers(-4, 4, shape) * 2 + 1) / 4).astype(dtype) for shape in shapes]


@probes("linear")
def batches(rng):
    for sizes in SIZES:
        x, weight, bias, _ = arrays(rng, sizes)
        yield call(x, weight, bias)
    for layout in LAYOUTS:
        for sizes in LAID_OUT:
            x, weight, bias, _ = arrays(rng, sizes)
            yield call(layout(x), layout(weight), layout(bias))
    x, weight, bias, _ = arrays(rng, (2, 3, 2), "float32")
    yield call(x, weight, bias)


@probes("linear")
def numbers(rng):
    x, weight, bias, _ = arrays(rng, (2, 1, 2))
    for zeros in [(x * 0, weight, bias), (x, weight * 0, bias), (x, weight, bias * 0)]:
        yield call(*zeros)
    yield call(abs(x), abs(weight), abs(bias))
    yield call(abs(x), -abs(weight), -abs(bias))
    yield call(x / 64, weight / 64, bias / 64)  # digits that no rounding to four keeps


@probes("linear_backward")
def gradients(rng):
    for sizes in SIZES:
        x, weight, _, grad_out = arrays(rng, sizes)
        yield call(grad_out, x, weight)
    for layout in LAYOUTS:
        for sizes in LAID_OUT:
            x, weight, _, grad_out = arrays(rng, sizes)
            yield call(layout(grad_out), layout(x), layout(weight))
    x, weight, _, grad_out = arrays(rng, (2, 3, 2), "float32")
    yield call(grad_out, x, weight)


@probes("linear_backward")
def numbers_of_gradients(rng):
    x, weight, _, grad_out = arrays(rng, (3, 1, 2))
    yield call(grad_out * 0, x, weight)
    yield call(grad_out, x * 0, weight)
    yield call(grad_out, x, weight * 0)
    yield call(grad_out / 64, x / 64, weight / 64)
    yield call(-abs(grad_out), abs(x), abs(weight))
    yield call(np.ones((3, 2)), x, weight)
