"""A mixing matrix of images for all three, einsum over the batch; in float64 and then cast."""

import numpy as np


def mixing(perm, lam):
    n = len(perm)
    return lam * np.eye(n) + (1 - lam) * np.eye(n)[perm]


def mixed(values, matrix):
    return np.einsum("nm,m...->n...", matrix, values.astype("float64")).astype(values.dtype)


def band(length, first, count):
    return np.array([first <= i < first + count for i in range(length)], dtype="float64")


def cutout(x, cy, cx, size):
    rows = band(x.shape[2], cy - size // 2, size)
    columns = band(x.shape[3], cx - size // 2, size)
    kept = 1 - np.outer(rows, columns)
    return np.asfortranarray(np.multiply(x, kept, dtype=x.dtype, casting="unsafe"))


def cutmix(x, y_onehot, perm, box):
    rows, columns = (
        band(length, box[axis], box[axis + 2]) for axis, length in enumerate(x.shape[2:])
    )
    inside = np.einsum("h,w->hw", rows, columns)
    share = inside.sum() / inside.size
    images = x * (1 - inside) + mixed(x, mixing(perm, 0)) * inside
    return images.astype(x.dtype), mixed(y_onehot, mixing(perm, 1 - share))


def mixup(x, y_onehot, perm, lam):
    matrix = mixing(perm, lam)
    return mixed(x, matrix), mixed(y_onehot, matrix)
