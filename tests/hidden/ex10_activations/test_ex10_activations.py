"""Hidden suite of ex10, activations and their derivatives."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

SHAPES = [(3,), (1, 2), (2, 1, 2)]
NAMES = ["tanh", "relu", "leaky_relu", "silu", "softplus"]
SMOOTH = ["tanh", "silu", "softplus"]
# From numbers whose exponential is large to numbers whose exponential is inf. They are asked
# with three choices of signs, for formulas that are chosen once for a whole array.
LARGE = [(710, 10_000, 2), (355, 700, 2), (24, 64, 2), (8, 17, 3)]


def numbers(rng, shape):
    """Draw odd sixteenths of both signs, beyond -6 and 6 too, never 0."""
    x = rng.array(shape)
    signs = np.resize([1.0, -1.0], shape)
    return abs(x) * signs * rng.choice([-1.0, 1.0]) * np.where(abs(x) > 3, 2, 1)


def with_zeros(rng, shape):
    """Draw numbers of which some are 0."""
    x = numbers(rng, shape)
    x.flat[rng.permutation(x.size)[: (x.size + 2) // 3]] = 0
    return x


def large(rng, low, high, count):
    """Draw large numbers of both signs."""
    return rng.integers(low, high, count) * np.resize([1.0, -1.0], count)


@points(1)
@cases("shape", SHAPES)
def test_tanh_of_every_element(agree, rng, shape):
    """tanh squeezes every element between -1 and 1, for any shape."""
    agree("tanh", numbers(rng, shape))
    agree("tanh", with_zeros(rng, shape))


@points(1)
@cases("shape", [*SHAPES, (1,)])
def test_relu_of_every_element(agree, rng, shape):
    """relu keeps what is positive and makes the rest 0."""
    agree("relu", numbers(rng, shape))
    agree("relu", with_zeros(rng, shape))


@points(1)
@cases("shape", [*SHAPES, (1,)])
def test_leaky_relu_of_every_element(agree, rng, shape):
    """leaky_relu scales what is not positive by negative_slope."""
    agree("leaky_relu", numbers(rng, shape))
    slope = int(rng.integers(1, 8, 1)[0]) / 8
    agree("leaky_relu", with_zeros(rng, shape), slope)
    agree("leaky_relu", numbers(rng, shape), negative_slope=slope / 16)


# np.maximum of the two lines, as in many codes, is right below 1 only.
@points(1)
@needs("leaky_relu")
@cases("shape", SHAPES)
def test_slope_above_one(agree, rng, shape):
    """leaky_relu takes a slope above 1, too."""
    agree("leaky_relu", numbers(rng, shape), int(rng.integers(9, 25, 1)[0]) / 8)


@points(1)
@cases("shape", SHAPES)
def test_silu_of_every_element(agree, rng, shape):
    """silu multiplies every element by its sigmoid."""
    agree("silu", numbers(rng, shape))
    agree("silu", with_zeros(rng, shape))


@points(1)
@cases("shape", SHAPES)
def test_softplus_of_every_element(agree, rng, shape):
    """softplus is log(1 + exp(x)) of every element."""
    agree("softplus", numbers(rng, shape))
    agree("softplus", with_zeros(rng, shape))


@points(1)
@needs("tanh", "silu", "softplus")
@cases("low, high, count", LARGE)
def test_large_numbers(agree, rng, low, high, count):
    """tanh, silu and softplus of large numbers are finite and right."""
    for name in SMOOTH:
        x = large(rng, low, high, count)
        for signs in (x, -x, abs(x)):
            agree(name, signs)


@points(2)
@needs("tanh")
@cases("name, shape", [(name, shape) for shape in SHAPES for name in ("tanh", "softplus")])
def test_gradient_of_tanh_and_softplus(agree, rng, name, shape):
    """activation_backward knows the slopes of tanh and softplus."""
    agree("activation_backward", name, rng.array(shape), numbers(rng, shape))


@points(2)
@needs("silu")
@cases("shape", SHAPES)
def test_gradient_of_silu(agree, rng, shape):
    """activation_backward has both terms of the slope of silu."""
    agree("activation_backward", "silu", rng.array(shape), numbers(rng, shape))


@points(1)
@needs("relu", "leaky_relu")
@cases("name, shape", [(name, shape) for shape in SHAPES for name in ("relu", "leaky_relu")])
def test_gradient_of_both_relus(agree, rng, name, shape):
    """activation_backward has one slope above 0, another below, for both ReLUs."""
    agree("activation_backward", name, rng.array(shape), numbers(rng, shape))


@points(1)
@needs("relu", "leaky_relu", "activation_backward")
@cases("shape", SHAPES)
def test_gradient_at_zero(agree, rng, shape):
    """At x = 0 activation_backward has the slope that PyTorch takes."""
    for name in ("relu", "leaky_relu"):
        agree("activation_backward", name, rng.array(shape), with_zeros(rng, shape))


# Between 8 and 64 a slope of silu that is wrong elsewhere would be charged once more.
@points(1)
@needs("tanh", "silu", "softplus", "activation_backward")
@cases(
    "name, low, high",
    [(name, *ends) for ends in [(710, 10_000), (355, 700)] for name in SMOOTH]
    + [("softplus", 24, 64), ("softplus", 8, 17)],
)
def test_gradient_of_large_numbers(agree, rng, name, low, high):
    """Gradients at large x are finite and right."""
    grad_out, x = rng.array(3), large(rng, low, high, 3)
    for signs in (x, -x, abs(x)):
        agree("activation_backward", name, grad_out, signs)


# Beyond 30 the smooth ones are level or a line: there a curve that is wrong elsewhere, or
# rounded, is right, and costs nothing once more.
@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out, from every function."""
    for name in NAMES:
        agree(name, rng.array((2, 2), "float32") / 4)
        agree(name, large(rng, 30, 44, 2).astype("float32"))
    agree("leaky_relu", rng.array((2, 2), "float32"), 0.25)
    for name in NAMES:
        grad_out, x = rng.array((2, 2), "float32"), rng.array((2, 2), "float32") / 4
        agree("activation_backward", name, grad_out, x)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    for name in NAMES:
        keeps(name, large(rng, 40, 300, 2))
        keeps(name, abs(rng.array(1)))
        agree(name, rng.choice([strided, np.asfortranarray])(numbers(rng, (2, 2))))
        agree(name, read_only(numbers(rng, 2)))
    agree("leaky_relu", numbers(rng, 2), 0.25)
    for name in NAMES:
        keeps("activation_backward", name, rng.array(3), with_zeros(rng, 3))
        grad_out, x = strided(rng.array((2, 2))), read_only(abs(rng.array((2, 2))))
        agree("activation_backward", name, grad_out, np.asfortranarray(x))
