"""The three 1x1 convolutions that see x are one product; the 3x3 kernel is framed to 5x5."""

import numpy as np
from ex06_max_pooling import max_pool2d
from ex21_convolution_forward import conv2d

NAMES = "1", "3_reduce", "5_reduce"


def conv1x1(x, weight, bias):
    channels_first = np.tensordot(np.squeeze(weight, (2, 3)), x, axes=([1], [1]))
    return np.moveaxis(channels_first, 0, 1) + np.expand_dims(bias, (1, 2))


def inception_block(x, params):
    weight = np.concatenate([params["w" + name] for name in NAMES])
    bias = np.concatenate([params["b" + name] for name in NAMES])
    counts = np.cumsum([len(params["b" + name]) for name in NAMES])[:-1]
    one, few3, few5 = np.split(np.maximum(conv1x1(x, weight, bias), 0), counts, axis=1)
    framed = np.pad(params["w3"], ((0, 0), (0, 0), (1, 1), (1, 1)))
    beside = [
        conv2d(few3, framed, params["b3"], 1, 2),
        conv2d(few5, params["w5"], params["b5"], 1, 2),
        conv1x1(max_pool2d(x, kernel_size=3, stride=1, padding=1), params["w_pool"], params["b_pool"]),
    ]
    return np.concatenate([one, *(np.maximum(maps, 0) for maps in beside)], 1)


def parameters_saved(channels, reduced, filters, kernel_size):
    return int(
        np.array([filters, -reduced, -filters])
        @ (np.array([channels, channels, reduced]) * np.array([kernel_size, 1, kernel_size]) ** 2 + 1)
    )
