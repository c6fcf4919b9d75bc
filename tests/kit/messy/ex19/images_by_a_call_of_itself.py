import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if x.ndim == 4:
        N, C, H, W = x.shape
        flat = x.transpose(0, 2, 3, 1).reshape(-1, C)
        y, mean, var = batch_norm(flat, gamma, beta, running_mean, running_var, training)
        return y.reshape(N, H, W, C).transpose(0, 3, 1, 2), mean, var
    if training:
        M = len(x)
        if M == 1:
            raise ValueError("one row only")
        mean, var = x.mean(axis=0), x.var(axis=0)
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * var * M / (M - 1)
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean, running_var
    y = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return y, new_mean, new_var


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    if x.ndim == 4:
        N, C, H, W = x.shape
        g = grad_out.transpose(0, 2, 3, 1).reshape(-1, C)
        flat = x.transpose(0, 2, 3, 1).reshape(-1, C)
        dx, dgamma, dbeta = batch_norm_backward(g, flat, gamma, eps)
        return dx.reshape(N, H, W, C).transpose(0, 3, 1, 2), dgamma, dbeta
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - x.mean(axis=0)) / std
    dbeta = grad_out.sum(axis=0)
    dgamma = (grad_out * xhat).sum(axis=0)
    dx = gamma / std * (grad_out - dbeta / len(x) - xhat * dgamma / len(x))
    return dx, dgamma, dbeta
