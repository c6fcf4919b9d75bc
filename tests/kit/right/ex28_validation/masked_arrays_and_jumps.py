"""A dataclass, masked arrays, a search from best to best, own copies changed in place."""
from dataclasses import dataclass
import numpy as np


@dataclass
class Block:
    start: int
    stop: int

    def split(self, n):
        m = np.ma.masked_inside(np.arange(n), self.start, self.stop - 1)
        return m.compressed(), m.data[m.mask].copy()


def kfold_indices(n, k):
    if k < 2:
        raise ValueError
    if n < k:
        raise ValueError
    edges = [i * (n // k) + min(i, n % k) for i in range(k + 1)]
    return [Block(a, b).split(n) for a, b in zip(edges, edges[1:])]


def early_stopping(val_losses, patience, min_delta=0.0):
    losses = np.asarray(val_losses)
    best = 0
    while True:
        later = losses[best + 1 : best + 1 + patience]
        better = np.flatnonzero(later < losses[best] - min_delta)
        if better.size == 0:
            return min(best + patience, len(losses) - 1), best
        best = best + 1 + int(better[0])


def step_lr(base_lr, epoch, step_size, gamma):
    return float(base_lr * np.power(float(gamma), epoch // step_size))


def ensemble_predict(logits_list):
    p = np.zeros_like(logits_list[0])
    for z in logits_list:
        w = z.copy()
        w -= w.max(axis=1, keepdims=True)
        np.exp(w, out=w)
        w /= w.sum(axis=1, keepdims=True)
        p += w
    p /= len(logits_list)
    return np.apply_along_axis(np.argmax, 1, p)
