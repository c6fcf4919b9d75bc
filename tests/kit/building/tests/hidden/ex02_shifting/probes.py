"""Probes of ex02, shifting: asked of a function that failed, worth no points."""

from grader.judge.probes import call, probes


@probes("shifted")
def shifts(rng):
    for rows in range(1, 7):
        for columns in range(1, 7):
            yield call(rng.array((rows, columns)), float(rng.array(1)[0]))
    for by in (0.0, -2.0, 0.5, 1.0):
        yield call(rng.array((2, 3)), by)


@probes("turned")
def turns(rng):
    for rows in range(1, 8):
        for columns in range(1, 7):
            yield call(rng.array((rows, columns)))
