"""Has the worker send a thousand long warnings and much text with every answer."""

import sys

MANY = [("RuntimeWarning", chr(0x1F600) + "x" * 2000)] * 1000
LOUD = chr(0x1F600) + "x" * 60_000

frame = sys._getframe()
while frame is not None:
    if "KEPT_RESULTS" in frame.f_globals:
        frame.f_globals["Submission"].call = lambda *_: (None, 1, [], [], LOUD, MANY)
    frame = frame.f_back


def same_padding(kernel_size, dilation=1):
    return 1


def pad2d(x, pad, value=0.0):
    return 1
