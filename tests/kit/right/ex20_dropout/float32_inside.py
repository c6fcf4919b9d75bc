"""float32 wherever that is enough, and a mask from bits that are drawn as whole numbers."""

import numpy as np

SCALE = 1 << 31


def dropout(x, p, training, rng):
    if not 0 <= p <= 1:
        raise ValueError("p")
    if not training:
        return x.copy(), x == x
    mask = rng.integers(0, SCALE, size=x.shape) >= p * SCALE
    keep = np.float32(1 - p) if p < 1 else np.float32(1)
    return (x * mask.astype(np.float32) / keep).astype(x.dtype), mask


def dropout_backward(grad_out, mask, p):
    keep = np.float32(max(1 - p, 1e-30))
    return np.where(mask, grad_out / keep, np.zeros_like(grad_out)).astype(grad_out.dtype)


def l2_penalty(weights, decay):
    total = 0
    for w in weights:
        total = total + np.sum(w**2, dtype=w.dtype)  # float32 where the weights are
    return float(decay * total) / 2, [(decay * w).astype(w.dtype) for w in weights]
