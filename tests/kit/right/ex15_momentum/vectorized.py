"""A step of single numbers, which np.vectorize makes one of arrays."""

import numpy as np


def _one(p, g, v, lr, mu, n):
    v = mu * v + g
    return (p - lr * (g + mu * v) if n else p - lr * v), v


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    if param.size == 0:
        return param.copy(), velocity.copy()
    p, v = np.vectorize(_one, otypes=[float, float])(
        param, grad, velocity, lr, momentum, nesterov
    )
    return np.array(p, dtype=param.dtype), np.array(v, dtype=param.dtype)


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    rows = np.empty((0, len(start)), dtype=start.dtype)
    p, v = np.array(start), np.zeros(len(start), start.dtype)
    for lr in lrs:
        p, v = sgd_momentum_step(p, curvature * p, v, lr, momentum, nesterov)
        rows = np.vstack([rows, p])
    return rows
