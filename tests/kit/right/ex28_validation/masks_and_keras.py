"""Boolean masks for the folds, the loop of Keras for the stop, NumPy scalars as numbers."""
import numpy as np


def kfold_indices(n, k):
    if k not in range(2, n + 1):
        raise ValueError(f"k = {k}")
    fold_of = np.repeat(np.arange(k), [n // k + (i < n % k) for i in range(k)])
    return [(np.flatnonzero(fold_of != i), np.flatnonzero(fold_of == i)) for i in range(k)]


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_epoch, wait, stopped = np.inf, 0, 0, None
    for epoch in range(len(val_losses)):
        wait += 1
        if np.less(val_losses[epoch] + min_delta, best):
            best = val_losses[epoch]
            best_epoch = epoch
            wait = 0
            continue
        if wait >= patience and epoch > 0:
            stopped = epoch
            break
    return np.int64(len(val_losses) - 1 if stopped is None else stopped), np.int32(best_epoch)


def step_lr(base_lr, epoch, step_size, gamma):
    return np.float64(base_lr) * np.power(float(gamma), np.floor_divide(epoch, step_size))


def ensemble_predict(logits_list):
    z = np.stack(logits_list, axis=-1)  # (N, C, M)
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return np.argmax(np.exp(log_p) @ np.full(z.shape[-1], 1 / z.shape[-1]), axis=-1)
