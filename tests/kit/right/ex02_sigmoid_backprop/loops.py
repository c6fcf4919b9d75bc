"""Backpropagation one number at a time, with math.exp and Python floats."""

import math

import numpy as np


def sigmoid(z):
    s = np.zeros(z.shape, dtype=z.dtype)
    for index in np.ndindex(z.shape):
        s[index] = one_sigmoid(float(z[index]))
    return s


def one_sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + math.exp(-z))


def sigmoid_backward(grad_out, s):
    grad = np.zeros_like(s)
    for index, value in np.ndenumerate(s):
        grad[index] = grad_out[index] * value * (1 - value)
    return grad


def mlp_backward(x, t, w1, b1, w2, b2):
    n_inputs, n_hidden, n_outputs = x.shape[1], len(b1), len(b2)
    dw1 = [[0.0] * n_inputs for _ in range(n_hidden)]
    db1 = [0.0] * n_hidden
    dw2 = [[0.0] * n_hidden for _ in range(n_outputs)]
    db2 = [0.0] * n_outputs
    for n in range(len(x)):
        h = []
        for j in range(n_hidden):
            z = float(b1[j])
            for i in range(n_inputs):
                z += float(w1[j][i]) * float(x[n][i])
            h.append(one_sigmoid(z))
        back = [0.0] * n_hidden
        for k in range(n_outputs):
            z = float(b2[k])
            for j in range(n_hidden):
                z += float(w2[k][j]) * h[j]
            y = one_sigmoid(z)
            delta = (y - float(t[n][k])) * y * (1 - y)
            db2[k] += delta
            for j in range(n_hidden):
                dw2[k][j] += delta * h[j]
                back[j] += delta * float(w2[k][j])
        for j in range(n_hidden):
            delta = back[j] * h[j] * (1 - h[j])
            db1[j] += delta
            for i in range(n_inputs):
                dw1[j][i] += delta * float(x[n][i])
    return [np.array(grad, dtype=x.dtype) for grad in (dw1, db1, dw2, db2)]
