"""The answer to ex05 against PyTorch, over settings that hypothesis draws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex05_padding"
SHAPES = st.tuples(*[st.integers(1, 4)] * 4)
PADS = st.tuples(*[st.integers(0, 4)] * 4)
VALUES = st.sampled_from([0.0, 0.5, -3.0, float("inf"), float("-inf")])
SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6))
def test_cells_before_and_after(kernel_size, dilation):
    """Odd and even kernels, dilated or not, are padded as padding="same" does it."""
    agrees_with_pytorch(EXERCISE, "same_padding", kernel_size, dilation)


@settings(max_examples=40, deadline=None)
@given(SHAPES, PADS, VALUES, SEEDS, st.sampled_from(["float32", "float64"]))
def test_frame_of_a_value(shape, pad, value, seed, dtype):
    """Every frame agrees with F.pad, of either float dtype."""
    x = np.random.default_rng(seed).normal(size=shape).astype(dtype)
    agrees_with_pytorch(EXERCISE, "pad2d", x, pad, value, rtol=0, atol=0)


@settings(max_examples=40, deadline=None)
@given(SHAPES, PADS, st.integers(0, 255), SEEDS, st.sampled_from(["uint8", "int64"]))
def test_frame_round_integers(shape, pad, value, seed, dtype):
    """An image of integers keeps them, and its frame holds a whole number."""
    x = np.random.default_rng(seed).integers(0, 256, shape).astype(dtype)
    agrees_with_pytorch(EXERCISE, "pad2d", x, pad, float(value), rtol=0, atol=0)


@settings(max_examples=40, deadline=None)
@given(SHAPES, PADS, SEEDS, st.permutations(range(4)))
def test_layout_in_memory(shape, pad, seed, axes):
    """The order of the cells in memory has no part in the answer."""
    x = np.random.default_rng(seed).normal(size=shape).transpose(axes)
    agrees_with_pytorch(EXERCISE, "pad2d", x, pad, 0.5, rtol=0, atol=0)
