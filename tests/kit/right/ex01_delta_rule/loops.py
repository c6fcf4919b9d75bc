"""The delta rule one number at a time, with Python floats."""

import numpy as np


def linear_unit(x, w, b):
    n_examples, n_inputs = x.shape
    n_units = w.shape[0]
    y = np.empty((n_examples, n_units), dtype=x.dtype)
    for n in range(n_examples):
        for j in range(n_units):
            total = float(b[j])
            for i in range(n_inputs):
                total += float(w[j, i]) * float(x[n, i])
            y[n, j] = total
    return y


def delta_rule_update(x, t, w, b, lr):
    y = linear_unit(x, w, b)
    w_new = [[float(number) for number in row] for row in w]
    b_new = [float(number) for number in b]
    for n in range(len(x)):
        for j in range(len(w)):
            error = float(t[n][j]) - float(y[n][j])
            for i in range(len(x[n])):
                w_new[j][i] += lr * error * float(x[n][i])
            b_new[j] += lr * error
    return [np.array(w_new, dtype=w.dtype), np.array(b_new, dtype=b.dtype)]
