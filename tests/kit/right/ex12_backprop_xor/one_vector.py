"""Backpropagation with all parameters in one float64 vector."""

import numpy as np


class Net:
    def __init__(self, params):
        self.dtype = params["w1"].dtype
        self.H = len(params["b1"])
        self.theta = np.concatenate(
            [params[k].ravel() for k in ("w1", "b1", "w2", "b2")]
        ).astype(np.float64)

    def parts(self, v):
        H = self.H
        return {
            "w1": v[: 2 * H].reshape(H, 2),
            "b1": v[2 * H : 3 * H],
            "w2": v[3 * H : 4 * H].reshape(1, H),
            "b2": v[4 * H :],
        }

    def out(self, x):
        p = self.parts(self.theta)
        h = np.reciprocal(1 + np.exp(-(x @ p["w1"].T) - p["b1"]))
        y = np.reciprocal(1 + np.exp(-(h @ p["w2"].T) - p["b2"]))
        return h, y

    def step(self, x, t, lr):
        x, t = x.astype(np.float64), t.astype(np.float64)
        h, y = self.out(x)
        d2 = (y - t) * y * (1 - y)
        d1 = d2 * self.parts(self.theta)["w2"] * h * (1 - h)
        g = np.concatenate([(d1.T @ x).ravel(), d1.sum(0), (d2.T @ h).ravel(), d2.sum(0)])
        self.theta = self.theta - lr * g

    def params(self):
        return {k: v.astype(self.dtype) for k, v in self.parts(self.theta).items()}


def forward(params, x):
    h, y = Net(params).out(x)
    return h.astype(x.dtype), y.astype(x.dtype)


def loss(params, x, t):
    return float(((Net(params).out(x)[1] - t) ** 2).sum() / 2)


def train_step(params, x, t, lr):
    return train(params, x, t, lr, 1)


def train(params, x, t, lr, steps):
    net = Net(params)
    for _ in range(steps):
        net.step(x, t, lr)
    return net.params()
