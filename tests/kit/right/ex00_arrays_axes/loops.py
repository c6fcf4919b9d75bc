"""One number at a time, in lists of Python floats."""

import numpy as np


def sum_of_rows(x):
    sums = []
    for row in x.tolist():
        total = 0.0
        for number in row:
            total += number
        sums.append(total)
    return np.array(sums, dtype=x.dtype)


def centre_columns(x):
    n_rows, n_columns = x.shape
    y = np.empty((n_rows, n_columns), dtype=x.dtype)
    for d in range(n_columns):
        total = 0.0
        for n in range(n_rows):
            total += float(x[n, d])
        for n in range(n_rows):
            y[n, d] = float(x[n, d]) - total / n_rows
    return y


def add_bias(x, b):
    y = np.zeros(x.shape, x.dtype)
    for n in range(len(x)):
        for d in range(len(b)):
            y[n][d] = x[n][d] + b[d]
    return y


def products(x, y):
    table = [[0.0] * len(y) for _ in x]
    for n, one in enumerate(x):
        for m, other in enumerate(y):
            for d in range(len(one)):
                table[n][m] += float(one[d]) * float(other[d])
    return np.array(table, dtype=x.dtype)


def pick(p, labels):
    picked = []
    for n in range(len(p)):
        picked.append(p[n, labels[n]])
    return np.array(picked)
