"""Probes of ex01, scaling: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided


@probes("double")
def doubled(rng):
    for rows in range(1, 7):
        for columns in range(1, 7):
            yield call(rng.array((rows, columns)))
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(rng.array((2, 3))))
    yield call(rng.array((2, 3), "float32"))
    yield call(np.zeros((2, 2)))


@probes("mean_square")
def averaged(rng):
    for rows in range(1, 8):
        for columns in range(1, 7):
            yield call(rng.array((rows, columns)))
