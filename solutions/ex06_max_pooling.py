"""Ex06: max pooling, solved."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _windows(x, kernel_size, step):
    """Return a view of all windows, (N, C, H_out, W_out, kernel_size, kernel_size)."""
    if kernel_size > min(x.shape[2:]):
        raise ValueError("the window is larger than the padded map")
    every = sliding_window_view(x, (kernel_size, kernel_size), axis=(2, 3))
    return every[:, :, ::step, ::step]


def max_pool2d(x, kernel_size, stride=None, padding=0):
    """Return the largest value of each window, per image and channel."""
    if padding > kernel_size // 2:
        raise ValueError("padding is more than half of the window")
    step = kernel_size if stride is None else stride
    beside = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), beside, beside), constant_values=-np.inf)
    return _windows(padded, kernel_size, step).max(axis=(4, 5))


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    """Return the gradient with respect to x: each value goes to the cell kept."""
    step = kernel_size if stride is None else stride
    windows = _windows(x, kernel_size, step)
    n, c, h_out, w_out = windows.shape[:4]

    # argmax takes the first of equal values, and the cells are in reading order.
    kept = windows.reshape(n, c, h_out, w_out, -1).argmax(axis=4)
    row_in_window, column_in_window = np.divmod(kept, kernel_size)

    image = np.arange(n)[:, None, None, None]
    channel = np.arange(c)[:, None, None]
    row = step * np.arange(h_out)[:, None] + row_in_window
    column = step * np.arange(w_out) + column_in_window

    grad_x = np.zeros(x.shape, x.dtype)
    # Unlike grad_x[...] += grad_out, this adds again where a cell is named again.
    np.add.at(grad_x, (image, channel, row, column), grad_out)
    return grad_x
