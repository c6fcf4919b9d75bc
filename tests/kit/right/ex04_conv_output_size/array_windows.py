"""Builds the padded arrays and looks at the shape of their windows."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    cells = np.pad(np.zeros(size), padding)
    # NumPy itself raises ValueError for a window larger than the array.
    windows = sliding_window_view(cells, 1 + dilation * (kernel_size - 1))
    return windows[::stride, ::dilation].shape[0]


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    x = np.pad(np.zeros(input_shape), ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    if x.shape[1] != weight_shape[1]:
        raise ValueError("depth")
    windows = sliding_window_view(x, weight_shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return (len(windows), weight_shape[0]) + windows.shape[2:4]
