"""Ex05: padding.

A convolution shrinks an image: the kernel must lie inside it, so a kernel of
K cells fits K - 1 fewer times than there are cells. Padding puts a frame of
cells around the image first, so that the output is as large as the input and
the cells of the border are seen as often as those of the middle.

How many cells? A kernel of K cells whose taps are `dilation` cells apart covers
dilation * (K - 1) + 1 cells. At stride 1 the output has the size of the input if

    before + after = dilation * (K - 1)

The lecture notes give (K - 1) / 2 cells on every side. That is a whole number for
odd K only, and it keeps the size only at stride 1 and dilation 1. PyTorch's
`padding="same"` shares the sum as evenly as it can: if the sum is odd, the one cell
left over goes *after* the image (right and bottom). It refuses a stride above 1;
the "same" of Keras allows one, and then pads by another rule. Here the stride is 1.

Where do they go? Images are (N, C, H, W): N images of C channels, H rows and W
columns. Only rows and columns are padded, never images or channels. PyTorch counts
from the last axis backwards, so the four numbers come in this order:

    pad = (left, right, top, bottom)
    (N, C, H, W) -> (N, C, top + H + bottom, left + W + right)

By hand, one image of one channel, pad = (1, 0, 0, 2), value = 0:

    1 2 3                    0 1 2 3
    4 5 6       becomes      0 4 5 6
                             0 0 0 0
                             0 0 0 0

and for a kernel of 4 cells the sum is 3: 1 cell before, 2 cells after.

The answer has the dtype of x: float32 in, float32 out; float64 in, float64 out;
an image of integers stays one. Never change an argument, and never return memory
shared with one: the array you return is new, also when there is nothing to pad.
"""

import numpy as np


def same_padding(kernel_size, dilation=1):
    """Cells to put before and after one axis, so that a convolution keeps its size.

    kernel_size and dilation are ints, 1 or more; the stride is 1.
    Returns a tuple of two ints, (before, after).

    >>> same_padding(3)
    (1, 1)
    >>> same_padding(4)
    (1, 2)
    >>> same_padding(3, dilation=2)
    (2, 2)
    """
    cells = dilation * (kernel_size - 1)
    return cells // 2, np.ceil(cells / 2)


def pad2d(x, pad, value):
    """x with a frame of cells that hold `value`, as torch.nn.functional.pad.

    x is (N, C, H, W); pad is (left, right, top, bottom), four ints, 0 or more.
    Returns a new array (N, C, top + H + bottom, left + W + right) of x's dtype.
    If x holds integers, so does value (16.0 will do).

    >>> pad2d(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), (1, 0, 0, 2))
    array([[[[0., 1., 2., 3.],
             [0., 4., 5., 6.],
             [0., 0., 0., 0.],
             [0., 0., 0., 0.]]]])
    >>> pad2d(np.ones((2, 3, 4, 5)), (1, 2, 3, 4), 0.5).shape
    (2, 3, 11, 8)
    """
    left = pad[0]
    right = pad[1]
    top = pad[2]
    bottom = pad[3]
    n, c, h, w = x.shape
    framed = np.ones((n, c, top + h + bottom, left + w + right)) * value
    for row in range(h):
        for col in range(w):
            framed[:, :, top + row, left + col] = x[:, :, row, col]
    return framed
