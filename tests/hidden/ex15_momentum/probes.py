"""Probes of ex15, momentum: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [(1,), (2,), (1, 1), (2, 1), (1,), (1, 2), (3,), (1, 1), (1,), (2,)]
RATES = [0.5, 0.25, 1.0, 0.125, 2.0, 0.0625]
LISTS = [[0.25], [0.5], [0.25, 0.25], [0.5, 0.125], [0.125, 0.5], [0.5, 0.5, 0.25]]


def coarse(rng, shape, dtype="float64"):
    """Return odd halves, whose few bits keep the record small."""
    return np.floor(rng.array(shape, dtype)) + 0.5


def valley(rng, size, dtype="float64"):
    """Return start and curvature, odd quarters from 1/4 to 7/4."""
    return coarse(rng, (size,), dtype), abs(coarse(rng, (size,), dtype)) / 2


@probes("sgd_momentum_step")
def steps(rng):
    for number, shape in enumerate(SHAPES):
        param, grad, velocity = (coarse(rng, shape) for _ in range(3))
        lr = RATES[number % 6]
        yield call(param, grad, velocity * (number % 3 > 0), lr)
        yield call(param, grad, velocity * (number % 2), lr, 0.5, nesterov=number % 4 > 1)
        yield call(param, grad, velocity, lr, (0.5, 0.75, 0.875)[number % 3], number % 2 > 0)
    for zeros in range(2):
        arrays = [coarse(rng, (2,)) for _ in range(3)]
        arrays[zeros] = arrays[zeros] * 0
        yield call(*arrays, 0.25, nesterov=True)
        yield call(*arrays, 0.25, 0.5, nesterov=zeros > 0)
    for number, layout in enumerate([strided, np.asfortranarray, read_only] * 2):
        arrays = [layout(coarse(rng, (2, 2))) for _ in range(3)]
        yield call(*arrays, 0.5, 0.75, nesterov=number > 2)
    for nesterov in (False, True):
        yield call(*(coarse(rng, (2,), "float32") for _ in range(3)), 0.5, 0.5, nesterov)


@probes("momentum_path")
def paths(rng):
    for number, rates in enumerate(LISTS * 3):
        for size in (1, 2):
            by_default = (number + number // len(LISTS)) % 3 == size
            given = {} if by_default else {"momentum": (0.5, 0.75)[number % 2]}
            if number % 4 > 1:
                given["nesterov"] = True
            yield call(*valley(rng, size), rates, **given)
    for layout in (strided, read_only):
        start, curvature = map(layout, valley(rng, 3))
        yield call(start, curvature, [0.25, 0.5])
        yield call(start, curvature, [0.25, 0.5], 0.75, True)
    yield call(*valley(rng, 2, "float32"), [0.5, 0.5])


@when("sgd_momentum_step")
def velocity_is_not_zero(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """velocity is not 0"""
    return velocity.any()


@when("sgd_momentum_step")
def velocity_is_zero(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """velocity is 0"""
    return not velocity.any()


@when("sgd_momentum_step")
@when("momentum_path")
def nesterov_is_true(*arguments, **named):
    """nesterov is True"""
    return named.get("nesterov", arguments[-1] is True)


@when("momentum_path")
def more_than_one_step(start, curvature, lrs, momentum=0.9, nesterov=False):
    """there is more than one step"""
    return len(lrs) > 1


@when("momentum_path")
def lr_changes(start, curvature, lrs, momentum=0.9, nesterov=False):
    """lr changes on the way"""
    return len(set(lrs)) > 1
