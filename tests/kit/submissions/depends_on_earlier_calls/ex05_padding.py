import numpy as np

sums = {}


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, x.dtype)
    key = (y.shape, pad, value, x.tobytes())
    sums[key] = sums.get(key, 0) + x
    y[:, :, top : top + h, left : left + w] = sums[key]
    return y
