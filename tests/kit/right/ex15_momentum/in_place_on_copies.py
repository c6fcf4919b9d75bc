"""Everything in place, on copies of its own, with ufuncs that write where they are told."""

import numpy as np


def _advance(param, grad, velocity, lr, momentum, nesterov):
    np.multiply(velocity, momentum, out=velocity)
    np.add(velocity, grad, out=velocity)
    direction = velocity.copy()
    if nesterov:
        direction *= momentum
        direction += grad
    direction *= lr
    param -= direction


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    param, velocity = param.copy(), velocity.copy()
    _advance(param, grad, velocity, lr, momentum, nesterov)
    return param, velocity


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    path = np.repeat(start[None], 1 + len(lrs), axis=0)
    velocity = np.zeros(start.size, start.dtype)
    for before, after, lr in zip(path, path[1:], lrs):
        after[:] = before
        _advance(after, curvature * before, velocity, lr, momentum, nesterov)
    return path[1:]
