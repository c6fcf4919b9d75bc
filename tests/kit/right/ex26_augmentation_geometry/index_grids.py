"""One table of indices for each function, np.ix_ and take; a table of all 256 values."""

import numpy as np

TABLE = np.linspace(0, 1, 256, dtype=np.float32)


def grid(x, rows, columns):
    n, c = x.shape[:2]
    return x[np.ix_(range(n), range(c), list(rows), list(columns))]


def rescale(x):
    return TABLE[x]


def hflip(x):
    return grid(x, range(x.shape[2]), range(x.shape[3] - 1, -1, -1))


def crop(x, top, left, height, width):
    rows, columns = np.arange(top, top + height), np.arange(left, left + width)
    for places, size in ((rows, x.shape[2]), (columns, x.shape[3])):
        if places.min() < 0 or places.max() > size - 1:
            raise ValueError(places)
    return x.take(rows, axis=2).take(columns, axis=3)


def resize_nearest(x, size):
    rows, columns = (
        np.floor(np.linspace(0, old, new, endpoint=False) + 1e-9).astype(int)
        for old, new in zip(x.shape[2:], size)
    )
    return grid(x, rows, columns)


def rot90(x, k):
    h, w = x.shape[2:]
    i, j = np.indices((w, h) if k % 2 else (h, w))
    rows, columns = [(i, j), (j, w - 1 - i), (h - 1 - i, w - 1 - j), (h - 1 - j, i)][k % 4]
    return x[:, :, rows, columns]
