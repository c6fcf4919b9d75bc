"""Ex17: Adam."""

import numpy as np


def adam_step(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Return param and both averages after step t, in PyTorch's form."""
    beta1, beta2 = betas
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Return param after each step of Adam down the valley, (S, D)."""
    param, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    path = np.empty((len(lrs), len(start)), start.dtype)
    for t, lr in enumerate(lrs, start=1):
        param, m, v = adam_step(param, curvature * param, m, v, t, lr, betas, eps)
        path[t - 1] = param
    return path
