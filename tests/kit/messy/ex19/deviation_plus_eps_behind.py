import numpy as np


def _axes(x):
    return (0,) if x.ndim == 2 else (0, 2, 3)


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    a, s = _axes(x), (1, -1) + (1,) * (x.ndim - 2)
    if training:
        M = x.size // x.shape[1]
        if M == 1:
            raise ValueError
        mean, var = x.mean(axis=a), x.var(axis=a)
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * x.var(axis=a, ddof=1)
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = mean.copy(), var.copy()
    xhat = (x - mean.reshape(s)) / np.sqrt(var.reshape(s) + eps)
    return gamma.reshape(s) * xhat + beta.reshape(s), new_mean, new_var


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    a, s = _axes(x), (1, -1) + (1,) * (x.ndim - 2)
    M = x.size // x.shape[1]
    mean, var = x.mean(axis=a).reshape(s), x.var(axis=a).reshape(s)
    std = np.sqrt(var) + eps
    xhat = (x - mean) / std
    dxhat = gamma.reshape(s) * grad_out
    dx = np.zeros(x.shape)
    dvar = np.sum(dxhat * (x - mean) * -0.5 * (var + eps) ** -1.5, axis=a).reshape(s)
    dmean = np.sum(-dxhat / std, axis=a).reshape(s)
    dx += dxhat / std + dvar * 2 * (x - mean) / M + dmean / M
    return dx, np.sum(grad_out * xhat, axis=a), np.sum(grad_out, axis=a)
