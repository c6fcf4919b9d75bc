"""Numbers come back as NumPy integers or 0-d arrays, the shape as a list of them."""

import numpy as np


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    starts = np.arange(0, size + 2 * padding, stride)
    taps = np.arange(kernel_size) * dilation
    fits = (starts[:, None] + taps < size + 2 * padding).all(axis=1)
    if not fits.any():
        raise ValueError(f"kernel {kernel_size} does not fit into {size}")
    return np.count_nonzero(fits) if stride == 1 else np.asarray(fits.sum())


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    n, c, *image = np.asarray(input_shape)
    o, depth, *kernel = np.asarray(weight_shape)
    if c != depth:
        raise ValueError
    return [n, o] + [
        conv_output_size(s, k, stride, padding) for s, k in zip(image, kernel)
    ]
