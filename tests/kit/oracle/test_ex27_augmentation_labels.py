"""The answer to ex27 against PyTorch, over images, boxes and weights that hypothesis draws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex27_augmentation_labels"
SHAPES = st.tuples(st.integers(1, 5), st.integers(1, 3), *[st.integers(1, 7)] * 2)
SEEDS = st.integers(0, 2**32 - 1)
DTYPES = st.sampled_from(["float32", "float64"])
ORDERS = st.permutations(range(4))


def agree(function, dtype, *arguments):
    """Compare within what the dtype can hold."""
    close = 1e-5 if dtype == "float32" else 1e-12
    agrees_with_pytorch(EXERCISE, function, *arguments, rtol=close, atol=20 * close)


def draw(seed, shape, dtype, order=(0, 1, 2, 3)):
    """Draw images whose axes lie in memory in some order, one-hot labels and partners."""
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 2, shape).astype(dtype).transpose(order)
    classes = int(rng.integers(1, 5))
    y = np.eye(classes, dtype=dtype)[rng.integers(0, classes, len(x))]
    return x, y, rng.permutation(len(x))


@settings(max_examples=60, deadline=None)
@given(SEEDS, SHAPES, DTYPES, ORDERS, st.data(), st.integers(1, 9))
def test_squares(seed, shape, dtype, order, data, size):
    """cutout erases what a mask of rows and columns covers, to the last bit."""
    x, _, _ = draw(seed, shape, dtype, order)
    cy, cx = (data.draw(st.integers(0, length - 1)) for length in x.shape[2:])
    agrees_with_pytorch(EXERCISE, "cutout", x, cy, cx, size, rtol=0, atol=0)


@settings(max_examples=60, deadline=None)
@given(SEEDS, SHAPES, DTYPES, ORDERS, st.data())
def test_boxes(seed, shape, dtype, order, data):
    """cutmix pastes and mixes as a mask and its mean do, wherever the box reaches."""
    x, y, perm = draw(seed, shape, dtype, order)
    box = []
    for length in x.shape[2:]:
        first = data.draw(st.integers(-4, length - 1))
        box.append((first, data.draw(st.integers(max(1 - first, 1), 9))))
    (top, height), (left, width) = box
    agree("cutmix", dtype, x, y, perm, (top, left, height, width))


@settings(max_examples=60, deadline=None)
@given(SEEDS, SHAPES, DTYPES, ORDERS, st.floats(0, 1))
def test_mixtures(seed, shape, dtype, order, lam):
    """mixup is torch.lerp, for images and labels."""
    agree("mixup", dtype, *draw(seed, shape, dtype, order), lam)
