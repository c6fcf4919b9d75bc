"""Hidden suite of ex12, backpropagation on XOR."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, H hidden units. A wrong axis passes in silence only where sizes are equal: there
# are 2 inputs, so the last case is for that.
LAYERS = [(1, 1), (3, 1), (1, 3), (2, 3), (2, 2)]
ONE_EXAMPLE = [(1, 2.0), (3, 0.5), (2, 1.0)]
BATCHES = [(3, 1, 0.5), (2, 3, 0.5), (3, 2, 1.0)]


def start(rng, h, dtype="float64"):
    """Draw parameters: none is beyond -2 and 2, and none is 0."""
    shapes = {"w1": (h, 2), "b1": (h,), "w2": (1, h), "b2": (1,)}
    return {name: rng.array(shape, dtype) / 2 for name, shape in shapes.items()}


def examples(rng, n, dtype="float64"):
    """Draw x, and t of zeros and ones."""
    x = rng.array((n, 2)) / 2
    return x.astype(dtype), rng.integers(0, 2, (n, 1)).astype(dtype)


@points(2)
@cases("n, h", LAYERS)
def test_outputs_of_both_layers(agree, rng, n, h):
    """forward gives the outputs of the hidden layer and of the last."""
    agree("forward", start(rng, h), examples(rng, n)[0])


@points(2)
@needs("forward")
@cases("h, lr", ONE_EXAMPLE)
def test_step_of_one_example(agree, rng, h, lr):
    """train_step moves all four parameters for one example."""
    agree("train_step", start(rng, h), *examples(rng, 1), lr)


@points(3)
@needs("forward")
@cases("n, h, lr", BATCHES)
def test_step_of_a_batch(agree, rng, n, h, lr):
    """train_step adds the gradients of all examples, and their losses."""
    agree("train_step", start(rng, h), *examples(rng, n), lr)


@points(1)
@needs("forward")
def test_first_steps_on_xor(agree, rng, data):
    """Three times train_step on XOR, each from PyTorch's weights."""
    params = start(rng, 2)
    for _ in range(3):
        params, _ = agree("train_step", params, data.gates.x, data.gates.t_xor, 0.5)


@points(3)
@needs("forward", "train_step")
@cases("steps, n, h, lr", [(1, 1, 1, 0.5), (2, 3, 1, 0.5), (3, 2, 2, 0.5), (20, 1, 1, 4.0)])
def test_steps_follow_each_other(agree, rng, steps, n, h, lr):
    """train takes each step from the parameters of the last: 1, 2, 3 and 20 steps."""
    agree("train", start(rng, h), *examples(rng, n), lr, steps)


# The hidden units begin as rough OR and AND units, so that fifty steps are enough.
@points(2)
@needs("forward", "train_step")
def test_fifty_steps_on_xor(agree, rng, data):
    """train solves XOR from a start that is not far."""
    rough = {
        "w1": np.array([[3.0, 3.0], [3.0, 3.0]]),
        "b1": np.array([-1.0, -5.0]),
        "w2": np.array([[3.0, -3.0]]),
        "b2": np.array([-1.0]),
    }
    moved = {name: value + rng.array(value.shape) / 8 for name, value in rough.items()}
    agree("train", moved, data.gates.x, data.gates.t_xor, 2.0, 50)


# In these two a factor or a wrong axis shall cost nothing once more: with one example and
# as many hidden units as inputs there is a right value, or at least no exception.
@points(1)
@asks("dtype")
@cases("n, h", [(1, 2), (2, 2)])
def test_float32_stays_float32(agree, rng, n, h):
    """float32 in gives float32 out, from all three functions."""
    params, (x, t) = start(rng, h, "float32"), examples(rng, n, "float32")
    agree("forward", params, x)
    agree("train_step", params, x, t, 0.5)
    agree("train", params, x, t, 0.5, 2)


@points(1)
@asks("arguments", "memory")
@cases("n, h", [(1, 2), (2, 2)])
def test_arguments_are_left_alone(agree, keeps, rng, n, h):
    """No argument is changed or returned, nor an array in params."""
    params, (x, t) = start(rng, h), examples(rng, n)
    keeps("forward", params, x)
    keeps("train_step", params, x, t, 0.5)
    keeps("train", params, x, t, 0.5, 2)
    laid_out = {name: strided(value) for name, value in start(rng, h).items()}
    agree("forward", laid_out, np.asfortranarray(x))
    agree("train_step", laid_out, strided(x), t, 0.5)
    fixed = {name: read_only(value) for name, value in start(rng, h).items()}
    agree("train_step", fixed, x, read_only(t), 0.5)
    agree("train", fixed, read_only(x), t, 0.5, 2)
