"""The solution of ex12 agrees with PyTorch, and XOR is solved by it."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import sources
from tests.kit.oracle.pair import agrees_with_pytorch

NAME = "ex12_backprop_xor"
SIZES = st.integers(1, 7)
SEEDS = st.integers(0, 2**32 - 1)
RATES = st.sampled_from([0.0, 0.1, 0.5, 2.0])
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


def network(seed, n, h, dtype="float64"):
    """Draw params, x and t."""
    rng = np.random.default_rng(seed)
    shapes = {"w1": (h, 2), "b1": (h,), "w2": (1, h), "b2": (1,)}
    params = {name: rng.normal(0, 1, shape).astype(dtype) for name, shape in shapes.items()}
    x = rng.normal(0, 1, (n, 2)).astype(dtype)
    return params, x, rng.integers(0, 2, (n, 1)).astype(dtype)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, h=SIZES)
def test_forward_is_that_of_a_sequential(seed, n, h):
    """forward answers as nn.Sequential for layers of any size."""
    agrees_with_pytorch(NAME, "forward", *network(seed, n, h)[:2])


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, h=SIZES)
def test_loss_is_half_a_summed_square(seed, n, h):
    """loss is half the sum that torch adds up."""
    agrees_with_pytorch(NAME, "loss", *network(seed, n, h))


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n=SIZES, h=SIZES, lr=RATES)
def test_step_is_that_of_sgd(seed, n, h, lr):
    """train_step makes the step of autograd and torch.optim.SGD."""
    agrees_with_pytorch(NAME, "train_step", *network(seed, n, h), lr)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS, n=SIZES, h=SIZES, lr=RATES, steps=st.sampled_from([1, 5, 50]))
def test_training_is_that_of_sgd(seed, n, h, lr, steps):
    """train comes to the parameters of torch.optim.SGD after 1, 5 and 50 steps."""
    agrees_with_pytorch(NAME, "train", *network(seed, n, h), lr, steps, rtol=1e-8)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS, n=SIZES, h=SIZES)
def test_float32_is_kept(seed, n, h):
    """float32 is kept, and its precision."""
    params, x, t = network(seed, n, h, "float32")
    agrees_with_pytorch(NAME, "forward", params, x, rtol=1e-4, atol=1e-5)
    agrees_with_pytorch(NAME, "train_step", params, x, t, 0.5, rtol=1e-4, atol=1e-4)
    agrees_with_pytorch(NAME, "train", params, x, t, 0.5, 3, rtol=1e-4, atol=1e-4)


def solution():
    """Return the solution, loaded."""
    exercise = find_course(Path(__file__)).find(NAME)
    return sources.written(exercise, exercise.solution)


def test_xor_is_learnt_from_a_random_start():
    """From a random start, a few thousand steps bring all four answers within 0.1."""
    start = {name: 2 * value for name, value in network(3, 4, 4)[0].items()}
    learn = solution()
    end = learn.train(start, X, XOR, 2.0, 3000)
    assert np.abs(learn.forward(end, X)[1] - XOR).max() < 0.1
    assert learn.loss(end, X, XOR) < learn.loss(start, X, XOR) / 50


def test_a_start_of_zeros_learns_nothing():
    """From zeros the hidden units stay alike, and XOR stays unsolved."""
    params = {name: 0 * value for name, value in network(0, 4, 4)[0].items()}
    learn = solution()
    params = learn.train(params, X, XOR, 2.0, 3000)
    assert np.ptp(params["w1"], axis=0).max() < 1e-9
    assert np.abs(learn.forward(params, X)[1] - XOR).max() > 0.4
