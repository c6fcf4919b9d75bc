"""im2col is linear: its matrix is built once, col2im is the transposed one."""

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=None)
def selection(shape, kernel, stride, padding):
    """Which cell of x each entry of columns takes, as a matrix of zeros and ones."""
    n, c, h, w = shape
    kh, kw = kernel
    ho, wo = (h + 2 * padding - kh) // stride + 1, (w + 2 * padding - kw) // stride + 1
    entries = np.ndindex(n, ho, wo, c, kh, kw)
    S = np.zeros((n * ho * wo * c * kh * kw, n * c * h * w))
    for entry, (m, i, j, k, a, b) in enumerate(entries):
        r, q = i * stride + a - padding, j * stride + b - padding
        if r in range(h) and q in range(w):
            S[entry, np.ravel_multi_index((m, k, r, q), shape)] = 1
    return S, (n * ho * wo, c * kh * kw)


def im2col(x, kernel_size, stride=1, padding=0):
    S, shape = selection(x.shape, tuple(kernel_size), stride, padding)
    return (S @ x.ravel()).reshape(shape).astype(x.dtype)


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    S, _ = selection(tuple(input_shape), tuple(kernel_size), stride, padding)
    return (columns.ravel() @ S).reshape(input_shape).astype(columns.dtype)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    N, O = grad_out.shape[:2]
    K = weight.shape[2:]
    per_image = im2col(x, K, stride, padding).reshape(N, -1, weight[0].size)
    dweight = sum(g.reshape(O, -1) @ rows for g, rows in zip(grad_out, per_image))
    back = np.concatenate([g.reshape(O, -1).T @ weight.reshape(O, -1) for g in grad_out])
    dx = col2im(back, x.shape, K, stride, padding)
    return dx, dweight.reshape(weight.shape), grad_out.swapaxes(0, 1).reshape(O, -1).sum(1)
