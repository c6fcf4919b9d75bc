"""Hidden suite of ex02, backpropagation through sigmoid units."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D inputs, H hidden units, O outputs. Twice a mean looks like a sum where
# N * O is 2. Only O = H lets a wrongly transposed w2 pass without an exception: the
# last batch has it.
ONE_EXAMPLE = [(1, 2, 3, 1), (1, 2, 3, 4), (1, 4, 2, 3)]
BATCHES = [(3, 1, 2, 1), (5, 2, 4, 3), (2, 4, 3, 5), (4, 2, 3, 3)]


def outputs(rng, shape):
    """Draw numbers that a sigmoid could have answered: sixteenths in (0, 1)."""
    return rng.integers(1, 16, shape) / 16


def network(rng, n, d, h, o, dtype="float64"):
    """Draw x, t (zeros and ones), w1, b1, w2 and b2; no unit saturates."""
    x = rng.array((n, d)) / 2
    t = rng.integers(0, 2, (n, o))
    parameters = [
        (2 * rng.integers(-16, 16, shape) + 1) / 16 for shape in ((h, d), (h,), (o, h), (o,))
    ]
    return [array.astype(dtype) for array in (x, t, *parameters)]


@points(2)
@cases("shape", [(3,), (2, 3), (3, 1, 4)])
def test_sigmoid_of_every_element(agree, rng, shape):
    """sigmoid squeezes every element of an array of any shape."""
    agree("sigmoid", rng.array(shape))


@points(1)
@cases(
    "z",
    [
        [1000.0, -1000.0],
        [0.0, 710.0, -0.5, -1000.0, 1.0, 40.0],
        [9.0, -9.0, 12.0, -12.0, -19.0],
    ],
)
def test_large_sums(agree, z):
    """Large sums give 0 or 1, never nan."""
    agree("sigmoid", np.array(z))


@points(2)
@cases("shape", [(3,), (2, 3), (3, 1, 4)])
def test_gradient_through_a_sigmoid(agree, rng, shape):
    """sigmoid_backward multiplies grad_out by the slope at s."""
    agree("sigmoid_backward", rng.array(shape), outputs(rng, shape))
    almost = np.array([2.0**-30, 2.0**-12, 1 - 2.0**-12])
    agree("sigmoid_backward", np.array([2.0**20, -3.0, 5.0]), almost)


@points(3)
@needs("sigmoid", "sigmoid_backward")
@cases("n, d, h, o", ONE_EXAMPLE)
def test_one_example(agree, rng, n, d, h, o):
    """mlp_backward finds both layers' gradients for one example."""
    agree("mlp_backward", *network(rng, n, d, h, o))


@points(2)
@needs("sigmoid", "sigmoid_backward")
@cases("n, d, h, o", BATCHES)
def test_gradients_of_a_batch_add_up(agree, rng, n, d, h, o):
    """In a batch the gradients of all examples are added, not averaged."""
    agree("mlp_backward", *network(rng, n, d, h, o))


@points(2)
@needs("sigmoid", "sigmoid_backward")
def test_first_steps_towards_xor(agree, rng, data):
    """Three steps towards XOR, each from PyTorch's weights."""
    _, _, *parameters = network(rng, 4, 2, 3, 1)
    for _ in range(3):
        grads = agree("mlp_backward", data.gates.x, data.gates.t_xor, *parameters)
        parameters = [p - 0.5 * g for p, g in zip(parameters, grads, strict=True)]


@points(1)
@needs("sigmoid", "sigmoid_backward")
def test_saturated_units(agree):
    """A saturated unit gets the gradient 0, its neighbour its own."""
    x, t = np.array([[1.0, 0.5], [-1.0, 1.5]]), np.array([[1.0], [1.0]])
    w1, b1 = np.array([[1000.0, 0.0], [0.5, -0.25]]), np.array([0.0, 0.25])
    w2, b2 = np.array([[0.5, -1.0]]), np.array([0.125])
    agree("mlp_backward", x, t, w1, b1, w2, b2)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out, from all three functions."""
    agree("sigmoid", rng.array((2, 3), "float32"))
    s = outputs(rng, (2, 3)).astype("float32")
    agree("sigmoid_backward", rng.array((2, 3), "float32"), s)
    agree("mlp_backward", *network(rng, 3, 2, 4, 1, "float32"))


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    z, grad_out, s = rng.array((2, 3)), rng.array((2, 3)), outputs(rng, (2, 3))
    x, t, w1, b1, w2, b2 = network(rng, 2, 4, 3, 1)
    keeps("sigmoid", z)
    keeps("sigmoid", np.array([1000.0, -1000.0, 0.5]))
    keeps("sigmoid_backward", grad_out, s)
    keeps("mlp_backward", x, t, w1, b1, w2, b2)
    agree("sigmoid", strided(z))
    agree("sigmoid_backward", read_only(grad_out), np.asfortranarray(s))
    x, w1, w2 = strided(x), np.asfortranarray(w1), read_only(w2)
    agree("mlp_backward", x, read_only(t), w1, strided(b1), w2, b2)
