"""Every number by itself, sums as float32 scalars."""

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    result = {}
    for name in params:
        old = params[name]
        new = np.empty(old.shape, old.dtype)
        for index in np.ndindex(*old.shape):
            new[index] = old[index]
            if name in trainable:
                new[index] = old[index] - lr * grads[name][index]
        result[name] = new
    return result


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    y = np.zeros(x.shape, dtype=x.dtype)
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            deviation = (running_var[c] + eps) ** 0.5
            if x.ndim == 2:
                y[n, c] = (x[n, c] - running_mean[c]) / deviation * gamma[c] + beta[c]
                continue
            for h in range(x.shape[2]):
                for w in range(x.shape[3]):
                    normal = (x[n, c, h, w] - running_mean[c]) / deviation
                    y[n, c, h, w] = gamma[c] * normal + beta[c]
    return y


def to_half(x):
    y = np.zeros(x.shape, np.float16)
    for index, value in np.ndenumerate(x):
        y[index] = value
    return y


def half_sum_fp32(x16):
    sums = []
    for row in x16:
        total = np.float32(0)
        for term in row:
            total += np.float32(term)
        sums.append(total)
    return np.array(sums)
