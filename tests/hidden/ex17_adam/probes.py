"""Probes of ex17, Adam: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 1), (2, 1), (1, 2)]
RATES = [0.5, 0.25, 1.0, 0.125, 2.0, 0.0625]
BETAS = [(0.5, 0.75), (0.75, 0.5), (0.9, 0.99)]
LISTS = [[0.25], [0.5], [0.25, 0.25], [0.5, 0.125], [0.125, 0.5], [0.5, 0.5, 0.5]]


@probes("adam_step")
def steps(rng):
    for number, shape in enumerate(SHAPES):
        lr = RATES[number % 6]
        param, grad, m, v = (rng.array(shape) for _ in range(4))
        v = abs(v)
        yield call(param, grad, 0 * m, 0 * v, 1)
        yield call(param, grad, 0 * m, 0 * v, 1, lr, BETAS[number % 3])
        yield call(param, grad, m, v, 1 + number, lr)
        yield call(param, grad, m, v, 2 + number, lr, BETAS[number % 3], 0.5)
    for number in range(6):
        param, grad, m, v = (rng.array((1,)) for _ in range(4))
        scale = 2.0 ** -(20 + 2 * (number % 2))
        yield call(param, scale * grad, scale * m, scale**2 * abs(v), 1 + number, 0.5)
        param, grad, m, v = (rng.array((2,)) for _ in range(4))
        yield call(
            param,
            grad * [0, number % 2],
            0 * m,
            0 * v,
            1,
            lr=0.25,
            eps=(1e-8, 0.25)[number // 3],
        )
    yield call(rng.array((1,)), rng.array((1,)), rng.array((1,)), abs(rng.array((1,))), 50)
    layouts = ((strided, (2,)), (np.asfortranarray, (2, 2)), (read_only, (2,)))
    for t, (layout, shape) in enumerate(layouts, start=1):
        arrays = [rng.array(shape) for _ in range(3)] + [abs(rng.array(shape))]
        yield call(*map(layout, arrays), t, 0.5)
    param, grad, m, v = (rng.array((2,), "float32") for _ in range(4))
    yield call(param, grad, m, abs(v), 3, 0.5, eps=0.25)


@probes("adam_path")
def paths(rng):
    for number, rates in enumerate([*LISTS, *LISTS[:4]]):
        for size in (1, 2):
            start, curvature = rng.array((size,)), abs(rng.array((size,)))
            yield call(start, curvature, rates)
            if size == 1 + number % 2:
                yield call(start, curvature, rates, BETAS[number % 3])
            else:
                yield call(start, curvature, rates, eps=0.25)
    for layout in (strided, read_only):
        yield call(layout(rng.array((2,))), layout(abs(rng.array((2,)))), [0.25, 0.5])
    yield call(rng.array((2,), "float32"), abs(rng.array((2,), "float32")), [0.5, 0.5])


@when("adam_step")
def first_step(param, grad, m, v, t, *others, **named):
    """t is 1"""
    return t == 1


@when("adam_step")
def later_step(param, grad, m, v, t, *others, **named):
    """t is 2 or more"""
    return t > 1


@when("adam_step")
def averages_are_zero(param, grad, m, v, *others, **named):
    """m and v are 0"""
    return not m.any() and not v.any()


@when("adam_step")
def a_gradient_is_zero(param, grad, *others, **named):
    """some gradient is 0"""
    return not grad.all()


@when("adam_step")
def eps_is_large(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """eps is large beside the gradients"""
    return (eps > 0.01 * abs(grad)).any()


@when("adam_path")
def more_than_one_step(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """there is more than one step"""
    return len(lrs) > 1


@when("adam_path")
def lr_changes(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """lr changes on the way"""
    return len(set(lrs)) > 1
