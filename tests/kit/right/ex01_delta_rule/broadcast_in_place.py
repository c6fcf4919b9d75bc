"""All products at once in three axes, summed from the last to the first, in own copies."""

import math

import numpy as np


def linear_unit(x, w, b):
    products = x[:, None, ::-1] * w[None, :, ::-1]
    products[:, :, 0] += b
    return np.apply_along_axis(math.fsum, 2, products).astype(x.dtype)


def delta_rule_update(x, t, w, b, lr):
    w, b, error = np.array(w), np.array(b), np.array(t, order="F")
    error -= linear_unit(x, w, b)
    error *= lr
    for inputs, row in zip(x[::-1], error[::-1]):
        w += row.reshape(-1, 1) * inputs
        b += row
    return np.ascontiguousarray(w), b
