import numpy as np


def rows_of(x, top, bottom):
    return x.shape[4] + top + bottom


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, rows_of(x, top, bottom), left + w + right), value, x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
