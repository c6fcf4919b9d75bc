"""Cutout pastes black images by cutmix, and cutmix has its labels from mixup.

Answers are pairs with names, and boxes are cut out of a mask with a wide frame.
"""

from collections import namedtuple

import numpy as np

Mixed = namedtuple("Mixed", "images labels")
FRAME = 100


def cutout(x, cy, cx, size):
    n = x.shape[0]
    both = np.concatenate([x, np.zeros_like(x)])
    perm = np.r_[np.arange(n, 2 * n), np.arange(n)]
    half = size // 2
    nothing = np.zeros((2 * n, 1), x.dtype)
    return cutmix(both, nothing, perm, (cy - half, cx - half, size, size)).images[:n]


def cutmix(x, y_onehot, perm, box):
    h, w = x.shape[2:]
    mask = np.zeros((h + 2 * FRAME, w + 2 * FRAME), bool)
    top, left = box[0] + FRAME, box[1] + FRAME
    mask[top : top + box[2], left : left + box[3]] = True
    mask = mask[FRAME:-FRAME, FRAME:-FRAME]
    images = np.empty_like(x)
    images[..., mask] = x[perm][..., mask]
    images[..., ~mask] = x[..., ~mask]
    return Mixed(images, mixup(x, y_onehot, perm, np.mean(~mask)).labels.astype(x.dtype))


def mixup(x, y_onehot, perm, lam):
    def mean(a):
        return np.average([a, a.take(perm, axis=0)], axis=0, weights=[lam, 1 - lam])

    return Mixed(mean(x).astype(x.dtype), mean(y_onehot).astype(x.dtype))
