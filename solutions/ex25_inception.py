"""Ex25: 1x1 convolution and the inception block."""

import numpy as np
from ex06_max_pooling import max_pool2d
from ex21_convolution_forward import conv2d


def conv1x1(x, weight, bias):
    """A linear layer over the channels, the same in every cell."""
    return np.einsum("nchw,oc->nohw", x, weight[:, :, 0, 0]) + bias[:, None, None]


def _relu(z):
    return np.maximum(z, 0)


def inception_block(x, params):
    """Each branch begins with x; only the second convolutions see neighbours."""

    def mixed(x, name):
        return _relu(conv1x1(x, params["w" + name], params["b" + name]))

    few_for_3, few_for_5 = mixed(x, "3_reduce"), mixed(x, "5_reduce")
    branches = [
        mixed(x, "1"),
        _relu(conv2d(few_for_3, params["w3"], params["b3"], padding=1)),
        _relu(conv2d(few_for_5, params["w5"], params["b5"], padding=2)),
        mixed(max_pool2d(x, 3, stride=1, padding=1), "_pool"),
    ]
    return np.concatenate(branches, axis=1)


def _parameters(channels, filters, kernel_size):
    return filters * channels * kernel_size**2 + filters


def parameters_saved(channels, reduced, filters, kernel_size):
    """One convolution against two."""
    direct = _parameters(channels, filters, kernel_size)
    first = _parameters(channels, reduced, 1)
    return direct - (first + _parameters(reduced, filters, kernel_size))
