"""The solution of ex16 agrees with torch.optim.Adagrad and RMSprop."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex16_adagrad_rmsprop"
SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3)
RATES = st.sampled_from([0.001, 0.03125, 0.1, 0.5])
ALPHAS = st.sampled_from([0.1, 0.5, 0.9, 0.99, 0.999])
EPS = st.sampled_from([1e-10, 1e-8, 1e-3, 0.1, 1.0])
# From gradients that eps hides to some that hide eps.
SCALES = st.sampled_from([1e-9, 1e-6, 1.0, 1e4])


def drawn(seed, shape, scale, dtype="float64"):
    """Draw param, grad and a state of squares."""
    param, grad, state = np.random.default_rng(seed).normal(0, 2, (3, *shape))
    arrays = param, scale * grad, scale**2 * state**2
    return [array.astype(dtype) for array in arrays]


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, shape=SHAPES, scale=SCALES, lr=RATES, eps=EPS, rest=st.booleans())
def test_a_step_is_that_of_adagrad(seed, shape, scale, lr, eps, rest):
    """adagrad_step goes where Adagrad goes, from rest and from any sum."""
    param, grad, state = drawn(seed, shape, scale)
    state = state * 0 if rest else state
    agrees_with_pytorch(NAME, "adagrad_step", param, grad, state, lr)
    agrees_with_pytorch(NAME, "adagrad_step", param, grad, state, lr, eps=eps)


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS, shape=SHAPES, scale=SCALES, lr=RATES, alpha=ALPHAS, eps=EPS, rest=st.booleans()
)
def test_a_step_is_that_of_rmsprop(seed, shape, scale, lr, alpha, eps, rest):
    """rmsprop_step goes where RMSprop goes, from rest and from any average."""
    param, grad, state = drawn(seed, shape, scale)
    state = state * 0 if rest else state
    agrees_with_pytorch(NAME, "rmsprop_step", param, grad, state, lr)
    agrees_with_pytorch(NAME, "rmsprop_step", param, grad, state, lr, alpha, eps)


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, shape=SHAPES, lr=RATES, eps=EPS)
def test_float32_is_kept(seed, shape, lr, eps):
    """Both functions keep float32 and its precision."""
    arrays = drawn(seed, shape, 1.0, "float32")
    near = {"rtol": 1e-5, "atol": 1e-5}
    agrees_with_pytorch(NAME, "adagrad_step", *arrays, lr, eps, **near)
    agrees_with_pytorch(NAME, "rmsprop_step", *arrays, lr, eps=eps, **near)
