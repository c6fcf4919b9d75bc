"""A layer that keeps its input, a named tuple, results in Fortran order."""

from functools import partial
from typing import NamedTuple

import numpy as np


class Gradients(NamedTuple):
    dx: np.ndarray
    dweight: np.ndarray
    dbias: np.ndarray


class Layer:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = np.zeros(len(weight), weight.dtype) if bias is None else bias
        self.x = None

    def forward(self, x):
        self.x = x
        return np.tensordot(x, self.weight, axes=((-1,), (-1,))) + self.bias

    def backward(self, grad_out):
        dweight = sum(np.multiply.outer(g, row) for g, row in zip(grad_out, self.x))
        return Gradients(
            np.asfortranarray(grad_out @ self.weight),
            np.asfortranarray(dweight),
            np.add.reduce(grad_out, axis=0),
        )


def _back(grad_out, x, weight):
    layer = Layer(weight)
    layer.forward(x)
    return layer.backward(grad_out)


linear = lambda x, weight, bias: Layer(weight, bias).forward(x)
linear_backward = partial(_back)
