"""Keras's form inside: lr goes into the velocity, and out of it again."""

import numpy as np


def _keras(param, grad, v, lr, momentum, nesterov):
    v = momentum * v - lr * grad
    return param + (momentum * v - lr * grad if nesterov else v), v


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    param, v = _keras(param, grad, -lr * velocity, lr, momentum, nesterov)
    return param, v / -lr


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    path = np.zeros((len(lrs),) + start.shape, start.dtype)
    v, before, param = start * 0, lrs[0], start
    for s in range(len(lrs)):
        v = v * (lrs[s] / before)
        param, v = _keras(param, curvature * param, v, lrs[s], momentum, nesterov)
        before = lrs[s]
        path[s] = param
    return path
