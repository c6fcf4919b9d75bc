"""One number at a time, with math and Python floats."""

import math

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    new, sums = np.zeros(param.shape, param.dtype), np.zeros(param.shape, param.dtype)
    for i in np.ndindex(*param.shape):
        p, g, s = float(param[i]), float(grad[i]), float(state_sum[i])
        s += g * g
        sums[i] = s
        new[i] = p - lr * g / (math.sqrt(s) + eps)
    return new, sums


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    new, averages = [], []
    for p, g, s in zip(param.flat, grad.flat, square_avg.flat):
        s = alpha * float(s) + (1.0 - alpha) * float(g) ** 2
        averages.append(s)
        new.append(float(p) - lr * (float(g) / (s**0.5 + eps)))
    return [np.array(x, param.dtype).reshape(param.shape) for x in (new, averages)]
