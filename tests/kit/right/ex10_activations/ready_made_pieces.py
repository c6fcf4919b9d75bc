"""Ready-made pieces of NumPy: heaviside, logaddexp, select, and slopes kept in a class."""

import numpy as np


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def tanh(x):
    return 2 / (1 + np.exp(-2 * x)) - 1


def relu(x):
    return (x + abs(x)) / 2


def leaky_relu(x, negative_slope=0.01):
    return relu(x) - negative_slope * relu(-x)


def silu(x):
    return x * sigmoid(x)


def softplus(x):
    return np.logaddexp(x, 0)


class Slope:
    tanh = staticmethod(lambda x: 4 * sigmoid(2 * x) * sigmoid(-2 * x))
    relu = staticmethod(lambda x: np.heaviside(x, 0))
    leaky_relu = staticmethod(lambda x: np.select([x > 0], [1.0], 0.01))
    silu = staticmethod(lambda x: sigmoid(x) + silu(x) * sigmoid(-x))
    softplus = staticmethod(sigmoid)


def activation_backward(name, grad_out, x):
    return (getattr(Slope, name)(x) * grad_out).astype(x.dtype)
