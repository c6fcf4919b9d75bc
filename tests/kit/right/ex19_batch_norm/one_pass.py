"""Mean of squares minus square of the mean, and sums by np.tensordot and np.add.reduce."""

import numpy as np


def _total(x):
    for axis in range(x.ndim - 1, 1, -1):
        x = np.add.reduce(x, axis)
    return np.add.reduce(x, 0)


def _fit(v, x):
    return np.reshape(v, (1, v.size) + (1,) * (x.ndim - 2))


def _moments(x):
    m = x.size // x.shape[1]
    mean = _total(x) / m
    return m, mean, np.maximum(_total(x * x) / m - mean * mean, 0)


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if training:
        m, mean, var = _moments(x)
        if m == 1:
            raise ValueError("more than one value is needed")
        running_mean = running_mean - momentum * (running_mean - mean)
        running_var = running_var - momentum * (running_var - var * (m / (m - 1)))
    else:
        mean, var = running_mean.copy(), running_var.copy()
        running_mean, running_var = mean.copy(), var.copy()
    xhat = (x - _fit(mean, x)) * (_fit(var, x) + eps) ** -0.5
    return _fit(gamma, x) * xhat + _fit(beta, x), running_mean, running_var


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    m, mean, var = _moments(x)
    inverse = (var + eps) ** -0.5
    dbeta = _total(grad_out)
    dgamma = _total(grad_out * (x - _fit(mean, x))) * inverse
    dx = grad_out - _fit(dbeta / m, x) - (x - _fit(mean, x)) * _fit(inverse * dgamma / m, x)
    return dx * _fit(gamma * inverse, x), dgamma, dbeta
