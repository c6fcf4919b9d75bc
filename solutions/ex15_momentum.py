"""Ex15: momentum and Nesterov."""

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Return param and velocity after one step, in PyTorch's form."""
    velocity = momentum * velocity + grad
    direction = grad + momentum * velocity if nesterov else velocity
    return param - lr * direction, velocity


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Return param after each step down the valley, (S, D)."""
    param, velocity = start.copy(), np.zeros_like(start)
    path = np.empty((len(lrs), len(start)), start.dtype)
    for row, lr in zip(path, lrs, strict=True):
        grad = curvature * param
        param, velocity = sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
        row[:] = param
    return path
