"""Probes of ex23: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, generator, probes, read_only, strided, when

# Shape of x, kernel_size, stride.
WINDOWS = [
    ((1, 1, 2, 2), 2, None), ((2, 1, 3, 2), 2, None), ((2, 1, 2, 3), 2, 2),
    ((1, 1, 3, 3), 2, 1), ((1, 2, 2, 3), 1, 2), ((2, 1, 3, 4), 3, 1), ((1, 1, 5, 3), 2, 3),
    ((1, 1, 4, 5), 3, 2), ((3, 1, 2, 2), 1, None), ((1, 3, 2, 2), 2, 1),
    ((2, 2, 3, 3), 3, None), ((1, 1, 1, 4), 1, 2), ((1, 1, 3, 5), 2, 2), ((1, 2, 4, 2), 2, 2),
    ((2, 1, 3, 2), 2, 4), ((1, 1, 5, 4), 4, 1), ((1, 1, 1, 1), 1, None),
]  # fmt: skip
PADDED = [
    ((1, 1, 1, 1), 2, 1, 1), ((2, 1, 2, 3), 2, None, 1), ((3, 1, 3, 2), 3, 2, 1),
    ((2, 2, 2, 2), 2, 1, 1), ((1, 1, 3, 4), 4, 3, 2), ((1, 3, 3, 3), 3, None, 1),
    ((1, 1, 2, 2), 5, 2, 2), ((1, 3, 2, 1), 2, 3, 1), ((2, 1, 3, 1), 3, 2, 1),
]  # fmt: skip


def both_signs(rng, shape):
    """Return whole numbers of both signs, none of them 0."""
    return 2.0 * rng.integers(-6, 6, shape) + 1


@probes("avg_pool2d")
def means(rng):
    for number, (shape, kernel_size, stride) in enumerate(WINDOWS):
        x = both_signs(rng, shape) + (number % 4 == 3)  # at times with zeros
        yield call(x, kernel_size) if stride is None else call(x, kernel_size, stride)


@probes("avg_pool2d")
def padded_means(rng):
    for number, (shape, kernel_size, stride, padding) in enumerate(PADDED):
        x = both_signs(rng, shape) + (number % 3 == 2)
        yield call(x, kernel_size, stride, padding, False)
        if number % 4 == 0:
            yield call(x, kernel_size, stride, padding)
        elif number % 4 == 1:
            yield call(x, kernel_size, stride, padding, True)
        elif number % 4 == 2:
            yield call(x, kernel_size, stride, padding=padding, count_include_pad=True)
        else:
            yield call(x, kernel_size, stride, padding=padding)
    yield call(both_signs(rng, (1, 2, 4, 3)), 2, count_include_pad=False)
    yield call(both_signs(rng, (1, 2, 3, 3)), 3, 1, count_include_pad=False)


@probes("avg_pool2d")
def other_maps(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(both_signs(rng, (1, 2, 3, 4))), 2)
        yield call(layout(both_signs(rng, (2, 1, 2, 3))), 1, 1)
    yield call(both_signs(rng, (1, 1, 4, 3)).astype("float32"), 2, 1)
    yield call(np.zeros((1, 1, 2, 3)), 2, 1)
    yield call(abs(both_signs(rng, (2, 2, 4, 2))), 2, 1)


@probes("avg_pool2d")
def impossible_windows(rng):
    for shape, kernel_size, stride, padding in [
        ((1, 1, 2, 3), 3, 1, 0), ((1, 1, 3, 2), 3, 1, 0), ((1, 1, 2, 4), 2, 2, 2),
        ((1, 1, 4, 4), 3, 3, 2), ((1, 1, 2, 2), 5, 1, 1),
    ]:  # fmt: skip
        yield call(both_signs(rng, shape), kernel_size, stride, padding)


MAPS = [
    (1, 1, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1), (1, 2, 1, 1), (2, 1, 1, 1), (1, 1, 2, 2),
    (1, 1, 2, 3), (1, 1, 3, 2), (1, 2, 2, 3), (2, 1, 3, 2), (2, 2, 2, 2), (2, 3, 2, 1),
    (3, 2, 1, 2), (3, 3, 1, 2), (2, 3, 2, 2), (3, 1, 2, 1), (1, 3, 2, 2), (1, 4, 1, 3),
    (4, 1, 3, 1), (2, 2, 3, 3), (1, 1, 1, 4), (1, 1, 5, 1),
]  # fmt: skip


@probes("global_avg_pool")
def whole_maps(rng):
    for number, shape in enumerate(MAPS):
        yield call(both_signs(rng, shape))
        if number % 2 == 0:
            yield call(abs(both_signs(rng, shape)) - (number % 4 == 0))
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(both_signs(rng, (1, 2, 3, 2))))
        yield call(layout(both_signs(rng, (2, 1, 2, 2))))
    yield call(both_signs(rng, (2, 1, 1, 3)).astype("float32"))
    yield call(np.zeros((1, 2, 2, 1)))


POOLED = [
    ((1, 1, 1, 1), 1), ((1, 1, 2, 2), 1), ((1, 1, 2, 2), 2), ((1, 1, 2, 3), 2),
    ((1, 1, 3, 2), 2), ((1, 1, 2, 4), 2), ((1, 1, 4, 2), 2), ((1, 2, 2, 3), 2),
    ((2, 1, 2, 2), 2), ((2, 1, 4, 3), 2), ((1, 1, 3, 3), 3), ((1, 1, 3, 4), 3),
    ((1, 2, 4, 3), 3), ((2, 2, 2, 2), 2), ((3, 1, 2, 3), 2), ((1, 3, 3, 2), 2),
    ((2, 1, 1, 3), 1), ((1, 1, 4, 4), 4), ((1, 1, 4, 4), 2), ((2, 3, 2, 2), 2),
]  # fmt: skip


def of_a_relu(rng, shape, below):
    """Return whole numbers from 0 to 9 - below, where all negative ones are 0."""
    return np.maximum(rng.integers(0, 10, shape) - below, 0) * 1.0


@probes("stochastic_pool2d_eval")
def weighted_means(rng):
    for number, (shape, kernel_size) in enumerate(POOLED):
        yield call(of_a_relu(rng, shape, -1), kernel_size)
        if number % 4:
            yield call(of_a_relu(rng, shape, 6), kernel_size)
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(of_a_relu(rng, (1, 1, 3, 4), -1)), 2)
        yield call(layout(of_a_relu(rng, (2, 1, 1, 2), -1)), 1)
    yield call(of_a_relu(rng, (1, 1, 4, 3), 2).astype("float32"), 2)
    yield call(np.zeros((1, 2, 2, 3)), 2)
    yield call(np.ones((1, 1, 3, 4)) * 0.5, 2)
    yield call(of_a_relu(rng, (1, 1, 2, 4), -1) * 2.0**-20, 2)


def one_positive(rng, shape, kernel_size, number):
    """Return x with one positive value in each window, for odd numbers with none in some."""
    n, c, h, w = shape
    x = np.zeros(shape)
    for image, channel, i, j in np.ndindex(n, c, h // kernel_size, w // kernel_size):
        down, across = rng.integers(0, kernel_size, 2).tolist()
        value = 1.0 if number % 3 == 0 else float(rng.array(1)[0]) + 5.0
        x[image, channel, i * kernel_size + down, j * kernel_size + across] = value
    if number % 4 == 1:
        x[..., kernel_size * (w // kernel_size - 1) :] = 0.0
    if number % 8 == 3:
        x[:1, :1] = 0.0
    return x


def sure(number):
    """Return a generator for a call with one right answer."""
    return generator(number, certain=True)


@probes("stochastic_pool2d")
def only_one_choice(rng):
    for number, (shape, kernel_size) in enumerate(POOLED):
        for again in range(2):
            which = number + again
            yield call(one_positive(rng, shape, kernel_size, which), kernel_size, sure(which))
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(one_positive(rng, (1, 2, 3, 4), 2, 2)), 2, sure(1))
        yield call(layout(one_positive(rng, (2, 1, 2, 2), 1, 2)), 1, sure(2))
    yield call(one_positive(rng, (1, 1, 4, 3), 2, 2).astype("float32"), 2, sure(3))
    yield call(np.zeros((1, 2, 2, 3)), 2, sure(4))


def left_over(x, kernel_size, stride=None, padding=0):
    step = kernel_size if stride is None else stride
    return any((size + 2 * padding - kernel_size) % step for size in x.shape[2:])


@when("avg_pool2d")
def nothing_is_left_over(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """no row or column is left over"""
    return not left_over(x, kernel_size, stride, padding)


@when("avg_pool2d")
def the_padding_does_not_count(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """there is a padding that does not count"""
    return padding > 0 and not count_include_pad


@when("avg_pool2d")
def the_padding_counts(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """there is a padding that counts"""
    return padding > 0 and bool(count_include_pad)


@when("stochastic_pool2d_eval")
def a_row_or_column_is_left_over(x, kernel_size):
    """a row or column is left over"""
    return left_over(x, kernel_size)


@when("stochastic_pool2d_eval")
def some_window_has_only_zeros(x, kernel_size):
    """a window has only zeros"""
    every = np.lib.stride_tricks.sliding_window_view(x, (kernel_size, kernel_size), (2, 3))
    return not every[:, :, ::kernel_size, ::kernel_size].any(axis=(4, 5)).all()


@when("stochastic_pool2d")
def something_is_left_over(x, kernel_size, rng):
    """a row or column is left over"""
    return left_over(x, kernel_size)


@when("stochastic_pool2d")
def a_window_of_zeros(x, kernel_size, rng):
    """a window has only zeros"""
    return some_window_has_only_zeros(x, kernel_size)
