"""Sleeps for ever without using any CPU time."""

import time


def attack():
    time.sleep(1e6)


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
