"""Every number has the dtype of x, also constants; deviations by mean square less squared mean."""

import numpy as np


def passed(z, activation):
    one = z.dtype.type(1)
    if activation == "relu":
        return np.fmax(z, z.dtype.type(0)), np.greater(z, 0).astype(z.dtype)
    if activation == "tanh":
        up, down = np.exp(z), np.exp(-z)
        h = (up - down) / (up + down)
        return h, one - h * h
    h = np.reciprocal(one + np.exp(-z))
    return h, h * (one - h)


def gradient_norms(x, weights, activation, skip=False):
    kind = x.dtype.type
    hs, slopes = [x], []
    for weight in weights:
        h, slope = passed(np.tensordot(hs[-1], weight, axes=(1, 1)), activation)
        slopes.append(slope)
        hs.append(hs[-1] + h if skip else h)
    grad = np.full(x.shape, kind(1))
    norms = np.zeros(len(weights), dtype=kind)
    for n in reversed(range(len(weights))):
        carried = grad if skip else kind(0)
        grad = carried + np.tensordot(grad * slopes[n], weights[n], axes=1)
        norms[n] = np.sqrt(np.add.reduce(grad * grad, axis=None, dtype=kind))
    return norms


def init_std(fan_in, fan_out, kind):
    if kind == "xavier":
        return np.float64(2 / (fan_in + fan_out)) ** 0.5
    elif kind != "he":
        raise ValueError("xavier or he")
    return np.float64(2 / fan_in) ** 0.5


def activation_stds(x, weights, activation):
    stds = np.zeros(len(weights), dtype=x.dtype)
    for n, weight in enumerate(weights):
        x = passed(np.tensordot(x, weight, axes=(1, 1)), activation)[0]
        shifted = x - x[0, 0]
        stds[n] = np.sqrt(np.abs((shifted**2).mean() - shifted.mean() ** 2))
    return stds
