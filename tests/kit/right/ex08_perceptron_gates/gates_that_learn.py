"""Gates that learn their own weights before they answer; XOR of four NANDs."""

import numpy as np

from functools import cache
from itertools import product

TRUTH = {"and": min, "or": max, "nand": lambda p: 1 - min(p)}


@cache
def learned(name):
    rows = list(product((0, 1), repeat=2))
    x = np.array(rows, dtype=float)
    t = np.array([TRUTH[name](row) for row in rows], dtype=np.int64)
    w, b = np.zeros(2), 0.0
    while (perceptron(x, w, b) != t).any():
        w, b = perceptron_update(x, t, w, b, 1.0)
    return tuple(w), b


def step(z, at_zero):
    return np.where(z == 0, at_zero, z > 0).astype(np.int64)


def perceptron(x, w, b):
    return step(x @ w + b, 0)


def gate(name, x):
    w, b = learned(name)
    return perceptron(x, np.array(w), b)


def xor(x):
    first = gate("nand", x)
    left = gate("nand", np.column_stack([x[:, 0], first]))
    right = gate("nand", np.column_stack([first, x[:, 1]]))
    return gate("nand", np.array([left, right]).T)


def perceptron_update(x, t, w, b, lr):
    e = t - perceptron(x, w, b)
    return (w + lr * (x.T @ e)).astype(w.dtype), b + lr * float(e.sum())
