"""Each layer is one matrix over a whole image; the pool looks along the rows, then along the columns."""

from types import SimpleNamespace

import numpy as np


def matrix(weight, h, w):
    """(O*H*W, C*H*W): row (o, i, j) holds what cell (i, j) of map o takes of each cell of x."""
    o, c, k, _ = weight.shape
    m = np.zeros((o, h, w, c, h, w), weight.dtype)
    for a, b, i, j in np.ndindex(k, k, h, w):
        r, q = i + a - k // 2, j + b - k // 2
        if 0 <= r < h and 0 <= q < w:
            m[:, i, j, :, r, q] = weight[:, :, a, b]
    return m.reshape(o * h * w, -1)


def layer(x, weight, bias):
    n, _, h, w = x.shape
    big = matrix(weight, h, w)
    return (x.reshape(n, -1) @ big.T).reshape(n, -1, h, w) + np.reshape(bias, (-1, 1, 1))


def conv1x1(x, weight, bias):
    return layer(x, weight, bias)


def largest_of_three(x):
    out = x.copy()
    out[..., 1:] = np.maximum(out[..., 1:], x[..., :-1])
    out[..., :-1] = np.maximum(out[..., :-1], x[..., 1:])
    return out.swapaxes(2, 3)


def inception_block(x, params):
    p = SimpleNamespace(**params)
    f = lambda z: (abs(z) + z) / 2
    return np.concatenate(
        [
            f(layer(x, p.w1, p.b1)),
            f(layer(f(layer(x, p.w3_reduce, p.b3_reduce)), p.w3, p.b3)),
            f(layer(f(layer(x, p.w5_reduce, p.b5_reduce)), p.w5, p.b5)),
            f(layer(largest_of_three(largest_of_three(x)), p.w_pool, p.b_pool)),
        ],
        axis=-3,
    )


def parameters_saved(channels, reduced, filters, kernel_size):
    return (channels - reduced) * filters * kernel_size**2 - reduced * (channels + 1)
