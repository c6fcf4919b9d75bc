"""Backpropagation one number at a time, with Python floats and math.exp."""

import math

import numpy as np


def squeeze(z):
    return 1 / (1 + math.exp(-z))


def answers(w1, b1, w2, b2, row):
    h = [squeeze(sum(w * v for w, v in zip(ws, row)) + b) for ws, b in zip(w1, b1)]
    return h, squeeze(sum(w * v for w, v in zip(w2[0], h)) + b2[0])


def as_lists(params):
    return [params[name].tolist() for name in ("w1", "b1", "w2", "b2")]


def forward(params, x):
    every = [answers(*as_lists(params), row) for row in x.tolist()]
    return (
        np.array([h for h, _ in every], dtype=x.dtype),
        np.array([[y] for _, y in every], dtype=x.dtype),
    )


def loss(params, x, t):
    total = 0
    for row, (target,) in zip(x.tolist(), t.tolist()):
        total += (answers(*as_lists(params), row)[1] - target) ** 2
    return total / 2


def train_step(params, x, t, lr):
    w1, b1, w2, b2 = old = as_lists(params)
    new1, newb1, new2, newb2 = as_lists(params)
    for row, (target,) in zip(x.tolist(), t.tolist()):
        h, y = answers(*old, row)
        delta2 = (y - target) * y * (1 - y)
        newb2[0] -= lr * delta2
        for j in range(len(h)):
            new2[0][j] -= lr * delta2 * h[j]
            delta1 = delta2 * w2[0][j] * h[j] * (1 - h[j])
            newb1[j] -= lr * delta1
            for i in range(len(row)):
                new1[j][i] -= lr * delta1 * row[i]
    made = zip(params, (params[name].dtype for name in params))
    values = {"w1": new1, "b1": newb1, "w2": new2, "b2": newb2}
    return {name: np.array(values[name], dtype) for name, dtype in made}


def train(params, x, t, lr, steps):
    for _ in range(steps):
        params = train_step(params, x, t, lr)
    return params
