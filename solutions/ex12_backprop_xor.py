"""Ex12: backpropagation on XOR."""

import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z))."""
    return 1 / (1 + np.exp(-z))


def forward(params, x):
    """Outputs of both layers: h (N, H) and y (N, 1)."""
    h = sigmoid(x @ params["w1"].T + params["b1"])
    return h, sigmoid(h @ params["w2"].T + params["b2"])


def loss(params, x, t):
    """Half the sum of the squared errors."""
    _, y = forward(params, x)
    return 0.5 * ((y - t) ** 2).sum()


def gradients(params, x, t):
    """Gradients of E by all parameters."""
    h, y = forward(params, x)
    delta2 = (y - t) * y * (1 - y)  # (N, 1)
    delta1 = (delta2 @ params["w2"]) * h * (1 - h)  # (N, H)
    return {
        "w1": delta1.T @ x,
        "b1": delta1.sum(axis=0),
        "w2": delta2.T @ h,
        "b2": delta2.sum(axis=0),
    }


def train_step(params, x, t, lr):
    """Move all parameters at once, by gradients that belong to the old ones."""
    grads = gradients(params, x, t)
    return {name: params[name] - lr * grads[name] for name in params}


def train(params, x, t, lr, steps):
    """Take the steps one after the other, each from where the last one ended."""
    for _ in range(steps):
        params = train_step(params, x, t, lr)
    return params
