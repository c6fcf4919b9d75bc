"""The solution of ex14 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex14_minibatch_descent"
SIZES = st.integers(1, 9)
BATCH_SIZES = st.integers(1, 12)
SEEDS = st.integers(0, 2**32 - 1)
RATES = st.sampled_from([0.0, 0.01, 0.03125, 0.1])


def regression(seed, n, d, dtype="float64"):
    """Draw x, t, w, b and an order."""
    rng = np.random.default_rng(seed)
    arrays = [rng.normal(0, 1, shape).astype(dtype) for shape in ((n, d), (n,), (d,))]
    return *arrays, float(rng.normal()), rng.permutation(n)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=st.integers(1, 40), batch_size=BATCH_SIZES)
def test_batches_are_those_of_split(seed, n, batch_size):
    """batches cuts as torch.split does, whatever is left over."""
    order = np.random.default_rng(seed).permutation(n)
    agrees_with_pytorch(NAME, "batches", order, batch_size, rtol=0, atol=0)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES)
def test_gradients_are_those_of_mse_loss(seed, n, d):
    """mse_gradients finds what autograd finds of F.mse_loss."""
    agrees_with_pytorch(NAME, "mse_gradients", *regression(seed, n, d)[:4])


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, lr=RATES, batch_size=BATCH_SIZES)
def test_epoch_is_that_of_sgd(seed, n, d, lr, batch_size):
    """sgd_epoch makes the steps that torch.optim.SGD makes in the same order."""
    x, t, w, b, order = regression(seed, n, d)
    agrees_with_pytorch(NAME, "sgd_epoch", x, t, w, b, lr, batch_size, order)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, batch_size=BATCH_SIZES)
def test_float32_is_kept(seed, n, d, batch_size):
    """mse_gradients and sgd_epoch keep float32 and its precision."""
    x, t, w, b, order = regression(seed, n, d, "float32")
    agrees_with_pytorch(NAME, "mse_gradients", x, t, w, b, rtol=1e-4, atol=1e-4)
    arguments = x, t, w, b, 0.03125, batch_size, order
    agrees_with_pytorch(NAME, "sgd_epoch", *arguments, rtol=1e-4, atol=1e-3)
