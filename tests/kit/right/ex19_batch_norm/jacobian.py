"""Backward by the whole matrix of derivatives of one channel; forward with a weighted mean."""

import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    z = x if x.ndim == 4 else x[:, :, None, None]
    k = (slice(None), None, None)
    mean, var, new = running_mean, running_var, (+running_mean, +running_var)
    if training:
        if z.size == z.shape[1]:
            raise ValueError
        mean, var = z.mean((0, 2, 3)), z.std((0, 2, 3)) ** 2
        now, share = (mean, z.var((0, 2, 3), ddof=1)), (1 - momentum, momentum)
        new = np.average([new, now], axis=0, weights=share).astype(x.dtype)
    y = np.divide(z - mean[k], np.sqrt(var + eps)[k]) * gamma[k] + beta[k]
    return y.reshape(x.shape), *new


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = np.empty_like(x), np.empty_like(gamma), np.empty_like(gamma)
    for c in range(len(gamma)):
        d, g = x[:, c].flatten(), grad_out[:, c].flatten()
        m = d.size
        d -= np.average(d)
        s = (d @ d / m + eps) ** 0.5
        jacobian = (np.eye(m) - 1 / m - np.outer(d, d) / (m * s**2)) / s
        dx[:, c] = (gamma[c] * (jacobian @ g)).reshape(x[:, c].shape)
        dgamma[c] = g @ d / s
        dbeta[c] = sum(g)
    return dx, dgamma, dbeta
