"""The path is a coroutine that is sent each learning rate; a step is in extended precision."""

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    p, g, v = (np.array(a, dtype=np.longdouble) for a in (param, grad, velocity))
    v = g + v * momentum
    p -= lr * ((1 - nesterov) * v + nesterov * (g + v * momentum))
    return np.array(p, dtype=param.dtype), np.array(v, dtype=param.dtype)


def _walk(p, c, m, n):
    v = np.zeros(p.shape, p.dtype)
    while True:
        lr = yield p
        p, v = sgd_momentum_step(p, c * p, v, lr, m, n)


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    walk = _walk(start, curvature, momentum, nesterov)
    next(walk)
    return np.array([walk.send(lr) for lr in lrs])
