"""Dataclasses, callables that are no functions, Fortran-ordered and strided results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np


class Cell(NamedTuple):
    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    height: int
    width: int
    kernel: int
    step: int

    def __post_init__(self) -> None:
        if self.kernel > min(self.height, self.width):
            raise ValueError("the kernel is larger than the map")

    @cached_property
    def shape(self) -> tuple[int, int]:
        rows = range(0, self.height - self.kernel + 1, self.step)
        columns = range(0, self.width - self.kernel + 1, self.step)
        return len(rows), len(columns)

    def __iter__(self) -> Iterator[tuple[Cell, Cell]]:
        for i, j in np.ndindex(self.shape):
            yield Cell(i, j), Cell(i * self.step, j * self.step)


class TooMuchPadding(ValueError):
    pass


class MaxPool:
    def __call__(self, x, kernel_size, stride=None, padding=0):
        if padding > kernel_size // 2:
            raise TooMuchPadding(padding)
        pad = [(0, 0), (0, 0), (padding, padding), (padding, padding)]
        x = np.pad(x, pad, constant_values=-np.inf)
        grid = Grid(*x.shape[2:], kernel_size, stride or kernel_size)
        out = np.empty((*x.shape[:2], *grid.shape), x.dtype, order="F")
        for there, here in grid:
            window = x[
                :,
                :,
                here.row : here.row + kernel_size,
                here.column : here.column + kernel_size,
            ]
            out[:, :, there.row, there.column] = np.amax(window, axis=(-2, -1))
        return out


def _scatter(order, grad_out, x, kernel_size, stride=None):
    grid = Grid(*x.shape[2:], kernel_size, stride or kernel_size)
    # Every other cell of a larger array, so the result is neither C nor Fortran.
    room = np.zeros((*x.shape[:3], 2 * x.shape[3]), x.dtype, order=order)
    grad_x = room[..., ::2]
    for there, here in grid:
        for n, c in np.ndindex(x.shape[:2]):
            cells = [
                Cell(here.row + a, here.column + b)
                for a in range(kernel_size)
                for b in range(kernel_size)
            ]
            kept = max(cells, key=lambda cell, n=n, c=c: x[n, c, cell.row, cell.column])
            grad_x[n, c, kept.row, kept.column] += grad_out[
                n, c, there.row, there.column
            ]
    return grad_x


max_pool2d = MaxPool()
max_pool2d_backward = partial(_scatter, "F")
