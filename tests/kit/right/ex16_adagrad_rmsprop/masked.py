"""No step where there is no gradient: with where= in one function, masked in the other."""

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    new_sum = state_sum + np.abs(grad) ** 2
    step = np.zeros_like(param)
    np.divide(lr * grad, np.sqrt(new_sum) + eps, out=step, where=grad != 0)
    return [param - step, new_sum]


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    new_avg = np.average([square_avg, grad * grad], axis=0, weights=[alpha, 1 - alpha])
    new_avg = new_avg.astype(param.dtype)
    moved = np.ma.masked_equal(grad, 0) * param.dtype.type(lr)
    moved = moved / (np.sqrt(new_avg) + eps)
    return [param - moved.filled(0), new_avg]
