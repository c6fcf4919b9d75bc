"""Draws from a binomial distribution, gradients by einsum and one long row of weights."""

import numpy as np


def dropout(x, p, training, rng):
    if not (0.0 <= p <= 1.0):
        raise ValueError(p)
    if training is False:
        return np.array(x), np.full(x.shape, True)
    mask = rng.binomial(1, 1.0 - p, size=x.shape).astype(bool)
    return dropout_backward(x, mask, p), mask


def dropout_backward(grad_out, mask, p):
    scale = 0.0 if p == 1 else 1.0 / (1.0 - p)
    return np.einsum("...,...->...", grad_out, mask.astype(grad_out.dtype)) * scale


def l2_penalty(weights, decay):
    flat = np.concatenate([w.ravel() for w in weights])
    row = flat * decay
    ends = np.cumsum([w.size for w in weights])[:-1]
    parts = np.split(row, ends)
    penalty = decay * np.dot(flat, flat) / 2
    return penalty, [part.reshape(w.shape).copy() for part, w in zip(parts, weights)]
