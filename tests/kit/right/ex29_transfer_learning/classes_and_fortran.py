"""A class for parameters that know whether they are frozen; arrays in Fortran order."""

from dataclasses import dataclass, field
from functools import reduce

import numpy as np


@dataclass
class Parameter:
    value: np.ndarray
    requires_grad: bool = False
    grad: np.ndarray = field(default=None)

    def step(self, lr):
        value = np.array(self.value, order="F")
        if self.requires_grad:
            value -= np.asarray(lr, value.dtype) * self.grad
        return value


class Network(dict):
    def train(self, names, grads):
        for name in names:
            self[name].requires_grad, self[name].grad = True, grads[name]
        return self


def fine_tune_step(params, grads, trainable, lr):
    network = Network({name: Parameter(value) for name, value in params.items()})
    network.train(trainable, grads)
    return Network({name: one.step(lr) for name, one in network.items()})


class FrozenBatchNorm:
    def __init__(self, gamma, beta, mean, var, eps):
        self.numbers = [np.array(one) for one in (gamma, beta, mean, var)]
        self.eps = eps

    def channel(self, x, c):
        gamma, beta, mean, var = (one[c] for one in self.numbers)
        return (x - mean) / np.sqrt(var + self.eps) * gamma + beta

    def __call__(self, x):
        channels = [self.channel(x[:, c], c) for c in range(x.shape[1])]
        return np.asfortranarray(np.stack(channels, axis=1))


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return FrozenBatchNorm(gamma, beta, running_mean, running_var, eps)(x)


def to_half(x):
    return np.asfortranarray(x).astype(np.half, order="F", copy=True)


def half_sum_fp32(x16):
    columns = (column.astype(np.single) for column in x16.T)
    return reduce(np.add, columns, np.zeros(len(x16), np.single))
