"""Masked arrays leave the padding out of the mean; lists of windows; one choice for each."""

import numpy as np


def framed(values, p):
    return np.pad(values, [(0, 0), (0, 0), (p, p), (p, p)])


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    k, p, s = kernel_size, padding, stride
    s = k if s is None else s
    if p > k // 2:
        raise ValueError(f"a padding of {p} is too much for {k}")
    hidden = framed(np.ones(x.shape), p) == (2 if count_include_pad else 0)
    wide = np.ma.array(framed(x, p), mask=hidden)
    tops, lefts = (range(0, side - k + 1, s) for side in wide.shape[2:])
    if not (tops and lefts):
        raise ValueError("the map has no window")
    rows = []
    for top in tops:
        row = [wide[:, :, top : top + k, left : left + k].mean(axis=(2, 3)) for left in lefts]
        rows.append(np.ma.stack(row, axis=-1))
    return np.ma.stack(rows, axis=2).filled(0).astype(x.dtype)


def global_avg_pool(x):
    return np.ma.array(x).mean(axis=(-1, -2)).filled(0)


def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    out = np.zeros((*x.shape[:2], x.shape[2] // k, x.shape[3] // k), x.dtype)
    for n, c, i, j in np.ndindex(out.shape):
        window = x[n, c, i * k : i * k + k, j * k : j * k + k]
        positive = np.ma.masked_equal(window, 0).compressed()
        if len(positive):
            chances = positive.astype(float)
            out[n, c, i, j] = rng.choice(positive, p=chances / chances.sum())
    return out


def stochastic_pool2d_eval(x, kernel_size):
    k = kernel_size
    out = np.zeros((*x.shape[:2], x.shape[2] // k, x.shape[3] // k), x.dtype)
    for i, j in np.ndindex(out.shape[2:]):
        window = x[:, :, i * k : i * k + k, j * k : j * k + k]
        chances = np.ma.divide(window, window.sum(axis=(2, 3), keepdims=True))
        out[:, :, i, j] = (chances.filled(0) * window).sum(axis=(2, 3))
    return out
