"""The solution of ex18 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex18_vanishing_gradients"
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.integers(1, 6)
NAMES = st.sampled_from(["sigmoid", "tanh", "relu"])


def network(seed, n, d, layers, dtype="float64"):
    """Draw x and weights."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, d**-0.5, (d, d)).astype(dtype) for _ in range(layers)]
    return rng.normal(0, 1, (n, d)).astype(dtype), weights


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, layers=st.integers(1, 20), name=NAMES, skip=st.booleans())
def test_norms_are_those_of_autograd(seed, n, d, layers, name, skip):
    """gradient_norms agrees with autograd, also where hardly any gradient is left."""
    near = {"rtol": 1e-8, "atol": 1e-60}
    args = network(seed, n, d, layers)
    agrees_with_pytorch(NAME, "gradient_norms", *args, name, skip, **near)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, layers=st.integers(1, 20), name=NAMES)
def test_deviations_are_those_of_pytorch(seed, n, d, layers, name):
    """activation_stds agrees with Tensor.std."""
    agrees_with_pytorch(NAME, "activation_stds", *network(seed, n, d, layers), name)


@settings(max_examples=60, deadline=None)
@given(fan_in=st.integers(1, 5000), fan_out=st.integers(1, 5000), kind=st.sampled_from("xh?"))
def test_starts_are_those_of_pytorch(fan_in, fan_out, kind):
    """init_std has PyTorch's gains, and refuses another kind."""
    kind = {"x": "xavier", "h": "he"}.get(kind, kind)
    agrees_with_pytorch(NAME, "init_std", fan_in, fan_out, kind)


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, name=NAMES, skip=st.booleans())
def test_float32_is_kept(seed, n, d, name, skip):
    """Both measures keep float32 and its precision."""
    args, near = network(seed, n, d, 4, "float32"), {"rtol": 1e-4, "atol": 1e-4}
    agrees_with_pytorch(NAME, "gradient_norms", *args, name, skip, **near)
    agrees_with_pytorch(NAME, "activation_stds", *args, name, **near)
