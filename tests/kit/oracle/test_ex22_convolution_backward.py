"""The solution of ex22 agrees with PyTorch."""

from pathlib import Path

import numpy as np
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import sources
from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex22_convolution_backward"
SIZES = st.tuples(*[st.integers(1, 3)] * 3, *[st.integers(1, 6)] * 4)
STRIDES = st.integers(1, 4)
PADDINGS = st.integers(0, 3)
SEEDS = st.integers(0, 2**32 - 1)
DTYPES = st.sampled_from(["float64", "float32"])
CLOSE = {"float64": {}, "float32": {"rtol": 1e-4, "atol": 1e-4}}


def drawn(seed, sizes, stride, padding, dtype="float64"):
    """Draw grad_out, x and weight of a layer in which the kernel fits."""
    n, c, o, h, w, *kernel = sizes
    out = [(s + 2 * padding - k) // stride + 1 for s, k in zip((h, w), kernel, strict=True)]
    assume(min(out) > 0)
    rng = np.random.default_rng(seed)
    shapes = (n, o, *out), (n, c, h, w), (o, c, *kernel)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


@settings(max_examples=60, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS, DTYPES)
def test_im2col_is_f_unfold(seed, sizes, stride, padding, dtype):
    """im2col holds the windows of F.unfold."""
    _, x, weight = drawn(seed, sizes, stride, padding, dtype)
    agrees_with_pytorch(NAME, "im2col", x, weight.shape[2:], stride, padding, rtol=0, atol=0)


@settings(max_examples=60, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS, DTYPES)
def test_col2im_is_f_fold(seed, sizes, stride, padding, dtype):
    """col2im adds up as F.fold does."""
    grad_out, x, weight = drawn(seed, sizes, stride, padding)
    rows = grad_out[:, 0].size, weight[0].size
    columns = np.random.default_rng(seed).normal(size=rows).astype(dtype)
    given_ = columns, x.shape, weight.shape[2:], stride, padding
    agrees_with_pytorch(NAME, "col2im", *given_, **CLOSE[dtype])


@settings(max_examples=60, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS, DTYPES)
def test_backward_is_autograd(seed, sizes, stride, padding, dtype):
    """conv2d_backward finds the three gradients that autograd finds."""
    arrays = drawn(seed, sizes, stride, padding, dtype)
    agrees_with_pytorch(NAME, "conv2d_backward", *arrays, stride, padding, **CLOSE[dtype])


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_defaults(seed, sizes):
    """Without stride and padding the windows move by one, and nothing is padded."""
    grad_out, x, weight = drawn(seed, sizes, 1, 0)
    columns = np.random.default_rng(seed).normal(size=(grad_out[:, 0].size, weight[0].size))
    agrees_with_pytorch(NAME, "im2col", x, weight.shape[2:])
    agrees_with_pytorch(NAME, "col2im", columns, x.shape, weight.shape[2:])
    agrees_with_pytorch(NAME, "conv2d_backward", grad_out, x, weight)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS)
def test_gradients_are_those_of_torch_nn_grad(seed, sizes, stride, padding):
    """dx and dweight are what torch.nn.grad has for them, a second way to the answer."""
    solution = find_course(Path(__file__)).find(NAME).solution
    found = vars(sources.load(solution.name, sources.read(solution)))["conv2d_backward"]
    arrays = drawn(seed, sizes, stride, padding)
    dx, dweight, dbias = found(*arrays, stride, padding)
    grad_out, x, weight = map(torch.from_numpy, arrays)
    given_ = grad_out, stride, padding
    right = (
        torch.nn.grad.conv2d_input(x.shape, weight, *given_),
        torch.nn.grad.conv2d_weight(x, weight.shape, *given_),
        grad_out.sum(dim=(0, 2, 3)),
    )
    for mine, due in zip((dx, dweight, dbias), right, strict=True):
        np.testing.assert_allclose(mine, due, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SIZES, STRIDES, PADDINGS)
def test_layout_in_memory(seed, sizes, stride, padding):
    """The order of the numbers in memory has no part in the answers."""
    grad_out, x, weight = (
        np.asfortranarray(a)[::-1] for a in drawn(seed, sizes, stride, padding)
    )
    columns = np.random.default_rng(seed).normal(size=(weight[0].size, grad_out[:, 0].size)).T
    place = stride, padding
    agrees_with_pytorch(NAME, "im2col", x, weight.shape[2:], *place)
    agrees_with_pytorch(NAME, "col2im", columns, x.shape, weight.shape[2:], *place)
    agrees_with_pytorch(NAME, "conv2d_backward", grad_out, x, weight, *place)
