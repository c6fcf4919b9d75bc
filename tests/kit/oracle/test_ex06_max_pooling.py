"""The solution of ex06 and PyTorch agree, over random shapes and values."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex06_max_pooling"

few = st.integers(1, 3)
sides = st.integers(1, 9)
kernels = st.integers(1, 5)
strides = st.none() | st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)
dtypes = st.sampled_from(["float32", "float64"])


def every_second_cell(array):
    """Return the same values as a view with gaps."""
    return np.repeat(array, 2, axis=3)[..., ::2]


layouts = st.sampled_from([np.ascontiguousarray, np.asfortranarray, every_second_cell])


def drawn(seed, shape, dtype="float64"):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


def out_size(size, kernel_size, stride):
    return (size - kernel_size) // (stride or kernel_size) + 1


@settings(max_examples=40, deadline=None)
@given(few, few, sides, sides, kernels, strides, st.integers(0, 3), dtypes, seeds)
def test_forward(n, c, h, w, kernel_size, stride, padding, dtype, seed):
    """max_pool2d gives PyTorch's values, or refuses what PyTorch refuses."""
    x = drawn(seed, (n, c, h, w), dtype)
    agrees_with_pytorch(EXERCISE, "max_pool2d", x, kernel_size, stride, padding)


@settings(max_examples=40, deadline=None)
@given(few, few, sides, sides, st.integers(2, 5), strides, layouts, seeds)
def test_forward_of_negative_values(n, c, h, w, kernel_size, stride, layout, seed):
    """max_pool2d never lets the padding win, whatever the layout of the argument."""
    x = layout(-1 - abs(drawn(seed, (n, c, h, w))))
    agrees_with_pytorch(EXERCISE, "max_pool2d", x, kernel_size, stride, 1)


@st.composite
def backward_calls(draw):
    """Return sizes that a window fits into: (shape, out_shape, kernel_size, stride)."""
    n, c, kernel_size, stride = draw(few), draw(few), draw(kernels), draw(strides)
    h, w = (kernel_size + draw(st.integers(0, 6)) for _ in range(2))
    h_out, w_out = (out_size(size, kernel_size, stride) for size in (h, w))
    return (n, c, h, w), (n, c, h_out, w_out), kernel_size, stride


@settings(max_examples=40, deadline=None)
@given(backward_calls(), dtypes, layouts, seeds)
def test_backward(call, dtype, layout, seed):
    """max_pool2d_backward gives PyTorch's gradient, in either dtype and any layout."""
    shape, out_shape, kernel_size, stride = call
    x = layout(drawn(seed, shape, dtype))
    grad_out = layout(drawn(seed + 1, out_shape, dtype))
    # A float32 sum depends on its order; a window of 5 overlaps 25 times at most.
    tolerance = 1e-5 if dtype == "float32" else 1e-12
    agrees_with_pytorch(
        EXERCISE,
        "max_pool2d_backward",
        grad_out,
        x,
        kernel_size,
        stride,
        rtol=tolerance,
        atol=tolerance,
    )


@settings(max_examples=40, deadline=None)
@given(backward_calls(), layouts, seeds)
def test_backward_with_ties(call, layout, seed):
    """max_pool2d_backward takes the tie that PyTorch takes, where most have one."""
    shape, out_shape, kernel_size, stride = call
    x = layout(np.random.default_rng(seed).integers(-1, 2, shape).astype("float64"))
    grad_out = drawn(seed + 1, out_shape)
    agrees_with_pytorch(
        EXERCISE,
        "max_pool2d_backward",
        grad_out,
        x,
        kernel_size,
        stride,
        rtol=1e-12,
        atol=1e-12,
    )
