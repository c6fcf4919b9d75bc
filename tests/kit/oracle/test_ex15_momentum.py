"""The solution of ex15 agrees with torch.optim.SGD."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex15_momentum"
SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3)
RATES = st.sampled_from([0.001, 0.03125, 0.1, 0.5])
MOMENTA = st.sampled_from([0.01, 0.5, 0.9, 0.99])


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, shape=SHAPES, lr=RATES, momentum=MOMENTA, nesterov=st.booleans())
def test_a_step_is_that_of_sgd(seed, shape, lr, momentum, nesterov):
    """sgd_momentum_step goes where SGD goes, for arrays of any shape."""
    arrays = np.random.default_rng(seed).normal(0, 2, (3, *shape))
    agrees_with_pytorch(NAME, "sgd_momentum_step", *arrays, lr, momentum, nesterov)
    agrees_with_pytorch(NAME, "sgd_momentum_step", *arrays, lr, nesterov=nesterov)


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS,
    size=st.integers(1, 5),
    lrs=st.lists(RATES, min_size=1, max_size=50),
    momentum=MOMENTA,
    nesterov=st.booleans(),
)
def test_a_path_is_that_of_sgd(seed, size, lrs, momentum, nesterov):
    """momentum_path goes where SGD goes with autograd's gradients, while lr changes."""
    rng = np.random.default_rng(seed)
    start, curvature = rng.normal(0, 2, size), rng.uniform(0, 2, size)
    agrees_with_pytorch(NAME, "momentum_path", start, curvature, lrs, momentum, nesterov)


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, size=st.integers(1, 5), lr=RATES, nesterov=st.booleans())
def test_float32_is_kept(seed, size, lr, nesterov):
    """Both functions keep float32 and its precision."""
    rng = np.random.default_rng(seed)
    arrays = rng.normal(0, 2, (3, size)).astype("float32")
    near = {"rtol": 1e-5, "atol": 1e-4}
    agrees_with_pytorch(NAME, "sgd_momentum_step", *arrays, lr, nesterov=nesterov, **near)
    valley = arrays[0], abs(arrays[1])
    agrees_with_pytorch(NAME, "momentum_path", *valley, [lr / 4] * 5, **near)
