"""A path whose averages are summed over all gradients, weighted by age, in every step."""

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    weights = np.array([[b, 1 - b] for b in betas], param.dtype)
    m = np.einsum("k,k...->...", weights[0], np.stack([m, grad]))
    v = np.einsum("k,k...->...", weights[1], np.stack([v, np.square(grad)]))
    m_hat, v_hat = (a / (1 - b**t) for a, b in zip((m, v), betas))
    return param + np.divide(-lr * m_hat, np.sqrt(v_hat) + eps), m, v


def _weighted(values, beta):
    """The mean of values, whose weights fade with their age."""
    weights = beta ** np.arange(len(values))[::-1]
    return (np.stack(values) * weights[:, None]).sum(axis=0) / weights.sum()


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    gradients, places = [], [start]
    for lr in lrs:
        gradients.append(curvature * places[-1])
        m_hat = _weighted(gradients, betas[0])
        v_hat = _weighted([g**2 for g in gradients], betas[1])
        places.append(places[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(places[1:], dtype=start.dtype)
