"""A quadratic loss has a linear gradient: 2 (A v - c), from each batch's second moments."""

import numpy as np


def batches(order, batch_size):
    padded = np.full(-(-order.size // batch_size) * batch_size, -1, order.dtype)
    padded[: order.size] = order
    return [row[row >= 0] for row in padded.reshape(-1, batch_size)]


def _moments(x, t):
    wide = np.column_stack([x, np.ones(len(x), x.dtype)])
    return (wide.T @ wide) / len(x), (wide.T @ t) / len(x)


def _gradient(x, t, w, b):
    square, mixed = _moments(x, t)
    return 2 * (square @ np.r_[w, np.asarray(b, w.dtype)] - mixed)


def mse_gradients(x, t, w, b):
    both = _gradient(x, t, w, b)
    return both[: len(w)], both[len(w)]


def sgd_epoch(x, t, w, b, lr, batch_size, order, start=0):
    if start >= len(order):
        return w, b
    rows = order[start : start + batch_size]
    both = np.r_[w, np.asarray(b, w.dtype)] - lr * _gradient(x[rows], t[rows], w, b)
    return sgd_epoch(x, t, both[:-1], both[-1], lr, batch_size, order, start + batch_size)
