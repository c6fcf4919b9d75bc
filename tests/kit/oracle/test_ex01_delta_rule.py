"""The solution of ex01 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex01_delta_rule"
SIZES = st.integers(1, 7)
SEEDS = st.integers(0, 2**32 - 1)
RATES = st.sampled_from([0.0, 0.03125, 0.1, 0.5, 2.0])


def layer(seed, n, d, o, dtype="float64"):
    """Draw x, t, w and b."""
    rng = np.random.default_rng(seed)
    shapes = (n, d), (n, o), (o, d), (o,)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_linear_unit_is_f_linear(seed, n, d, o):
    """linear_unit answers as F.linear for layers of any size."""
    x, _, w, b = layer(seed, n, d, o)
    agrees_with_pytorch(NAME, "linear_unit", x, w, b, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES, lr=RATES)
def test_update_is_a_step_of_sgd(seed, n, d, o, lr):
    """delta_rule_update makes the step that autograd and torch.optim.SGD make."""
    arguments = layer(seed, n, d, o)
    agrees_with_pytorch(NAME, "delta_rule_update", *arguments, lr, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, o=SIZES)
def test_float32_is_kept(seed, n, d, o):
    """Both functions keep float32 and its precision."""
    x, t, w, b = layer(seed, n, d, o, "float32")
    agrees_with_pytorch(NAME, "linear_unit", x, w, b, rtol=1e-4, atol=1e-4)
    agrees_with_pytorch(NAME, "delta_rule_update", x, t, w, b, 0.25, rtol=1e-4, atol=1e-3)
