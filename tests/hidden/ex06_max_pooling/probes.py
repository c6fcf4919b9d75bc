"""Probes of ex06, max pooling: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

# Shape of x, kernel_size, stride.
WINDOWS = [
    ((1, 1, 2, 2), 1, 1), ((1, 1, 2, 2), 2, None), ((1, 2, 3, 2), 2, None),
    ((2, 1, 2, 4), 2, 2), ((1, 1, 4, 4), 2, None), ((1, 1, 3, 3), 2, 1), ((1, 2, 2, 3), 1, 2),
    ((2, 1, 3, 4), 3, 1), ((1, 1, 5, 3), 2, 3), ((1, 1, 4, 5), 3, 2), ((3, 1, 2, 2), 1, None),
    ((1, 1, 5, 5), 3, 2), ((1, 3, 2, 2), 2, 1), ((1, 1, 4, 3), 1, 3), ((2, 2, 3, 3), 3, None),
    ((1, 1, 1, 4), 1, 2), ((1, 1, 3, 5), 2, 2), ((1, 2, 4, 2), 2, 2), ((1, 1, 6, 3), 3, 3),
    ((2, 1, 3, 2), 2, 4), ((1, 1, 5, 4), 4, 1), ((1, 1, 1, 1), 1, None),
]  # fmt: skip


def distinct(rng, shape):
    """Return values of both signs, no two alike."""
    count = int(np.prod(shape))
    return (rng.permutation(count).reshape(shape) - count // 2) / 4


def tied(rng, shape):
    """Return values of which many are alike."""
    return rng.integers(-1, 2, shape) / 2


def nearly_tied(rng, shape):
    """Return values that are alike but for a little, the last one the largest."""
    return np.arange(int(np.prod(shape))).reshape(shape) / 512 + float(rng.array(1)[0])


def placed(kernel_size, stride):
    """Return a window as it is given: without a stride, or with one."""
    return (kernel_size,) if stride is None else (kernel_size, stride)


@probes("max_pool2d")
def windows(rng):
    for number, (shape, kernel_size, stride) in enumerate(WINDOWS):
        x = [distinct, distinct, tied, nearly_tied][number % 4](rng, shape)
        if number % 3 == 2:
            x = x - 64.0
        yield call(x, *placed(kernel_size, stride))


@probes("max_pool2d")
def padded_windows(rng):
    for number, (shape, kernel_size, stride, padding) in enumerate([
        ((1, 1, 1, 1), 2, 1, 1), ((1, 1, 2, 3), 2, None, 1), ((1, 2, 3, 2), 3, 2, 1),
        ((2, 1, 2, 2), 3, 1, 1), ((1, 1, 4, 2), 2, 2, 1), ((1, 1, 3, 4), 4, 3, 2),
        ((1, 1, 3, 3), 3, None, 1), ((1, 1, 2, 2), 5, 2, 2), ((1, 1, 4, 4), 3, 3, 0),
        ((1, 2, 2, 3), 2, 3, 1), ((1, 1, 5, 3), 3, 2, 0),
        ((1, 1, 1, 3), 2, 2, 1), ((2, 1, 3, 1), 3, 1, 1), ((1, 1, 4, 1), 4, None, 2),
        ((1, 3, 3, 4), 3, 1, 1), ((2, 2, 4, 3), 3, 1, 1),
    ]):  # fmt: skip
        x = distinct(rng, shape) - 64.0 * (number % 3 > 0)
        if number % 2:
            yield call(x, kernel_size, stride, padding)
        else:
            yield call(x, kernel_size, stride, padding=padding)


@probes("max_pool2d")
def other_maps(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(distinct(rng, (1, 2, 3, 4))), 2)
        yield call(layout(distinct(rng, (2, 1, 4, 3))), 2, 1)
        yield call(layout(distinct(rng, (1, 2, 2, 2))), 1)
    yield call(read_only(distinct(rng, (1, 1, 2, 3))), 2, 1)
    yield call(np.zeros((1, 1, 3, 3)), 2, 1)
    yield call(np.array([[[[-np.inf, -np.inf], [-np.inf, 2.0]]]]), 1, 1)
    yield call(distinct(rng, (1, 1, 4, 3)).astype("float32"), 2, 1)
    # As many images as channels, and more than one.
    yield call(distinct(rng, (2, 2, 3, 3)), 2, 1)
    yield call(distinct(rng, (3, 3, 2, 4)), 2)
    yield call(distinct(rng, (2, 2, 4, 2)), 2, 1)


@probes("max_pool2d")
def impossible_windows(rng):
    for shape, kernel_size, stride, padding in [
        ((1, 1, 2, 3), 3, 1, 0), ((1, 1, 3, 2), 3, 1, 0), ((1, 1, 2, 4), 2, 2, 2),
        ((1, 1, 4, 4), 3, 3, 2), ((1, 1, 2, 2), 5, 1, 1),
    ]:  # fmt: skip
        yield call(rng.array(shape), kernel_size, stride, padding)


def grad_of(rng, shape, kernel_size, stride):
    """Return a gradient of the output's shape."""
    step = kernel_size if stride is None else stride
    return rng.array((*shape[:2], *((size - kernel_size) // step + 1 for size in shape[2:])))


@probes("max_pool2d_backward")
def gradients(rng):
    for number, (shape, kernel_size, stride) in enumerate(WINDOWS):
        x = [distinct, nearly_tied][number % 2](rng, shape)
        yield call(grad_of(rng, shape, kernel_size, stride), x, *placed(kernel_size, stride))
        if kernel_size > 1:
            grad_out = grad_of(rng, shape, kernel_size, stride)
            yield call(grad_out, tied(rng, shape), *placed(kernel_size, stride))


@probes("max_pool2d_backward")
def other_gradients(rng):
    for shape, kernel_size, stride in [((1, 1, 3, 3), 2, 1), ((1, 2, 4, 3), 2, None)]:
        grad_out = grad_of(rng, shape, kernel_size, stride)
        yield call(grad_out, distinct(rng, shape) - 64.0, kernel_size, stride)
        yield call(abs(grad_out), np.zeros(shape), kernel_size, stride)
        yield call(grad_out * 0, distinct(rng, shape), kernel_size, stride)
    for layout in (strided, np.asfortranarray, read_only):
        for shape, stride in [((1, 2, 3, 4), 1), ((1, 2, 4, 4), 2), ((2, 1, 5, 4), 2)]:
            grad_out, x = grad_of(rng, shape, 2, stride), distinct(rng, shape)
            yield call(layout(grad_out), layout(x), 2, stride)
    grad_out, x = grad_of(rng, (1, 1, 3, 3), 2, 1), distinct(rng, (1, 1, 3, 3))
    yield call(read_only(grad_out), read_only(x), 2, 1)
    x = distinct(rng, (1, 1, 4, 3)).astype("float32")
    yield call(grad_of(rng, x.shape, 2, 1).astype("float32"), x, 2, 1)


@when("max_pool2d")
def nothing_is_left_over(x, kernel_size, stride=None, padding=0):
    """no row or column is left over"""
    step = kernel_size if stride is None else stride
    return all((size + 2 * padding - kernel_size) % step == 0 for size in x.shape[2:])


@when("max_pool2d_backward")
def nothing_was_left_over(grad_out, x, kernel_size, stride=None):
    """no row or column is left over"""
    return nothing_is_left_over(x, kernel_size, stride)


@when("max_pool2d_backward")
def a_tie_in_a_window(grad_out, x, kernel_size, stride=None):
    """a window holds its largest value twice"""
    step = kernel_size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel_size, kernel_size), (2, 3))
    windows = windows[:, :, ::step, ::step]
    largest = windows.max(axis=(-2, -1), keepdims=True)
    return ((windows == largest).sum(axis=(-2, -1)) > 1).any()
