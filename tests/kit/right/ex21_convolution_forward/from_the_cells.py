"""Backwards: each cell of x is added to all sums that see it; nothing else is padded."""

import numpy as np
from itertools import product


def conv2d(x, weight, bias, stride=1, padding=0):
    if weight.shape[1] != x.shape[1]:
        raise ValueError("channels")
    size = [(s + 2 * padding - k) // stride + 1 for s, k in zip(x.shape[2:], weight.shape[2:])]
    if min(size) <= 0:
        raise ValueError("kernel")
    out = np.zeros((x.shape[0], weight.shape[0], *size), x.dtype) + bias[:, np.newaxis, np.newaxis]
    for r, q, a, b in product(*map(range, (*x.shape[2:], *weight.shape[2:]))):
        (i, down), (j, across) = divmod(r + padding - a, stride), divmod(q + padding - b, stride)
        if not down and not across and 0 <= i < size[0] and 0 <= j < size[1]:
            out[:, :, i, j] += x[:, :, r, q] @ weight[:, :, a, b].T
    return out
