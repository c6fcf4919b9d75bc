"""The solution of ex23 and PyTorch agree, and what is drawn has the chances it should have."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import Course
from grader.judge import sources
from tests.kit.oracle.pair import agrees_with_pytorch
from tests.kit.workshop import ROOT

EXERCISE = "ex23_average_pooling"

few = st.integers(1, 3)
yes_or_no = st.booleans()
sides = st.integers(1, 9)
kernels = st.integers(1, 5)
strides = st.none() | st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)
dtypes = st.sampled_from(["float32", "float64"])


def every_second_cell(array):
    """Return the same values as a view with gaps."""
    return np.repeat(array, 2, axis=3)[..., ::2]


layouts = st.sampled_from([np.ascontiguousarray, np.asfortranarray, every_second_cell])


def drawn(seed, shape, dtype="float64"):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


def close(dtype):
    tolerance = 1e-5 if dtype == "float32" else 1e-12
    return {"rtol": tolerance, "atol": tolerance}


@settings(max_examples=60, deadline=None)
@given(
    few, few, sides, sides, kernels, strides, st.integers(0, 3), st.booleans(), dtypes, seeds
)
def test_means(n, c, h, w, kernel_size, stride, padding, include, dtype, seed):
    """avg_pool2d gives PyTorch's means, or refuses what PyTorch refuses."""
    x = drawn(seed, (n, c, h, w), dtype)
    arguments = (x, kernel_size, stride, padding, include)
    agrees_with_pytorch(EXERCISE, "avg_pool2d", *arguments, **close(dtype))


@settings(max_examples=30, deadline=None)
@given(few, few, sides, sides, layouts, dtypes, seeds)
def test_means_of_maps(n, c, h, w, layout, dtype, seed):
    """global_avg_pool gives PyTorch's means, whatever the layout of the argument."""
    x = layout(drawn(seed, (n, c, h, w), dtype))
    agrees_with_pytorch(EXERCISE, "global_avg_pool", x, **close(dtype))


@st.composite
def after_a_relu(draw):
    """Return a map without negative numbers, and a window that fits into it."""
    kernel_size = draw(kernels)
    h, w = (kernel_size + draw(st.integers(0, 6)) for _ in range(2))
    x = drawn(draw(seeds), (draw(few), draw(few), h, w), draw(dtypes))
    return draw(layouts)(np.maximum(x - draw(st.sampled_from([-5, 0, 1])), 0)), kernel_size


@settings(max_examples=60, deadline=None)
@given(after_a_relu())
def test_weighted_means(given):
    """stochastic_pool2d_eval gives the mean under PyTorch's probabilities."""
    x, kernel_size = given
    function = "stochastic_pool2d_eval"
    agrees_with_pytorch(EXERCISE, function, x, kernel_size, **close(x.dtype))


def solution():
    exercise = Course(ROOT).find("ex23")
    return sources.load("solution.py", sources.read(exercise.solution))


@settings(max_examples=20, deadline=None)
@given(after_a_relu(), seeds)
def test_the_mean_of_many_draws(given, seed):
    """Over 2,000 draws, values of the window, the mean is that of stochastic_pool2d_eval."""
    x, kernel_size = given
    rng, loaded = np.random.default_rng(seed), solution()
    one = np.maximum(x[:1, :1], 0)
    draws = np.stack(
        [loaded.stochastic_pool2d(one, kernel_size, rng)[0, 0] for _ in range(2000)]
    )
    assert draws.dtype == x.dtype
    assert np.isin(draws, one).all()
    mean = loaded.stochastic_pool2d_eval(one.astype("float64"), kernel_size)[0, 0]
    assert (draws[:, mean > 0] > 0).all()
    spread = draws.astype("float64").std(axis=0) / np.sqrt(len(draws))
    assert (abs(draws.mean(axis=0, dtype="float64") - mean) <= 7 * spread + 1e-6).all()
