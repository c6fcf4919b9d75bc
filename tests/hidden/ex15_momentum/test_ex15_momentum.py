"""Hidden suite of ex15, momentum and Nesterov."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# In each list the learning rate drops, and in the last one it also rises.
RATES = [0.5, 0.5, 0.125]
CHAINS = [((1,), 0.5, RATES[:2]), ((1, 2), 0.9, RATES), ((2,), 0.75, [0.25, 1.0, 0.125])]
PATHS = [(1, 1), (1, 2), (2, 3)]
# With so little momentum, who averages, or forgets Nesterov, pays for it elsewhere.
HARDLY = 2.0**-30


def valley(rng, size, dtype="float64"):
    """Draw start and curvature, so that no step of 0.5 leaves the valley."""
    return rng.array((size,), dtype), abs(rng.array((size,), dtype)) / 2


@points(1)
@cases("shape", [(1,), (2, 3)])
def test_first_step_from_rest(agree, rng, shape):
    """sgd_momentum_step from a velocity of zeros goes down the gradient."""
    agree("sgd_momentum_step", rng.array(shape), rng.array(shape), np.zeros(shape), 0.25)


@points(3)
@cases("shape, momentum, rates", CHAINS)
def test_steps_with_momentum(agree, rng, shape, momentum, rates):
    """Step by step, sgd_momentum_step adds up the fading gradients."""
    param, velocity = rng.array(shape), rng.array(shape)
    given = [] if momentum == 0.9 else [momentum]  # the default
    for lr in rates:
        param, velocity = agree(
            "sgd_momentum_step", param, rng.array(shape), velocity, lr, *given
        )


@points(3)
@cases("shape, momentum, rates", CHAINS)
def test_steps_of_nesterov(agree, rng, shape, momentum, rates):
    """Step by step, sgd_momentum_step with nesterov=True looks ahead."""
    param, velocity = rng.array(shape), rng.array(shape)
    for lr in rates:
        param, velocity = agree(
            "sgd_momentum_step", param, rng.array(shape), velocity, lr, momentum, True
        )


@points(2)
@needs("sgd_momentum_step")
@cases("size, steps", PATHS)
def test_path_with_momentum(agree, rng, size, steps):
    """momentum_path carries the velocity on from step to step."""
    start, curvature = valley(rng, size)
    agree("momentum_path", start, curvature, [0.25] * steps)
    agree("momentum_path", start, curvature, [0.5] * steps, momentum=0.5)


@points(2)
@needs("sgd_momentum_step")
@cases("size, steps", PATHS)
def test_path_of_nesterov(agree, rng, size, steps):
    """momentum_path with nesterov=True makes Nesterov's steps."""
    start, curvature = valley(rng, size)
    agree("momentum_path", start, curvature, [0.25] * steps, nesterov=True)
    agree("momentum_path", start, curvature, [0.5] * steps, 0.5, True)


# Of its own: in the form of Keras and of "Deep Learning from Scratch" only this is wrong.
@points(2)
@needs("sgd_momentum_step", "momentum_path")
@cases("rates", [[0.5, 0.25], [0.25, 0.125, 0.5, 0.0625, 0.125], [0.5] * 4 + [0.125] * 2])
def test_lr_changes_on_the_way(agree, rng, rates):
    """In a long narrow valley, momentum_path takes each step with its own lr."""
    start, curvature = rng.array((2,)), np.array([2.0, 0.0625])
    agree("momentum_path", start, curvature, rates)


@points(1)
@asks("dtype")
@cases("shape", [(1,), (3,)])
def test_float32_stays_float32(agree, rng, shape):
    """Both functions give float32 for float32."""
    param, grad, velocity = (rng.array(shape, "float32") for _ in range(3))
    agree("sgd_momentum_step", param, grad, velocity, 0.25)
    agree("sgd_momentum_step", param, grad, velocity, 0.25, 0.5, True)
    agree("sgd_momentum_step", param, grad, velocity, 1.0, HARDLY)
    agree("momentum_path", *valley(rng, *shape, "float32"), [0.25])
    agree("momentum_path", *valley(rng, *shape, "float32"), [0.25, 0.5])
    agree("momentum_path", *valley(rng, *shape, "float32"), [0.25, 0.5], HARDLY)


@points(1)
@asks("arguments", "memory")
@cases("shape", [(1,), (3,)])
def test_arguments_are_left_alone(agree, keeps, rng, shape):
    """Arguments are left alone, and nothing is kept from one call to the next."""
    param, grad, velocity = (rng.array(shape) for _ in range(3))
    keeps("sgd_momentum_step", param, grad, velocity, 0.25)
    keeps("sgd_momentum_step", param, grad, velocity, 0.25, 0.5, True)
    keeps("sgd_momentum_step", param, grad, 0 * velocity, 0.25)
    for layouts in ((strided, read_only, strided), (read_only, strided, read_only)):
        arrays = (layout(rng.array(shape)) for layout in layouts)
        agree("sgd_momentum_step", *arrays, 1.0, HARDLY)
    start, curvature = valley(rng, *shape)
    keeps("momentum_path", start, curvature, [0.25])
    keeps("momentum_path", start, curvature, [0.25, 0.5])
    keeps("momentum_path", read_only(start), strided(curvature), [0.5, 0.25], HARDLY, True)
