"""The solution of ex10 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex10_activations"
NAMES = st.sampled_from(["tanh", "relu", "leaky_relu", "silu", "softplus"])
SHAPES = st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple)
SEEDS = st.integers(0, 2**32 - 1)
SCALES = st.sampled_from([0.1, 1.0, 10.0, 1000.0])


def numbers(seed, scale, shape):
    """Draw numbers of a scale, some of them exactly 0."""
    rng = np.random.default_rng(seed)
    return rng.normal(0, scale, shape) * (rng.uniform(size=shape) > 0.2)


@settings(max_examples=80, deadline=None)
@given(name=NAMES, seed=SEEDS, shape=SHAPES, scale=SCALES)
def test_values_are_pytorchs(name, seed, shape, scale):
    """Every activation answers as PyTorch, at 0 and where exp would overflow too."""
    x = numbers(seed, scale, shape)
    # Above 20, PyTorch's softplus is the line x: 2e-9 too small.
    agrees_with_pytorch(NAME, name, x, rtol=1e-9, atol=3e-9)
    agrees_with_pytorch(NAME, name, x.astype("float32"), rtol=1e-5, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, slope=st.floats(0, 4))
def test_any_slope(seed, shape, slope):
    """leaky_relu takes every slope from 0 on, below and above 1."""
    agrees_with_pytorch(NAME, "leaky_relu", numbers(seed, 3.0, shape), slope)


@settings(max_examples=80, deadline=None)
@given(name=NAMES, seed=SEEDS, shape=SHAPES, scale=SCALES)
def test_gradients_are_those_of_autograd(name, seed, shape, scale):
    """activation_backward carries back what autograd does, at 0 and far out too."""
    grad_out, x = numbers(seed + 1, 2.0, shape), numbers(seed, scale, shape)
    agrees_with_pytorch(NAME, "activation_backward", name, grad_out, x, rtol=1e-8, atol=1e-8)
    single = grad_out.astype("float32"), x.astype("float32")
    agrees_with_pytorch(NAME, "activation_backward", name, *single, rtol=1e-5, atol=1e-5)
