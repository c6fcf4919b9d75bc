"""Loops over plain Python numbers, and no padded copy; the gradients do not use im2col."""

import numpy as np


def places(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def im2col(x, kernel_size, stride=1, padding=0):
    N, C, H, W = x.shape
    KH, KW = kernel_size
    rows = []
    for n in range(N):
        for i in range(places(H, KH, stride, padding)):
            for j in range(places(W, KW, stride, padding)):
                row = []
                for c in range(C):
                    for a in range(KH):
                        for b in range(KW):
                            r, q = i * stride + a - padding, j * stride + b - padding
                            inside = 0 <= r < H and 0 <= q < W
                            row.append(float(x[n, c, r, q]) if inside else 0.0)
                rows.append(row)
    return np.array(rows, dtype=x.dtype)


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = input_shape
    KH, KW = kernel_size
    x = [[[[0.0] * W for _ in range(H)] for _ in range(C)] for _ in range(N)]
    row = 0
    for n in range(N):
        for i in range(places(H, KH, stride, padding)):
            for j in range(places(W, KW, stride, padding)):
                column = 0
                for c in range(C):
                    for a in range(KH):
                        for b in range(KW):
                            r, q = i * stride + a - padding, j * stride + b - padding
                            if 0 <= r < H and 0 <= q < W:
                                x[n][c][r][q] += float(columns[row, column])
                            column += 1
                row += 1
    return np.array(x, dtype=columns.dtype)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    N, C, H, W = x.shape
    O, _, KH, KW = weight.shape
    dx = (x * 0.0).tolist()
    dweight = (weight * 0.0).tolist()
    dbias = [0.0] * O
    for n in range(N):
        for o in range(O):
            for i in range(grad_out.shape[2]):
                for j in range(grad_out.shape[3]):
                    g = float(grad_out[n, o, i, j])
                    dbias[o] += g
                    for c in range(C):
                        for a in range(KH):
                            for b in range(KW):
                                r, q = i * stride + a - padding, j * stride + b - padding
                                if 0 <= r < H and 0 <= q < W:
                                    dx[n][c][r][q] += g * float(weight[o, c, a, b])
                                    dweight[o][c][a][b] += g * float(x[n, c, r, q])
    return tuple(np.array(part, dtype=x.dtype) for part in (dx, dweight, dbias))
