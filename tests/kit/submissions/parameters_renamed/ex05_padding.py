import numpy as np


def same_padding(k, d=1):
    total = d * (k - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, fill=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), fill, x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
