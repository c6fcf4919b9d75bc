"""Probes of ex10, activations: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 1), (2, 1), (1, 2), (1, 1, 2), (1, 2, 1)]
NAMES = ["tanh", "relu", "leaky_relu", "silu", "softplus"]


def some_zeros(rng, shape):
    """Return numbers of which some are 0."""
    x = rng.array(shape)
    x.flat[rng.permutation(x.size)[: x.size // 2 + 1]] = 0
    return x


def numbers(rng):
    """Yield arrays of every kind, small ones all."""
    for shape in SHAPES:
        yield rng.array(shape)
    for shape in [(1,), (1,), (1,), (2,), (1, 1), (2, 1), (1, 2)]:
        yield rng.array(shape) / 8
    for shape in [(1,), (2,)]:
        yield abs(rng.array(shape))
        yield -abs(rng.array(shape))
    for shape in [(1,), (2,), (2,), (1, 2)]:
        yield some_zeros(rng, shape)
    yield np.zeros(2)
    for number in (12.0, 24.0, 48.0, 400.0, 750.0, 4096.0):
        yield np.array([number, -number])
        yield np.array([number]) + rng.array(1)
    for layout, shape in itertools.product((strided, np.asfortranarray, read_only), [(1, 2)]):
        yield layout(rng.array(shape))
    yield rng.array((1, 2), "float32")


@probes("tanh")
def of_tanh(rng):
    for x in numbers(rng):
        yield call(x)


@probes("relu")
def of_relu(rng):
    for x in numbers(rng):
        yield call(x)


@probes("silu")
def of_silu(rng):
    for x in numbers(rng):
        yield call(x)


@probes("softplus")
def of_softplus(rng):
    for x in numbers(rng):
        yield call(x)


@probes("leaky_relu")
def of_leaky_relu(rng):
    slopes = itertools.cycle([None, 0.25, None, 2.0, 0.0, None, 0.5, 1.0, None, 3.0])
    for number, (x, slope) in enumerate(zip(numbers(rng), slopes, strict=False)):
        if slope is None:
            yield call(x)
        elif number % 2:
            yield call(x, slope)
        else:
            yield call(x, negative_slope=slope)
    yield call(np.zeros(2), 0.0)
    yield call(some_zeros(rng, (2,)), 0.0)


@probes("activation_backward")
def gradients(rng):
    for name in NAMES:
        for shape in [(1,), (1, 2)]:
            yield call(name, rng.array(shape), rng.array(shape))
        yield call(name, rng.array(2), some_zeros(rng, 2))
        yield call(name, rng.array(1), np.zeros(1))
        yield call(name, abs(rng.array(2)), -abs(rng.array(2)))
        yield call(name, -abs(rng.array(2)), abs(rng.array(2)))
        yield call(name, rng.array(2), np.array([800.0, -800.0]))
        yield call(name, rng.array(2), np.array([15.0, -15.0]) + rng.array(2))
        layout = rng.choice([strided, np.asfortranarray])
        yield call(name, layout(rng.array((2, 1))), read_only(rng.array((2, 1))))


@when("tanh")
@when("relu")
@when("leaky_relu")
@when("silu")
@when("softplus")
def an_element_is_zero(x, negative_slope=0.01):
    """some x is 0"""
    return (x == 0).any()


@when("tanh")
@when("silu")
@when("softplus")
def an_element_is_large(x):
    """some x lies beyond 700 or -700, or in float32 beyond 80 or -80"""
    return (abs(x) > (80 if x.dtype == "float32" else 700)).any()


@when("relu")
@when("leaky_relu")
@when("silu")
@when("softplus")
@when("tanh")
def an_element_is_negative(x, negative_slope=0.01):
    """some x is below 0"""
    return (x < 0).any()


@when("leaky_relu")
def the_slope_is_above_one(x, negative_slope=0.01):
    """negative_slope is above 1"""
    return negative_slope > 1


@when("activation_backward")
def a_slope_is_asked_at_zero(name, grad_out, x):
    """some x is 0"""
    return (x == 0).any()


@when("activation_backward")
def the_name_is_tanh(name, grad_out, x):
    """name is "tanh\""""
    return name == "tanh"


@when("activation_backward")
def the_name_is_relu(name, grad_out, x):
    """name is "relu\""""
    return name == "relu"


@when("activation_backward")
def the_name_is_leaky_relu(name, grad_out, x):
    """name is "leaky_relu\""""
    return name == "leaky_relu"


@when("activation_backward")
def the_name_is_silu(name, grad_out, x):
    """name is "silu\""""
    return name == "silu"


@when("activation_backward")
def the_name_is_softplus(name, grad_out, x):
    """name is "softplus\""""
    return name == "softplus"
