"""A small framework of classes; the two functions are a partial and an instance."""
from collections import namedtuple
from dataclasses import dataclass, field
from functools import partial, reduce

import numpy as np

Pass = namedtuple("Pass", "out back")


@dataclass
class Linear:
    weight: np.ndarray
    bias: np.ndarray

    def __call__(self, x):
        return Pass(x @ self.weight.T + self.bias, lambda g: g @ self.weight)


class ReLU:
    def __call__(self, x):
        return Pass(np.clip(x, 0, None), lambda g: np.multiply(g, np.greater(x, 0)))


@dataclass
class Residual:
    layers: list
    backs: list = field(default_factory=list)

    def forward(self, x):
        out = x
        for layer in self.layers:
            out, back = layer(out)
            self.backs.append(back)
        return np.add(x, out, order="F")

    def backward(self, grad):
        return grad + reduce(lambda g, back: back(g), reversed(self.backs), grad)


def block(w1, b1, w2, b2):
    return Residual([Linear(w1, b1), ReLU(), Linear(w2, b2)])


def run(make, x, w1, b1, w2, b2):
    return make(w1, b1, w2, b2).forward(x)


class Backward:
    __slots__ = ()

    def __call__(self, grad_out, x, w1, b1, w2, b2):
        made = block(w1, b1, w2, b2)
        made.forward(x)
        # Every second row of something twice as tall.
        tall = np.empty((2 * len(x), x.shape[1]), x.dtype)
        tall[::2] = made.backward(grad_out)
        return tall[::2]


residual_block = partial(run, block)
residual_block_backward = Backward()
