"""Two matrices of ones make the sums; the k-th cell takes over with chance x_k / (sum so far)."""

import numpy as np


def band(side, k, step, frame):
    """One row for each window: 1 where a cell of the side lies in it."""
    if frame > k // 2 or k > side + 2 * frame:
        raise ValueError(f"no window of {k} with {frame} beside {side}")
    first = np.arange((side + 2 * frame - k) // step + 1)[:, None] * step - frame
    cell = np.arange(side)
    return ((first <= cell) & (cell < first + k)).astype(float)


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    step = stride or kernel_size
    rows, columns = (band(side, kernel_size, step, padding) for side in x.shape[2:])
    cells = np.outer(rows.sum(1), columns.sum(1))
    sums = np.einsum("ih,nchw,jw->ncij", rows, x, columns, optimize=True)
    return (sums / (kernel_size**2 if count_include_pad else cells)).astype(x.dtype)


def global_avg_pool(x):
    return np.einsum("nchw->nc", x) / x.dtype.type(x[0, 0].size)


def cell_by_cell(x, k):
    """Yield the first cell of all windows, then the second, ..."""
    rows, columns = (side // k * k for side in x.shape[2:])
    for row, column in np.ndindex(k, k):
        yield x[:, :, row:rows:k, column:columns:k]


def stochastic_pool2d(x, kernel_size, rng):
    kept = total = 0
    for cell in cell_by_cell(x, kernel_size):
        total = total + cell
        kept = np.where(rng.random(cell.shape) * total < cell, cell, kept)
    return kept.astype(x.dtype)


def stochastic_pool2d_eval(x, kernel_size):
    first, *others = cell_by_cell(x, kernel_size)
    total, mean = first, first
    for cell in others:  # the mean so far moves towards the new cell
        total = total + cell
        mean = mean + (cell - mean) * (cell / np.where(total, total, 1))
    return mean.copy()
