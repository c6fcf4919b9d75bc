"""Recursion: a layer asks the layers after it for their gradient."""

import numpy as np


def step(x, weight, activation):
    z = np.inner(x, weight)
    match activation:
        case "sigmoid":
            e = np.exp(-z)
            return 1 / (1 + e), e / (1 + e) ** 2
        case "tanh":
            return np.tanh(z), 1 / np.cosh(z) ** 2
        case "relu":
            return np.clip(z, 0, None), np.heaviside(z, 0)


def back(x, weights, activation, skip):
    """Return the gradient by x, and the norms from x on."""
    if not weights:
        return np.ones_like(x), ()
    first, *others = weights
    out, slope = step(x, first, activation)
    after, norms = back(x * skip + out, others, activation, skip)
    grad = skip * after + np.matmul(slope * after, first)
    return grad, (np.linalg.norm(grad.ravel()), *norms)


def gradient_norms(x, weights, activation, skip=False):
    return np.stack(back(x, weights, activation, int(skip))[1])


def init_std(fan_in, fan_out, kind):
    assert fan_in > 0 < fan_out
    return pow(2 / (fan_in + [fan_out, 0][["xavier", "he"].index(kind)]), 0.5)


def activation_stds(x, weights, activation):
    if not weights:
        return np.empty(0, x.dtype)
    h = step(x, weights[0], activation)[0]
    return np.append(np.std(h), activation_stds(h, weights[1:], activation)).astype(x.dtype)
