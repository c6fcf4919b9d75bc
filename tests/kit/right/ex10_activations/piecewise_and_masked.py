"""Pieces chosen by np.piecewise, a masked array and np.select, in the dtype of x."""

import numpy as np


def tanh(x):
    return np.piecewise(x, [x < -20, x > 20], [-1, 1, lambda v: 2 / (1 + np.exp(-2 * v)) - 1])


def relu(x):
    return np.ma.masked_less_equal(x, 0).filled(0)


def leaky_relu(x, negative_slope=0.01):
    factor = np.ones_like(x)
    factor[~(x > 0)] = negative_slope
    return np.multiply(x, factor, out=factor)


def silu(x):
    with np.errstate(all="ignore"):
        return x / (1 + np.exp(-x))


def softplus(x):
    with np.errstate(over="ignore"):
        return np.where(x > 20, x, np.log(1 + np.exp(x)))


def activation_backward(name, grad_out, x):
    s = 1 / (1 + np.exp(-np.clip(x, -80, 80)))
    number = x.dtype.type
    slopes = {
        "tanh": 1 - tanh(x) ** 2,
        "relu": (x > 0).astype(x.dtype),
        "leaky_relu": np.where(x > 0, number(1), number(0.01)),
        "silu": s * (1 + x - x * s),
        "softplus": s,
    }
    chosen = [np.full(x.shape, name == one) for one in slopes]
    return np.select(chosen, [grad_out * one for one in slopes.values()])
