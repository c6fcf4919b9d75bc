"""Masks of broadcast comparisons, np.where, and the mean of a mask as a share."""

import numpy as np


def mask(shape, top, left, height, width):
    i, j = np.ogrid[: shape[2], : shape[3]]
    return (abs(2 * (i - top) - height + 1) < height) & (abs(2 * (j - left) - width + 1) < width)


def cutout(x, cy, cx, size):
    inside = mask(x.shape, cy - size // 2, cx - size // 2, size, size)
    return np.where(inside, x.dtype.type(0), x)


def cutmix(x, y_onehot, perm, box):
    inside = mask(x.shape, *box)
    share = inside.mean()
    mixed = y_onehot + share * (y_onehot[perm] - y_onehot)
    return np.where(inside, np.take(x, perm, axis=0), x), mixed.astype(y_onehot.dtype)


def mixup(x, y_onehot, perm, lam):
    return tuple(one[perm] + lam * (one - one[perm]) for one in (x, y_onehot))
