"""Blocks by reshape, summed-area tables, and the Gumbel trick for all windows at once."""

import numpy as np


def blocks(x, k):
    n, c, h, w = x.shape
    whole = x[:, :, : h - h % k, : w - w % k]
    split = whole.reshape(n, c, h // k, k, w // k, k).transpose(0, 1, 2, 4, 3, 5)
    return split.reshape(n, c, h // k, w // k, k * k)


def table_sums(x, k, s):
    """Sums of windows as differences of a table of cumulative sums, in float64."""
    n, c, h, w = x.shape
    t = np.zeros((n, c, h + 1, w + 1))
    t[:, :, 1:, 1:] = x.astype(np.float64).cumsum(2).cumsum(3)
    sums = t[:, :, k:, k:] - t[:, :, :-k, k:] - t[:, :, k:, :-k] + t[:, :, :-k, :-k]
    return sums[:, :, ::s, ::s]


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    n, c, h, w = x.shape
    if padding > kernel_size // 2 or kernel_size > min(h, w) + 2 * padding:
        raise ValueError(f"kernel_size={kernel_size}, padding={padding}, map {h} x {w}")
    stride = kernel_size if stride is None else stride
    room = np.zeros((n, c, h + 2 * padding, w + 2 * padding))
    room[:, :, padding : padding + h, padding : padding + w] = x
    sums = table_sums(room, kernel_size, stride)
    if count_include_pad:
        count = kernel_size * kernel_size
    else:
        first = [np.arange(m) * stride - padding for m in sums.shape[2:]]
        rows, columns = (
            np.minimum(one + kernel_size, side) - np.maximum(one, 0)
            for one, side in zip(first, (h, w))
        )
        count = np.outer(rows, columns)
    return (sums / count).astype(x.dtype)


def global_avg_pool(x):
    n, c = x.shape[:2]
    return np.einsum("ncp->nc", x.reshape(n, c, -1)) / x[0, 0].size


def stochastic_pool2d(x, kernel_size, rng):
    cells = blocks(x, kernel_size)
    with np.errstate(divide="ignore"):
        noisy = np.log(cells) + rng.gumbel(size=cells.shape)
    best = noisy.argmax(-1)
    n, c, i, j = np.ogrid[tuple(map(slice, best.shape))]
    return cells[n, c, i, j, best]


def stochastic_pool2d_eval(x, kernel_size):
    cells = blocks(x, kernel_size)
    with np.errstate(invalid="ignore"):
        p = cells / cells.sum(-1, keepdims=True)
    return np.einsum("...k,...k->...", np.nan_to_num(p), cells)
