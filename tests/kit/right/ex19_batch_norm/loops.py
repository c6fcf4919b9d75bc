"""Channel by channel and number by number, with math and Python floats."""

import math

import numpy as np


def _channel(x, c):
    return [float(value) for value in x[:, c].ravel()]


def _statistics(values):
    mean = sum(values) / len(values)
    return mean, sum((value - mean) ** 2 for value in values) / len(values)


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    y = np.empty(x.shape, x.dtype)
    means, variances = [], []
    for c in range(x.shape[1]):
        values = _channel(x, c)
        m = len(values)
        mean, var = float(running_mean[c]), float(running_var[c])
        if training:
            if m < 2:
                raise ValueError("batch_norm needs two values in each channel")
            now_mean, now_var = _statistics(values)
            means.append(mean + momentum * (now_mean - mean))
            variances.append(var + momentum * (now_var * m / (m - 1) - var))
            mean, var = now_mean, now_var
        else:
            means.append(mean)
            variances.append(var)
        std = math.sqrt(var + eps)
        new = [float(gamma[c]) * (value - mean) / std + float(beta[c]) for value in values]
        y[:, c] = np.array(new).reshape(y[:, c].shape)
    return y, np.array(means, x.dtype), np.array(variances, x.dtype)


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    dx = np.empty(x.shape, x.dtype)
    dgamma, dbeta = np.zeros(gamma.shape, x.dtype), np.zeros(gamma.shape, x.dtype)
    for c in range(x.shape[1]):
        values, grads = _channel(x, c), _channel(grad_out, c)
        m = len(values)
        mean, var = _statistics(values)
        std = math.sqrt(var + eps)
        dvar = dmean = 0.0
        for value, g in zip(values, grads):
            dvar += g * float(gamma[c]) * (value - mean) * -0.5 * std**-3
            dmean += -g * float(gamma[c]) / std
        dgamma[c] = sum(g * (value - mean) / std for value, g in zip(values, grads))
        dbeta[c] = sum(grads)
        new = [
            g * float(gamma[c]) / std + dvar * 2 * (value - mean) / m + dmean / m
            for value, g in zip(values, grads)
        ]
        dx[:, c] = np.array(new).reshape(dx[:, c].shape)
    return dx, dgamma, dbeta
