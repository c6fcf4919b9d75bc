"""Functions that call each other, rows deleted, cells repeated and left out, a table of greys."""

import numpy as np

GREYS = np.array([grey / 255 for grey in range(256)], dtype="f4")


def swapped(x):
    return np.moveaxis(x, 2, 3)


def rescale(x):
    return GREYS[x]


def hflip(x):
    return rot90(swapped(x), -1)


def crop(x, top, left, height, width):
    h, w = x.shape[2:]
    # Twice the distance of the two centres.
    if abs(2 * top + height - h) > h - height or abs(2 * left + width - w) > w - width:
        raise ValueError(f"{height} x {width} at {top}, {left} is not inside {h} x {w}")
    rows = [i for i in range(h) if not top <= i < top + height]
    columns = [j for j in range(w) if not left <= j < left + width]
    return np.delete(np.delete(x, rows, axis=2), columns, axis=3)


def resize_nearest(x, size):
    h, w = x.shape[2:]
    many = x.repeat(size[0], axis=2).repeat(size[1], axis=3)
    return np.copy(many[:, :, ::h, ::w])


def rot90(x, k):
    y = np.array(x)
    for _ in range(abs(k)):
        if k < 0:
            y = np.stack([y[:, :, i] for i in reversed(range(y.shape[2]))], axis=3)
        else:
            y = np.stack([y[..., j] for j in reversed(range(y.shape[3]))], axis=2)
    return y
