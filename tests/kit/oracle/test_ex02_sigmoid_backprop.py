"""The solution of ex02 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex02_sigmoid_backprop"
SIZES = st.integers(1, 7)
SHAPES = st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple)
SEEDS = st.integers(0, 2**32 - 1)
SCALES = st.sampled_from([0.1, 1.0, 10.0, 1000.0])


def network(seed, n, d, h, o, scale, dtype="float64"):
    """Draw x, t, w1, b1, w2 and b2."""
    rng = np.random.default_rng(seed)
    shapes = (n, d), (n, o), (h, d), (h,), (o, h), (o,)
    x, t, *parameters = (rng.normal(0, 1, shape) for shape in shapes)
    arrays = [x, t, *(scale * parameter for parameter in parameters)]
    return [array.astype(dtype) for array in arrays]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, scale=SCALES)
def test_sigmoid_is_torch_sigmoid(seed, shape, scale):
    """sigmoid answers as torch.sigmoid for any shape, also where exp would overflow."""
    z = np.random.default_rng(seed).normal(0, scale, shape)
    agrees_with_pytorch(NAME, "sigmoid", z, rtol=1e-9, atol=1e-9)
    agrees_with_pytorch(NAME, "sigmoid", z.astype("float32"), rtol=1e-5, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES)
def test_sigmoid_backward_is_pytorchs_own(seed, shape):
    """sigmoid_backward answers as the operator that autograd calls."""
    rng = np.random.default_rng(seed)
    grad_out, s = rng.normal(0, 3, shape), rng.uniform(0, 1, shape)
    agrees_with_pytorch(NAME, "sigmoid_backward", grad_out, s, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, h=SIZES, o=SIZES, scale=SCALES)
def test_gradients_are_those_of_autograd(seed, n, d, h, o, scale):
    """mlp_backward finds the gradients that autograd finds, saturated or not."""
    arguments = network(seed, n, d, h, o, scale)
    agrees_with_pytorch(NAME, "mlp_backward", *arguments, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, h=SIZES, o=SIZES)
def test_gradients_keep_float32(seed, n, d, h, o):
    """mlp_backward keeps float32 and its precision."""
    arguments = network(seed, n, d, h, o, 1.0, "float32")
    agrees_with_pytorch(NAME, "mlp_backward", *arguments, rtol=1e-4, atol=1e-4)
