"""Probes of ex16, Adagrad and RMSProp: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 1), (2, 1), (1, 2)]
RATES = [0.5, 0.25, 1.0, 0.125, 2.0, 0.0625]


def arguments(rng):
    """Yield param, grad, state, lr and eps (None for the default) of every kind."""
    for number, shape in enumerate(SHAPES):
        lr = RATES[number % 6]
        param, grad, state = rng.array(shape), rng.array(shape), abs(rng.array(shape))
        yield param, grad, state, lr, None
        yield param, rng.array(shape), state * (number % 2), lr, 0.1
        yield param, grad, state * 0, lr, None
        yield param, grad * 64, state * 64, lr, (None, 1.0)[number % 2]
    for number in range(6):
        param, grad, state = rng.array((2,)), rng.array((2,)), abs(rng.array((2,)))
        scale = 2.0 ** -(24 + 6 * (number % 2))
        yield param, grad * scale, state * scale**2, 0.25, None
        yield param, grad * [0, number % 2], state * (number % 3), 0.5, (None, 0.5)[number // 3]
    layouts = (
        (strided, (2,), 0.25),
        (np.asfortranarray, (2, 2), None),
        (read_only, (2,), None),
    )
    for layout, shape, eps in layouts:
        arrays = [rng.array(shape), rng.array(shape), abs(rng.array(shape))]
        yield *map(layout, arrays), 0.5, eps
    param, grad, state = (rng.array((3,), "float32") for _ in range(3))
    yield param, grad, abs(state), 0.5, 0.25


@probes("adagrad_step")
def steps_of_adagrad(rng):
    for *given, eps in arguments(rng):
        yield call(*given) if eps is None else call(*given, eps=eps)


@probes("rmsprop_step")
def steps_of_rmsprop(rng):
    for number, (*given, eps) in enumerate(arguments(rng)):
        named = {} if eps is None else {"eps": eps}
        if number % 3:
            named["alpha"] = (0.5, 0.9, 0.75)[number // 3 % 3]
        yield call(*given, **named)


@when("adagrad_step")
def sum_is_zero(param, grad, state_sum, lr, eps=1e-10):
    """state_sum is 0"""
    return not state_sum.any()


@when("rmsprop_step")
def average_is_zero(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """square_avg is 0"""
    return not square_avg.any()


@when("adagrad_step")
@when("rmsprop_step")
def a_gradient_is_zero(param, grad, *others, **named):
    """some gradient is 0"""
    return not grad.all()


@when("adagrad_step")
def eps_is_large_for_adagrad(param, grad, state_sum, lr, eps=1e-10):
    """eps is large beside the gradients"""
    return (eps > 0.01 * abs(grad)).any()


@when("rmsprop_step")
def eps_is_large_for_rmsprop(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps is large beside the gradients"""
    return (eps > 0.01 * abs(grad)).any()
