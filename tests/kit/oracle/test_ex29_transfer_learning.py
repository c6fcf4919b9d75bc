"""The solution of ex29 agrees with SGD, F.batch_norm in eval mode, and PyTorch's float16."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex29_transfer_learning"
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.integers(1, 5)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3)
NAMES = ("base", "base_bias", "head", "head_bias")
DTYPES = st.sampled_from(["float32", "float64"])


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS,
    shapes=st.lists(SHAPES, min_size=4, max_size=4),
    trainable=st.lists(st.sampled_from(NAMES), unique=True),
    lr=st.floats(0, 2),
    missing=st.booleans(),
)
def test_a_step_is_that_of_sgd(seed, shapes, trainable, lr, missing):
    """Trainable parameters move as with SGD, and frozen ones need no gradients."""
    rng = np.random.default_rng(seed)
    params, grads = (
        {name: rng.normal(size=shape) for name, shape in zip(NAMES, shapes, strict=True)}
        for _ in range(2)
    )
    if missing:
        grads = {name: grads[name] for name in trainable}
    agrees_with_pytorch(NAME, "fine_tune_step", params, grads, trainable, lr)


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS,
    n=SIZES,
    c=SIZES,
    sides=st.sampled_from([(), (1, 1), (2, 3), (4, 2)]),
    eps=st.sampled_from([None, 1e-8, 1e-3, 0.5]),
)
def test_frozen_normalisation_is_that_of_eval_mode(seed, n, c, sides, eps):
    """The running averages are used as F.batch_norm uses them in eval mode."""
    rng = np.random.default_rng(seed)
    x, gamma, beta, mean = rng.normal(size=(n, c, *sides)), *rng.normal(size=(3, c))
    named = {} if eps is None else {"eps": eps}
    var = rng.uniform(0.01, 3, c)
    agrees_with_pytorch(NAME, "frozen_batch_norm", x, gamma, beta, mean, var, **named)


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, shape=SHAPES, power=st.integers(-30, 18), dtype=DTYPES)
def test_half_precision_is_pytorchs(seed, shape, power, dtype):
    """Every float32 becomes the same float16, from nothing to infinity."""
    rng = np.random.default_rng(seed)
    x = (rng.normal(size=shape) * 2.0**power).astype("float32").astype(dtype)
    agrees_with_pytorch(NAME, "to_half", x, rtol=0, atol=0)


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, power=st.integers(-24, 15), dtype=DTYPES)
def test_halfway_cases_are_pytorchs(seed, power, dtype):
    """Halfway between two numbers of float16 both take the even one."""
    rng = np.random.default_rng(seed)
    x = (2 * rng.integers(0, 2048, 9) + 1) / 2048 * 2.0**power
    agrees_with_pytorch(NAME, "to_half", x.astype(dtype), rtol=0, atol=0)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=st.integers(1, 200), scale=st.sampled_from([1, 100, 4000]))
def test_sums_are_those_of_float32(seed, n, d, scale):
    """Rows of float16 have the sums that float32 gives."""
    x16 = (scale * np.random.default_rng(seed).normal(size=(n, d))).astype("float16")
    near = {"rtol": 1e-5, "atol": 1e-5 * scale * d}
    agrees_with_pytorch(NAME, "half_sum_fp32", x16, **near)
