"""A step of one coordinate as a matrix of two rows: (param, velocity) goes in and out."""

import numpy as np


def _matrix(slope, lr, momentum, nesterov):
    velocity = np.array([slope, momentum])
    move = momentum * velocity + [slope, 0] if nesterov else velocity
    return np.array([[1.0, 0.0] - lr * move, velocity])


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    # The gradient is a third entry, which nobody changes.
    ahead = momentum if nesterov else 1.0
    matrix = np.array([
        [1.0, -lr * (ahead + (1.0 if nesterov else 0.0)), -lr * ahead * momentum],
        [0.0, 1.0, momentum],
    ])
    new = np.tensordot(matrix, np.stack([param, grad, velocity]), 1).astype(param.dtype)
    return new[0], new[1]


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    path = np.empty((len(lrs), start.shape[0]), start.dtype)
    for i, (p, slope) in enumerate(zip(start, curvature)):
        state = np.array([p, 0.0])
        for s, lr in enumerate(lrs):
            state = _matrix(float(slope), lr, momentum, nesterov) @ state
            path[s, i] = state[0]
    return path
