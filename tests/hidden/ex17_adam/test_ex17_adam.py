"""Hidden suite of ex17, Adam."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# The learning rate changes on the way.
RATES = [0.5, 0.5, 0.125, 0.25]
# So late that nothing is left to correct: who forgot it pays elsewhere.
LATER = [((1,), 100, (0.5, 0.75), RATES[:2]), ((2,), 400, (0.75, 0.9), RATES)]
PATHS = [(1, 1), (1, 2), (2, 3)]
# With these, too, there is nothing to correct.
AT_ONCE = (2.0**-30, 2.0**-30)
# With these, whoever exchanges betas or weights does not pay for it once more.
HALVES = (0.5, 0.5)

# Only the check of eps shall see it: elsewhere gradients are large enough beside it.
UNSEEN = {"atol": 1e-6}


def large(rng, shape):
    """Draw numbers between 2 and 6, or between -6 and -2."""
    drawn = rng.array(shape)
    return drawn + 2 * np.sign(drawn)


def zeros(shape):
    """Return m and v before the first step."""
    return np.zeros(shape), np.zeros(shape)


def valley(rng, size):
    """Draw a start and a curvature."""
    return large(rng, (size,)), abs(large(rng, (size,)))


@points(1)
@cases("shape", [(1,), (2, 2)])
def test_first_step(agree, rng, shape):
    """adam_step with all defaults: in the first step all parameters move by lr."""
    agree("adam_step", rng.array(shape), large(rng, shape), *zeros(shape), 1, **UNSEEN)


@points(3)
@cases("shape, rates", [((1,), RATES[:2]), ((2,), RATES)])
def test_first_steps(agree, rng, shape, rates):
    """Step by step from the start, adam_step with the usual betas."""
    param, (m, v) = rng.array(shape), zeros(shape)
    for t, lr in enumerate(rates, start=1):
        param, m, v = agree("adam_step", param, large(rng, shape), m, v, t, lr, **UNSEEN)


@points(3)
@cases("shape, t, betas, rates", LATER)
def test_later_steps(agree, rng, shape, t, betas, rates):
    """Later steps of adam_step, with other betas and averages from before."""
    # v is above all squares to come, so that it shrinks.
    param, m, v = rng.array(shape), large(rng, shape), 32 * abs(large(rng, shape))
    for later, lr in enumerate(rates):
        param, m, v = agree(
            "adam_step", param, large(rng, shape), m, v, t + later, lr, betas, **UNSEEN
        )


@points(2)
@cases("eps, scale, rates", [(0.1, 1.0, RATES), (1e-8, 2.0**-24, RATES[:2])])
def test_eps(agree, rng, eps, scale, rates):
    """In adam_step, eps is added to the corrected root, also where a gradient is 0."""
    param, (m, v) = rng.array((2,)), zeros(2)
    for t, lr in enumerate(rates, start=1):
        grad = scale * rng.array((2,))
        param, m, v = agree("adam_step", param, grad, m, v, t, lr, eps=eps)
    grad = rng.array((2,)) * [0, scale] + 0.0  # no -0
    agree("adam_step", rng.array((2,)), grad, *zeros(2), 1, 0.5)


@points(2)
@needs("adam_step")
@cases("size, steps", PATHS)
def test_path(agree, rng, size, steps):
    """adam_path carries m and v on, and counts its steps."""
    agree("adam_path", *valley(rng, size), [0.25] * steps, **UNSEEN)


@points(1)
@needs("adam_step", "adam_path")
@cases("size, steps", PATHS[1:])
def test_path_with_other_betas_and_eps(agree, rng, size, steps):
    """adam_path takes its steps with the betas and the eps that it is given."""
    # In steps of 1 the gradients change enough for the betas to show.
    agree("adam_path", *valley(rng, size), [1.0] * steps, (0.5, 0.75), **UNSEEN)
    agree("adam_path", *valley(rng, size), [0.25] * steps, eps=0.1)


@points(1)
@needs("adam_step", "adam_path")
@cases("rates", [[0.5, 0.25], [0.25, 0.25, 0.5, 0.125]])
def test_lr_changes_on_the_way(agree, rng, rates):
    """adam_path takes each step with its own lr."""
    agree("adam_path", *valley(rng, 2), rates, **UNSEEN)


@points(1)
@asks("dtype")
@cases("shape", [(1,), (2,)])
def test_float32_stays_float32(agree, rng, shape):
    """Both functions give float32 for float32."""
    param, grad, m, v = (large(rng, shape).astype("float32") for _ in range(4))
    agree("adam_step", param, grad, m, abs(v), 1, 0.25)
    agree("adam_step", param, grad, m, abs(v), 400, 0.25, HALVES)
    agree("adam_path", param, abs(grad), [0.25])
    agree("adam_path", param, abs(grad), [0.25, 0.25])
    agree("adam_path", param, abs(grad), [0.25, 0.5])
    agree("adam_path", param, abs(grad), [0.25, 0.5], AT_ONCE)


@points(1)
@asks("arguments", "memory")
@cases("shape", [(1,), (2,)])
def test_arguments_are_left_alone(agree, keeps, rng, shape):
    """Arguments are left alone, and nothing is kept from one call to the next."""
    param, grad, m, v = rng.array(shape), large(rng, shape), *zeros(shape)
    keeps("adam_step", param, grad, m, v, 1, 0.25)
    keeps("adam_step", param, grad, large(rng, shape), abs(large(rng, shape)), 3, 0.25)
    for layouts in ((strided, read_only), (read_only, strided)):
        arrays = [large(rng, shape) for _ in range(3)] + [abs(large(rng, shape))]
        agree(
            "adam_step",
            *(layouts[i % 2](a) for i, a in enumerate(arrays)),
            400,
            0.5,
            HALVES,
        )
    start, curvature = valley(rng, *shape)
    keeps("adam_path", start, curvature, [0.25])
    keeps("adam_path", start, curvature, [0.25, 0.25])
    keeps("adam_path", start, curvature, [0.25, 0.5])
    keeps("adam_path", read_only(start), strided(curvature), [0.5, 0.25], AT_ONCE)
