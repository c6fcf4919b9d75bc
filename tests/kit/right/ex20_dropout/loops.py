"""One value at a time, each with a draw of its own."""

import numpy as np


def dropout(x, p, training, rng):
    if p < 0 or p > 1:
        raise ValueError("p must be a probability")
    y = np.zeros(x.shape, x.dtype)
    mask = np.zeros(x.shape, bool)
    for i in np.ndindex(*x.shape):
        if not training:
            y[i], mask[i] = x[i], True
        elif rng.random() < 1 - p:
            y[i], mask[i] = x[i] / (1 - p), True
    return y, mask


def dropout_backward(grad_out, mask, p):
    dx = np.zeros(grad_out.shape, grad_out.dtype)
    for i in np.ndindex(*grad_out.shape):
        if mask[i]:
            dx[i] = grad_out[i] / (1 - p)
    return dx


def l2_penalty(weights, decay):
    total, gradients = 0.0, []
    for w in weights:
        gradient = np.empty(w.shape, w.dtype)
        for i in np.ndindex(*w.shape):
            total += float(w[i]) ** 2
            gradient[i] = decay * float(w[i])
        gradients.append(gradient)
    return 0.5 * decay * total, gradients
