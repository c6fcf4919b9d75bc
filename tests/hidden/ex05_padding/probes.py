"""Probes of ex05, padding: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when


@probes("same_padding")
def kernels(rng):
    for kernel_size in range(1, 13):
        yield call(kernel_size)


@probes("same_padding")
def dilated_kernels(rng):
    for kernel_size in range(1, 9):
        for dilation in (1, 2, 3):
            yield call(kernel_size, dilation)
    for kernel_size, dilation in [(1, 6), (2, 2), (3, 4), (4, 4), (6, 5), (9, 2)]:
        yield call(kernel_size, dilation=dilation)
    for kernel_size, dilation in [(5, 5), (2, 9), (16, 4), (15, 7)]:
        yield call(kernel_size, dilation)


SHAPES = [(1, 1, 1, 1), (1, 2, 2, 3), (2, 1, 3, 2), (1, 1, 2, 2), (2, 3, 1, 2), (3, 2, 2, 1)]
PADS = [
    (0, 0, 0, 0), (1, 1, 1, 1), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 2, 2), (2, 0, 1, 3), (0, 2, 3, 1), (1, 2, 0, 0), (0, 0, 2, 1),
]  # fmt: skip


@probes("pad2d")
def frames_of_zeros(rng):
    for number, pad in enumerate(PADS):
        yield call(rng.array(SHAPES[number % 6]), pad)
    for number, pad in enumerate([(1, 2, 3, 4), (2, 2, 1, 1), (0, 0, 0, 0), (3, 3, 3, 3)]):
        yield call(rng.array(SHAPES[5 - number]), pad, 0.0)


@probes("pad2d")
def frames_of_a_value(rng):
    values = [1.0, -2.5, float("inf"), 0.25, float("-inf"), -1.0, 3.0]
    for number, pad in enumerate(PADS):
        yield call(rng.array(SHAPES[number % 5 + 1]), pad, values[number % 7])
    for number, pad in enumerate(PADS[-5:]):
        yield call(rng.array(SHAPES[number]), pad, value=values[number])


@probes("pad2d")
def zeros_inside(rng):
    for pad, value in [((1, 0, 0, 2), 2.0), ((0, 1, 1, 0), -0.5), ((2, 1, 0, 0), 1.5)]:
        yield call(rng.integers(0, 2, (1, 2, 2, 3)) * 1.0, pad, value)


@probes("pad2d")
def layouts(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(rng.array((2, 1, 2, 3))), (1, 0, 2, 1))
        yield call(layout(rng.array((1, 2, 3, 2))), (0, 2, 1, 1), -0.5)
        yield call(layout(rng.array((2, 2, 2, 2))), (1, 1, 0, 3))
        yield call(layout(rng.array((1, 3, 4, 2))), (2, 0, 1, 0), value=1.5)
    yield call(read_only(rng.array((1, 1, 2, 2))), (0, 0, 0, 0))


@probes("pad2d")
def dtypes(rng):
    for dtype, value in [("float32", 0.5), ("int64", -7), ("uint8", 16.0)]:
        x = rng.integers(0, 9, (1, 2, 1, 3)).astype(dtype)
        yield call(x, (1, 0, 2, 1))
        yield call(x, (0, 2, 1, 0), value)


@when("same_padding")
def the_sum_is_odd(kernel_size, dilation=1):
    """the sum of both sides is odd"""
    return dilation * (kernel_size - 1) % 2 == 1
