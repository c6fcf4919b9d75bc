"""Ex02: backpropagation through sigmoid units."""

import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z)), for any z."""
    # Multiplied through by exp(z) where z < 0: exp never sees a positive number, so it
    # cannot overflow.
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_backward(grad_out, s):
    """Gradient with respect to z, from the sigmoid's output s."""
    return grad_out * s * (1 - s)


def mlp_backward(x, t, w1, b1, w2, b2):
    """Gradients of E = 1/2 * sum of (t - y)**2, in the order (dw1, db1, dw2, db2)."""
    h = sigmoid(x @ w1.T + b1)  # (N, H)
    y = sigmoid(h @ w2.T + b2)  # (N, O)
    delta2 = sigmoid_backward(y - t, y)  # (N, O)
    delta1 = sigmoid_backward(delta2 @ w2, h)  # (N, H)
    return delta1.T @ x, delta1.sum(axis=0), delta2.T @ h, delta2.sum(axis=0)
