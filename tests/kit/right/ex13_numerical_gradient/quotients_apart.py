"""Two quotients subtracted, Fortran order inside; one less the smaller over the larger."""

import numpy as np


class Point:
    def __init__(self, x):
        self.x = np.asfortranarray(x, dtype=np.float64)

    def neighbours(self, h):
        for flat in range(self.x.size):
            where = np.unravel_index(flat, self.x.shape)
            ahead, behind = np.copy(self.x, order="K"), np.copy(self.x, order="K")
            ahead[where], behind[where] = self.x[where] + h, self.x[where] - h
            yield where, ahead, behind


def numerical_gradient(f, x, h=1e-5):
    gradient = np.full(x.shape, np.nan, order="F")
    for where, ahead, behind in Point(x).neighbours(h):
        gradient[where] = f(ahead) / (2 * h) - f(behind) / (2 * h)
    return gradient


@np.vectorize
def apart(one, other):
    smaller, larger = sorted((one, other), key=abs)
    return abs(1 - smaller / larger) if larger else 0.0


def relative_error(a, b):
    return np.sort(apart(a, b), axis=None)[-1]
