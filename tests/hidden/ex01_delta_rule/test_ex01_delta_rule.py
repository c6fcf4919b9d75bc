"""Hidden suite of ex01, the delta rule."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D inputs, O units. Twice a mean looks like a sum where N * O is 2. Only a
# square w lets a forgotten transposition pass without an exception: one case has it.
LAYERS = [(1, 2, 3), (4, 3, 5), (5, 4, 1), (2, 3, 3)]
ONE_EXAMPLE = [(1, 2, 1, 0.5), (1, 2, 3, 0.25), (1, 4, 3, 0.125)]
BATCHES = [(3, 2, 1, 0.5), (2, 3, 4, 0.25), (5, 2, 3, 0.125), (4, 3, 3, 0.25)]


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
def test_no_error_no_change(agree):
    """If y equals t, w and b stay the same."""
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    w = np.array([[2.0, 0.5], [-1.0, 1.5], [0.25, -0.75]])
    b = np.array([-0.5, 1.0, 2.0])
    t = np.array([[0.5, -3.0, 3.75], [2.0, 5.0, -0.125]])
    agree("delta_rule_update", x, t, w, b, 0.5)


@points(3)
@needs("linear_unit")
def test_petal_widths_of_iris(agree, rng, data):
    """Five steps on iris: petal width from three other measures."""
    x, t = data.iris.x[::15, :3], data.iris.x[::15, 3:]
    w, b = rng.array((1, 3)), rng.array((1,))
    for _ in range(5):
        w, b = agree("delta_rule_update", x, t, w, b, 1 / 1024)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out, from both functions."""
    x, t, w, b = layer(rng, 3, 2, 4, "float32")
    agree("linear_unit", x, w, b)
    agree("delta_rule_update", x, t, w, b, 0.25)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    x, t, w, b = layer(rng, 3, 2, 4)
    keeps("linear_unit", x, w, b)
    keeps("delta_rule_update", x, t, w, b, 0.25)
    keeps("delta_rule_update", np.zeros((3, 2)), np.stack([b, b, b]), w, b, 0.25)
    agree("linear_unit", strided(x), np.asfortranarray(w), read_only(b))
    agree("delta_rule_update", read_only(x), strided(t), np.asfortranarray(w), b, 0.5)
    agree("delta_rule_update", np.asfortranarray(x), t, read_only(w), strided(b), 0.5)
