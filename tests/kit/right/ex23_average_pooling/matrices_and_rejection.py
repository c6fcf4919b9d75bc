"""One matrix for the rows and one for the columns; darts thrown until each window has one."""

import numpy as np


def covering(length, size, step, padding):
    """Which cells (rows of the matrix) lie in which window (its columns)."""
    if padding > size // 2:
        raise ValueError(f"{padding=} is too much for {size=}")
    begins = np.arange(-padding, length + padding - size + 1, step)
    if not begins.size:
        raise ValueError(f"a window of {size} does not fit")
    cell = np.arange(length)[:, None]
    return ((begins <= cell) & (cell < begins + size)).astype(float)


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    how = kernel_size, stride or kernel_size, padding
    rows, columns = (covering(length, *how) for length in x.shape[2:])
    out = np.asfortranarray(np.einsum("nchw,hi,wj->ncij", x, rows, columns))
    out /= kernel_size**2 if count_include_pad else np.outer(rows.sum(0), columns.sum(0))
    return out.astype(x.dtype)


def global_avg_pool(x):
    n, c, h, w = x.shape
    return (np.einsum("nchw->nc", x, dtype=float) / (h * w)).astype(x.dtype)


def flat(x, k):
    n, c, h, w = x.shape
    x = x[:, :, : h // k * k, : w // k * k].reshape(n, c, h // k, k, w // k, k)
    return x.swapaxes(3, 4).reshape(-1, k * k), (n, c, h // k, w // k)


def stochastic_pool2d(x, kernel_size, rng):
    cells, shape = flat(x, kernel_size)
    largest = cells.max(axis=1)
    kept = np.zeros(len(cells), x.dtype)
    open_ones = np.flatnonzero(largest)
    while open_ones.size:
        value = cells[open_ones, rng.integers(kernel_size**2, size=open_ones.size)]
        hit = rng.random(open_ones.size) * largest[open_ones] < value
        kept[open_ones[hit]] = value[hit]
        open_ones = open_ones[~hit]
    return kept.reshape(shape)


def stochastic_pool2d_eval(x, kernel_size):
    cells, shape = flat(x, kernel_size)
    mean = [np.average(one, weights=one) if one.any() else 0 for one in cells.astype(float)]
    return np.array(mean, x.dtype).reshape(shape)
