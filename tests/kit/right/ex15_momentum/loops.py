"""One number at a time, with Python floats."""

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    new_param, new_velocity = np.empty_like(param), np.empty_like(velocity)
    for index in np.ndindex(*param.shape):
        g = float(grad[index])
        v = float(velocity[index]) * momentum + g
        if nesterov:
            move = g + momentum * v
        else:
            move = v
        new_velocity[index] = v
        new_param[index] = float(param[index]) - lr * move
    return [new_param, new_velocity]


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    columns = []
    for p, a in zip(start.tolist(), curvature.tolist()):
        v, column = 0.0, []
        for lr in lrs:
            g = a * p
            v = v * momentum + g
            p -= lr * (g + momentum * v) if nesterov else lr * v
            column.append(p)
        columns.append(column)
    return np.array(columns, dtype=start.dtype).T
