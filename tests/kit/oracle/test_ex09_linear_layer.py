"""The solution of ex09 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex09_linear_layer"
SIZES = st.integers(1, 7)
SEEDS = st.integers(0, 2**32 - 1)


def layer(seed, n, d, o, dtype="float64"):
    """Draw x, weight, bias and grad_out."""
    rng = np.random.default_rng(seed)
    shapes = (n, d), (o, d), (o,), (n, o)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_linear_is_f_linear(seed, n, d, o):
    """linear answers as F.linear for layers of any size."""
    x, weight, bias, _ = layer(seed, n, d, o)
    agrees_with_pytorch(NAME, "linear", x, weight, bias)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_backward_is_autograd(seed, n, d, o):
    """linear_backward finds the three gradients that autograd finds."""
    x, weight, _, grad_out = layer(seed, n, d, o)
    agrees_with_pytorch(NAME, "linear_backward", grad_out, x, weight)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_float32_is_kept(seed, n, d, o):
    """Both functions keep float32 and its precision."""
    x, weight, bias, grad_out = layer(seed, n, d, o, "float32")
    close = {"rtol": 1e-4, "atol": 1e-4}
    agrees_with_pytorch(NAME, "linear", x, weight, bias, **close)
    agrees_with_pytorch(NAME, "linear_backward", grad_out, x, weight, **close)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_layout_in_memory(seed, n, d, o):
    """The order of the numbers in memory has no part in the answer."""
    x, weight, bias, grad_out = (one[::-1] for one in layer(seed, n, d, o))
    x, weight, grad_out = map(np.asfortranarray, (x, weight, grad_out))
    agrees_with_pytorch(NAME, "linear", x, weight, bias.copy())
    agrees_with_pytorch(NAME, "linear_backward", grad_out, x, weight)
