"""Hidden suite of ex08, perceptron and gates."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

NAMES = ["and", "or", "nand"]


def bits(rng, data, more):
    """Draw rows of the truth table: all four in some order, then some more."""
    rows = np.concatenate([rng.permutation(4), rng.integers(0, 4, more)])
    return data.gates.x[rows].astype("int64")


# A gate that is wrong makes most answers of XOR wrong: these are right nevertheless.
def alike(rng, data, count):
    """Draw rows of the truth table whose two bits are alike."""
    return data.gates.x[3 * rng.integers(0, 2, count)].astype("int64")


def unit(rng, n, d, dtype="float64"):
    """Draw x, w and b; no sum is 0, and about half of them are above."""
    x, w = rng.array((n, d)), rng.array(d)
    # A sum is a whole number of 256ths; the bias is half of one off.
    b = float(np.sort((x * w).sum(axis=1))[n // 2] * -1.0 + rng.choice([-1.0, 1.0]) / 512)
    return x.astype(dtype), w.astype(dtype), b


def answers(x, w, b):
    """Return what is above 0; the sums are exact."""
    return ((x * w).sum(axis=1) + b > 0).astype("int64")


def rate(rng):
    """Draw a learning rate: eighths below 1."""
    return int(rng.integers(1, 8, 1)[0]) / 8


def far(rng, n, d):
    """Draw x, w and b of a unit whose sums lie beyond 1 and -1."""
    x, w, b = unit(rng, n, d)
    return x, w * 1024, b * 1024


def false_one(rng, d, dtype="float64", lr=None):
    """Draw x, t, w, b and lr of one example, answered 1 from a sum above 1; t is 0."""
    x, w = rng.array((1, d), dtype), rng.array(d, dtype)
    b = 1 + abs(float(rng.array(1)[0]))
    return x, np.zeros(1, "int64"), np.copysign(w, x[0]), b, rate(rng) if lr is None else lr


def taught(rng, n, d, dtype="float64"):
    """Draw x, t, w, b and lr of which some examples are wrong, and some right for n > 1."""
    x, w, b = unit(rng, n, d, dtype)
    wrong = rng.permutation(n) < (n + 1) // 2
    return x, answers(x, w, b) ^ wrong, w, b, rate(rng)


@points(1)
@cases("shape, at_zero", [((4,), 0), ((1,), 1), ((3, 5), 1), ((2, 3, 4), 0)])
def test_step_beside_zero(agree, rng, shape, at_zero):
    """step answers 1 above 0 and 0 below, for any shape."""
    agree("step", rng.array(shape), at_zero)
    agree("step", rng.array(shape) / 2.0**32, at_zero)


@points(1)
@needs("step")
@cases("at_zero, shape", [(0, (3,)), (1, (3,)), (1, (2, 4)), (0, (3, 1, 4))])
def test_step_at_zero(agree, rng, at_zero, shape):
    """step answers at_zero where z is 0."""
    z = rng.array(shape)
    z.flat[rng.permutation(z.size)[: z.size // 2]] = 0
    agree("step", z, at_zero)


@points(1)
@needs("step")
@cases("n, d", [(2, 2), (1, 3), (5, 1), (3, 3), (6, 4), (4, 7)])
def test_weighted_sum_and_bias(agree, rng, n, d):
    """perceptron answers 1 where weighted sum and bias are above 0, however little."""
    agree("perceptron", *unit(rng, n, d))


# A step at 0.5 or 1 is right here.
@points(1)
@needs("step", "perceptron")
@cases("n, d", [(2, 2), (4, 3)])
def test_large_sums(agree, rng, n, d):
    """perceptron answers 1 where the sum is far above 0, and 0 far below."""
    agree("perceptron", *far(rng, n, d))


# The only check with a sum of exactly 0: who answers 1 there loses this one alone.
@points(1)
@needs("step", "perceptron", "perceptron_update")
@cases("n, d", [(2, 2), (5, 3)])
def test_sum_of_exactly_zero(agree, rng, n, d):
    """A perceptron whose sum is exactly 0 answers 0, also while it learns."""
    x, w, _ = unit(rng, n, d)
    b = -float((x * w).sum(axis=1)[rng.integers(0, n, 1)[0]])
    agree("perceptron", x, w, b)
    agree("perceptron_update", x, answers(x, w, b), w, b, rate(rng))


@points(2)
@needs("step", "perceptron")
@cases("name, more", [(name, more) for more in (0, 3, 6) for name in NAMES])
def test_gates(agree, rng, data, name, more):
    """gate answers as AND, OR and NAND do."""
    agree("gate", name, bits(rng, data, more))


@points(2)
@needs("step", "perceptron", "gate")
@cases("more", [0, 3, 6])
def test_xor_of_two_bits(agree, rng, data, more):
    """xor answers 1 where exactly one bit is 1."""
    agree("xor", bits(rng, data, more))
    agree("xor", data.gates.x[rng.permutation(4)[:2]].astype("int64"))


@points(1)
@needs("step", "perceptron")
@cases("d", [1, 2, 3, 4])
def test_one_wrong_answer(agree, rng, d):
    """perceptron_update moves w and b down where y is 1 and t is 0."""
    agree("perceptron_update", *false_one(rng, d))


@points(2)
@needs("step", "perceptron", "perceptron_update")
@cases("n, d", [(1, 2), (3, 2), (4, 1), (5, 3)])
def test_batch_of_examples(agree, rng, n, d):
    """perceptron_update adds the changes of all wrong answers, up and down."""
    agree("perceptron_update", *taught(rng, n, d))


@points(1)
@needs("step", "perceptron", "perceptron_update")
@cases("name", NAMES)
def test_learning_a_gate(agree, rng, data, name):
    """Three steps towards a gate, each from the right weights of the last."""
    w, b = rng.array(2) / 4, float(rng.array(1)[0]) / 8
    t = getattr(data.gates, f"t_{name}").reshape(4).astype("int64")
    for _ in range(3):
        w, b = agree("perceptron_update", data.gates.x, t, w, b, 0.5)


@points(1)
@asks("dtype")
@cases("n", [1, 3])
def test_answers_are_int64(agree, rng, data, n):
    """Answers are 0 and 1 of dtype int64, from all gates and units."""
    for at_zero in (0, 1):  # where 0 itself does not occur, one of them is right
        agree("step", rng.array((n, 3)), at_zero)
    agree("perceptron", *unit(rng, 3 * n, n))
    for name in NAMES:
        agree("gate", name, bits(rng, data, n))
    agree("xor", bits(rng, data, n))
    agree("xor", alike(rng, data, 4 * n))


@points(1)
@asks("dtype")
@cases("n, d", [(1, 1), (3, 3)])
def test_float32_stays_float32(agree, rng, n, d):
    """float32 weights stay float32 while they learn."""
    agree("perceptron_update", *taught(rng, n, d, "float32"))
    # Right also without lr, and where a wrong step shows only near 0 or below.
    agree("perceptron_update", *false_one(rng, d, "float32", 1.0))


@points(1)
@asks("arguments", "memory")
@cases("n", [1, 3])
def test_arguments_are_left_alone(agree, keeps, rng, data, n):
    """No argument is changed or returned, however it lies in memory."""
    z, at_zero = rng.array((n, 9)), int(rng.integers(0, 2, 1)[0])
    x, w, b = unit(rng, 9 * n, n)
    bit = bits(rng, data, 4).array
    keeps("step", z, at_zero)
    keeps("perceptron", x, w, b)
    agree("perceptron", *far(rng, 3 * n, n))
    for name in NAMES:
        keeps("gate", name, bit)
    keeps("xor", bit)
    keeps("xor", alike(rng, data, 8))
    keeps("perceptron_update", *taught(rng, n, n))
    agree("perceptron_update", *false_one(rng, n, lr=1.0))
    agree("step", np.asfortranarray(z), 1 - at_zero)
    agree("perceptron", strided(x), read_only(w), b)
    agree("gate", rng.choice(NAMES), strided(bit))
    agree("xor", read_only(np.asfortranarray(bit)))
    x, t, w, b, lr = taught(rng, n, n)
    agree("perceptron_update", np.asfortranarray(x), read_only(t), strided(w), b, lr)
