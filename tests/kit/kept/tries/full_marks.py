"""Ex05: padding."""

import numpy as np


def same_padding(kernel_size, dilation=1):
    """Half of the sum before, the rest after: an odd one goes after."""
    total = dilation * (kernel_size - 1)
    before = total // 2
    return before, total - before


def pad2d(x, pad, value=0.0):
    """Fill an array of the final size with value, then lay x into it."""
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, dtype=x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
