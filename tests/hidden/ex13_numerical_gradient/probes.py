"""Probes of ex13, numerical gradient: asked of a function that failed, worth no points."""

import math

import numpy as np

from grader.judge.probes import call, network, polynomial, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 1), (1, 2), (2, 1), (2, 2), (1, 2, 2)]


def curve(rng, shape, power=3):
    """Draw a sum of powers and of products of neighbours."""
    one = np.eye(math.prod(shape), dtype=int)
    powers = [*(power * one), *(one[:-1] + one[1:])]
    coefficients = (2 * rng.integers(-4, 4, len(powers)) + 1) / 4
    return polynomial(coefficients, np.reshape(powers, (len(powers), *shape)))


@probes("numerical_gradient")
def large_steps(rng):
    for h in (1.0, 0.25):
        for shape in SHAPES:
            yield call(curve(rng, shape), rng.array(shape), h)
    for h in (0.5, 2.0, 2.0**-10):
        yield call(curve(rng, (2,)), rng.array((2,)), h=h)
        yield call(curve(rng, (2, 2), 2), rng.array((2, 2)), h=h)


@probes("numerical_gradient")
def large_steps_on_a_curve(rng):
    for h in (1.0, 0.5):
        yield call(network("sigmoid", rng.array((2, 2)) / 4, rng.array((2, 1)) / 4),
                   rng.array((1, 2)) / 4, h)  # fmt: skip


@probes("numerical_gradient")
def default_step(rng):
    for shape in SHAPES:
        yield call(curve(rng, shape, 2), rng.array(shape) / 4)
    for activation in ("sigmoid", "tanh", "identity"):
        yield call(network(activation, rng.array((2, 2)) / 4, rng.array((2, 1)) / 4),
                   rng.array((1, 2)) / 4)  # fmt: skip
    yield call(curve(rng, (2,)), np.zeros(2))
    yield call(polynomial([2.5], [[1, 1]]), np.array([0.0, 1.0]))


@probes("numerical_gradient")
def other_arrays(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(curve(rng, (2, 2)), layout(rng.array((2, 2))), 0.5)
        yield call(curve(rng, (2, 3), 2), layout(rng.array((2, 3))), 0.25)
    for shape in [(1,), (2,), (2, 2)]:
        yield call(curve(rng, shape), rng.integers(-2, 3, shape), 0.5)
        yield call(curve(rng, shape, 2), rng.integers(-2, 3, shape))
        yield call(curve(rng, shape), rng.array(shape, "float32"), 0.5)


@probes("relative_error")
def of_any_shape(rng):
    for shape in [*SHAPES, (5,), (3, 2)]:
        a = rng.array(shape)
        yield call(a, rng.array(shape))
        yield call(a, a + a * rng.array(shape) / 64)


@probes("relative_error")
def zeros_and_sizes(rng):
    for shape in [(1,), (2,), (2, 2)]:
        a, zeros = rng.array(shape), np.zeros(shape)
        yield call(zeros, zeros)
        yield call(a, zeros)
        yield call(zeros, a)
        yield call(a, a.copy())
        yield call(a, -a)
        yield call(np.append(a, 0.0), np.append(a / 2, 0.0))
    for scale in (2.0**-60, 2.0**-30, 2.0**30):
        a = rng.array(3)
        yield call(scale * a, scale * (a + a * rng.array(3) / 64))
        yield call(np.append(scale * a, 0.0), np.append(scale * rng.array(3), 0.0))
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(rng.array((2, 2))), layout(rng.array((2, 2))))
        yield call(layout(rng.array((2, 3))), rng.array((2, 3)))


@when("relative_error")
def two_zeros(a, b):
    """an element of both a and b is 0"""
    return ((a == 0) & (b == 0)).any()


@when("relative_error")
def a_sign_differs(a, b):
    """two elements have opposite signs"""
    return (a * b < 0).any()
