"""Running means, generators, sums by halves, np.vectorize, names inserted in order."""

import numpy as np

from bisect import bisect_left
from dataclasses import dataclass
from functools import reduce


@dataclass
class Mean:
    total: float = 0.0
    count: int = 0

    def add(self, value):
        self.count += 1
        self.total += (value - self.total) / self.count
        return self


class Squared:
    def __init__(self, y, t):
        if y.shape != t.shape:
            raise ValueError("shapes")
        self.d = y - t

    def entries(self):
        yield from (float(v) ** 2 for v in self.d.flat)


def halves(xs):
    if len(xs) == 1:
        return xs[0]
    m = len(xs) // 2
    return halves(xs[:m]) + halves(xs[m:])


def half_sse(y, t):
    return halves(list(Squared(y, t).entries())) / 2


def mse_loss(y, t):
    return reduce(Mean.add, Squared(y, t).entries(), Mean()).total


def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError

    def loss(a, b):
        a = a if b else -a
        return np.log1p(np.exp(-a)) if a >= 0 else np.log1p(np.exp(a)) - a

    return np.vectorize(loss, otypes=[float])(z, t).mean()


def one_hot(labels, num_classes):
    return np.equal.outer(labels, np.arange(num_classes)).astype(np.float64)


def cross_entropy_one_hot(logits, onehot):
    mean = Mean()
    for row, mark in zip(logits, onehot):
        gaps = row - row[mark.argmax()]
        top = gaps.max()
        mean.add(float(top + np.log(np.exp(gaps - top).sum())))
    return mean.total


def accuracy(logits, labels):
    best = np.argsort(logits, axis=1)[:, -1]
    return float((best == labels).sum() / best.size)


def encode_labels(names):
    classes = []
    for name in names:
        at = bisect_left(classes, name)
        if at == len(classes) or classes[at] != name:
            classes.insert(at, name)
    return np.asarray([bisect_left(classes, n) for n in names], dtype="int64"), classes
