"""One example at a time through np.vectorize with a signature, a generator of shares."""

import numpy as np

_one = np.vectorize(lambda a, w, b: (w * a).sum(axis=1) + b, signature="(d),(o,d),(o)->(o)")


def linear(x, weight, bias):
    return _one(x, weight, bias)


def _pieces(g, x):
    for row, example in zip(g, x):
        yield np.multiply.outer(row, example), row


def linear_backward(grad_out, x, weight):
    dx = np.stack([weight.T.dot(g) for g in grad_out])
    dw, db = np.zeros_like(weight, order="C"), np.zeros(grad_out.shape[1], grad_out.dtype)
    for a, b in _pieces(grad_out, x):
        dw += a
        db += b
    return dx, dw, db
