"""A class of its own, callables that are no plain functions, results in Fortran order."""

from dataclasses import dataclass
from functools import partial

import numpy as np


@dataclass(frozen=True)
class Table:
    cells: np.ndarray

    def total(self, axis):
        return np.add.reduce(self.cells, axis=axis)

    def moved_by(self, row):
        wide = np.asfortranarray(np.broadcast_to(row, self.cells.shape).copy())
        np.add(self.cells, wide, out=wide)
        return wide

    def centred(self):
        return self.moved_by(-self.total(0) / len(self.cells))

    def meets(self, other):
        return np.asfortranarray(np.inner(self.cells, other.cells))

    def at(self, columns):
        flat = np.arange(len(columns)) * self.cells.shape[1] + columns
        return self.cells.ravel(order="C").take(flat)


class Asking:
    def __init__(self, way):
        self.way = way

    def __call__(self, x, *rest, **named):
        return self.way(Table(x), *rest, **named)


sum_of_rows = partial(Asking(Table.total), axis=-1)
centre_columns = Asking(Table.centred)
add_bias = Asking(Table.moved_by)
products = Asking(lambda one, y: one.meets(Table(y)))
pick = partial(lambda p, labels: Table(p).at(labels))
