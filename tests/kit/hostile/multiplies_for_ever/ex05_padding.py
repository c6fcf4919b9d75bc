"""Spends its time inside of one call of NumPy, where no signal handler runs."""

import numpy as np


def attack():
    x = np.ones((6000, 6000))
    return x @ x @ x @ x


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
