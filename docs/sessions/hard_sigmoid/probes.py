"""Probes of ex90, hard sigmoid: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when


@probes("hard_sigmoid")
def line_and_ends(rng):
    for scale in (0.5, 1.0, 2.0, 4.0, 250.0):
        for shape in [(1,), (2,), (1, 3), (3, 1), (2, 2), (1, 2, 2)]:
            yield call(rng.array(shape) * scale)


@probes("hard_sigmoid")
def edges(rng):
    for number in (-3.0, 0.0, 3.0):
        yield call(np.array([number]))
    yield call(np.array([-np.inf, np.inf]))
    yield call(np.array([-3.5, 3.5]))
    yield call(np.array([-2.5, 2.5]))


@probes("hard_sigmoid")
def kinds(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(rng.array((2, 3))))
    yield call(rng.array((2, 3), "float32"))


@when("hard_sigmoid")
def beyond_the_bends(x):
    """some value lies beyond the bends"""
    return (abs(x) > 3).any()
