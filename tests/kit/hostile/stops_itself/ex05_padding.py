"""Stops itself by a signal that nobody can catch."""

import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
