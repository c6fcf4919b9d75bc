"""Ex19: batch normalisation."""

import numpy as np


def _axes(x):
    """Return all axes but that of the channels."""
    return (0, *range(2, x.ndim))


def _beside(values, x):
    """Return one value for each channel, (C,), so that it meets the channels of x."""
    return values.reshape(-1, *[1] * (x.ndim - 2))


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Normalise with the batch's statistics in training, else with the running ones."""
    if training:
        count = x.size // x.shape[1]
        if count == 1:
            raise ValueError("one value has no spread")
        mean, var = x.mean(axis=_axes(x)), x.var(axis=_axes(x))
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * (var * count / (count - 1))
    else:
        mean, var = running_mean, running_var
    xhat = (x - _beside(mean, x)) / np.sqrt(_beside(var, x) + eps)
    y = _beside(gamma, x) * xhat + _beside(beta, x)
    return y, running_mean.copy(), running_var.copy()


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    """Take out of grad_out what only moves the mean or the spread of a channel."""
    axes = _axes(x)
    std = np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    xhat = (x - x.mean(axis=axes, keepdims=True)) / std
    through_mean = grad_out.mean(axis=axes, keepdims=True)
    through_var = xhat * (grad_out * xhat).mean(axis=axes, keepdims=True)
    dx = _beside(gamma, x) / std * (grad_out - through_mean - through_var)
    return dx, (grad_out * xhat).sum(axis=axes), grad_out.sum(axis=axes)
