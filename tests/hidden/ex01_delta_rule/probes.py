"""Probes of ex01, the delta rule: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided

# N, D, O: all of them small, and some larger ones.
SIZES = [
    *itertools.product((1, 2, 3), repeat=3),
    (4, 2, 3), (2, 5, 4), (5, 1, 2), (1, 4, 4), (3, 4, 1), (6, 3, 6), (4, 4, 2), (5, 5, 5),
]  # fmt: skip
RATES = [0.125, 0.5, 1.0, 0.25, 2.0, 0.75, 0.0]


def layer(rng, sizes, dtype="float64"):
    """Return x, t, w and b."""
    n, d, o = sizes
    return [rng.array(shape, dtype) for shape in [(n, d), (n, o), (o, d), (o,)]]


@probes("linear_unit")
def sizes_of_a_layer(rng):
    for sizes in SIZES:
        x, _, w, b = layer(rng, sizes)
        yield call(x, w, b)


@probes("linear_unit")
def numbers_of_a_layer(rng):
    x, _, w, b = layer(rng, (2, 3, 2))
    for zeros in [(x * 0, w, b), (x, w * 0, b), (x, w, b * 0), (abs(x), abs(w), abs(b))]:
        yield call(*zeros)
    x, _, w, b = layer(rng, (3, 2, 2))
    yield call(-abs(x), abs(w), b)
    yield call(x * 1024, w / 1024, b)


@probes("linear_unit")
def layouts_of_a_layer(rng):
    for number, layout in enumerate([strided, np.asfortranarray, read_only] * 4):
        x, _, w, b = layer(rng, [(2, 3, 4), (3, 2, 3), (2, 4, 2), (4, 2, 3)][number // 3])
        yield call(layout(x), layout(w), layout(b) if number % 2 else b)
    x, _, w, b = layer(rng, (3, 2, 4), "float32")
    yield call(x, w, b)


@probes("delta_rule_update")
def sizes_of_a_step(rng):
    for sizes in SIZES:
        yield call(*layer(rng, sizes), rng.choice(RATES[:6]))


@probes("delta_rule_update")
def numbers_of_a_step(rng):
    for rate in (0.0, 0.0, 1.0, 1.0, 2.0):
        yield call(*layer(rng, (3, 2, 2)), rate)
    x, t, w, b = layer(rng, (3, 2, 4))
    yield call(x * 0, t, w, b, 0.5)
    yield call(x, t, w * 0, b * 0, 0.25)
    yield call(x * 0, t * 0 + b, w, b, 0.5)  # no error
    yield call(x, t * 0, w * 0, b * 0, 1.0)  # none here either


@probes("delta_rule_update")
def layouts_of_a_step(rng):
    for number, layout in enumerate([strided, np.asfortranarray, read_only] * 4):
        arrays = layer(rng, [(2, 3, 4), (3, 2, 3), (4, 3, 2), (3, 4, 2)][number // 3])
        yield call(*map(layout, arrays), rng.choice(RATES))
    yield call(*layer(rng, (3, 2, 4), "float32"), 0.25)
