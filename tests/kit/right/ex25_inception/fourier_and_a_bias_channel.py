"""Convolutions by Fourier transforms; the bias of a 1x1 is one more channel, of ones."""

import numpy as np


def conv1x1(x, weight, bias):
    table = np.column_stack([weight[..., 0, 0], bias])
    deeper = np.insert(x, x.shape[1], 1, axis=1)
    return np.rollaxis(np.matmul(np.rollaxis(deeper, 1, 4), table.T), 3, 1)


def spectral(x, weight, bias):
    (h, w), k = x.shape[-2:], weight.shape[-1]
    size = h + k - 1, w + k - 1
    turned = np.fft.rfft2(np.flip(weight, (2, 3)), size)
    every = (np.fft.rfft2(x, size)[:, None] * turned).sum(2)
    middle = np.s_[..., k // 2 : k // 2 + h, k // 2 : k // 2 + w]
    return np.fft.irfft2(every, size)[middle] + bias.reshape(-1, 1, 1)


def pool(x):
    for axis in 2, 3:
        back = np.roll(x, 1, axis)
        forth = np.roll(x, -1, axis)
        end = [slice(None)] * axis
        back[(*end, 0)] = forth[(*end, -1)] = -np.inf
        x = np.maximum.reduce([back, x, forth])
    return x


def inception_block(x, params):
    def branch(x, *names):
        for name in names:
            layer = (
                conv1x1
                if params["w" + name].size == params["w" + name][..., 0, 0].size
                else spectral
            )
            x = layer(x, params["w" + name], params["b" + name]).clip(0)
        return x.astype(params["w1"].dtype)

    last = branch(pool(x), "_pool")
    return np.r_[
        "1", branch(x, "1"), branch(x, "3_reduce", "3"), branch(x, "5_reduce", "5"), last
    ]


def parameters_saved(channels, reduced, filters, kernel_size):
    layers = np.array(
        [
            [channels, filters, kernel_size],
            [channels, reduced, 1],
            [reduced, filters, kernel_size],
        ]
    )
    ins, outs, size = layers.T
    return (outs * (ins * size**2 + 1)) @ [1, -1, -1]
