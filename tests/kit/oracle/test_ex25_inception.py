"""The solution of ex25 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex25_inception"
SIZES = st.tuples(*[st.integers(1, 4)] * 2, *[st.integers(1, 6)] * 2)
COUNTS = st.tuples(*[st.integers(1, 3)] * 6)
SEEDS = st.integers(0, 2**32 - 1)


def draw(seed, shapes, dtype="float64"):
    """Draw an array of each shape."""
    rng = np.random.default_rng(seed)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


def block(seed, sizes, counts, dtype="float64"):
    """Draw x and params."""
    c, (c1, r3, c3, r5, c5, cp) = sizes[1], counts
    shapes = {
        "w1": (c1, c, 1, 1), "b1": (c1,),
        "w3_reduce": (r3, c, 1, 1), "b3_reduce": (r3,), "w3": (c3, r3, 3, 3), "b3": (c3,),
        "w5_reduce": (r5, c, 1, 1), "b5_reduce": (r5,), "w5": (c5, r5, 5, 5), "b5": (c5,),
        "w_pool": (cp, c, 1, 1), "b_pool": (cp,),
    }  # fmt: skip
    x, *arrays = draw(seed, [sizes, *shapes.values()], dtype)
    return x, dict(zip(shapes, arrays, strict=True))


@settings(max_examples=60, deadline=None)
@given(SEEDS, SIZES, st.integers(1, 5))
def test_conv1x1_is_f_conv2d(seed, sizes, filters):
    """conv1x1 answers as F.conv2d does to filters of one cell."""
    shapes = sizes, (filters, sizes[1], 1, 1), (filters,)
    agrees_with_pytorch(NAME, "conv1x1", *draw(seed, shapes))


@settings(max_examples=60, deadline=None)
@given(SEEDS, SIZES, COUNTS)
def test_block_is_that_of_torch_cat(seed, sizes, counts):
    """inception_block answers as the four branches in PyTorch do."""
    agrees_with_pytorch(NAME, "inception_block", *block(seed, sizes, counts))


@settings(max_examples=30, deadline=None)
@given(SEEDS, SIZES, COUNTS)
def test_float32_is_kept(seed, sizes, counts):
    """inception_block keeps float32 and its precision."""
    arrays = block(seed, sizes, counts, "float32")
    agrees_with_pytorch(NAME, "inception_block", *arrays, rtol=1e-3, atol=1e-3)


@settings(max_examples=60, deadline=None)
@given(*[st.integers(1, 300)] * 3, st.integers(1, 7))
def test_parameters_saved_are_those_of_nn_conv2d(channels, reduced, filters, kernel_size):
    """parameters_saved counts as nn.Conv2d does."""
    counts = channels, reduced, filters, kernel_size
    agrees_with_pytorch(NAME, "parameters_saved", *counts)
