"""Reverse-mode differentiation on scalars; NumPy only at the door."""

import math

import numpy as np


class Value:
    def __init__(self, v, parents=()):
        self.v, self.parents, self.g = float(v), parents, 0.0

    def __add__(self, o):
        return Value(self.v + o.v, ((self, 1.0), (o, 1.0)))

    def __mul__(self, o):
        return Value(self.v * o.v, ((self, o.v), (o, self.v)))

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.v))
        return Value(s, ((self, s * (1 - s)),))

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.g = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.g += slope * node.g


def _wrap(params):
    return {k: np.vectorize(Value, otypes=[object])(a) for k, a in params.items()}


def _run(p, x):
    hs, ys = [], []
    for row in x:
        h = []
        for w, b in zip(p["w1"], p["b1"]):
            z = b
            for wi, xi in zip(w, row):
                z = z + wi * Value(xi)
            h.append(z.sigmoid())
        z = p["b2"][0]
        for wj, hj in zip(p["w2"][0], h):
            z = z + wj * hj
        hs.append(h)
        ys.append(z.sigmoid())
    return hs, ys


def forward(params, x):
    hs, ys = _run(_wrap(params), x)
    h = np.array([[u.v for u in h] for h in hs], x.dtype)
    return h, np.array([[u.v] for u in ys], x.dtype)


def _error(p, x, t):
    _, ys = _run(p, x)
    e = Value(0)
    for y, target in zip(ys, t[:, 0]):
        d = y + Value(-target)
        e = e + d * d * Value(0.5)
    return e


def loss(params, x, t):
    return _error(_wrap(params), x, t).v


def train_step(params, x, t, lr):
    p = _wrap(params)
    _error(p, x, t).backward()
    return {
        k: np.array([u.v - lr * u.g for u in a.flat], params[k].dtype).reshape(a.shape)
        for k, a in p.items()
    }


def train(params, x, t, lr, steps):
    for _ in range(steps):
        params = train_step(params, x, t, lr)
    return params
