"""Callable objects, Fortran-ordered results, float32 throughout where x is float32."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np


class ImpossibleWindow(ValueError):
    pass


@dataclass(frozen=True)
class Windows:
    x: np.ndarray
    size: int
    step: int

    def __post_init__(self) -> None:
        if self.size > min(self.x.shape[-2:]):
            raise ImpossibleWindow(self.size)

    @property
    def grid(self) -> tuple[int, int]:
        h, w = self.x.shape[-2:]
        return (h - self.size) // self.step + 1, (w - self.size) // self.step + 1

    def shifted(self):
        """One strided slice of the whole map for each cell of the window."""
        h, w = self.grid
        for a in range(self.size):
            for b in range(self.size):
                rows = slice(a, a + self.step * (h - 1) + 1, self.step)
                columns = slice(b, b + self.step * (w - 1) + 1, self.step)
                yield self.x[..., rows, columns]

    def sum(self):
        out = np.zeros((*self.x.shape[:-2], *self.grid), self.x.dtype, order="F")
        for part in self.shifted():
            out += part
        return out


class AveragePool:
    def __call__(self, x, kernel_size, stride=None, padding=0, count_include_pad=True):
        if padding > kernel_size // 2:
            raise ImpossibleWindow(padding)
        step = stride or kernel_size
        frame = partial(self.frame, padding)
        sums = Windows(frame(x), kernel_size, step).sum()
        ones = np.ones(x.shape[2:], x.dtype)
        inside = Windows(frame(ones), kernel_size, step).sum()
        sums *= 1 / x.dtype.type(kernel_size**2) if count_include_pad else 1 / inside
        return sums

    @staticmethod
    def frame(padding, x):
        sides = [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2
        return np.pad(x, sides)


class Stochastic:
    """Reservoir sampling: each cell takes the place with its share of the sum so far."""

    def __call__(self, x, kernel_size, rng):
        windows = Windows(x, kernel_size, kernel_size)
        out = np.zeros((*x.shape[:2], *windows.grid), x.dtype, order="F")
        so_far = np.zeros(out.shape)
        for part in windows.shifted():
            so_far += part
            takes = rng.uniform(size=out.shape) * so_far < part
            np.copyto(out, part, where=takes)
        return out

    @staticmethod
    def mean(x, kernel_size):
        squares = Windows(np.square(x), kernel_size, kernel_size).sum()
        sums = Windows(x, kernel_size, kernel_size).sum()
        return np.divide(squares, sums, out=np.zeros_like(sums), where=sums != 0)


avg_pool2d = AveragePool()
stochastic_pool2d = Stochastic()
stochastic_pool2d_eval = Stochastic.mean


def global_avg_pool(x):
    return x.reshape(*x.shape[:2], -1) @ np.full(x[0, 0].size, 1 / x[0, 0].size, x.dtype)
