"""Each value once through np.unique, and slopes multiplied into a copy of the gradient."""

import numpy as np


def _each_value_once(function):
    def spread(x):
        values, where = np.unique(x, return_inverse=True)
        return function(values)[where].reshape(x.shape)

    return spread


def _decay(x):
    return np.exp(np.minimum(x, 0))


@_each_value_once
def tanh(x):
    e = _decay(-2 * abs(x))
    y = (1 - e) / (1 + e)
    y[x < 0] *= -1
    return y


def relu(x):
    return x * np.heaviside(x, 0)


def leaky_relu(x, negative_slope=0.01):
    return np.maximum(x, 0) + np.minimum(x, 0) * negative_slope


@_each_value_once
def _share(x):
    return _decay(x) / (_decay(x) + _decay(-x))


def silu(x):
    return x * _share(x)


def softplus(x):
    return np.where(x > 0, x, 0) - np.log(_share(abs(x)))


def activation_backward(name, grad_out, x):
    out = np.array(grad_out, order="F", copy=True)
    if name == "tanh":
        out *= (1 - tanh(x)) * (1 + tanh(x))
    elif name == "relu":
        out[x <= 0] = 0
    elif name == "leaky_relu":
        out[x <= 0] /= 100
    elif name == "silu":
        out *= silu(x) + _share(x) * (1 - silu(x))
    elif name == "softplus":
        out -= out * _share(-x)
    return out
