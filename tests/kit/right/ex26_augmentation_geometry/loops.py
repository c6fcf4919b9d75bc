"""Python loops, one cell at a time; every division in floats."""

import numpy as np


def rescale(x):
    y = np.zeros(x.shape, dtype=np.float32)
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            for i in range(x.shape[2]):
                for j in range(x.shape[3]):
                    y[n, c, i, j] = float(x[n, c, i, j]) / 255.0
    return y


def hflip(x):
    n, c, h, w = x.shape
    y = np.zeros(x.shape, dtype=x.dtype)
    for j in range(w):
        for i in range(h):
            y[:, :, i, j] = x[:, :, i, w - 1 - j]
    return y


def crop(x, top, left, height, width):
    n, c, h, w = x.shape
    y = np.zeros((n, c, height, width), dtype=x.dtype)
    for i in range(height):
        for j in range(width):
            row, column = top + i, left + j
            if row < 0 or row >= h or column < 0 or column >= w:
                raise ValueError(f"cell ({row}, {column}) is outside")
            y[:, :, i, j] = x[:, :, row, column]
    return y


def resize_nearest(x, size):
    n, c, h, w = x.shape
    y = np.zeros((n, c, size[0], size[1]), dtype=x.dtype)
    for i in range(size[0]):
        for j in range(size[1]):
            y[:, :, i, j] = x[:, :, int(i * h / size[0]), int(j * w / size[1])]
    return y


def rot90(x, k):
    y = x.copy()
    for _ in range(k % 4):
        n, c, h, w = y.shape
        turned = np.zeros((n, c, w, h), dtype=x.dtype)
        for i in range(h):
            for j in range(w):
                turned[:, :, w - 1 - j, i] = y[:, :, i, j]
        y = turned
    return y
