"""Generators, a class with state for each call, named tuples, recursion and einsum."""
from collections import namedtuple
from itertools import accumulate

import numpy as np

Fold = namedtuple("Fold", "train val")
Stop = namedtuple("Stop", "stop_epoch best_epoch")


def _blocks(n, k):
    if k == 0:
        return
    size = -(-n // k)
    yield size
    yield from _blocks(n - size, k - 1)


def kfold_indices(n, k):
    if k < 2 or n < k:
        raise ValueError
    ends = [0, *accumulate(_blocks(n, k))]
    return tuple(
        Fold(np.r_[0:start, end:n], np.r_[start:end]) for start, end in zip(ends, ends[1:])
    )


class Watcher:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = float("inf"), 0, -1

    def goes_on_after(self, loss):
        self.epoch += 1
        if self.best - self.min_delta > loss:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch < self.patience


def early_stopping(val_losses, patience, min_delta=0.0):
    watcher = Watcher(patience, min_delta)
    all(map(watcher.goes_on_after, val_losses))
    return Stop(watcher.epoch, watcher.best_epoch)


def step_lr(base_lr, epoch, step_size, gamma):
    if epoch < step_size:
        return base_lr
    return gamma * step_lr(base_lr, epoch - step_size, step_size, gamma)


class Ensemble:
    def __call__(self, logits_list):
        z = np.asfortranarray(logits_list)
        powers = np.exp(z - np.amax(z, axis=2, keepdims=True))
        weights = 1 / np.einsum("mnc->mn", powers)
        return np.einsum("mnc,mn->nc", powers, weights).argmax(1)


ensemble_predict = Ensemble()
