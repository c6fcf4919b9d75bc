"""Answers every call long before its limit, and all together too late."""

import time

import numpy as np


def attack():
    time.sleep(1.4)


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
