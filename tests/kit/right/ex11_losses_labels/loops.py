"""Pure Python, one number at a time."""
import math

import numpy as np


def numbers(y, t):
    if y.shape != t.shape:
        raise ValueError("not the same shape")
    return list(zip(y.ravel().tolist(), t.ravel().tolist()))


def half_sse(y, t):
    total = 0.0
    for one, other in numbers(y, t):
        total += (one - other) ** 2
    return total / 2


def mse_loss(y, t):
    return 2 * half_sse(y, t) / y.size


def binary_cross_entropy_with_logits(z, t):
    losses = []
    for logit, target in numbers(z, t):
        if target == 1:
            logit = -logit
        # log(1 + exp(logit))
        if logit > 0:
            losses.append(logit + math.log1p(math.exp(-logit)))
        else:
            losses.append(math.log1p(math.exp(logit)))
    return sum(losses) / len(losses)


def one_hot(labels, num_classes):
    rows = []
    for label in labels:
        row = [0.0] * num_classes
        row[label] = 1.0
        rows.append(row)
    return np.array(rows)


def cross_entropy_one_hot(logits, onehot):
    total = 0.0
    for z, row in zip(logits.tolist(), onehot.tolist()):
        biggest = max(z)
        total += biggest + math.log(sum(math.exp(v - biggest) for v in z)) - z[row.index(1)]
    return total / len(logits)


def accuracy(logits, labels):
    right = 0
    for z, label in zip(logits.tolist(), labels.tolist()):
        if z.index(max(z)) == label:
            right += 1
    return right / len(labels)


def encode_labels(names):
    classes = []
    for name in names:
        if name not in classes:
            classes.append(name)
    classes.sort()
    labels = np.zeros(len(names), dtype=np.int64)
    for i, name in enumerate(names):
        labels[i] = classes.index(name)
    return labels, classes
