"""The solution of ex13 agrees with PyTorch: with gradcheck's steps, and with autograd."""

import math

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge.inputs import network, polynomial
from grader.sandbox.inside.making import ACTIVATIONS, make
from tests.kit.oracle.pair import _both, agrees_with_pytorch

NAME = "ex13_numerical_gradient"
SHAPES = st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple)
SEEDS = st.integers(0, 2**32 - 1)
STEPS = st.sampled_from([1.0, 0.25, 1e-2, 1e-5])
SCALES = st.sampled_from([1e-12, 1.0, 1e12])


def a_polynomial(rng, shape):
    """Draw a polynomial of a few terms, of degree 3 in each element at most."""
    powers = rng.integers(0, 4, (4, math.prod(shape)))
    powers *= rng.random(powers.shape) < 3 / math.prod(shape)
    return polynomial(rng.normal(size=4), powers.reshape(4, *shape))


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, h=STEPS)
def test_steps_are_those_of_gradcheck(seed, shape, h):
    """numerical_gradient answers as the central differences of torch.autograd.gradcheck."""
    rng = np.random.default_rng(seed)
    f, x = a_polynomial(rng, shape), rng.uniform(-1, 1, shape)
    agrees_with_pytorch(NAME, "numerical_gradient", f, x, h, rtol=1e-8, atol=1e-8)
    whole = rng.integers(-1, 2, shape)
    agrees_with_pytorch(NAME, "numerical_gradient", f, whole, h, rtol=1e-8, atol=1e-8)
    single = x.astype("float32")
    agrees_with_pytorch(NAME, "numerical_gradient", f, single, h, rtol=1e-8, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(
    seed=SEEDS,
    sizes=st.tuples(*[st.integers(1, 4)] * 3),
    activation=st.sampled_from(sorted({*ACTIVATIONS} - {"relu"})),
)
def test_gradients_are_those_of_autograd(seed, sizes, activation):
    """For a smooth layer the default step comes within 1e-7 of autograd's gradient."""
    rng, (n, d, o) = np.random.default_rng(seed), sizes
    f = network(activation, rng.uniform(-1, 1, (n, d)), rng.uniform(-1, 1, (n, o)))
    w = rng.uniform(-1, 1, (o, d))
    leaf = torch.from_numpy(w).requires_grad_()
    make(f, torch)(leaf).backward()
    mine = _both(NAME)[0].numerical_gradient(make(f), w)
    assert np.allclose(mine, leaf.grad.numpy(), rtol=1e-7, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, shape=SHAPES, scale=SCALES, zeros=st.floats(0, 1))
def test_relative_error_is_the_largest(seed, shape, scale, zeros):
    """relative_error answers as the definition in PyTorch, with zeros and at any scale."""
    rng = np.random.default_rng(seed)
    a, b = (scale * rng.normal(size=shape) * (rng.random(shape) > zeros) for _ in range(2))
    agrees_with_pytorch(NAME, "relative_error", a, b)
    agrees_with_pytorch(NAME, "relative_error", a, a * (1 + 1e-3))
