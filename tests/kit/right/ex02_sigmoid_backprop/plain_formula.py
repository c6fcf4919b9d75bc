"""The formula as it stands: exp overflows at -1000, NumPy warns, the answer is right."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(grad_out, s):
    return grad_out * (s * (1 - s))


def mlp_backward(x, t, w1, b1, w2, b2):
    # Examples as columns, as a textbook would have it.
    h = sigmoid(w1 @ x.T + b1[:, None])
    y = sigmoid(w2 @ h + b2[:, None])
    d2 = sigmoid_backward(y - t.T, y)
    d1 = sigmoid_backward(w2.T @ d2, h)
    return d1 @ x, d1 @ np.ones_like(x[:, 0]), d2 @ h.T, d2.sum(1)
