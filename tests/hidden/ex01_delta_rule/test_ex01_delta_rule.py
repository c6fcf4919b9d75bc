"""Hidden suite of ex01, the delta rule."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D inputs, O units. Products and sums along a wrong axis pass in silence only
# where sizes are equal, and all else differs: the last cases of both lists are for these.
LAYERS = [(1, 2, 3), (4, 3, 5), (5, 4, 1), (3, 2, 3), (4, 3, 3), (3, 3, 3)]
ONE_EXAMPLE = [(1, 2, 1, 0.5), (1, 2, 3, 0.25), (1, 4, 3, 0.125)]
BATCHES = [
    (3, 2, 1, 0.5), (4, 3, 5, 0.25), (5, 2, 3, 0.125),
    (3, 4, 3, 0.5), (4, 3, 3, 0.25), (3, 3, 3, 0.25),
]  # fmt: skip


def layer(rng, n, d, o, dtype="float64"):
    """Draw x, t, w and b."""
    shapes = (n, d), (n, o), (o, d), (o,)
    return [rng.array(shape, dtype) for shape in shapes]


@points(3)
@cases("n, d, o", LAYERS)
def test_weighted_sum_plus_bias(agree, rng, n, d, o):
    """linear_unit gives every unit's weighted sum plus its bias."""
    x, _, w, b = layer(rng, n, d, o)
    agree("linear_unit", x, w, b)
    finer = 1 + 2.0**-24  # float32 does not hold these
    agree("linear_unit", x * finer, w * finer, b)


@points(2)
@needs("linear_unit")
@cases("n, d, o, lr", ONE_EXAMPLE)
def test_one_example(agree, rng, n, d, o, lr):
    """One example: each weight moves by lr * error * input."""
    agree("delta_rule_update", *layer(rng, n, d, o), lr)


@points(3)
@needs("linear_unit")
@cases("n, d, o, lr", BATCHES)
def test_changes_of_a_batch_add_up(agree, rng, n, d, o, lr):
    """In a batch the changes of all examples are added, not averaged."""
    agree("delta_rule_update", *layer(rng, n, d, o), lr)


@points(1)
@needs("linear_unit")
@cases("n, d, o", [(1, 2, 1), (3, 3, 3)])
def test_no_error_no_change(agree, rng, n, d, o):
    """If y equals t, w and b stay the same."""
    x, _, w, b = layer(rng, n, d, o)
    y = (x[:, None] * w).sum(axis=2) + b  # exact: odd sixteenths
    agree("delta_rule_update", x, y, w, b, 0.5)


@points(3)
@needs("linear_unit")
def test_petal_widths_of_iris(agree, rng, data):
    """Five steps on iris: petal width from three other measures."""
    start = int(rng.integers(0, 10, 1)[0])
    x, t = data.iris.x[start::20, :3], data.iris.x[start::20, 3:]
    w, b = rng.array((1, 3)), rng.array((1,))
    for _ in range(5):
        w, b = agree("delta_rule_update", x, t, w, b, 1 / 1024)


# In these, a mean for a sum or a wrong axis shall cost nothing once more: there is a right
# value in the first case, and no exception in the other.
EQUAL_SIZES = [1, 3]


@points(1)
@asks("dtype")
@cases("size", EQUAL_SIZES)
def test_float32_stays_float32(agree, rng, size):
    """float32 in gives float32 out, from both functions."""
    x, t, w, b = layer(rng, size, size, size, "float32")
    agree("linear_unit", x, w, b)
    agree("delta_rule_update", x, t, w, b, 0.25)


@points(1)
@asks("arguments", "memory")
@cases("size", EQUAL_SIZES)
def test_arguments_are_left_alone(agree, keeps, rng, size):
    """No argument is changed or returned, however it lies in memory."""
    x, t, w, b = layer(rng, size, size, size)
    keeps("linear_unit", x, w, b)
    keeps("delta_rule_update", x, t, w, b, 0.25)
    keeps("delta_rule_update", np.zeros_like(x), np.stack(size * [b]), w, b, 0.25)
    agree("linear_unit", strided(x), np.asfortranarray(w), read_only(b))
    agree("delta_rule_update", read_only(x), strided(t), np.asfortranarray(w), b, 0.5)
    agree("delta_rule_update", np.asfortranarray(x), t, read_only(w), strided(b), 0.5)
