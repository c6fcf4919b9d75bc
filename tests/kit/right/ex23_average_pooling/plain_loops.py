"""Nothing but loops over plain numbers, and one rng.random() where something is drawn."""

import numpy as np


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
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
                    total, cells = 0.0, 0
                    for a in range(kernel_size):
                        for b in range(kernel_size):
                            r = i * stride + a - padding
                            q = j * stride + b - padding
                            if 0 <= r < H and 0 <= q < W:
                                total += float(x[n, c, r, q])
                                cells += 1
                            elif count_include_pad:
                                cells += 1
                    out[n, c, i, j] = total / cells
    return out


def global_avg_pool(x):
    N, C, H, W = x.shape
    out = np.zeros((N, C), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            total = 0.0
            for r in range(H):
                for q in range(W):
                    total += float(x[n, c, r, q])
            out[n, c] = total / (H * W)
    return out


def stochastic_pool2d(x, kernel_size, rng):
    N, C, H, W = x.shape
    K = kernel_size
    out = np.zeros((N, C, H // K, W // K), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H // K):
                for j in range(W // K):
                    total = 0.0
                    for a in range(K):
                        for b in range(K):
                            total += float(x[n, c, i * K + a, j * K + b])
                    if total == 0.0:
                        continue
                    u = rng.random() * total
                    for a in range(K):
                        for b in range(K):
                            value = float(x[n, c, i * K + a, j * K + b])
                            if value > 0.0 and u >= 0.0:
                                out[n, c, i, j] = value
                                u -= value
    return out


def stochastic_pool2d_eval(x, kernel_size):
    N, C, H, W = x.shape
    K = kernel_size
    out = np.zeros((N, C, H // K, W // K), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H // K):
                for j in range(W // K):
                    total, squares = 0.0, 0.0
                    for a in range(K):
                        for b in range(K):
                            value = float(x[n, c, i * K + a, j * K + b])
                            total += value
                            squares += value * value
                    if total > 0.0:
                        out[n, c, i, j] = squares / total
    return out
