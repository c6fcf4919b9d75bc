"""Pure Python, one number at a time."""
import numpy as np


def before_relu(row, w1, b1):
    return [sum(w * v for w, v in zip(ws, row)) + b for ws, b in zip(w1, b1)]


def residual_block(x, w1, b1, w2, b2):
    rows = []
    for row in x.tolist():
        hidden = [max(z, 0.0) for z in before_relu(row, w1.tolist(), b1.tolist())]
        new = []
        for i, value in enumerate(row):
            for j, h in enumerate(hidden):
                value += float(w2[i, j]) * h
            new.append(value + float(b2[i]))
        rows.append(new)
    return np.array(rows, dtype=x.dtype)


def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    n, d = x.shape
    h = len(b1)
    grad_x = np.empty((n, d), dtype=x.dtype)
    for k in range(n):
        zs = before_relu(x[k].tolist(), w1.tolist(), b1.tolist())
        for i in range(d):
            total = float(grad_out[k, i])
            for j in range(h):
                if zs[j] > 0:
                    back = 0.0
                    for m in range(d):
                        back += float(grad_out[k, m]) * float(w2[m, j])
                    total += back * float(w1[j, i])
            grad_x[k, i] = total
    return grad_x
