"""The answer to ex26 against PyTorch, over images and settings that hypothesis draws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex26_augmentation_geometry"
SHAPES = st.tuples(*[st.integers(1, 3)] * 2, *[st.integers(1, 12)] * 2)
SEEDS = st.integers(0, 2**32 - 1)
DTYPES = st.sampled_from(["uint8", "float32", "float64"])
ORDERS = st.permutations(range(4))


def agree(function, *arguments):
    """Compare every bit."""
    agrees_with_pytorch(EXERCISE, function, *arguments, rtol=0, atol=0)


def draw(seed, shape, dtype, order=(0, 1, 2, 3)):
    """Draw images whose axes lie in memory in some order."""
    x = np.random.default_rng(seed).integers(0, 256, shape).astype(dtype)
    return (x if dtype == "uint8" else x / 7 - 20).astype(dtype).transpose(order)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SHAPES, ORDERS)
def test_grey_values(seed, shape, order):
    """rescale divides bytes as PyTorch does, to the last bit."""
    agree("rescale", draw(seed, shape, "uint8", order))


@settings(max_examples=40, deadline=None)
@given(SEEDS, SHAPES, DTYPES, ORDERS, st.integers(-20, 20))
def test_flips_and_turns(seed, shape, dtype, order, k):
    """hflip and rot90 move cells as torch.flip and torch.rot90 do, for any k."""
    x = draw(seed, shape, dtype, order)
    agree("hflip", x)
    agree("rot90", x, k)


@settings(max_examples=80, deadline=None)
@given(SEEDS, SHAPES, DTYPES, *[st.integers(-2, 8)] * 2, *[st.integers(1, 8)] * 2)
def test_windows(seed, shape, dtype, top, left, height, width):
    """crop cuts the window that torch.narrow cuts, and refuses all others."""
    agree("crop", draw(seed, shape, dtype), top, left, height, width)


@settings(max_examples=80, deadline=None)
@given(SEEDS, SHAPES, DTYPES, st.tuples(st.integers(1, 20), st.integers(1, 20)))
def test_sizes(seed, shape, dtype, size):
    """resize_nearest takes the cells that F.interpolate takes, for any sizes."""
    agree("resize_nearest", draw(seed, shape, dtype), size)
