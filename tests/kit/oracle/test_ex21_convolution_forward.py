"""The solution of ex21 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex21_convolution_forward"
SIZES = st.tuples(*[st.integers(1, 4)] * 3, *[st.integers(1, 7)] * 4)
STRIDES = st.integers(1, 4)
PADDINGS = st.integers(0, 4)
SEEDS = st.integers(0, 2**32 - 1)


def layer(seed, sizes, dtype="float64"):
    """Draw x, weight and bias; at times the filters do not fit."""
    n, c, o, h, w, kh, kw = sizes
    rng = np.random.default_rng(seed)
    shapes = (n, c, h, w), (o, c, kh, kw), (o,)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


@settings(max_examples=80, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS)
def test_conv2d_is_f_conv2d(seed, sizes, stride, padding):
    """conv2d answers as F.conv2d does, and refuses what it refuses."""
    agrees_with_pytorch(NAME, "conv2d", *layer(seed, sizes), stride, padding)


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_defaults(seed, sizes):
    """Without stride and padding the window moves by one, and nothing is padded."""
    agrees_with_pytorch(NAME, "conv2d", *layer(seed, sizes))


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES, st.integers(1, 4))
def test_depth_is_that_of_the_input(seed, sizes, depth):
    """Filters of another depth than the input are refused."""
    x, weight, bias = layer(seed, sizes)
    other = np.resize(weight, (len(weight), depth, *weight.shape[2:]))
    agrees_with_pytorch(NAME, "conv2d", x, other, bias)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS)
def test_float32_is_kept(seed, sizes, stride, padding):
    """conv2d keeps float32 and its precision."""
    arrays = layer(seed, sizes, "float32")
    agrees_with_pytorch(NAME, "conv2d", *arrays, stride, padding, rtol=1e-4, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS, st.permutations(range(4)))
def test_layout_in_memory(seed, sizes, stride, padding, axes):
    """The order of the numbers in memory has no part in the answer."""
    x, weight, bias = layer(seed, sizes)
    back = np.argsort(axes)
    x, weight = (array.transpose(axes).copy().transpose(back) for array in (x, weight))
    agrees_with_pytorch(NAME, "conv2d", x, weight[:, :, ::-1], bias[::-1], stride, padding)
