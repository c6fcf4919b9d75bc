"""Seven loops over plain Python numbers, and no padded copy."""

import numpy as np


def conv2d(x, weight, bias, stride=1, padding=0):
    N, C, H, W = x.shape
    O, depth, KH, KW = weight.shape
    if depth != C:
        raise ValueError("depth")
    H_out = (H + 2 * padding - KH) // stride + 1
    W_out = (W + 2 * padding - KW) // stride + 1
    if H_out < 1 or W_out < 1:
        raise ValueError("the kernel does not fit")
    out = np.empty((N, O, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for o in range(O):
            for i in range(H_out):
                for j in range(W_out):
                    total = float(bias[o])
                    for c in range(C):
                        for a in range(KH):
                            for b in range(KW):
                                row = i * stride + a - padding
                                column = j * stride + b - padding
                                if 0 <= row < H and 0 <= column < W:
                                    total += float(x[n, c, row, column]) * float(weight[o, c, a, b])
                    out[n, o, i, j] = total
    return out
