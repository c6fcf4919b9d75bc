"""Puts escape sequences and right-to-left marks into names, texts and warnings."""

import warnings

BAD = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\u2066<script>alert(1)</script>=cmd()\r\n13/13"


def found():
    print(BAD)
    warnings.warn(BAD, stacklevel=1)
    raise type("Bad\x1b[31m", (ValueError,), {})(BAD)


def same_padding(kernel_size, dilation=1):
    return found()


def pad2d(x, pad, value=0.0):
    return found()
