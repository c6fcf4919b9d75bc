"""vectorize with a signature, nditer over a Fortran copy, and places in one long row."""

import numpy as np


def sum_of_rows(x):
    return np.cumsum(x, axis=1)[:, -1]


def centre_columns(x):
    return np.apply_along_axis(lambda c: c - c.mean(), 0, x)


def add_bias(x, b):
    out = np.array(x, order="F")
    with np.nditer(out, flags=["multi_index"], op_flags=["readwrite"]) as it:
        for v in it:
            v[...] = v + b[it.multi_index[1]]
    return out


def products(x, y):
    dot = np.vectorize(np.dot, signature="(d),(d)->()")
    return dot(x[:, None], y[None])


def pick(p, labels):
    flat = p.ravel()
    return flat[np.ravel_multi_index((np.arange(len(labels)), labels), p.shape)]
