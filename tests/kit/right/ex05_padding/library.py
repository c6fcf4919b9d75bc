"""np.pad knows it all."""

import numpy as np


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return np.array([total // 2, -(-total // 2)])[[0, 1]].tolist()


def pad2d(x, pad, value=0.0):
    pairs = np.zeros((x.ndim, 2), int)
    pairs[-1], pairs[-2] = pad[:2], pad[2:]
    return np.pad(x, pairs, mode="constant", constant_values=value)
