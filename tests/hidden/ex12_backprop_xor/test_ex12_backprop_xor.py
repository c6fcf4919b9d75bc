"""Hidden suite of ex12, backpropagation on XOR."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, H hidden units. A wrong axis passes in silence only where sizes are equal: there
# are 2 inputs, so the last case is for that.
LAYERS = [(1, 1), (3, 1), (1, 3), (2, 3), (2, 2)]
LOSSES = [(1, 1), (2, 1), (3, 2)]
ONE_EXAMPLE = [(1, 2.0), (3, 0.5)]
BATCHES = [(3, 1, 0.5), (2, 3, 0.5), (3, 2, 1.0)]


def start(rng, h, dtype="float64"):
    """Draw parameters: none is beyond -2 and 2, and none is 0."""
    shapes = {"w1": (h, 2), "b1": (h,), "w2": (1, h), "b2": (1,)}
    return {name: rng.array(shape, dtype) / 2 for name, shape in shapes.items()}


def examples(rng, n, dtype="float64"):
    """Draw x, and t of zeros and ones."""
    x = rng.array((n, 2)) / 2
    return x.astype(dtype), rng.integers(0, 2, (n, 1)).astype(dtype)


@points(3)
@cases("n, h", LAYERS)
def test_outputs_of_both_layers(agree, rng, n, h):
    """forward gives the outputs of the hidden layer and of the last."""
    agree("forward", start(rng, h), examples(rng, n)[0])


@points(2)
@needs("forward")
@cases("n, h", LOSSES)
def test_loss(agree, rng, n, h):
    """loss is half the sum of the squared errors of all examples."""
    agree("loss", start(rng, h), *examples(rng, n))


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
    """train_step adds the gradients of all examples."""
    agree("train_step", start(rng, h), *examples(rng, n), lr)


# The last case gets E below 0.01, and who stops before is told apart by where.
@points(2)
@needs("forward", "train_step")
@cases("steps, n, h, lr", [(1, 1, 1, 0.5), (2, 3, 1, 0.5), (3, 2, 2, 0.5), (40, 1, 1, 8.0)])
def test_steps_follow_each_other(agree, rng, steps, n, h, lr):
    """train takes each step from the parameters of the last: 1, 2, 3 and 40 steps."""
    agree("train", start(rng, h), *examples(rng, n), lr, steps)


# The hidden units begin as rough OR and AND units, so that fifty steps are enough.
@points(1)
@needs("forward", "train_step")
def test_training_on_xor(agree, rng, data):
    """train on XOR: fifty steps that solve it, and three that are too long."""
    rough = {
        "w1": np.array([[3.0, 3.0], [3.0, 3.0]]),
        "b1": np.array([-1.0, -5.0]),
        "w2": np.array([[3.0, -3.0]]),
        "b2": np.array([-1.0]),
    }
    moved = {name: value + rng.array(value.shape) / 8 for name, value in rough.items()}
    agree("train", moved, data.gates.x, data.gates.t_xor, 4.0, 50)
    agree("train", moved, data.gates.x, data.gates.t_xor, 64.0, 3)  # E grows


# In these two a factor or a wrong axis shall cost nothing once more: a mean of squares is
# right for two examples, half a mean for one, and one step is right whatever later ones do.
@points(1)
@asks("dtype")
@cases("n", [1, 2])
def test_float32_stays_float32(agree, rng, n):
    """float32 in gives float32 out, from forward, train_step and train."""
    params, (x, t) = start(rng, 2, "float32"), examples(rng, n, "float32")
    agree("forward", params, x)
    agree("train_step", params, x, t, 0.5)
    agree("train", params, x, t, 0.5, 1)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, nor an array in params."""
    params, (x, t) = start(rng, 2), examples(rng, 1)
    keeps("forward", params, x)
    keeps("train_step", params, x, t, 0.5)
    keeps("train", params, x, t, 0.5, 1)
    x, t = examples(rng, 2)
    laid_out = {name: strided(value) for name, value in params.items()}
    agree("forward", laid_out, np.asfortranarray(x))
    agree("train_step", laid_out, strided(x), strided(t), 0.5)
    fixed = {name: read_only(value) for name, value in params.items()}
    agree("train_step", fixed, read_only(x), read_only(t), 0.5)
    agree("train", fixed, read_only(x), t, 0.5, 1)
