"""Ex28: validation tools."""

import numpy as np


def kfold_indices(n, k):
    """Return k pairs (train, val) of index arrays."""
    if not 2 <= k <= n:
        raise ValueError(f"{n} examples cannot be cut into {k} folds")
    folds = np.array_split(np.arange(n), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i].copy()) for i in range(k)]


def early_stopping(val_losses, patience, min_delta=0.0):
    """Return (stop_epoch, best_epoch)."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def step_lr(base_lr, epoch, step_size, gamma):
    """Return base_lr times gamma for every step that is complete."""
    return base_lr * gamma ** (epoch // step_size)


def softmax(logits):
    """Return the probabilities of every row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def ensemble_predict(logits_list):
    """Return the largest class of the mean probabilities."""
    return np.mean([softmax(logits) for logits in logits_list], axis=0).argmax(axis=1)
