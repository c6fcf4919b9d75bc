"""The solution of ex17 agrees with torch.optim.Adam."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex17_adam"
SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3)
RATES = st.sampled_from([0.001, 0.03125, 0.1, 0.5])
BETAS = st.sampled_from([(0.9, 0.999), (0.5, 0.75), (0.99, 0.9), (0.1, 0.2)])
EPS = st.sampled_from([1e-8, 1e-7, 1e-3, 0.1, 1.0])
# From gradients that eps hides to some that hide eps.
SCALES = st.sampled_from([1e-8, 1e-6, 1.0, 1e4])


def drawn(seed, shape, scale, dtype="float64"):
    """Draw param, grad, m and v."""
    param, grad, m, v = np.random.default_rng(seed).normal(0, 2, (4, *shape))
    # The root of v is seldom much smaller than m, as in a training.
    v = (abs(v) + abs(m)) ** 2
    return [array.astype(dtype) for array in (param, scale * grad, scale * m, scale**2 * v)]


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS, shape=SHAPES, scale=SCALES, t=st.integers(1, 2000), lr=RATES, betas=BETAS,
    eps=EPS,
)  # fmt: skip
def test_a_step_is_that_of_adam(seed, shape, scale, t, lr, betas, eps):
    """adam_step goes where Adam goes, from any averages and at any t."""
    arrays = drawn(seed, shape, scale)
    agrees_with_pytorch(NAME, "adam_step", *arrays, t)
    agrees_with_pytorch(NAME, "adam_step", *arrays, t, lr, betas, eps)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, scale=SCALES, lr=RATES, betas=BETAS, eps=EPS)
def test_a_first_step_is_that_of_adam(seed, shape, scale, lr, betas, eps):
    """adam_step goes where Adam goes from zeros."""
    param, grad, *_ = drawn(seed, shape, scale)
    zeros = np.zeros_like(param)
    agrees_with_pytorch(NAME, "adam_step", param, grad, zeros, zeros, 1, lr, betas, eps)


@settings(max_examples=40, deadline=None)
@given(
    seed=SEEDS,
    size=st.integers(1, 5),
    lrs=st.lists(RATES, min_size=1, max_size=50),
    betas=BETAS,
    eps=EPS,
)
def test_a_path_is_that_of_adam(seed, size, lrs, betas, eps):
    """adam_path goes where Adam goes with autograd's gradients, while lr changes."""
    rng = np.random.default_rng(seed)
    start, curvature = rng.normal(0, 2, size), rng.uniform(0.5, 2, size)
    agrees_with_pytorch(
        NAME, "adam_path", start, curvature, lrs, betas, eps, rtol=1e-7, atol=1e-7
    )


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, size=st.integers(1, 5), t=st.integers(1, 20), lr=RATES)
def test_float32_is_kept(seed, size, t, lr):
    """Both functions keep float32 and its precision."""
    param, grad, m, v = drawn(seed, (size,), 1.0, "float32")
    near = {"rtol": 1e-4, "atol": 1e-4}
    agrees_with_pytorch(NAME, "adam_step", param, grad, m, v, t, lr, **near)
    agrees_with_pytorch(NAME, "adam_path", param, v + 1, [lr, lr], **near)
