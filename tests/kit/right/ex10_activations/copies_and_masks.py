"""Copies with some elements set, masked arrays, copyto, and match."""

import numpy as np


def tanh(x):
    e = np.exp(np.clip(2 * x, -80, 80))
    return (e - 1) / (e + 1)


def relu(x):
    y = x.copy()
    y[y < 0] = 0
    return y


def leaky_relu(x, negative_slope=0.01):
    y = np.array(x)
    y[~(x > 0)] *= negative_slope
    return y


def silu(x):
    with np.errstate(over="ignore"):
        return x / (1 + np.exp(-x))


def softplus(x):
    return (
        np.ma.where(x > 20, x, np.log(1 + np.exp(np.minimum(x, 20)))).filled().astype(x.dtype)
    )


def activation_backward(name, grad_out, x):
    match name:
        case "relu":
            out = np.zeros_like(x)
            np.copyto(out, grad_out, where=x > 0)
            return out
        case "leaky_relu":
            return leaky_relu_grad(grad_out, x)
        case "tanh":
            t = tanh(x)
            return grad_out * (1 - t) * (1 + t)
    with np.errstate(over="ignore"):
        s = 1 / (1 + np.exp(-x))
    return grad_out * (s if name == "softplus" else s * (1 + x * (1 - s)))


def leaky_relu_grad(g, x):
    return np.where(x > 0, g, g * g.dtype.type(0.01))
