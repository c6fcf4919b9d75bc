"""Probes of ex15, momentum: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 1), (2, 1), (1, 2), (2, 2), (1, 3)]
RATES = [0.5, 0.25, 1.0, 0.125, 2.0, 0.0625]
LISTS = [
    [0.25], [0.5], [0.25, 0.25], [0.5, 0.125], [0.125, 0.5], [0.5, 0.5, 0.25],
    [0.25, 0.25, 0.25],
]  # fmt: skip


@probes("sgd_momentum_step")
def steps(rng):
    for number, shape in enumerate([*SHAPES, *SHAPES[:2]]):
        param, grad, velocity = (rng.array(shape) for _ in range(3))
        lr = RATES[number % 6]
        yield call(param, grad, velocity * (number % 3 > 0), lr)
        yield call(param, grad, velocity * (number % 2), lr, nesterov=number % 4 > 1)
        yield call(param, grad, velocity, lr, (0.5, 0.75, 0.99)[number % 3], number % 2 > 0)
    for zeros in range(2):
        arrays = [rng.array((2,)) for _ in range(3)]
        arrays[zeros] = arrays[zeros] * 0
        yield call(*arrays, 0.25)
        yield call(*arrays, 0.25, 0.5, nesterov=True)
    for number, layout in enumerate([strided, np.asfortranarray, read_only] * 2):
        arrays = [layout(rng.array((2, 2))) for _ in range(3)]
        yield call(*arrays, 0.5, nesterov=number > 2)
    yield call(*(rng.array((3,), "float32") for _ in range(3)), 0.5)
    yield call(*(rng.array((2,), "float32") for _ in range(3)), 0.5, 0.5, True)


@probes("momentum_path")
def paths(rng):
    for number, rates in enumerate(LISTS * 2):
        for size in (1, 2, 3):
            start, curvature = rng.array((size,)), abs(rng.array((size,))) / 2
            if size == 1 + number % 2:
                yield call(start, curvature, rates)
            elif size == 3:
                yield call(start, curvature, rates, momentum=0.5, nesterov=number % 2 > 0)
            else:
                yield call(start, curvature, rates, nesterov=number % 3 > 0)
    for layout in (strided, read_only):
        start, curvature = layout(rng.array((3,))), layout(abs(rng.array((3,))) / 2)
        yield call(start, curvature, [0.25, 0.5])
        yield call(start, curvature, [0.25, 0.5], 0.75, True)
    yield call(rng.array((3,), "float32"), abs(rng.array((3,), "float32")) / 4, [0.5, 0.5])


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
