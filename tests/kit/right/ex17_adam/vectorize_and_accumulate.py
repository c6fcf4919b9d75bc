"""np.vectorize over single numbers, and the path by itertools.accumulate in float64."""

from itertools import accumulate

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    def number(p, g, m, v):
        m = betas[0] * m + (1 - betas[0]) * g
        v = betas[1] * v + (1 - betas[1]) * g**2
        root = (v / (1 - betas[1] ** t)) ** 0.5
        return p - lr * m / (1 - betas[0] ** t) / (root + eps), m, v

    wide = (array.astype(float) for array in (param, grad, m, v))
    return np.vectorize(number, otypes=[param.dtype] * 3)(*wide)


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    def step(state, which):
        t, lr = which
        param, m, v = state
        return adam_step(param, curvature * param, m, v, t, lr, betas, eps)

    first = start.astype(float), np.zeros(len(start)), np.zeros(len(start))
    states = accumulate(enumerate(lrs, start=1), step, initial=first)
    return np.array([param for param, _, _ in states][1:], start.dtype)
