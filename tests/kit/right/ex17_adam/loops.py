"""One number at a time, with math and Python floats."""

import math

import numpy as np


def _number(p, g, m, v, t, lr, betas, eps):
    m += (1 - betas[0]) * (g - m)
    v += (1 - betas[1]) * (g * g - v)
    rate = lr / (1 - math.pow(betas[0], t))
    root = math.sqrt(v) / math.sqrt(1 - math.pow(betas[1], t))
    return p - rate * m / (root + eps), m, v


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    new = [np.empty(param.shape, param.dtype) for _ in range(3)]
    for index in np.ndindex(*param.shape):
        numbers = [float(array[index]) for array in (param, grad, m, v)]
        for array, number in zip(new, _number(*numbers, t, lr, betas, eps)):
            array[index] = number
    return new


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    path = np.empty((len(lrs), start.size), start.dtype)
    for i in range(start.size):
        p, a, m, v = float(start[i]), float(curvature[i]), 0.0, 0.0
        for s, lr in enumerate(lrs):
            p, m, v = _number(p, a * p, m, v, s + 1, lr, betas, eps)
            path[s, i] = p
    return path
