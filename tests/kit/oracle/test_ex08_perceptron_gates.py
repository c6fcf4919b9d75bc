"""The solution of ex08 agrees with PyTorch."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import sources
from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex08_perceptron_gates"
SIZES = st.integers(1, 7)
SHAPES = st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple)
SEEDS = st.integers(0, 2**32 - 1)
BITS = st.sampled_from([0, 1])
ROWS = st.lists(st.tuples(BITS, BITS), min_size=1, max_size=9)


def whole(seed, *shape):
    """Draw whole numbers close to 0, so that sums of exactly 0 are frequent."""
    return np.random.default_rng(seed).integers(-2, 3, shape).astype("float64")


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, at_zero=BITS)
def test_step_is_heaviside(seed, shape, at_zero):
    """step answers as torch.heaviside, at 0 too."""
    agrees_with_pytorch(NAME, "step", whole(seed, *shape), at_zero)
    agrees_with_pytorch(NAME, "step", whole(seed, *shape).astype("float32"), at_zero)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, b=st.integers(-3, 3))
def test_perceptron_is_a_linear_unit_with_a_step(seed, n, d, b):
    """perceptron answers as PyTorch, where the sum is exactly 0 too."""
    agrees_with_pytorch(NAME, "perceptron", whole(seed, n, d), whole(seed + 1, d), float(b))


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, name=st.sampled_from(["and", "or", "nand"]))
def test_gates_are_the_logical_operators(rows, name):
    """gate and xor answer as PyTorch's logical operators, any rows in any order."""
    agrees_with_pytorch(NAME, "gate", name, np.array(rows))
    agrees_with_pytorch(NAME, "xor", np.array(rows))


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, lr=st.floats(0, 4))
def test_the_rule(seed, n, d, lr):
    """perceptron_update moves weights and bias as the rule in PyTorch does."""
    x, w = whole(seed, n, d), whole(seed + 1, d)
    t = np.random.default_rng(seed).integers(0, 2, n)
    agrees_with_pytorch(NAME, "perceptron_update", x, t, w, 0.0, lr)
    single = x.astype("float32"), t, w.astype("float32")
    agrees_with_pytorch(NAME, "perceptron_update", *single, 0.0, lr, rtol=1e-5, atol=1e-4)


def test_the_rule_finds_every_gate():
    """Within 20 epochs the rule separates AND, OR and NAND, and never XOR."""
    exercise = find_course(Path(__file__)).find(NAME)
    solution = sources.written(exercise, exercise.solution)
    bits = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for target, found in (
        *((solution.gate(name, bits), True) for name in ("and", "or", "nand")),
        (solution.xor(bits), False),
    ):
        w, b = np.zeros(2), 0.0
        for _ in range(20):
            w, b = solution.perceptron_update(bits.astype("float64"), target, w, b, 1.0)
        assert (solution.perceptron(bits, w, b) == target).all() == found
