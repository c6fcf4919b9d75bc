"""Ex07: the solution and PyTorch agree over random shapes and values."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex07_skip_connections"
SIZES = st.integers(1, 9)
SEEDS = st.integers(0, 2**32 - 1)


def block(rng, n, d, h):
    """Draw x, w1, b1, w2, b2."""
    shapes = ((n, d), (h, d), (h,), (d, h), (d,))
    return [rng.normal(size=shape) for shape in shapes]


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SIZES)
def test_residual_block(seed, n, d, h):
    """Outputs agree."""
    arguments = block(np.random.default_rng(seed), n, d, h)
    agrees_with_pytorch(EXERCISE, "residual_block", *arguments, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SIZES)
def test_residual_block_backward(seed, n, d, h):
    """Gradients agree with autograd's."""
    rng = np.random.default_rng(seed)
    grad_out = rng.normal(size=(n, d))
    agrees_with_pytorch(
        EXERCISE,
        "residual_block_backward",
        grad_out,
        *block(rng, n, d, h),
        rtol=1e-9,
        atol=1e-9,
    )


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SIZES)
def test_kinks(seed, n, d, h):
    """Gradients agree where small integers put ReLU's input exactly at 0."""
    rng = np.random.default_rng(seed)
    arguments = [p.round() for p in block(rng, n, d, h)]
    grad_out = rng.normal(size=(n, d)).round()
    agrees_with_pytorch(
        EXERCISE, "residual_block_backward", grad_out, *arguments, rtol=1e-9, atol=1e-9
    )


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, SIZES, SIZES)
def test_float32(seed, n, d, h):
    """float32 arguments give float32 results."""
    rng = np.random.default_rng(seed)
    # Quarters: sums and products are exact, no unit is shut by rounding alone.
    arguments = [(p * 4).round().astype("float32") / 4 for p in block(rng, n, d, h)]
    grad_out = rng.normal(size=(n, d)).astype("float32")
    agrees_with_pytorch(EXERCISE, "residual_block", *arguments, rtol=1e-5, atol=1e-4)
    agrees_with_pytorch(
        EXERCISE, "residual_block_backward", grad_out, *arguments, rtol=1e-5, atol=1e-4
    )
