"""A named box that is clipped by ranges, sets of cells, a named tuple, in place on copies."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Pair(NamedTuple):
    x_mixed: np.ndarray
    y_mixed: np.ndarray


@dataclass(frozen=True)
class Box:
    top: int
    left: int
    height: int
    width: int

    def cells(self, h, w):
        rows = sorted(set(range(h)) & set(range(self.top, self.top + self.height)))
        columns = sorted(set(range(w)) & set(range(self.left, self.left + self.width)))
        return rows, columns


def cutout(x, cy, cx, size):
    rows, columns = Box(cy - size // 2, cx - size // 2, size, size).cells(*x.shape[2:])
    y = np.moveaxis(x, (2, 3), (0, 1)).copy()
    y[np.ix_(rows, columns)] = 0
    return np.moveaxis(y, (0, 1), (2, 3))


class Mixing:
    def __init__(self, y_onehot, perm):
        self.y_onehot = y_onehot
        self.others = y_onehot.take(perm, axis=0)

    def labels(self, lam):
        y = self.y_onehot.copy()
        y *= lam
        y += (1 - lam) * self.others
        return y


def cutmix(x, y_onehot, perm, box):
    h, w = x.shape[2:]
    rows, columns = Box(*box).cells(h, w)
    y = x.copy()
    index = np.ix_(range(len(x)), range(x.shape[1]), rows, columns)
    y[index] = x[perm][index]
    lam = 1 - len(rows) * len(columns) / (h * w)
    return Pair(y, Mixing(y_onehot, perm).labels(lam))


mixup = lambda x, y_onehot, perm, lam: Pair(
    Mixing(x, perm).labels(lam), Mixing(y_onehot, perm).labels(lam)
)
