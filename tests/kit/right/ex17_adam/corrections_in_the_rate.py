"""Keras's order of things, with eps scaled so that it is PyTorch's answer all the same."""

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    first, second = 1 - betas[0] ** t, (1 - betas[1] ** t) ** 0.5
    m = m + (grad - m) * (1 - betas[0])
    v = v + (grad * grad - v) * (1 - betas[1])
    eps_hat = eps * second
    return param - m * (lr * second / first) / (v**0.5 + eps_hat), m, v


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    state = [start, start * 0, start * 0]
    rows = []
    for t in range(len(lrs)):
        param, m, v = state
        state = adam_step(param, param * curvature, m, v, t + 1, lrs[t], betas, eps)
        rows.append(state[0])
    return np.vstack(rows)
