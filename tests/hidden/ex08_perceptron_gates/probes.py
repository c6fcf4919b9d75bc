"""Probes of ex08, perceptron and gates: asked of a function that failed, worth no points."""

import itertools

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

NAMES = ["and", "or", "nand"]
TABLE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
SIZES = [
    *itertools.product((1, 2, 3), repeat=2),
    (4, 1), (1, 4), (2, 4), (5, 2), (4, 4), (6, 2), (3, 3),
]  # fmt: skip


@probes("step")
def sums(rng):
    for at_zero in (0, 1):
        for shape in [(1,), (2,), (5,), (1, 1), (2, 3), (3, 3), (2, 1, 2), (1, 2, 2, 1)]:
            z = rng.array(shape)
            yield call(z, at_zero)
            z = z.copy()
            z.flat[rng.permutation(z.size)[: (z.size + 1) // 2]] = 0
            yield call(z, at_zero)
        yield call(rng.array(3) / 2.0**32, at_zero)
        yield call(abs(rng.array(3)) / 16, at_zero)
        yield call(-abs(rng.array((2, 2))), at_zero)
        yield call(np.array([1e15, -1e15, 2.0**52, -(2.0**52)]), at_zero)
        yield call(np.array([1.0, 0.5, -1.0]), at_zero)
        for layout in (strided, np.asfortranarray, read_only):
            yield call(layout(rng.array((2, 3))), at_zero)
        yield call(rng.array(4, "float32"), at_zero)
    yield call(np.zeros((2, 2)), 0)
    yield call(np.zeros(3), 1)


def unit(rng, sizes, dtype="float64"):
    """Return x, w and b; a sum is 0 at times."""
    n, d = sizes
    x, w = rng.array((n, d), dtype), rng.array(d, dtype)
    return x, w, float(rng.array(1)[0]) * 2


@probes("perceptron")
def units(rng):
    for sizes in SIZES:
        yield call(*unit(rng, sizes))
    for sizes in SIZES:
        x, w, _ = unit(rng, sizes)
        yield call(x, w, -float((x * w).sum(axis=1)[int(rng.integers(0, sizes[0], 1)[0])]))


@probes("perceptron")
def other_units(rng):
    for factors in [(0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 64), (1, 1, -64), (64, 1, 1)]:
        arrays = unit(rng, (4, 3))
        yield call(*(one * factor for one, factor in zip(arrays, factors, strict=True)))
    for layout in (strided, np.asfortranarray, read_only):
        for sizes in [(3, 2), (2, 3)]:
            x, w, b = unit(rng, sizes)
            yield call(layout(x), layout(w), b)
    for sizes in [(3, 2), (2, 2)]:
        yield call(*unit(rng, sizes, "float32"))


def bits(rng):
    """Yield rows of two bits: each alone, two alike, all, and some of them."""
    for row in range(4):
        yield TABLE[[row]]
    for row in range(4):
        yield TABLE[[row, row]]
    yield TABLE[rng.permutation(4)]
    for count in (2, 3, 3, 5):
        yield TABLE[rng.integers(0, 4, count)]


@probes("gate")
def gates(rng):
    for name in NAMES:
        for rows in bits(rng):
            yield call(name, rows)
        for layout in (strided, np.asfortranarray, read_only):
            yield call(name, layout(TABLE[rng.permutation(4)[:3]]))


@probes("xor")
def both_bits(rng):
    for _ in range(2):
        for rows in bits(rng):
            yield call(rows)
    for _ in range(5):
        for layout in (strided, np.asfortranarray, read_only):
            yield call(layout(TABLE[rng.permutation(4)[:3]]))


def examples(rng, sizes, dtype="float64"):
    """Return x, t, w, b and lr."""
    x, w, b = unit(rng, sizes, dtype)
    return x, rng.integers(0, 2, sizes[0]), w, b, int(rng.integers(1, 17, 1)[0]) / 8


def right(x, w, b):
    """Return the answers of a perceptron, whose sums are exact here."""
    return ((x * w).sum(axis=1) + b > 0).astype("int64")


@probes("perceptron_update")
def steps(rng):
    for sizes in SIZES:
        yield call(*examples(rng, sizes))
    for sizes in SIZES[:5]:
        x, _, w, b, lr = examples(rng, sizes)
        yield call(x, right(x, w, b), w, b, lr)
    for sizes in SIZES[:5]:
        x, _, w, b, lr = examples(rng, sizes)
        yield call(x, 1 - right(x, w, b), w, b, lr)


@probes("perceptron_update")
def other_steps(rng):
    for factors in [(0, 1, 1, 1, 1), (1, 0, 1, 1, 1), (1, 1, 0, 1, 1), (1, 1, 1, 0, 1),
                    (1, 1, 1, 1, 0), (1, 1, 0, 0, 1)]:  # fmt: skip
        arrays = examples(rng, (3, 2))
        yield call(*(one * factor for one, factor in zip(arrays, factors, strict=True)))
    yield call(TABLE.astype("float64"), np.array([0, 1, 1, 0]), rng.array(2), -0.5, 1.0)
    for layout in (strided, np.asfortranarray, read_only):
        for sizes in [(3, 1), (2, 2)]:
            x, t, w, b, lr = examples(rng, sizes)
            yield call(layout(x), layout(t), layout(w), b, lr)
    yield call(*examples(rng, (3, 2), "float32"))


@when("step")
def a_value_is_zero(z, at_zero):
    """some value of z is 0"""
    return (z == 0).any()


@when("perceptron")
def a_sum_is_zero(x, w, b):
    """some weighted sum with its bias is exactly 0"""
    return ((x * w).sum(axis=1) + b == 0).any()


@when("gate")
def the_gate_is_and(name, x):
    """name is "and\""""
    return name == "and"


@when("gate")
def the_gate_is_or(name, x):
    """name is "or\""""
    return name == "or"


@when("gate")
def the_gate_is_nand(name, x):
    """name is "nand\""""
    return name == "nand"


@when("xor")
def both_bits_are_one(x):
    """some row is (1, 1)"""
    return (x.sum(axis=1) == 2).any()


@when("xor")
def both_bits_are_zero(x):
    """some row is (0, 0)"""
    return (x.sum(axis=1) == 0).any()


@when("perceptron_update")
def an_answer_is_wrong(x, t, w, b, lr):
    """the old weights answer some example wrongly"""
    return (t != right(x, w, b)).any()


@when("perceptron_update")
def an_answer_should_be_zero(x, t, w, b, lr):
    """the old weights answer 1 to some example of target 0"""
    return (t < right(x, w, b)).any()
