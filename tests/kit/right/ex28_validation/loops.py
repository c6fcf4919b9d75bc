"""Pure Python, one number at a time."""
import math

import numpy as np


def kfold_indices(n, k):
    if k < 2:
        raise ValueError("too few folds")
    if k > n:
        raise ValueError("too many folds")
    result = []
    start = 0
    for fold in range(k):
        size = n // k
        if fold < n % k:
            size += 1
        train, val = [], []
        for i in range(n):
            if start <= i < start + size:
                val.append(i)
            else:
                train.append(i)
        result.append((np.array(train), np.array(val)))
        start += size
    return result


def early_stopping(val_losses, patience, min_delta=0.0):
    best_epoch = 0
    epoch = 0
    while epoch < len(val_losses):
        if epoch > 0 and val_losses[epoch] < val_losses[best_epoch] - min_delta:
            best_epoch = epoch
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
        epoch += 1
    return epoch - 1, best_epoch


def step_lr(base_lr, epoch, step_size, gamma):
    lr = base_lr
    for e in range(1, epoch + 1):
        if e % step_size == 0:
            lr *= gamma
    return lr


def ensemble_predict(logits_list):
    predictions = []
    for rows in zip(*[logits.tolist() for logits in logits_list]):
        total = [0.0] * len(rows[0])
        for row in rows:
            biggest = max(row)
            powers = [math.exp(z - biggest) for z in row]
            for c, power in enumerate(powers):
                total[c] += power / sum(powers)
        predictions.append(total.index(max(total)))
    return np.array(predictions)
