"""All windows as the rows of one matrix, scattered back with bincount."""

import numpy as np


def columns(shape, kernel_size, stride):
    """Flat indices of the cells of every window: (number of windows, cells)."""
    n, c, h, w = shape
    i = np.arange(0, h - kernel_size + 1, stride)
    j = np.arange(0, w - kernel_size + 1, stride)
    k = np.arange(kernel_size)
    if not (i.size and j.size):
        raise ValueError("no window fits")
    corner = i[:, None] * w + j
    inside = (k[:, None] * w + k).ravel()
    image = np.arange(n * c) * h * w
    rows = image[:, None, None] + corner
    return rows.reshape(-1, 1) + inside, (n, c, i.size, j.size)


def max_pool2d(x, kernel_size, stride=None, padding=0):
    if padding > kernel_size // 2:
        raise ValueError("padding should be at most half of kernel size")
    pad = [(0, 0)] * 2 + [(padding, padding)] * 2
    padded = np.pad(x, pad, mode="constant", constant_values=np.finfo(x.dtype).min)
    index, shape = columns(padded.shape, kernel_size, stride or kernel_size)
    return np.take(padded, index).max(1).reshape(shape)


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    index, shape = columns(x.shape, kernel_size, stride or kernel_size)
    assert shape == grad_out.shape
    winner = np.take(x, index).argmax(1)[:, None]
    target = np.take_along_axis(index, winner, 1)[:, 0]
    total = np.bincount(target, weights=grad_out.ravel(), minlength=x.size)
    return total.reshape(x.shape).astype(x.dtype)
