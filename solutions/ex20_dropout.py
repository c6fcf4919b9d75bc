"""Ex20: dropout and weight decay."""

import numpy as np


def _passed(values, mask, p):
    """Return values where mask is True, divided by the share that is kept, and 0 elsewhere."""
    return np.zeros_like(values) if p == 1 else values * mask / (1 - p)


def dropout(x, p, training, rng):
    """Keep what is drawn at p or above; the draws lie in [0, 1)."""
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, not {p}")
    if not training:
        return x.copy(), np.ones(x.shape, dtype=bool)
    mask = rng.random(x.shape) >= p
    return _passed(x, mask, p), mask


def dropout_backward(grad_out, mask, p):
    """Do to the gradient what was done to x."""
    return _passed(grad_out, mask, p)


def l2_penalty(weights, decay):
    """Return decay / 2 times the sum of all squares, and its gradients."""
    total = sum((w * w).sum() for w in weights)
    return float(decay / 2 * total), [decay * w for w in weights]
