"""A cell is a complex number around the middle, and 1j turns it; the rest is gathered."""

import numpy as np


def gathered(x, rows, columns):
    y = np.take_along_axis(x, np.reshape(rows, (1, 1, -1, 1)), 2)
    return np.take_along_axis(y, np.reshape(columns, (1, 1, 1, -1)), 3)


def rescale(x):
    return np.linspace(0, 1, 256).astype(np.float32)[x]


def hflip(x):
    return gathered(x, np.arange(x.shape[2]), ~np.arange(x.shape[3]) % x.shape[3])


def crop(x, top, left, height, width):
    rows = np.ravel_multi_index((np.arange(top, top + height),), x.shape[2:3])
    columns = np.ravel_multi_index((np.arange(left, left + width),), x.shape[3:])
    return gathered(x, rows, columns)  # NumPy raises the ValueError


def resize_nearest(x, size):
    edges = [np.arange(1, old) * new for old, new in zip(x.shape[2:], size)]
    places = [np.arange(new) * old for old, new in zip(x.shape[2:], size)]
    return gathered(x, *(np.searchsorted(e, p, side="right") for e, p in zip(edges, places)))


def rot90(x, k):
    old, new = x.shape[2:], x.shape[2:] if k % 2 == 0 else x.shape[:1:-1]
    i, j = np.indices(old)
    z = (j - (old[1] - 1) / 2) - 1j * (i - (old[0] - 1) / 2)
    z = z * [1, 1j, -1, -1j][k % 4] + ((new[1] - 1) / 2 - 1j * (new[0] - 1) / 2)
    y = np.empty((*x.shape[:2], *new), x.dtype)
    y[:, :, np.rint(-z.imag).astype(int), np.rint(z.real).astype(int)] = x
    return y
