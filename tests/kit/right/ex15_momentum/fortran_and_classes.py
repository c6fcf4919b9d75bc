"""An optimiser as a class that is made anew in every call, results in Fortran order."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class State:
    param: np.ndarray
    velocity: np.ndarray

    def __iter__(self):
        return iter((np.asfortranarray(self.param), np.asfortranarray(self.velocity)))


@dataclass(frozen=True)
class Optimizer:
    lr: float
    momentum: float = 0.9
    nesterov: bool = False

    def __call__(self, state, grad):
        velocity = np.add(grad, np.multiply(state.velocity, self.momentum))
        direction = velocity
        if self.nesterov:
            direction = np.add(np.multiply(self.momentum, velocity), grad)
        return State(np.subtract(state.param, np.multiply(direction, self.lr)), velocity)

    def at(self, lr):
        return replace(self, lr=lr)


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    return tuple(Optimizer(lr, momentum, nesterov)(State(param, velocity), grad))


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    optimizer = Optimizer(lrs[0], momentum, nesterov)
    state, rows = State(start, np.zeros_like(start)), []
    for lr in lrs:
        state = optimizer.at(lr)(state, curvature * state.param)
        rows.append(state.param)
    return np.asfortranarray(rows)
