"""Lists of Python numbers, math.fsum, and arrays only at the end."""

import math
import numpy as np


def _columns(x):
    n, c = x.shape[:2]
    return [[float(v) for i in range(n) for v in np.ravel(x[i, k])] for k in range(c)]


def _rebuild(cols, like):
    out = np.empty(like.shape, like.dtype)
    for k, col in enumerate(cols):
        it = iter(col)
        for i in range(like.shape[0]):
            if like.ndim == 2:
                out[i, k] = next(it)
            else:
                for h in range(like.shape[2]):
                    for w in range(like.shape[3]):
                        out[i, k, h, w] = next(it)
    return out


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    ys, means, variances = [], [], []
    for k, col in enumerate(_columns(x)):
        rm, rv = float(running_mean[k]), float(running_var[k])
        if training:
            m = len(col)
            if m == 1:
                raise ValueError("one value")
            mean = math.fsum(col) / m
            ss = math.fsum((v - mean) ** 2 for v in col)
            var = ss / m
            rm = (1 - momentum) * rm + momentum * mean
            rv = (1 - momentum) * rv + momentum * ss / (m - 1)
        else:
            mean, var = rm, rv
        std = math.sqrt(var + eps)
        ys.append([float(gamma[k]) * (v - mean) / std + float(beta[k]) for v in col])
        means.append(rm)
        variances.append(rv)
    return (
        _rebuild(ys, x),
        np.array(means, dtype=running_mean.dtype),
        np.array(variances, dtype=running_var.dtype),
    )


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    dxs, dgs, dbs = [], [], []
    for col, g, ga in zip(_columns(x), _columns(grad_out), gamma):
        m = len(col)
        mean = math.fsum(col) / m
        std = math.sqrt(math.fsum((v - mean) ** 2 for v in col) / m + eps)
        xhat = [(v - mean) / std for v in col]
        db = math.fsum(g)
        dg = math.fsum(a * b for a, b in zip(g, xhat))
        dxs.append([float(ga) / std * (a - db / m - b * dg / m) for a, b in zip(g, xhat)])
        dgs.append(dg)
        dbs.append(db)
    return _rebuild(dxs, x), np.array(dgs, gamma.dtype), np.array(dbs, gamma.dtype)
