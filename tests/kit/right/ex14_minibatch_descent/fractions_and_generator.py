"""Exact fractions in the gradients; the steps are a reduce over a generator of batches."""

from fractions import Fraction
from functools import reduce
from itertools import islice

import numpy as np


def _chunks(order, n):
    it = iter(order.tolist())
    while chunk := list(islice(it, n)):
        yield np.array(chunk, dtype=order.dtype)


def batches(order, batch_size):
    return [*_chunks(order, batch_size)]


def _frac(a):
    return np.vectorize(Fraction, otypes=[object])(np.asarray(a, dtype=float))


def mse_gradients(x, t, w, b):
    X, T, W = _frac(x), _frac(t), _frac(w)
    err = (X * W).sum(axis=1) + Fraction(float(b)) - T
    dw = 2 * (err[:, None] * X).sum(axis=0) / len(t)
    return dw.astype(float).astype(w.dtype), float(2 * err.sum() / len(t))


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    def step(state, idx):
        w, b = state
        dw, db = mse_gradients(x[idx], t[idx], w, b)
        return (w - lr * dw).astype(w.dtype), b - lr * db

    return reduce(step, _chunks(order, batch_size), (w.copy(), b))
