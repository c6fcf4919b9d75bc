"""Python loops, one cell at a time; the cells of the box are counted as they are pasted."""

import numpy as np


def cutout(x, cy, cx, size):
    y = x.copy()
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            if 0 <= i - (cy - size // 2) < size and 0 <= j - (cx - size // 2) < size:
                for n in range(x.shape[0]):
                    for c in range(x.shape[1]):
                        y[n, c, i, j] = 0.0
    return y


def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    n, c, h, w = x.shape
    x_mixed = np.zeros(x.shape, dtype=x.dtype)
    y_mixed = np.zeros(y_onehot.shape, dtype=y_onehot.dtype)
    for one in range(n):
        pasted = 0
        for i in range(h):
            for j in range(w):
                inside = top <= i < top + height and left <= j < left + width
                pasted += inside
                x_mixed[one, :, i, j] = x[perm[one] if inside else one, :, i, j]
        for k in range(y_onehot.shape[1]):
            y_mixed[one, k] += y_onehot[one, k] * (h * w - pasted) / (h * w)
            y_mixed[one, k] += y_onehot[perm[one], k] * pasted / (h * w)
    return x_mixed, y_mixed


def mixup(x, y_onehot, perm, lam):
    x_mixed = np.zeros_like(x)
    y_mixed = np.zeros_like(y_onehot)
    for one in range(len(x)):
        partner = int(perm[one])
        x_mixed[one] = lam * x[one] + (1.0 - lam) * x[partner]
        for k in range(y_onehot.shape[1]):
            y_mixed[one, k] = lam * y_onehot[one, k] + (1.0 - lam) * y_onehot[partner, k]
    return x_mixed, y_mixed
