"""Returns arrays whose shape promises terabytes in a few bytes."""

import numpy as np


def same_padding(kernel_size, dilation=1):
    return np.broadcast_to(np.float64(1), (1 << 20, 1 << 20))


def pad2d(x, pad, value=0.0):
    return np.lib.stride_tricks.as_strided(x, (1 << 10,) * 4, (0, 0, 0, 0))
