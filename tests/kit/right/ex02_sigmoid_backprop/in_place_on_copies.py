"""Every step written into an array of one's own; examples from the last to the first."""

import numpy as np


def sigmoid(z):
    s = z.copy()
    np.clip(s, -60, 60, out=s)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    return np.reciprocal(s, out=s)


def sigmoid_backward(grad_out, s):
    slope = 1 - s
    slope *= s
    slope *= grad_out
    return slope


def layer(x, w, b):
    z = np.zeros((len(x), len(b)), dtype=x.dtype)
    for i in reversed(range(x.shape[1])):
        z += np.outer(x[:, i], w[:, i])
    z += b
    return sigmoid(z)


def mlp_backward(x, t, w1, b1, w2, b2):
    dw1, db1, dw2, db2 = map(np.zeros_like, (w1, b1, w2, b2))
    for n in range(len(x) - 1, -1, -1):
        one, target = x[n : n + 1], t[n : n + 1]
        h = layer(one, w1, b1)
        y = layer(h, w2, b2)
        delta2 = sigmoid_backward(y - target, y)
        delta1 = sigmoid_backward((w2 * delta2.T).sum(axis=0, keepdims=True), h)
        dw2 += delta2.T * h
        dw1 += delta1.T * one
        db2 += delta2[0]
        db1 += delta1[0]
    return dw1, db1, dw2, db2
