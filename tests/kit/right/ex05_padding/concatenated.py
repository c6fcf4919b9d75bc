"""Bars laid against the image with concatenate; the two halves come from divmod."""

import numpy as np


def same_padding(kernel_size, dilation=1):
    half, rest = divmod(dilation * kernel_size - dilation, 2)
    return [np.int64(half), np.asarray(half + rest)]


def pad2d(x, pad, value=0.0):
    def bar(like, axis, cells):
        shape = list(like.shape)
        shape[axis] = cells
        return np.broadcast_to(np.asarray(value, dtype=x.dtype), shape)

    y = x
    for axis, (before, after) in ((-1, pad[:2]), (-2, pad[2:])):
        y = np.concatenate([bar(y, axis, before), y, bar(y, axis, after)], axis=axis)
    return y
