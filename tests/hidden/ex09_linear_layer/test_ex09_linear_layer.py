"""Hidden suite of ex09, the linear layer."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D inputs, O units. Products and sums along a wrong axis pass in silence only
# where sizes are equal, and all else differs: the last of each list are for these.
LAYERS = [(1, 2, 3), (4, 3, 5), (5, 4, 1), (3, 2, 3), (4, 3, 3), (3, 3, 3)]
ONE_EXAMPLE = [(1, 2, 1), (1, 2, 3), (1, 3, 2), (1, 3, 3)]
BATCHES = [(3, 2, 1), (3, 2, 4), (4, 3, 2), (2, 3, 2), (3, 2, 2), (2, 2, 2)]


def draw(rng, *shapes, first=False):
    """Draw whole numbers that are not 0, from 1 to 9 for a first case.

    float32 holds the answers exactly, so whoever returns that loses none of these checks.
    """
    if first:
        return [rng.integers(1, 10, shape) * 1.0 for shape in shapes]
    return [rng.integers(-5, 5, shape) * 2.0 + 1 for shape in shapes]


@points(3)
@cases("n, d, o", LAYERS)
def test_weighted_sums_plus_biases(agree, rng, n, d, o):
    """linear gives every unit's weighted sum plus its bias."""
    first = (n, d, o) == LAYERS[0]
    x, weight, bias = draw(rng, (n, d), (o, d), (o,), first=first)
    agree("linear", x, weight, bias)
    if first:
        agree("linear", -x, weight, bias)  # negative outputs, in a small call


@points(2)
@cases("n, d, o", ONE_EXAMPLE)
def test_gradients_for_one_example(agree, rng, n, d, o):
    """linear_backward finds all three gradients for a batch of one."""
    first = (n, d, o) == ONE_EXAMPLE[0]
    agree("linear_backward", *draw(rng, (n, o), (n, d), (o, d), first=first))


@points(3)
@cases("n, d, o", BATCHES)
def test_gradients_of_a_batch_add_up(agree, rng, n, d, o):
    """In a batch dweight and dbias are sums over the examples, not means."""
    first = (n, d, o) == BATCHES[0]
    agree("linear_backward", *draw(rng, (n, o), (n, d), (o, d), first=first))


@points(1)
@needs("linear", "linear_backward")
def test_float64_keeps_its_digits(agree, rng):
    """float64 in gives float64 out, with all its digits."""
    powers = np.array([0.25, 0.5, 1.0, 2.0])
    finer = 1 + 2.0**-24  # float32 rounds it down to 1, so a product is wrong by 1.2e-7 of it
    shapes = [(2, 1), (2, 2), (1, 2)]
    grad_out, x, weight = [powers[rng.integers(0, 4, shape)] * finer for shape in shapes]
    # Whoever rounds instead is further off in both: by odd 64ths, and in a tiny dx.
    agree("linear", x, weight, (rng.integers(0, 4, (1,)) * 2 + 1) / -64)
    agree("linear_backward", grad_out, x, weight / 1024)


@points(1)
@needs("linear", "linear_backward")
def test_three_steps_on_iris(agree, rng, data):
    """Three steps of learning on iris, from three measures to the fourth."""
    start = rng.choice(range(30))
    x, t = data.iris.x[start::60, :3], data.iris.x[start::60, 3:].array
    weight, bias = rng.array((1, 3)), rng.array((1,))
    for _ in range(3):
        y = agree("linear", x, weight, bias, atol=1e-4)
        _, dweight, dbias = agree("linear_backward", y - t, x, weight, atol=1e-4)
        weight, bias = weight - dweight / 512, bias - dbias / 512


# In these, a mean for a sum, a wrong axis or a ReLU shall cost nothing once more: there is
# a right value in the first case, all positive, and no exception in the other.
EQUAL_SIZES = [1, 2]


def draw_squares(rng, size, dtype="float64"):
    """Draw x, weight and grad_out, all of one shape."""
    unit = 16 if dtype == "float64" else 1  # whole numbers are right in float32, too
    arrays = [rng.array((size, size), dtype) * unit for _ in range(3)]
    return [abs(array) for array in arrays] if size == 1 else arrays


@points(1)
@asks("dtype")
@cases("size", EQUAL_SIZES)
def test_float32_stays_float32(agree, rng, size):
    """float32 in gives float32 out, from both functions."""
    x, weight, grad_out = draw_squares(rng, size, "float32")
    agree("linear", x, weight, grad_out[0])
    agree("linear_backward", grad_out, x, weight)


@points(1)
@asks("arguments", "memory")
@cases("size", EQUAL_SIZES)
def test_arguments_are_left_alone(agree, keeps, rng, size):
    """No argument is changed or returned, however it lies in memory."""
    x, weight, grad_out = draw_squares(rng, size)
    keeps("linear", x, weight, grad_out[0])
    keeps("linear_backward", grad_out, x, weight)
    agree("linear", strided(x), np.asfortranarray(weight), read_only(grad_out[0]))
    agree("linear_backward", read_only(grad_out), strided(x), np.asfortranarray(weight))
    agree("linear_backward", np.asfortranarray(grad_out), read_only(x), strided(weight))
