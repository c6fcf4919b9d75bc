"""Everything in place, on copies of its own, as deep learning libraries write it."""

import numpy as np


def _advance(param, grad, m, v, t, lr, betas, eps):
    m *= betas[0]
    m += (1 - betas[0]) * grad
    v *= betas[1]
    v += (1 - betas[1]) * grad * grad
    divisor = np.sqrt(v)
    divisor /= np.sqrt(1 - betas[1] ** t)
    divisor += eps
    param -= lr / (1 - betas[0] ** t) * (m / divisor)


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    param, m, v = map(np.copy, (param, m, v))
    _advance(param, grad, m, v, t, lr, betas, eps)
    return param, m, v


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    path = np.repeat(start[None], 1 + len(lrs), axis=0)
    m, v = np.zeros((2, start.size), start.dtype)
    for t, lr in enumerate(lrs, 1):
        path[t] = path[t - 1]
        _advance(path[t], curvature * path[t - 1], m, v, t, lr, betas, eps)
    return path[1:]
