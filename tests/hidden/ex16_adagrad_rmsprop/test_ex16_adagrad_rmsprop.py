"""Hidden suite of ex16, Adagrad and RMSProp."""

import numpy as np

from grader.judge.suite import asks, cases, points, read_only, strided

# Of each list the learning rate changes on the way.
RATES = [0.5, 0.5, 0.125, 0.25]
SHAPES = [(1,), (2, 2)]
CHAINS = [((1,), 0.5, RATES[:2]), ((2,), 0.9, RATES)]

# Only the checks of eps shall see it: elsewhere gradients are large enough beside it.
UNSEEN = {"atol": 1e-6}


def large(rng, shape):
    """Draw numbers between 2 and 6, or between -6 and -2."""
    drawn = rng.array(shape)
    return drawn + 2 * np.sign(drawn)


def tiny_or_zero(rng, scale):
    """Draw a 0 and a number of a size."""
    return rng.array((2,)) * [0, scale] + 0.0  # no -0


@points(1)
@cases("shape", SHAPES)
def test_first_step_of_adagrad(agree, rng, shape):
    """adagrad_step from a sum of zeros: all parameters move by lr."""
    agree("adagrad_step", rng.array(shape), large(rng, shape), np.zeros(shape), 0.25, **UNSEEN)


@points(3)
@cases("shape, rates", [((1,), RATES[:2]), ((2,), RATES)])
def test_steps_of_adagrad(agree, rng, shape, rates):
    """Step by step, adagrad_step adds up squares and divides by their root."""
    param, state_sum = rng.array(shape), abs(large(rng, shape))
    for lr in rates:
        grad = large(rng, shape)
        param, state_sum = agree("adagrad_step", param, grad, state_sum, lr, **UNSEEN)


@points(2)
@cases("eps, scale, rates", [(0.1, 1.0, RATES), (1e-10, 2.0**-30, RATES[:2])])
def test_eps_of_adagrad(agree, rng, eps, scale, rates):
    """In adagrad_step, eps is added to the root, also where a gradient is 0."""
    param, state_sum = rng.array((2,)), np.zeros(2)
    for lr in rates:
        grad = scale * rng.array((2,))
        param, state_sum = agree("adagrad_step", param, grad, state_sum, lr, eps=eps)
    agree("adagrad_step", rng.array((2,)), tiny_or_zero(rng, scale), np.zeros(2), 0.5)


@points(1)
@cases("shape", SHAPES)
def test_first_step_of_rmsprop(agree, rng, shape):
    """rmsprop_step from an average of zeros, with the usual alpha."""
    agree("rmsprop_step", rng.array(shape), large(rng, shape), np.zeros(shape), 0.25, **UNSEEN)


@points(3)
@cases("shape, alpha, rates", CHAINS)
def test_steps_of_rmsprop(agree, rng, shape, alpha, rates):
    """Step by step, rmsprop_step averages squares and divides by their root."""
    param, square_avg = rng.array(shape), abs(large(rng, shape))
    for lr in rates:
        grad = large(rng, shape)
        param, square_avg = agree(
            "rmsprop_step", param, grad, square_avg, lr, alpha=alpha, **UNSEEN
        )


@points(2)
@cases("eps, scale, rates", [(0.1, 1.0, RATES), (1e-8, 2.0**-24, RATES[:2])])
def test_eps_of_rmsprop(agree, rng, eps, scale, rates):
    """In rmsprop_step, eps is added to the root, also where a gradient is 0."""
    param, square_avg = rng.array((2,)), np.zeros(2)
    for lr in rates:
        grad = scale * rng.array((2,))
        param, square_avg = agree("rmsprop_step", param, grad, square_avg, lr, eps=eps)
    agree("rmsprop_step", rng.array((2,)), tiny_or_zero(rng, scale), np.zeros(2), 0.5)


@points(1)
@asks("dtype")
@cases("shape, scale", [((1,), 1), ((1, 2), 0)])
def test_float32_stays_float32(agree, rng, shape, scale):
    """Both functions give float32 for float32."""
    # Without a gradient no formula of the step is wrong: that is charged elsewhere.
    param, grad, state = (large(rng, shape).astype("float32") for _ in range(3))
    grad = grad * scale
    agree("adagrad_step", param, grad, abs(state), 0.25)
    agree("rmsprop_step", param, grad, abs(state), 0.25, alpha=0.5)


@points(1)
@asks("arguments", "memory")
@cases("shape", [(1,), (1, 2)])
def test_arguments_are_left_alone(agree, keeps, rng, shape):
    """Arguments are left alone, and nothing is kept from one call to the next."""
    # With an alpha of 1/2, nobody who exchanges the weights pays for it here.
    for name, named in (("adagrad_step", {}), ("rmsprop_step", {"alpha": 0.5})):
        param, grad, state = rng.array(shape), large(rng, shape), abs(large(rng, shape))
        keeps(name, param, grad, state, 0.25, **named)
        keeps(name, param, np.zeros(shape), state, 0.25, **named)
        agree(name, strided(param), read_only(grad), strided(state), 0.5, **named)
        agree(name, read_only(param), strided(grad), read_only(state), 0.5, **named)
