"""A layer that is made anew in every call, a choice for each value, results in Fortran order."""

from functools import reduce

import numpy as np


class Dropout:
    def __init__(self, p):
        if not 0 <= p <= 1:
            raise ValueError("not a probability")
        self.p = p

    def factors(self, mask, dtype):
        share = 1 - self.p
        return np.divide(mask, share, out=np.zeros(mask.shape), where=mask).astype(dtype)

    def forward(self, x, training, rng):
        if not training:
            return np.asfortranarray(x.copy()), np.ones(x.shape, order="F", dtype=np.bool_)
        mask = rng.choice([False, True], size=x.shape, p=[self.p, 1 - self.p])
        return np.asfortranarray(x * self.factors(mask, x.dtype)), np.asfortranarray(mask)

    def backward(self, grad_out, mask):
        return np.asfortranarray(grad_out * self.factors(mask, grad_out.dtype))


def dropout(x, p, training, rng):
    return list(Dropout(p).forward(x, training, rng))


def dropout_backward(grad_out, mask, p):
    return Dropout(p).backward(grad_out, mask)


def l2_penalty(weights, decay):
    squares = map(lambda w: np.linalg.norm(w.astype(float)) ** 2, weights)
    half = decay / 2
    gradients = tuple(np.asfortranarray(half * w + half * w) for w in weights)
    return [half * reduce(float.__add__, map(float, squares), 0.0), gradients]
