"""The solution of ex19 agrees with F.batch_norm, and with autograd of it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex19_batch_norm"
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.integers(1, 5)
SHAPES = st.one_of(st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES, SIZES, SIZES))
MOMENTA = st.sampled_from([0.0, 0.01, 0.1, 0.5, 1.0])
EPS = st.sampled_from([1e-8, 1e-5, 1e-3, 0.1, 10.0])
# From spreads that eps hides to some that hide eps.
SCALES = st.sampled_from([1e-3, 1.0, 1e2])


def drawn(seed, shape, scale, dtype="float64"):
    """Draw x, gamma, beta, running_mean, running_var and grad_out."""
    rng = np.random.default_rng(seed)
    gamma, beta, mean, var = rng.normal(0, 2, (4, shape[1]))
    arrays = scale * rng.normal(1, 2, shape), gamma, beta, mean, var**2
    return [array.astype(dtype) for array in (*arrays, rng.normal(size=shape))]


@settings(max_examples=120, deadline=None)
@given(
    seed=SEEDS, shape=SHAPES, scale=SCALES, training=st.booleans(), momentum=MOMENTA, eps=EPS
)
def test_forward_is_that_of_pytorch(seed, shape, scale, training, momentum, eps):
    """batch_norm gives PyTorch's y and running statistics, and refuses what it refuses."""
    *arrays, _ = drawn(seed, shape, scale)
    agrees_with_pytorch(NAME, "batch_norm", *arrays, training)
    agrees_with_pytorch(NAME, "batch_norm", *arrays, training, momentum, eps)


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS, shape=SHAPES, scale=SCALES, eps=EPS)
def test_backward_is_that_of_autograd(seed, shape, scale, eps):
    """batch_norm_backward gives autograd's three gradients."""
    shape = (shape[0] + 1, *shape[1:])
    x, gamma, *_, grad_out = drawn(seed, shape, scale)
    near = {"rtol": 1e-8, "atol": 1e-8 / scale}
    agrees_with_pytorch(NAME, "batch_norm_backward", grad_out, x, gamma, **near)
    agrees_with_pytorch(NAME, "batch_norm_backward", grad_out, x, gamma, eps, **near)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, training=st.booleans())
def test_float32_is_kept(seed, shape, training):
    """Both functions keep float32 and its precision."""
    shape = (shape[0] + 3, *shape[1:])
    *arrays, grad_out = drawn(seed, shape, 1.0, "float32")
    near = {"rtol": 1e-4, "atol": 1e-4}
    agrees_with_pytorch(NAME, "batch_norm", *arrays, training, eps=0.1, **near)
    agrees_with_pytorch(NAME, "batch_norm_backward", grad_out, *arrays[:2], 0.1, **near)
