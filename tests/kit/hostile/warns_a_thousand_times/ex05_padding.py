"""Has the worker send a thousand long warnings and much text with every answer."""

import sys

MANY = [("RuntimeWarning", chr(0x1F600) + "x" * 2000)] * 1000
LOUD = chr(0x1F600) + "x" * 60_000

frame = sys._getframe()
while frame is not None:
    if "answers" in frame.f_locals:
        frame.f_locals["answers"]["C"] = lambda *_: (None, 1, [], [], LOUD, MANY)
    frame = frame.f_back


def same_padding(kernel_size, dilation=1):
    return 1


def pad2d(x, pad, value=0.0):
    return 1
