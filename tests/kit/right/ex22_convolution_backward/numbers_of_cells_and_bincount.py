"""The number of each cell by arithmetic, a take, and np.bincount for the way back."""

import numpy as np


def _where(shape, kernel, s, p):
    n, c, h, w = shape
    kh, kw = kernel
    i = np.arange((h + 2 * p - kh) // s + 1)
    j = np.arange((w + 2 * p - kw) // s + 1)
    r = (i[:, None] * s + np.arange(kh) - p)[None, :, None, None, :, None]
    q = (j[:, None] * s + np.arange(kw) - p)[None, None, :, None, None, :]
    k, d = np.arange(n).reshape(n, 1, 1, 1, 1, 1), np.arange(c).reshape(1, 1, 1, c, 1, 1)
    inside = (r >= 0) & (r < h) & (q >= 0) & (q < w)
    flat = np.where(inside, ((k * c + d) * h + r) * w + q, n * c * h * w)
    return flat.reshape(n * len(i) * len(j), c * kh * kw)

def im2col(x, kernel_size, stride=1, padding=0):
    return np.append(x, x.dtype.type(0))[_where(x.shape, kernel_size, stride, padding)]

def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    flat = _where(input_shape, kernel_size, stride, padding)
    size = int(np.prod(input_shape))
    sums = np.bincount(flat.ravel(), columns.ravel(), minlength=size + 1)[:size]
    return sums.reshape(input_shape).astype(columns.dtype)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    O, C, KH, KW = weight.shape
    rows = grad_out.transpose(0, 2, 3, 1).reshape(-1, O)
    columns = im2col(x, (KH, KW), stride, padding)
    dbias = rows.sum(axis=0)
    dweight = (rows.T @ columns).reshape(weight.shape)
    dx = col2im(rows @ weight.reshape(O, -1), x.shape, (KH, KW), stride, padding)
    return dx, dweight, dbias
