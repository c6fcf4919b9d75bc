"""Mini-batch descent one number at a time, with Python floats; a batch grows until full."""

import numpy as np


def batches(order, batch_size):
    cut, growing = [], []
    for number in order:
        growing.append(int(number))
        if len(growing) == batch_size:
            cut.append(np.array(growing, dtype=order.dtype))
            growing = []
    if growing:
        cut.append(np.array(growing, dtype=order.dtype))
    return cut


def _sums(x, t, w, b, rows):
    by_w, by_b = [0.0] * len(w), 0.0
    for n in rows:
        y = float(b)
        for i in range(len(w)):
            y += float(w[i]) * float(x[n][i])
        miss = y - float(t[n])
        for i in range(len(w)):
            by_w[i] += 2 * miss * float(x[n][i]) / len(rows)
        by_b += 2 * miss / len(rows)
    return by_w, by_b


def mse_gradients(x, t, w, b):
    by_w, by_b = _sums(x, t, w, b, range(len(t)))
    return np.array(by_w, dtype=w.dtype), by_b


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    now = [float(number) for number in w]
    start = 0
    while start < len(order):
        rows = order[start : min(start + batch_size, len(order))]
        by_w, by_b = _sums(x, t, now, b, rows)
        now = [number - lr * change for number, change in zip(now, by_w)]
        b = b - lr * by_b
        start += batch_size
    return [np.array(now, dtype=w.dtype), b]
