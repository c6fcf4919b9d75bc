"""The solution of ex20 agrees with F.dropout, its operator for gradients and SGD's decay."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import sources, submission
from grader.judge.grade import grade
from grader.judge.inputs import generator
from grader.report import Outcome
from grader.words.reasons import sentence
from grader.words.text import draw
from tests.kit.oracle.pair import agrees_with_pytorch
from tests.kit.workshop import ROOT

NAME = "ex20_dropout"
SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)
RATES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0])
DTYPES = st.sampled_from(["float64", "float32"])
NEAR = {"float64": {}, "float32": {"rtol": 1e-5, "atol": 1e-5}}


def solution():
    """Return the solution as a module."""
    return sources.load("solution.py", sources.read(find_course(ROOT).find(NAME).solution))


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, shape=SHAPES, p=RATES, dtype=DTYPES)
def test_what_is_certain_is_that_of_pytorch(seed, shape, p, dtype):
    """In evaluation, and where p is 0 or 1, dropout gives PyTorch's y and mask."""
    x = np.random.default_rng(seed).normal(size=shape).astype(dtype)
    source = generator(seed, certain=True)
    agrees_with_pytorch(NAME, "dropout", x, p, False, source)
    agrees_with_pytorch(NAME, "dropout", x, float(p > 0.3), True, source)
    for wrong in (-0.001, 1.001):
        agrees_with_pytorch(NAME, "dropout", x, wrong, seed % 2 == 0, source)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, shape=SHAPES, p=RATES, dtype=DTYPES)
def test_backward_is_that_of_pytorch(seed, shape, p, dtype):
    """dropout_backward is PyTorch's operator, with any mask."""
    rng = np.random.default_rng(seed)
    grad_out, mask = rng.normal(size=shape).astype(dtype), rng.random(shape) >= p
    agrees_with_pytorch(NAME, "dropout_backward", grad_out, mask, p, **NEAR[dtype])


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, shapes=st.lists(SHAPES, min_size=1, max_size=4), dtype=DTYPES)
def test_penalty_is_that_of_autograd(seed, shapes, dtype):
    """l2_penalty is half the sum of squares times decay, and autograd's gradients."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=shape).astype(dtype) for shape in shapes]
    for decay in (0.0, 1e-4, float(rng.uniform(0, 3))):
        agrees_with_pytorch(NAME, "l2_penalty", weights, decay, **NEAR[dtype])


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.75])
def test_chance_is_that_of_pytorch(p):
    """Of 10**5 values both keep a share of 1 - p, within five deviations, and scale alike."""
    x = np.ones(100_000)
    y, mask = solution().dropout(x, p, True, np.random.default_rng(7))
    torch.manual_seed(7)
    theirs = torch.nn.functional.dropout(torch.ones(100_000, dtype=torch.float64), p).numpy()
    spread = (p * (1 - p) / x.size) ** 0.5
    for values in (y, theirs):
        assert abs((values != 0).mean() - (1 - p)) < 5 * spread
        assert np.allclose(np.unique(values), [0, 1 / (1 - p)], rtol=1e-12)
    assert ((y != 0) == mask).all()


def test_a_step_with_decay_is_that_of_sgd():
    """The gradient of l2_penalty is what weight_decay adds in torch.optim.SGD."""
    w = np.random.default_rng(1).normal(size=(3, 4))
    param = torch.from_numpy(w.copy()).requires_grad_()
    param.grad = torch.ones_like(param)
    torch.optim.SGD([param], lr=0.5, weight_decay=0.25).step()
    gradient = solution().l2_penalty([w], 0.25)[1][0]
    assert np.allclose(w - 0.5 * (1 + gradient), param.detach().numpy(), rtol=1e-12)


# What is wrong in drawn numbers alone: the body of dropout in training, the check that it
# costs first, and what its author reads there.
BY_CHANCE = {
    "not divided": (
        "mask = rng.random(x.shape) >= p\n    return x * mask, mask",
        "test_kept_values_are_divided",
        "the values that it keeps are multiplied by 1, not by 2",
    ),
    "multiplied": (
        "mask = rng.random(x.shape) >= p\n    return x * mask * (1 - p), mask",
        "test_kept_values_are_divided",
        "the values that it keeps are multiplied by 0.5, not by 2",
    ),
    "kept ones kept with p": (
        "mask = rng.random(x.shape) < (p if 0 < p < 1 else 1 - p)\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), mask",
        "test_share_that_is_dropped",
        "but p = 0.75 is the share to drop",
    ),
    "two alike": (
        "mask = rng.random(x.shape) >= p\n    mask[1:2] = mask[:1]\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), mask",
        "test_each_value_is_drawn_on_its_own",
        "along axis 0 some drop exactly the same",
    ),
    "a mask of its own": (
        "mask = rng.random(x.shape) >= p\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), rng.random(x.shape) >= p",
        "test_mask_is_true_where_a_value_is_kept",
        "its mask is not True exactly where y is not 0",
    ),
    "an exact share": (
        "mask = np.arange(x.size) >= round(p * x.size)\n"
        "    mask = rng.permutation(mask).reshape(x.shape)\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), mask",
        "test_each_value_is_drawn_on_its_own",
        "with five seeds it drops exactly 378 of 756 values each time",
    ),
    "a mask read off y": (
        "mask = rng.random(x.shape) >= p\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), x * mask != 0",
        "test_mask_is_true_where_a_value_is_kept",
        "a 0 can be kept, too",
    ),
    "a seed of its own": (
        "mask = np.random.default_rng(42).random(x.shape) >= p\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), mask",
        "test_all_numbers_come_from_rng",
        "with another seed it drops the same values",
    ),
    "another source": (
        "mask = np.random.random(x.shape) >= p\n"
        "    return (x * mask / (1 - p) if p < 1 else 0 * x), mask",
        "test_all_numbers_come_from_rng",
        "with the same seed it drops other values",
    ),
}


@pytest.mark.parametrize("name", BY_CHANCE)
def test_what_only_chance_shows_is_said(name, tmp_path):
    """A fault that shows in drawn numbers alone costs one check, and its claim says what."""
    training, check, said = BY_CHANCE[name]
    exercise = find_course(ROOT).find(NAME)
    body = (
        "    if not 0 <= p <= 1:\n        raise ValueError\n"
        "    if not training:\n        return x.copy(), np.ones(x.shape, bool)\n"
        f"    {training}\n"
    )
    file = tmp_path / "mine.py"
    text = f"{sources.read(exercise.solution)}\n\ndef dropout(x, p, training, rng):\n{body}"
    file.write_text(text, encoding="utf-8")
    report = grade(exercise, submission.read(file, exercise))
    lost = [one for one in report.checks if one.outcome is not Outcome.PASSED]
    assert [one.name for one in lost] == [check]
    assert said in draw(sentence(lost[0].reason))
