"""Ex28: the solution and PyTorch agree over random sizes, curves and networks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex28_validation"
# Quarters, so that a decrease can be exactly min_delta.
QUARTERS = st.integers(0, 20).map(lambda number: number / 4)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(0, 32))
def test_kfold_indices(n, k):
    """Folds agree, and impossible numbers of them are refused."""
    agrees_with_pytorch(EXERCISE, "kfold_indices", n, k)


@settings(max_examples=100, deadline=None)
@given(st.lists(QUARTERS, min_size=1, max_size=15), st.integers(1, 5), st.integers(0, 4))
def test_early_stopping(val_losses, patience, quarters):
    """Stop and best epoch are those of the scheduler that waits for a plateau."""
    agrees_with_pytorch(EXERCISE, "early_stopping", val_losses, patience, quarters / 4)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e-4, 10.0), st.integers(0, 60), st.integers(1, 12), st.floats(0.05, 1.0))
def test_step_lr(base_lr, epoch, step_size, gamma):
    """Rates agree with those of StepLR, epoch by epoch."""
    agrees_with_pytorch(
        EXERCISE, "step_lr", base_lr, epoch, step_size, gamma, rtol=1e-12, atol=0.0
    )


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 5), st.integers(2, 6),
    st.sampled_from([1.0, 30.0]), st.sampled_from([0.0, -1000.0, 1000.0]),
)  # fmt: skip
def test_ensemble_predict(seed, count, n, c, spread, shift):
    """Predictions agree for any number of networks."""
    rng = np.random.default_rng(seed)
    logits = [rng.normal(shift, spread, (n, c)) for _ in range(count)]
    agrees_with_pytorch(EXERCISE, "ensemble_predict", logits)
