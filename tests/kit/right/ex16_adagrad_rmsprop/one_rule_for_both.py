"""Both are the same rule with two weights, divided with einsum and np.reciprocal."""

import numpy as np


def _step(param, grad, squares, lr, eps, past, present):
    weights = np.array([past, present], dtype=param.dtype)
    squares = np.einsum("k,k...->...", weights, np.stack([squares, np.square(grad)]))
    rates = np.reciprocal(np.power(squares, 0.5) + eps) * lr
    return np.einsum("...,...->...", rates, -grad) + param, squares


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    return _step(param, grad, state_sum, lr, eps, 1, 1)


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    return _step(param, grad, square_avg, lr, eps, alpha, 1 - alpha)
