"""Hidden suite of ex13, numerical gradient check."""

import math

import numpy as np

from grader.judge.suite import asks, cases, network, points, polynomial, read_only, strided

# Large steps: every number is exact, and each slip in the formula shows at once. Steps,
# elements and coefficients are such that all slopes are whole: these count in float32 too,
# so that a gradient in float32 costs the check of dtypes, and not those of the formula.
STEPS = [((1,), 1.0), ((2,), 0.5), ((3,), 1.5), ((4,), 2.0)]
SHAPES = [(1, 2), (2, 2), (2, 3), (3, 1, 2)]
LAYERS = [("identity", 1, 2, 1), ("relu", 3, 2, 1), ("identity", 4, 3, 2)]  # N, D, O
SCALES = [2.0**-40, 2.0**40, 2.0**-80]


def odd(rng, shape):
    """Draw odd whole numbers between -11 and 11, as float64."""
    return 2.0 * rng.integers(-6, 6, shape) + 1


def curve(rng, shape, unit=4):
    """Draw a sum of cubes, squares and products of neighbours, with odd units of each."""
    one = np.eye(math.prod(shape), dtype=int)
    powers = [*(3 * one), *(2 * one), *(one[:-1] + one[1:])]
    coefficients = (2.0 * rng.integers(-4, 4, len(powers)) + 1) * unit
    return polynomial(coefficients, np.reshape(powers, (len(powers), *shape)))


def multilinear(rng, shape, unit=4):
    """Draw a sum of multiples and products of neighbours, with odd units of each.

    Along each axis it is a line: there a step to one side is as good as to both, and of any
    length. So a slip in the formula costs the checks of the formula, and no others.
    """
    one = np.eye(math.prod(shape), dtype=int)
    powers = [*one, *(one[:-1] + one[1:])]
    coefficients = (2.0 * rng.integers(-4, 4, len(powers)) + 1) * unit
    return polynomial(coefficients, np.reshape(powers, (len(powers), *shape)))


def near(rng, a):
    """Draw an array whose elements differ a little from those of another."""
    return a + a * rng.array(a.shape) / 64


@points(2)
@cases("shape, h", STEPS)
def test_a_step_to_each_side(agree, rng, shape, h):
    """numerical_gradient moves one element at a time, by h to each side."""
    agree("numerical_gradient", curve(rng, shape), odd(rng, shape) / 2, h)


@points(2)
@cases("shape", SHAPES)
def test_any_shape(agree, rng, shape):
    """numerical_gradient takes x of any shape, and answers in it."""
    agree("numerical_gradient", multilinear(rng, shape), odd(rng, shape) / 2, 0.5)


@points(2)
@cases("activation, n, d, o", LAYERS)
def test_weights_of_a_layer(agree, rng, activation, n, d, o):
    """numerical_gradient finds the gradient of the weights of a layer."""
    f = network(activation, 2 * odd(rng, (n, d)), 2 * odd(rng, (n, o)))
    agree("numerical_gradient", f, odd(rng, (o, d)), 1.0)


@points(1)
@cases("size", [1, 3])
def test_default_step(agree, rng, size):
    """numerical_gradient steps by 1e-5 unless it is given another h."""
    # Where x is as small as this, h squared is in the answer.
    f = polynomial((abs(rng.array(size)) + 1) * 16, 3 * np.eye(size, dtype=int))
    agree("numerical_gradient", f, rng.array(size) / 1024, rtol=1e-9, atol=1e-11)
    agree("numerical_gradient", f, rng.array(size), h=0.5)


@points(2)
@cases("dtype", ["int64", "float32"])
def test_integers_and_float32(agree, rng, dtype):
    """numerical_gradient works in float64, also for integers and float32."""
    for shape in [(2,), (4,)]:
        x = rng.integers(-3, 4, shape) if dtype == "int64" else rng.array(shape, dtype)
        agree("numerical_gradient", multilinear(rng, shape, 0.25), x, rtol=1e-7, atol=1e-7)


@points(1)
@cases("shape", [(2, 2), (2, 3), (3, 2)])
def test_any_layout(agree, rng, shape):
    """numerical_gradient takes x in any layout in memory."""
    f, x = multilinear(rng, shape), odd(rng, shape) / 2
    agree("numerical_gradient", f, np.asfortranarray(x), 0.5)
    agree("numerical_gradient", f, strided(odd(rng, shape) / 2), 1.0)


@points(1)
@asks("arguments", "memory")
def test_x_is_left_alone(agree, keeps, rng):
    """numerical_gradient never writes into x, not even for a moment."""
    f = multilinear(rng, (5,))
    keeps("numerical_gradient", f, odd(rng, (5,)) / 2, 0.5)
    agree("numerical_gradient", f, read_only(odd(rng, (5,)) / 2), 0.5)


@points(2)
@cases("shape", [(2,), (5,), (2, 3), (2, 2, 2)])
def test_worst_element(agree, rng, shape):
    """relative_error is that of the element that differs most."""
    a = rng.array(shape)
    agree("relative_error", a, rng.array(shape))
    agree("relative_error", a, near(rng, a))
    agree("relative_error", near(rng, a), np.asfortranarray(a))


@points(1)
@cases("size", [1, 3])
def test_zeros(agree, rng, size):
    """relative_error counts two zeros as equal, and one zero as 1."""
    a, zeros = rng.array(size), np.zeros(size)
    agree("relative_error", np.concatenate([a, zeros]), np.concatenate([near(rng, a), zeros]))
    agree("relative_error", np.concatenate([a, zeros]), np.concatenate([a, rng.array(size)]))
    agree("relative_error", np.concatenate([a, rng.array(size)]), np.concatenate([a, zeros]))
    agree("relative_error", zeros, zeros)


@points(1)
@cases("scale", SCALES)
def test_however_large(agree, rng, scale):
    """relative_error is the same however large or small the gradients are."""
    a = rng.array(4)
    agree("relative_error", scale * a, scale * near(rng, a))


@points(1)
@asks("arguments", "memory")
def test_gradients_are_left_alone(agree, keeps, rng):
    """relative_error leaves both gradients as they were."""
    keeps("relative_error", np.append(rng.array(3), 0.0), np.append(rng.array(3), 0.0))
    agree("relative_error", read_only(rng.array(5)), strided(rng.array(5)))
    a = rng.array(1)  # with one element a mean, a sum or a length is right
    agree("relative_error", a, near(rng, a))
    agree("relative_error", near(rng, a), a)
