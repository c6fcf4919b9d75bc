"""The solution of ex00 agrees with PyTorch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex00_arrays_axes"
SIZES = st.integers(1, 7)
SEEDS = st.integers(0, 2**32 - 1)
DTYPES = st.sampled_from(["float32", "float64"])


def agree(function, dtype, *arguments):
    """Compare within what the dtype can hold."""
    close = 1e-5 if dtype == "float32" else 1e-12
    agrees_with_pytorch(NAME, function, *arguments, rtol=close, atol=20 * close)


def draw(seed, *shapes, dtype):
    """Draw normal tables."""
    rng = np.random.default_rng(seed)
    return [rng.normal(0, 2, shape).astype(dtype) for shape in shapes]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES, dtype=DTYPES)
def test_sums_means_and_biases(seed, n, d, dtype):
    """sum_of_rows, centre_columns and add_bias answer as PyTorch for tables of any size."""
    x, b = draw(seed, (n, d), (d,), dtype=dtype)
    agree("sum_of_rows", dtype, x)
    agree("centre_columns", dtype, x)
    agree("add_bias", dtype, x, b)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, m=SIZES, d=SIZES, dtype=DTYPES)
def test_products_of_rows(seed, n, m, d, dtype):
    """products answers as a linear layer of PyTorch for tables of any sizes."""
    agree("products", dtype, *draw(seed, (n, d), (m, d), dtype=dtype))


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, c=SIZES, dtype=DTYPES)
def test_picked_entries(seed, n, c, dtype):
    """pick answers as torch.gather, for labels from the first to the last column."""
    (p,) = draw(seed, (n, c), dtype=dtype)
    labels = np.random.default_rng(seed).integers(0, c, n)
    agrees_with_pytorch(NAME, "pick", p, labels, rtol=0, atol=0)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, d=SIZES)
def test_layout_in_memory(seed, n, d):
    """The order of the numbers in memory has no part in the answer."""
    (x,) = draw(seed, (d, n), dtype="float64")
    agree("sum_of_rows", "float64", x.T)
    agree("centre_columns", "float64", x.T)
    agree("products", "float64", x.T, x.T[::-1])
