"""Shares that are added in pairs, the last ones first; y begins with the biases."""

import numpy as np


def added(parts):
    if len(parts) == 1:
        return parts[0].copy()
    half = len(parts) // 2
    return added(parts[half:]) + added(parts[:half])


def linear(x, weight, bias):
    y = np.repeat(bias[None], len(x), axis=0)
    for i in reversed(range(x.shape[1])):
        y -= -x[:, i : i + 1] * weight[:, i]
    return y


def linear_backward(grad_out, x, weight):
    dx = added([np.outer(grad_out[:, j], weight[j]) for j in range(len(weight))])
    dweight = added([np.outer(grad_out[n], x[n]) for n in range(len(x))])
    return dx, dweight, added(list(grad_out))
