"""Hidden suite of ex02, backpropagation through sigmoid units."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D inputs, H hidden units, O outputs. Products and sums along a wrong axis
# pass in silence only where sizes are equal, and all else differs: the last batches are
# for these.
ONE_EXAMPLE = [(1, 2, 3, 1), (1, 2, 3, 4), (1, 4, 2, 3)]
BATCHES = [
    (3, 1, 2, 1), (5, 2, 4, 3), (3, 4, 2, 5), (4, 2, 3, 3), (3, 2, 4, 3), (3, 3, 3, 3),
]  # fmt: skip


def outputs(rng, shape):
    """Draw numbers that a sigmoid could have answered: sixteenths in (0, 1)."""
    return rng.integers(1, 16, shape) / 16


def network(rng, n, d, h, o, dtype="float64"):
    """Draw x, t (zeros and ones), w1, b1, w2 and b2; no sum is beyond -10 and 10."""
    x = rng.array((n, d)) / 4
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
@cases("low, high, count", [(710, 10_000, 2), (24, 64, 4), (17, 24, 4), (8, 17, 5)])
def test_large_sums(agree, rng, low, high, count):
    """Large sums give 0 or 1, never nan."""
    z = rng.integers(low, high, count) * np.resize([1.0, -1.0], count)
    agree("sigmoid", z)
    agree("sigmoid", np.concatenate([rng.array(2), [0.0], -z]))


@points(2)
@cases("shape", [(3,), (2, 3), (3, 1, 4)])
def test_gradient_through_a_sigmoid(agree, rng, shape):
    """sigmoid_backward multiplies grad_out by the slope at s."""
    agree("sigmoid_backward", rng.array(shape), outputs(rng, shape))


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


# A guard that keeps outputs off 0 and 1 costs test_large_sums, and not this one too.
@points(1)
@needs("sigmoid", "sigmoid_backward")
@cases("n, d, h, o", [(1, 1, 2, 1), (1, 2, 4, 3)])
def test_saturated_units(agree, rng, n, d, h, o):
    """A saturated unit gets the gradient 0, its neighbour its own."""
    x, t, w1, b1, w2, b2 = network(rng, n, d, h, o)
    b1[1] = rng.choice([-1.0, 1.0]) * rng.integers(40, 64, 1)[0]
    if o > 1:
        b2[1] = rng.choice([-1.0, 1.0]) * rng.integers(40, 64, 1)[0]
    agree("mlp_backward", x, t, w1, b1, w2, b2, rtol=1e-4, atol=1e-4)
    nearly = rng.integers(1, 64, 3) / 2.0**30
    agree("sigmoid_backward", rng.array(3) * 2.0**20, nearly)
    agree("sigmoid_backward", rng.array(3), 1 - nearly * 2.0**12)


# In these, a mean for a sum or a wrong axis shall cost nothing once more: there is a right
# value in the first case, and no exception in the other.
EQUAL_SIZES = [1, 3]


@points(1)
@asks("dtype")
@cases("size", EQUAL_SIZES)
def test_float32_stays_float32(agree, rng, size):
    """float32 in gives float32 out, from all three functions."""
    shape = size, size
    agree("sigmoid", rng.array(shape, "float32"))
    agree(
        "sigmoid_backward", rng.array(shape, "float32"), outputs(rng, shape).astype("float32")
    )
    agree("mlp_backward", *network(rng, size, size, size, size, "float32"))


@points(1)
@asks("arguments", "memory")
@cases("size", EQUAL_SIZES)
def test_arguments_are_left_alone(agree, keeps, rng, size):
    """No argument is changed or returned, however it lies in memory."""
    shape = size, size
    z, grad_out, s = rng.array(shape), rng.array(shape), outputs(rng, shape)
    x, t, w1, b1, w2, b2 = network(rng, size, size, size, size)
    keeps("sigmoid", z)
    keeps("sigmoid", np.array([1000.0, -1000.0, 0.5]))
    keeps("sigmoid_backward", grad_out, s)
    keeps("mlp_backward", x, t, w1, b1, w2, b2)
    agree("sigmoid", strided(z))
    agree("sigmoid_backward", read_only(grad_out), np.asfortranarray(s))
    x, w1, w2 = strided(x), np.asfortranarray(w1), read_only(w2)
    agree("mlp_backward", x, read_only(t), w1, strided(b1), w2, b2)
