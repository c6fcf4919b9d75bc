"""Nothing but loops over plain numbers."""

import numpy as np


def max_pool2d(x, kernel_size, stride=None, padding=0):
    if stride is None:
        stride = kernel_size
    if padding > kernel_size // 2:
        raise ValueError("too much padding")
    N, C, H, W = x.shape
    H_out = (H + 2 * padding - kernel_size) // stride + 1
    W_out = (W + 2 * padding - kernel_size) // stride + 1
    if H_out < 1 or W_out < 1:
        raise ValueError("window does not fit")
    out = np.empty((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    best = float("-inf")
                    for a in range(kernel_size):
                        for b in range(kernel_size):
                            r = i * stride + a - padding
                            q = j * stride + b - padding
                            if 0 <= r < H and 0 <= q < W:
                                best = max(best, float(x[n, c, r, q]))
                    out[n, c, i, j] = best
    return out


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    if stride is None:
        stride = kernel_size
    grad_x = (x * 0.0).tolist()
    N, C, H_out, W_out = grad_out.shape
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    where = None
                    for r in range(i * stride, i * stride + kernel_size):
                        for q in range(j * stride, j * stride + kernel_size):
                            if where is None or x[n, c, r, q] > x[(n, c, *where)]:
                                where = r, q
                    r, q = where
                    grad_x[n][c][r][q] += float(grad_out[n, c, i, j])
    return np.array(grad_x, dtype=x.dtype)
