"""Layers that keep their input, callables that are no plain functions, strided results."""

from functools import partial

import numpy as np


class Activation:
    def __init__(self, value, slope):
        self.value, self.slope = value, slope

    def __call__(self, x):
        self.x = x
        return np.asfortranarray(self.value(x))

    def backward(self, grad_out):
        wide = np.repeat(grad_out * self.slope(self.x), 2, axis=-1)
        return wide[..., ::2].astype(self.x.dtype, copy=False)


def logistic(x):
    return np.exp(-np.logaddexp(0, -x))


class LeakyReLU(Activation):
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def value(self, x):
        return np.piecewise(x, [x > 0], [lambda v: v, lambda v: self.negative_slope * v])

    def slope(self, x):
        return np.piecewise(x, [x > 0], [1, self.negative_slope])


tanh = Activation(np.tanh, lambda x: 1 / np.cosh(np.clip(x, -80, 80)) ** 2)
relu = Activation(partial(np.clip, a_min=0, a_max=None), lambda x: np.sign(np.fmax(x, 0)))
silu = Activation(
    lambda x: x * logistic(x), lambda x: logistic(x) + x * logistic(x) * logistic(-x)
)
softplus = Activation(lambda x: -np.log(logistic(-np.fmin(x, 30))) + np.fmax(x - 30, 0), logistic)


def leaky_relu(x, negative_slope=0.01):
    return LeakyReLU(negative_slope)(x)


def activation_backward(name, grad_out, x):
    layer = LeakyReLU() if name == "leaky_relu" else globals()[name]
    layer(x)
    return layer.backward(grad_out)
