"""Images by a call of itself with a table, the mean by sum(), and a centring matrix behind."""

import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if x.ndim == 4:
        n, c, h, w = x.shape
        table = np.moveaxis(x, 1, 3).reshape(n * h * w, c)
        y, rm, rv = batch_norm(
            table, gamma, beta, running_mean, running_var, training, momentum, eps
        )
        return np.moveaxis(y.reshape(n, h, w, c), 3, 1), rm, rv
    if not training:
        return (
            (x - running_mean) * gamma / np.sqrt(running_var + eps) + beta,
            +running_mean,
            +running_var,
        )
    if len(x) == 1:
        raise ValueError
    mu = sum(x) / len(x)
    sq = sum((row - mu) ** 2 for row in x)
    return (
        (x - mu) * gamma / np.sqrt(sq / len(x) + eps) + beta,
        running_mean + momentum * (mu - running_mean),
        running_var + momentum * (sq / (len(x) - 1) - running_var),
    )


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    if x.ndim == 4:
        n, c, h, w = x.shape
        f = lambda a: np.moveaxis(a, 1, 3).reshape(n * h * w, c)
        dx, dg, db = batch_norm_backward(f(grad_out), f(x), gamma, eps)
        return np.moveaxis(dx.reshape(n, h, w, c), 3, 1), dg, db
    J = np.eye(len(x), dtype=x.dtype) - np.ones((len(x), len(x)), x.dtype) / len(x)
    xc = J @ x
    s = np.sqrt((xc**2).sum(0) / len(x) + eps)
    xh = xc / s
    dg = (grad_out * xh).sum(0)
    return J @ (gamma * grad_out - gamma * dg * xh / len(x)) / s, dg, grad_out.sum(0)
