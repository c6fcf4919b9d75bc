"""np.nditer with its index, values put back into a copy; nan_to_num for 0 / 0."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        old = x[idx]
        x[idx] = old + h
        fxh1 = f(x)
        x[idx] = old - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = old
        it.iternext()
    return grad


def relative_error(a, b):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(np.abs(a - b) / np.maximum(np.abs(a), np.abs(b)), nan=0.0).max()
