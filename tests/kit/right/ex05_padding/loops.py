"""Python loops, one cell at a time."""

import numpy as np


def same_padding(kernel_size, dilation=1):
    before = after = 0
    for gap in range(dilation * (kernel_size - 1)):
        if gap % 2 == 0:
            after += 1
        else:
            before += 1
    return before, after


def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.empty((n, c, h + top + bottom, w + left + right), x.dtype)
    for i in range(n):
        for j in range(c):
            for row in range(y.shape[2]):
                for column in range(y.shape[3]):
                    inside = top <= row < top + h and left <= column < left + w
                    y[i, j, row, column] = (
                        x[i, j, row - top, column - left] if inside else value
                    )
    return y
