"""Backpropagation from the last example to the first, and a list where a pair is due."""

import numpy as np


def sig(z):
    return np.where(
        z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
    )


def forward(params, x):
    h = sig(np.stack([x @ w for w in params["w1"]], axis=1) + params["b1"])
    y = sig(h @ params["w2"][0] + params["b2"])[:, None]
    return [h, y]


def loss(params, x, t):
    total = np.array(0, x.dtype)
    for error in reversed(forward(params, x)[1] - t):
        total = total + error.dot(error) / 2
    return total


def train_step(params, x, t, lr):
    h, y = forward(params, x)
    g = {k: np.zeros_like(v) for k, v in params.items()}
    for xn, tn, hn, yn in reversed(list(zip(x, t, h, y))):
        d = (yn - tn) * yn * (1 - yn)
        g["b2"] += d
        g["w2"] += d * hn
        d = d * params["w2"][0] * hn * (1 - hn)
        g["b1"] += d
        g["w1"] += np.outer(d, xn)
    return {k: (v - lr * g[k]).astype(v.dtype) for k, v in params.items()}


def train(params, x, t, lr, steps):
    while steps > 0:
        params, steps = train_step(params, x, t, lr), steps - 1
    return params
