"""One number at a time, in Python floats."""

import numpy as np


def linear(x, weight, bias):
    y = []
    for example in x:
        row = []
        for j in range(weight.shape[0]):
            total = float(bias[j])
            for i in range(weight.shape[1]):
                total += float(weight[j][i]) * float(example[i])
            row.append(total)
        y.append(row)
    return np.array(y, dtype=x.dtype)


def linear_backward(grad_out, x, weight):
    n_units, n_inputs = weight.shape
    dx = np.zeros(x.shape)
    dweight = np.zeros(weight.shape)
    dbias = np.zeros(n_units)
    for n in range(len(x)):
        for j in range(n_units):
            dbias[j] += grad_out[n, j]
            for i in range(n_inputs):
                dweight[j, i] += float(grad_out[n, j]) * float(x[n, i])
                dx[n, i] += float(grad_out[n, j]) * float(weight[j, i])
    return [one.astype(x.dtype) for one in (dx, dweight, dbias)]
