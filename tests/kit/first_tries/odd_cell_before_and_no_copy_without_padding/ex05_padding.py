import numpy as np


def same_padding(kernel_size, dilation=1):
    covers = dilation * (kernel_size - 1) + 1
    total = covers - 1
    # round up for the first one, the rest goes to the second one
    before = (total + 1) // 2
    return (before, total - before)


def pad2d(x, pad, value=0.0):
    if sum(pad) == 0:
        return x  # nothing to do
    left, right, top, bottom = pad
    widths = ((0, 0), (0, 0), (top, bottom), (left, right))
    return np.pad(x, widths, mode="constant", constant_values=value)
