"""A mask by rng.choice, a division that p = 1 cannot make infinite, and a recursive sum."""

import numpy as np


def _keep(values, mask, p):
    out = values.copy()
    out[~mask] = 0
    return out / max(1 - p, 1e-30)


def dropout(x, p, training, rng):
    if np.clip(p, 0, 1) != p:
        raise ValueError("a probability")
    if training:
        mask = rng.choice([True, False], size=x.shape, p=[1 - p, p])
    else:
        mask, p = np.full(x.shape, True), 0
    return _keep(x, mask, p), mask


def dropout_backward(grad_out, mask, p):
    return _keep(grad_out, mask, p)


def l2_penalty(weights, decay):
    first, *others = weights
    penalty = decay / 2 * sum(float(v) * float(v) for v in first.flat)
    gradients = [first * first.dtype.type(decay)]
    if not others:
        return penalty, gradients
    rest, theirs = l2_penalty(others, decay)
    return penalty + rest, gradients + theirs
