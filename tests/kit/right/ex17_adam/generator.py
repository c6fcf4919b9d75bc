"""The path comes from a generator, and both averages lie in one array."""

import itertools

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    beta = np.array(betas, param.dtype).reshape((2,) + (1,) * param.ndim)
    both = np.stack([m, v]) * beta + np.stack([grad, grad * grad]) * (1 - beta)
    m_hat, v_hat = both / (1 - beta**t)
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), *both


def walk(param, curvature, lrs, **named):
    averages = np.zeros((2, *param.shape), param.dtype)
    for t, lr in zip(itertools.count(1), lrs):
        param, *averages = adam_step(param, curvature * param, *averages, t, lr, **named)
        yield param


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    return np.vstack(list(walk(start, curvature, lrs, betas=betas, eps=eps)))
