"""Matrix products alone: a sum is a product with ones, centring one with I - 1/N."""

import numpy as np


def sum_of_rows(x):
    return x.dot(np.ones(x.shape[1], x.dtype))


def centre_columns(x):
    n = x.shape[0]
    projection = np.identity(n, x.dtype) - np.full((n, n), 1 / n, x.dtype)
    return projection @ x


def add_bias(x, b):
    longer = np.column_stack([x, np.ones_like(x[:, 0])])
    weights = np.vstack([np.identity(len(b), b.dtype), b])
    return longer @ weights


def products(x, y):
    return np.matmul(y, x.T).transpose()


def pick(p, labels):
    return np.diagonal(p[:, labels]).copy()
