"""Ex18: vanishing gradients and where to start."""

import numpy as np


def activated(z, activation):
    """Return the activation of z, and its slope there."""
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        return s, s * (1 - s)
    if activation == "tanh":
        t = np.tanh(z)
        return t, 1 - t**2
    return np.maximum(z, 0), (z > 0).astype(z.dtype)


def gradient_norms(x, weights, activation, skip=False):
    """Go forward and keep the slopes, then back and keep the norms."""
    h, slopes = x, []
    for weight in weights:
        out, slope = activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    grad, norms = np.ones_like(h), []
    for weight, slope in zip(reversed(weights), reversed(slopes), strict=True):
        through = (grad * slope) @ weight
        grad = grad + through if skip else through
        norms.append(np.sqrt((grad**2).sum()))
    return np.array(norms[::-1])


def init_std(fan_in, fan_out, kind):
    """Return the deviation of Xavier's or He's normal weights."""
    if kind == "xavier":
        return (2 / (fan_in + fan_out)) ** 0.5
    if kind == "he":
        return (2 / fan_in) ** 0.5
    raise ValueError(f"kind is 'xavier' or 'he', not {kind!r}")


def activation_stds(x, weights, activation):
    """Go forward, and keep the deviation of each layer's outputs."""
    stds = []
    for weight in weights:
        x, _ = activated(x @ weight.T, activation)
        stds.append(x.std())
    return np.array(stds)
