"""Writes into copies of its own, and takes math's functions where a number is enough."""
import math

import numpy as np


def softmax(logits):
    p = logits.copy(order="C")
    np.subtract(p, np.maximum.reduce(p, axis=1)[:, None], out=p)
    np.exp(p, out=p)
    for row in p:
        row /= row.dtype.type(math.fsum(row))
    return p


def cross_entropy(logits, labels):
    total = []
    for p, z, label in zip(softmax(logits), logits, labels):
        # Two ways: the logarithm where there is one, the difference where p has vanished.
        if p[label] > 1e-300:
            total.append(-math.log(p[label]))
        else:
            top = float(max(z))
            total.append(top - float(z[label]) + math.log(sum(math.exp(v - top) for v in z)))
    return math.fsum(total) / len(total)


def cross_entropy_backward(logits, labels):
    grad = softmax(logits)
    n = grad.dtype.type(len(grad))
    for row, label in zip(grad, labels):
        row[label] -= 1
        np.divide(row, n, out=row)
    return grad
