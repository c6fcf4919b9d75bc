"""One strided slice of the whole map for each cell of the window, no loop over windows."""

import numpy as np
from functools import reduce


def slices(x, k, s):
    h = (x.shape[2] - k) // s + 1
    w = (x.shape[3] - k) // s + 1
    if h < 1 or w < 1:
        raise ValueError(f"a {k} x {k} window in a map of {x.shape[2:]}")
    for a in range(k):
        for b in range(k):
            yield np.s_[:, :, a : a + s * (h - 1) + 1 : s, b : b + s * (w - 1) + 1 : s]


def max_pool2d(x, kernel_size, stride=None, padding=0):
    if 2 * padding > kernel_size:
        raise ValueError("padding")
    n, c, h, w = x.shape
    room = np.full((n, c, h + 2 * padding, w + 2 * padding), -np.inf, x.dtype)
    room[:, :, padding : padding + h, padding : padding + w] = x
    return reduce(
        np.maximum,
        [room[cut] for cut in slices(room, kernel_size, stride or kernel_size)],
    )


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    stride = stride or kernel_size
    highest = reduce(np.maximum, [x[cut] for cut in slices(x, kernel_size, stride)])
    free = np.ones(grad_out.shape, bool)
    grad_x = np.zeros_like(x)
    for cut in slices(x, kernel_size, stride):
        takes = free & (x[cut] == highest)
        grad_x[cut] += np.where(takes, grad_out, 0)
        free &= ~takes
    return grad_x
