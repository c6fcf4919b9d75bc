"""np.vectorize cell by cell, a padded map in which no box is cut off, recursion over images."""

import numpy as np


def cutout(x, cy, cx, size):
    first, begin = cy - size // 2, cx - size // 2
    erase = np.vectorize(
        lambda value, i, j: 0 if first <= i < first + size and begin <= j < begin + size else value,
        otypes=[x.dtype],
    )
    return erase(x, np.arange(x.shape[2])[:, None], np.arange(x.shape[3]))


def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    edge = max(map(abs, box)) + max(x.shape)
    places = np.pad(np.zeros(x.shape[2:], bool), edge)
    places[edge + top : edge + top + height, edge + left : edge + left + width] = True
    inside = places[edge:-edge, edge:-edge]
    images = x.copy()
    images[..., inside] = x[perm][..., inside]
    return images, one_by_one(y_onehot, perm, 1 - int(inside.sum()) / inside.size)


def one_by_one(values, perm, lam, n=0):
    if n == len(values):
        return values[:0].copy()
    mixed = lam * values[n] + (1 - lam) * values[perm[n]]
    return np.concatenate([mixed[None], one_by_one(values, perm, lam, n + 1)])


def mixup(x, y_onehot, perm, lam):
    return [one_by_one(values, perm, lam) for values in (x, y_onehot)]
