"""Ex26: augmentation by geometry."""

import numpy as np


def rescale(x):
    """Cast first, so that the division is one of float32."""
    return x.astype(np.float32) / 255


def hflip(x):
    """Read the columns backwards; the slice is only a view, so copy it."""
    return x[:, :, :, ::-1].copy()


def crop(x, top, left, height, width):
    """Refuse what a slice would cut short or count from behind, then copy the slice."""
    h, w = x.shape[2:]
    if top < 0 or left < 0 or top + height > h or left + width > w:
        raise ValueError("the window is not inside the image")
    return x[:, :, top : top + height, left : left + width].copy()


def resize_nearest(x, size):
    """List the row and the column that each output cell takes, in whole numbers."""
    h, w = x.shape[2:]
    rows = np.arange(size[0]) * h // size[0]
    columns = np.arange(size[1]) * w // size[1]
    return x[:, :, rows][:, :, :, columns]


def rot90(x, k):
    """Turn from the rows towards the columns; k is taken modulo 4."""
    return np.rot90(x, k, axes=(2, 3)).copy()
