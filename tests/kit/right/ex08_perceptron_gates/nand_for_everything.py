"""XOR of four NANDs, gates of least sums, a generator of answers, examples from the last."""

import numpy as np
import numpy.ma as ma


def step(z, at_zero):
    return (ma.masked_equal(z, 0).filled(at_zero - 0.5) > 0).astype(np.int64)


def perceptron(x, w, b):
    return np.fromiter((sum(map(float, row * w), b) > 0 for row in x), dtype=np.int64)


def gate(name, x):
    if name == "nand":
        return 1 - gate("and", x)
    least = 2 if name == "and" else 1
    return (x.sum(axis=1) >= least).astype(np.int64)


def xor(x):
    both = gate("nand", x)
    left = gate("nand", np.stack([x[:, 0], both], 1))
    right = gate("nand", np.stack([both, x[:, 1]], 1))
    return gate("nand", np.stack([left, right], 1))


def perceptron_update(x, t, w, b, lr):
    y = perceptron(x, w, b)
    w_new, b_new, rate = w.copy(), w.dtype.type(b), w.dtype.type(lr)
    for n in np.flatnonzero(y != t)[::-1]:
        sign = 1 if t[n] else -1
        w_new += rate * sign * x[n]
        b_new += rate * sign
    return w_new, b_new
