"""Pure Python, one number at a time."""
import math

import numpy as np


def row_softmax(row):
    biggest = max(row)
    powers = [math.exp(z - biggest) for z in row]
    total = sum(powers)
    return [power / total for power in powers]


def softmax(logits):
    result = []
    for row in logits.tolist():
        result.append(row_softmax(row))
    return np.array(result, dtype=logits.dtype)


def cross_entropy(logits, labels):
    total = 0.0
    for row, label in zip(logits.tolist(), labels.tolist()):
        biggest = max(row)
        total += math.log(sum(math.exp(z - biggest) for z in row))
        total -= row[label] - biggest
    return total / len(labels)


def cross_entropy_backward(logits, labels):
    n, c = logits.shape
    grad = np.empty((n, c), dtype=logits.dtype)
    for i in range(n):
        p = row_softmax(logits[i].tolist())
        for k in range(c):
            if k == labels[i]:
                # p - 1, from the other classes: exact where p is nearly 1
                grad[i, k] = -sum(p[:k] + p[k + 1 :]) / n
            else:
                grad[i, k] = p[k] / n
    return grad
