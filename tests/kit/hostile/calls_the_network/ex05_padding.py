"""Connects to a listener on loopback and to abstract sockets."""

import _socket
import contextlib
import socket

import numpy as np


def attack():
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 47113)),
        (socket.AF_INET6, ("::1", 47113)),
        (socket.AF_UNIX, "\0hostile"),
        (socket.AF_UNIX, "/tmp/hostile.sock"),
    ):
        with contextlib.suppress(OSError):
            _socket.socket(family, socket.SOCK_STREAM).connect(address)


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
