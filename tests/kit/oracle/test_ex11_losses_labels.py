"""Ex11: the solution and PyTorch agree over random shapes, spreads and labels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex11_losses_labels"
SHAPES = array_shapes(max_dims=3, max_side=6)
SIZES = st.integers(1, 9)
SEEDS = st.integers(0, 2**32 - 1)
# From all but equal logits to those that saturate every sigmoid.
SPREADS = st.sampled_from([1e-3, 1.0, 30.0, 1000.0])
CLOSE = {"rtol": 1e-9, "atol": 1e-12}


@pytest.mark.parametrize("function", ["half_sse", "mse_loss"])
@settings(max_examples=40, deadline=None)
@given(SEEDS, SHAPES, SPREADS)
def test_squares(function, seed, shape, spread):
    """Half sums and means agree in any shape."""
    rng = np.random.default_rng(seed)
    y, t = rng.normal(0, spread, shape), rng.normal(0, spread, shape)
    agrees_with_pytorch(EXERCISE, function, y, t, **CLOSE)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SHAPES, SPREADS)
def test_binary_cross_entropy(seed, shape, spread):
    """Losses agree for both targets, from 0 to thousands."""
    rng = np.random.default_rng(seed)
    z, t = rng.normal(0, spread, shape), rng.integers(0, 2, shape).astype("float64")
    agrees_with_pytorch(EXERCISE, "binary_cross_entropy_with_logits", z, t, **CLOSE)


@pytest.mark.parametrize(
    "function", ["half_sse", "mse_loss", "binary_cross_entropy_with_logits"]
)
@settings(max_examples=20, deadline=None)
@given(SHAPES, SHAPES)
def test_shapes(function, one, other):
    """Two arrays are refused exactly where their shapes differ."""
    agrees_with_pytorch(EXERCISE, function, np.zeros(one), np.ones(other), **CLOSE)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SPREADS)
def test_cross_entropy_and_accuracy(seed, n, c, spread):
    """One-hot rows, losses and shares agree."""
    rng = np.random.default_rng(seed)
    logits, labels = rng.normal(0, spread, (n, c)), rng.integers(0, c, n)
    agrees_with_pytorch(EXERCISE, "one_hot", labels, c, **CLOSE)
    agrees_with_pytorch(EXERCISE, "accuracy", logits, labels, **CLOSE)
    agrees_with_pytorch(EXERCISE, "cross_entropy_one_hot", logits, np.eye(c)[labels], **CLOSE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=3), min_size=1, max_size=12))
def test_encode_labels(names):
    """Labels and classes agree for any texts."""
    agrees_with_pytorch(EXERCISE, "encode_labels", names, **CLOSE)
