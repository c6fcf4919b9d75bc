"""A Fortran-ordered or strided result, a named tuple, callables that are no functions."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np


class Sides(NamedTuple):
    before: int
    after: int


same_padding = lambda kernel_size, dilation=1: Sides(
    (dilation * (kernel_size - 1)) >> 1, (dilation * (kernel_size - 1) + 1) >> 1
)


@dataclass
class Frame:
    left: int
    right: int
    top: int
    bottom: int

    def around(self, h, w):
        return self.top + h + self.bottom, self.left + w + self.right

    def places(self, h, w):
        rows = np.arange(self.top, self.top + h)
        columns = np.arange(self.left, self.left + w)
        return np.ix_(rows, columns)


class Padder:
    def __init__(self, order):
        self.order = order

    def pad(self, x, pad, value=0.0):
        frame = Frame(*pad)
        h, w = x.shape[2:]
        rows, columns = frame.around(h, w)
        wide = np.full((*x.shape[:2], rows, 2 * columns), value, x.dtype, self.order)
        y = wide[..., ::2] if columns % 2 else wide[..., :columns]
        y[(..., *frame.places(h, w))] = x
        return y


pad2d = partial(Padder("F").pad)
