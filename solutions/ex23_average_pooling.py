"""Ex23: average, global and stochastic pooling, solved."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _windows(x, kernel_size, step):
    """Return a view of all windows, (N, C, H_out, W_out, kernel_size, kernel_size)."""
    if kernel_size > min(x.shape[2:]):
        raise ValueError("the window is larger than the padded map")
    every = sliding_window_view(x, (kernel_size, kernel_size), axis=(2, 3))
    return every[:, :, ::step, ::step]


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Return the mean of each window, per image and channel."""
    if padding > kernel_size // 2:
        raise ValueError("padding is more than half of the window")
    step = kernel_size if stride is None else stride
    frame = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    sums = _windows(np.pad(x, frame), kernel_size, step).sum(axis=(4, 5))
    if count_include_pad:
        return sums / kernel_size**2
    # Pooled by the same rule, a map of ones counts the cells that are no padding.
    ones = np.pad(np.ones((1, 1, *x.shape[2:]), x.dtype), frame)
    return sums / _windows(ones, kernel_size, step).sum(axis=(4, 5))


def global_avg_pool(x):
    """Return the mean of each whole map."""
    return x.mean(axis=(2, 3))


def stochastic_pool2d(x, kernel_size, rng):
    """Return of each window one value that is drawn, with probability x_i / sum."""
    windows = _windows(x, kernel_size, kernel_size)
    cells = windows.reshape(*windows.shape[:4], -1)
    upto = np.cumsum(cells, axis=4, dtype=np.float64)
    # A point on a line as long as the sum: each cell owns a piece as long as its value,
    # and a cell of 0 owns nothing. rng.random() is below 1, so the point is on the line.
    point = rng.random(cells.shape[:4])[..., None] * upto[..., -1:]
    drawn = (upto <= point).sum(axis=4, keepdims=True)
    drawn = np.minimum(drawn, cells.shape[4] - 1)  # in a window of zeros
    return np.take_along_axis(cells, drawn, axis=4)[..., 0]


def stochastic_pool2d_eval(x, kernel_size):
    """Return the mean of each window that the probabilities x_i / sum give."""
    windows = _windows(x, kernel_size, kernel_size)
    sums = windows.sum(axis=(4, 5), keepdims=True)
    probabilities = windows / np.where(sums == 0, 1, sums)
    return (probabilities * windows).sum(axis=(4, 5))
