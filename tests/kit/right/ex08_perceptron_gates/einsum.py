"""Einsum, the bias as one more weight, XOR as a network of matrices."""

import numpy as np


def step(z, at_zero):
    return ((np.sign(z) + 1 + (z == 0) * (2 * at_zero - 1)) // 2).astype("int64")


def with_ones(x):
    return np.concatenate([x, np.ones((x.shape[0], 1), x.dtype)], axis=1)


def perceptron(x, w, b):
    return step(np.einsum("ni,i->n", with_ones(x), np.append(w, w.dtype.type(b))), 0)


WEIGHTS = np.array([[2.0, 2.0, -3.0], [2.0, 2.0, -1.0], [-2.0, -2.0, 3.0]])


def gate(name, x):
    w1, w2, b = WEIGHTS[["and", "or", "nand"].index(name)]
    return perceptron(x, np.array([w1, w2]), b)


def xor(x):
    hidden = step(with_ones(x) @ WEIGHTS[1:].T, 0)
    return step(with_ones(hidden) @ WEIGHTS[0], 1)


def perceptron_update(x, t, w, b, lr):
    error = np.subtract(t, perceptron(x, w, b), dtype=w.dtype)
    change = np.einsum("n,ni->i", error, with_ones(x))
    return w + lr * change[:-1], b + lr * change[-1]
