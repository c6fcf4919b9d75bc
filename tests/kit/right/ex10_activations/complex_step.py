"""Every slope by a complex step of the forward function, ReLUs from their left side."""

import numpy as np


def tanh(x):
    e = np.exp(-2 * np.abs(x))
    return np.copysign((1 - e) / (1 + e), x)


def relu(x):
    return (x + np.abs(x)) / 2


def leaky_relu(x, negative_slope=0.01):
    return relu(x) - negative_slope * relu(-x)


def silu(x):
    e = np.exp(-np.abs(x))
    return np.where(np.signbit(x), e, np.ones_like(x)) * x / (1 + e)


def softplus(x):
    return relu(x) + np.log1p(np.exp(-np.abs(x)))


def activation_backward(name, grad_out, x):
    if name == "relu":
        return np.where(x > 0, grad_out, np.zeros_like(x))
    if name == "leaky_relu":
        return np.where(x > 0, grad_out, leaky_relu(np.ones_like(x) * -1) * -grad_out)
    h = 1e-20j
    z = np.clip(x.astype("float64"), -600, 600) + h
    forward = {
        "tanh": lambda z: np.tanh(z),
        "silu": lambda z: z / (1 + np.exp(-z)),
        "softplus": lambda z: np.where(z.real > 30, z, np.log(1 + np.exp(z))),
    }[name]
    return (grad_out * forward(z).imag / h.imag).astype(x.dtype)
