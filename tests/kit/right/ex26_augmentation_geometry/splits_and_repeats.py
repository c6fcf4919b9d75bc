"""Nothing is indexed: arrays are split and joined; recursion turns."""

import numpy as np


def rescale(x):
    a = np.array(x, "float32")
    a *= np.float32(1 / 255)
    return a


def hflip(x):
    return np.concatenate(np.split(x, x.shape[3], axis=3)[::-1], axis=3)


def crop(x, top, left, height, width):
    for start, length, size in ((top, height, x.shape[2]), (left, width, x.shape[3])):
        if start not in range(size) or start + length - 1 not in range(size):
            raise ValueError(f"{start}+{length} of {size}")
    y = np.split(x, [top, top + height], axis=2)[1]
    return np.split(y, [left, left + width], axis=3)[1].copy(order="F")


def resize_nearest(x, size):
    h, w = x.shape[2:]
    y = x.repeat(size[0], axis=2)[:, :, ::h]
    return y.repeat(size[1], axis=3)[:, :, :, ::w].copy()


def rot90(x, k):
    if k % 4 == 0:
        return 1 * x
    return rot90(hflip(x).swapaxes(2, 3), k % 4 - 1)
