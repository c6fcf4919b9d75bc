"""Column after column from the last to the first, in the dtype that came in."""
import numpy as np


def _log_sums(logits):
    sums = logits[:, -1]
    for column in logits.T[-2::-1]:
        sums = np.logaddexp(column, sums)
    return sums


def softmax(logits):
    powers = np.exp2((logits - logits.max(1, keepdims=True)) * logits.dtype.type(1 / np.log(2)))
    total = np.zeros(len(logits), logits.dtype)
    for column in powers.T[::-1]:
        total += column
    return np.einsum("nc,n->nc", powers, 1 / total)


def cross_entropy(logits, labels):
    hot = labels.reshape(-1, 1) == np.arange(logits.shape[1])
    losses = _log_sums(logits) - np.where(hot, logits, 0)[:, ::-1].sum(axis=1)
    return float(np.dot(losses, np.full(len(losses), 1 / len(losses))))


def cross_entropy_backward(logits, labels):
    eye = np.eye(logits.shape[1], dtype=logits.dtype)
    weight = logits.dtype.type(1) / logits.dtype.type(labels.size)
    return softmax(logits) * weight - eye.take(labels, axis=0) * weight
