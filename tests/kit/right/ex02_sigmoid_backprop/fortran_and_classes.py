"""Layers as objects, callables that are no plain functions, strided results."""

from collections import namedtuple
from functools import partial, reduce

import numpy as np

Gradients = namedtuple("Gradients", "dw1 db1 dw2 db2")


class Sigmoid:
    """The formula of -z where z is negative: exp meets no positive number."""

    def __call__(self, z):
        e = np.exp(-np.absolute(z))
        return np.asfortranarray(np.where(np.signbit(z), e, np.ones_like(e)) / (1 + e))

    def backward(self, grad_out, s):
        return reduce(np.multiply, (s, np.subtract(1, s), grad_out))


sigmoid = Sigmoid()
sigmoid_backward = partial(Sigmoid.backward, sigmoid)


class Linear:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.s = sigmoid(np.inner(x, self.w) + self.b)
        return self.s

    def backward(self, grad_out):
        delta = sigmoid_backward(grad_out, self.s)
        self.dw = (self.x.T @ delta).T  # Fortran order
        double = np.repeat(delta.sum(axis=0), 2)
        self.db = double[::2]  # every second number of an array of our own
        return delta @ self.w


def backward(x, t, *parameters):
    layers = [Linear(*parameters[:2]), Linear(*parameters[2:])]
    y = reduce(lambda values, layer: layer.forward(values), layers, x)
    reduce(lambda grad, layer: layer.backward(grad), reversed(layers), y - t)
    return Gradients(*(grad for layer in layers for grad in (layer.dw, layer.db)))


mlp_backward = lambda x, t, w1, b1, w2, b2: backward(x, t, w1, b1, w2, b2)
