"""Recursion over the axes in one copy, the step that was really made; a masked array."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=float)

    def slope(part, k):
        kept = part[k]
        part[k] = up = kept + h
        above = f(work)
        part[k] = down = kept - h
        below = f(work)
        part[k] = kept
        return (above - below) / (up - down)

    def walk(part):
        if part.ndim == 1:
            return [slope(part, k) for k in range(len(part))]
        return [walk(row) for row in part]

    return np.array(walk(work))


def relative_error(a, b):
    parts = np.ma.divide(abs(a - b), np.maximum(abs(a), abs(b)))
    return np.ma.filled(parts, 0.0).max()
