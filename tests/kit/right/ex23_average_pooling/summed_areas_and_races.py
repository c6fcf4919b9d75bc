"""Summed-area tables; cells that run a race, in which x_i is the speed of cell i."""

import numpy as np


def boxes(x, k, step):
    table = np.zeros((*x.shape[:-2], x.shape[-2] + 1, x.shape[-1] + 1))
    table[..., 1:, 1:] = x.cumsum(axis=-2, dtype=float).cumsum(axis=-1)
    low, high = slice(None, -k), slice(k, None)
    sums = table[..., high, high] - table[..., low, high]
    sums -= table[..., high, low] - table[..., low, low]
    return sums[..., ::step, ::step]


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    if not 0 <= 2 * padding <= kernel_size <= min(x.shape[2:]) + 2 * padding:
        raise ValueError("no such pooling")
    frame = [(padding, padding)] * 2
    step = kernel_size if stride is None else stride
    out = boxes(np.pad(x, [(0, 0), (0, 0), *frame]), kernel_size, step)
    count = kernel_size**2
    if not count_include_pad:
        count = boxes(np.pad(np.ones(x.shape[2:]), frame), kernel_size, step)
    return np.divide(out, count).astype(x.dtype)


def global_avg_pool(x):
    def halved(v):  # adds in pairs
        m = v.shape[-1] // 2
        return v[..., 0] if m == 0 else halved(v[..., :m]) + halved(v[..., m:])

    maps = x.reshape(*x.shape[:2], -1)
    return halved(maps) / x.dtype.type(maps.shape[-1])


def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    n, c, h, w = x.shape
    kept = np.zeros((n, c, h // k, w // k), x.dtype)
    best = np.full(kept.shape, np.inf)
    for a in range(k):
        for b in range(k):
            lane = x[:, :, a : h // k * k : k, b : w // k * k : k]
            with np.errstate(divide="ignore"):
                time = rng.standard_exponential(kept.shape) / lane.astype(float)
            first = time < best
            kept[first], best[first] = lane[first], time[first]
    return kept


def stochastic_pool2d_eval(x, kernel_size):
    @np.vectorize
    def mean(n, c, i, j):
        rows, columns = (slice(s * kernel_size, (s + 1) * kernel_size) for s in (i, j))
        window = x[n, c, rows, columns].ravel().astype(float)
        top = window.max()
        return window @ (window / top) / (window / top).sum() if top else 0.0

    h, w = (side // kernel_size for side in x.shape[2:])
    return mean(*np.indices((*x.shape[:2], h, w))).astype(x.dtype)
