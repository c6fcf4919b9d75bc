"""Truth tables as bits of a number, masks, sums of the wrong rows, w's own dtype."""

import numpy as np



def step(z, at_zero):
    out = np.sign(z)
    out[out == 0] = at_zero
    return np.maximum(out, 0).astype("int64")


def perceptron(x, w, b):
    x = x.astype(w.dtype)
    total = np.full(len(x), b, dtype=w.dtype)
    for i in range(len(w)):
        total += x[:, i] * w[i]
    return np.ma.masked_greater(total, 0).mask.astype(np.int64) * np.ones(len(x), np.int64)


def gate(name, x):
    table = {"and": 0b1000, "or": 0b1110, "nand": 0b0111}[name]
    return table >> (2 * x[:, 0] + x[:, 1]) & 1


def xor(x):
    return np.array([0, 1, 1, 0])[x @ np.array([2, 1])]


def perceptron_update(x, t, w, b, lr):
    y = perceptron(x, w, b)
    up, down = x[(t == 1) & (y == 0)], x[(t == 0) & (y == 1)]
    new = w + w.dtype.type(lr) * (up.sum(axis=0) - down.sum(axis=0))
    return new.astype(w.dtype), b + lr * (len(up) - len(down))
