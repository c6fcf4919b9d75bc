"""A class for a stack of images, generators, partial functions, results laid out strangely."""

from dataclasses import dataclass
from functools import partial, reduce

import numpy as np


@dataclass
class Images:
    cells: np.ndarray

    def maps(self):
        for picture in self.cells:
            yield from picture

    def each(self, change):
        changed = [change(one) for one in self.maps()]
        return Images(np.stack(changed).reshape(*self.cells.shape[:2], *changed[0].shape))


def rescale(x):
    y = x.astype(np.float32)
    y /= 255
    return y


def hflip(x):
    return Images(x).each(np.fliplr).cells


class Window:
    def __init__(self, top, left, height, width):
        self.rows = slice(top, top + height)
        self.columns = slice(left, left + width)
        self.shape = height, width
        self.start = top, left

    def __call__(self, one):
        found = one[self.rows, self.columns]
        if min(self.start) < 0 or found.shape != self.shape:
            raise ValueError("outside")
        return found


def crop(x, *window):
    return Images(x).each(Window(*window)).cells


def stretched(one, size):
    def repeats(old, new):
        return np.bincount(np.arange(new) * old // new, minlength=old)

    h, w = one.shape
    return one.repeat(repeats(h, size[0]), 0).repeat(repeats(w, size[1]), 1)


def resize_nearest(x, size):
    return Images(x).each(partial(stretched, size=tuple(size))).cells


def quarter(images, _):
    return images.each(lambda one: np.flipud(one.T))


rot90 = lambda x, k: reduce(quarter, range(k % 4), Images(np.array(x))).cells
