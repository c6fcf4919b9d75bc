"""Ex03: the solution and PyTorch agree over random shapes, spreads and labels."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex03_softmax_ce"
SIZES = st.integers(1, 9)
SEEDS = st.integers(0, 2**32 - 1)
# From all but equal logits to rows where one class takes everything.
SPREADS = st.sampled_from([1e-3, 1.0, 30.0, 1000.0])
# Far from 0, only the differences count.
SHIFTS = st.sampled_from([0.0, -1000.0, 1000.0])


def batch(seed, n, c, spread, shift):
    """Logits whose rows lie `spread` apart around `shift`, and labels."""
    rng = np.random.default_rng(seed)
    return rng.normal(shift, spread, (n, c)), rng.integers(0, c, n)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SPREADS, SHIFTS)
def test_softmax(seed, n, c, spread, shift):
    """Probabilities agree, also for logits far from each other and from 0."""
    logits, _ = batch(seed, n, c, spread, shift)
    agrees_with_pytorch(EXERCISE, "softmax", logits, rtol=1e-9, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SPREADS, SHIFTS)
def test_cross_entropy(seed, n, c, spread, shift):
    """Losses agree, from 0 to thousands."""
    logits, labels = batch(seed, n, c, spread, shift)
    agrees_with_pytorch(EXERCISE, "cross_entropy", logits, labels, rtol=1e-9, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SPREADS, SHIFTS)
def test_cross_entropy_backward(seed, n, c, spread, shift):
    """Gradients agree with autograd's."""
    logits, labels = batch(seed, n, c, spread, shift)
    agrees_with_pytorch(
        EXERCISE, "cross_entropy_backward", logits, labels, rtol=1e-9, atol=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES)
def test_float32(seed, n, c):
    """float32 logits give float32 probabilities and gradients."""
    logits, labels = batch(seed, n, c, 1.0, 0.0)
    logits = logits.astype("float32")
    agrees_with_pytorch(EXERCISE, "softmax", logits, rtol=1e-5, atol=1e-6)
    agrees_with_pytorch(
        EXERCISE, "cross_entropy_backward", logits, labels, rtol=1e-5, atol=1e-6
    )
