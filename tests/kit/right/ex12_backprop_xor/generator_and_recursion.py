"""Layers from a generator, steps by recursion, and a deep copy that moves in place."""

import copy

import numpy as np
from numpy import linalg


def sigmoid(z):
    e = np.exp(-abs(z))
    return np.where(z < 0, e, 1) / (1 + e)


def layers(params, x):
    for k in "12":
        x = sigmoid(np.inner(x, params["w" + k]) + params["b" + k])
        yield x


def forward(params, x):
    return tuple(layers(params, x))


def loss(params, x, t):
    *_, y = layers(params, x)
    return linalg.norm(y - t) ** 2 / 2


def train_step(params, x, t, lr):
    new = copy.deepcopy(params)
    h, y = layers(params, x)
    g2 = np.multiply(y - t, y * (1 - y))
    g1 = g2.dot(params["w2"]) * h * (1 - h)
    for k, g, a in (("1", g1, x), ("2", g2, h)):
        new["w" + k] -= lr * np.tensordot(g, a, axes=(0, 0))
        new["b" + k] -= lr * np.add.reduce(g)
    return new


def train(params, x, t, lr, steps):
    if not steps:
        return params
    return train_step(train(params, x, t, lr, steps - 1), x, t, lr)
