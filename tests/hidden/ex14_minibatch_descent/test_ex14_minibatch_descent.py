"""Hidden suite of ex14, batch, mini-batch and stochastic descent."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples and D inputs. N is 3 or more, so that a factor of N is never one of 2; the last
# case is square, where a wrong axis passes in silence.
BATCHES = [(3, 1), (3, 2), (5, 4), (7, 3), (3, 3)]
# N, D, batch_size, lr; in the second list a batch is short, in the last case the only one.
MINI = [(4, 1, 2, 0.125), (6, 2, 3, 0.125), (6, 1, 2, 0.125)]
SHORT = [(5, 1, 3, 0.125), (7, 2, 3, 0.125), (4, 2, 3, 0.125), (3, 2, 5, 0.125)]


def regression(rng, n, d, dtype="float64"):
    """Draw x, t, w and b; no input is beyond -1 and 1, so that no step grows far."""
    x, t, w = (rng.array(shape) for shape in ((n, d), (n,), (d,)))
    arrays = [array.astype(dtype) for array in (x / 4, t, w)]
    return *arrays, float(rng.array((1,))[0])


def met(rng, size, dtype="float64"):
    """Draw x, t, w and b of a line that meets every target."""
    x, _, w, b = regression(rng, size, size, dtype)
    return x, (x * w).sum(axis=1) + w.dtype.type(b), w, b


def arriving(rng, dtype="float64"):
    """Draw an epoch that ends on the line of its targets, also with steps half as long."""
    slope, height, w, b = rng.array((4,)).astype(dtype)
    x = np.array([[1.0], [-1.0]] * 48, dtype)
    return x, x[:, 0] * slope + height, w[None], float(b), 0.3125, 1, rng.permutation(96)


@points(1)
@cases("n, batch_size", [(4, 2), (6, 2), (9, 3), (12, 4)])
def test_batches_in_order(agree, rng, n, batch_size):
    """batches cuts order into parts of batch_size."""
    agree("batches", rng.permutation(n), batch_size)


@points(1)
@cases("n, batch_size", [(5, 3), (7, 3), (7, 5), (11, 4), (9, 2), (5, 8), (9, 14)])
def test_last_batch_is_shorter(agree, rng, n, batch_size):
    """batches keeps the numbers left over, as a shorter last batch or the only one."""
    agree("batches", rng.permutation(n), batch_size)


@points(1)
@cases("n, batch_size", [(5, 5), (5, 1), (8, 8), (7, 1)])
def test_one_batch_or_n(agree, rng, n, batch_size):
    """batches gives one batch if batch_size is N, N batches if it is 1."""
    agree("batches", rng.permutation(n), batch_size)


@points(1)
@cases("d", [1, 2, 4])
def test_gradients_of_one_example(agree, rng, d):
    """mse_gradients finds dw and db for one example."""
    agree("mse_gradients", *regression(rng, 1, d))


@points(2)
@cases("n, d", BATCHES)
def test_gradients_of_a_batch(agree, rng, n, d):
    """mse_gradients takes the mean over the examples, for dw and db."""
    x, t, w, b = regression(rng, n, d)
    agree("mse_gradients", x, t, w, b)
    if d == 2:
        finer = 1 + 2.0**-24  # float32 does not hold these
        agree("mse_gradients", x * finer, t, w * finer, b)


@points(1)
@needs("mse_gradients", "batches")
@cases("n, d, lr", [(3, 1, 0.25), (4, 2, 0.125), (5, 3, 0.125)])
def test_batch_descent(agree, rng, n, d, lr):
    """sgd_epoch makes one step if batch_size is N."""
    agree("sgd_epoch", *regression(rng, n, d), lr, n, rng.permutation(n))


@points(1)
@needs("mse_gradients", "batches")
@cases("n, d, lr", [(3, 1, 0.125), (5, 2, 0.125), (4, 4, 0.0625)])
def test_stochastic_descent(agree, rng, n, d, lr):
    """sgd_epoch makes N steps if batch_size is 1."""
    agree("sgd_epoch", *regression(rng, n, d), lr, 1, rng.permutation(n))


@points(2)
@needs("mse_gradients", "batches")
@cases("n, d, batch_size, lr", MINI)
def test_mini_batches(agree, rng, n, d, batch_size, lr):
    """sgd_epoch makes one step for each mini-batch, in the order given."""
    agree("sgd_epoch", *regression(rng, n, d), lr, batch_size, rng.permutation(n))


@points(2)
@needs("mse_gradients", "batches")
@cases("n, d, batch_size, lr", SHORT)
def test_step_of_the_short_batch(agree, rng, n, d, batch_size, lr):
    """sgd_epoch averages a shorter batch over its own length."""
    agree("sgd_epoch", *regression(rng, n, d), lr, batch_size, rng.permutation(n))


# No batch is short here, so that what is wrong with one costs the check above alone.
@points(2)
@needs("mse_gradients", "batches")
@cases("batch_size", [5, 1])
def test_petal_widths_of_iris(agree, rng, data, batch_size):
    """Two epochs on iris: petal width from three other measures."""
    start = int(rng.integers(0, 10, 1)[0])
    x, t = data.iris.x[start::10, :3], data.iris.x[start::10, 3]
    w, b = rng.array((3,)) / 4, 0.0
    for _ in range(2):
        w, b = agree("sgd_epoch", x, t, w, b, 1 / 256, batch_size, rng.permutation(15))


# In these two a factor or a wrong axis shall cost nothing once more: beside the usual calls
# they ask two in which the length of a step does not show.
@points(1)
@asks("dtype")
@cases("size", [1, 3])
def test_float32_stays_float32(agree, rng, size):
    """float32 in gives float32 out, and the numbers in batches are int64."""
    agree("batches", rng.permutation(2 * size - 1), size)
    x, t, w, b = regression(rng, size, size, "float32")
    agree("mse_gradients", x, t, w, b)
    agree("sgd_epoch", x, t, w, b, 0.125, size, rng.permutation(size))
    agree("mse_gradients", *met(rng, size, "float32"))
    agree("sgd_epoch", *arriving(rng, "float32"))


@points(1)
@asks("arguments")
@cases("size", [1, 3])
def test_arguments_are_left_alone(agree, keeps, rng, size):
    """No argument is changed, however it lies in memory."""
    x, t, w, b = regression(rng, size, size)
    order = rng.permutation(size)
    keeps("batches", rng.permutation(6), 3)
    keeps("mse_gradients", x, t, w, b)
    keeps("sgd_epoch", x, t, w, b, 0.125, size, order)
    keeps("mse_gradients", *met(rng, size))
    keeps("sgd_epoch", *arriving(rng))
    agree("batches", strided(rng.permutation(6)), 2)
    agree("batches", read_only(rng.permutation(8)), 2)
    agree("mse_gradients", strided(x), read_only(t), strided(w), b)
    agree("sgd_epoch", np.asfortranarray(x), strided(t), read_only(w), b, 0.125, 2, order)
    agree("sgd_epoch", read_only(x), t, strided(w), b, 0.125, 1, read_only(order))
