"""Callable instances, one loss class with a reduction, views in odd memory."""
from bisect import bisect_left
from functools import partial
from operator import itemgetter

import numpy as np


class Loss:
    def __init__(self, entry, reduction):
        self.entry, self.reduction = entry, reduction

    def __call__(self, output, target):
        if output.shape != target.shape:
            raise ValueError("shapes")
        return self.reduction(self.entry(output, target))


def _square(y, t):
    return np.float_power(y - t, 2)


def _binary(z, t):
    return np.logaddexp(0.0, (1 - 2 * t) * z)


def half_sse(y, t):
    return Loss(_square, np.sum)(y, t) * 0.5


mse_loss = Loss(_square, np.mean)
binary_cross_entropy_with_logits = Loss(_binary, np.mean)


def one_hot(labels, num_classes):
    wide = np.full((num_classes, 2 * len(labels)), np.nan)
    wide[:, ::2] = np.equal.outer(np.arange(num_classes), labels)
    return wide[:, ::2].T


def _from_labels(pick, logits, onehot):
    labels = pick(onehot)
    rows = np.arange(labels.size)
    differences = logits - logits[rows, labels][:, None]
    top = differences.max(axis=1)
    return np.mean(top + np.log(np.exp(differences - top[:, None]).sum(axis=1)))


cross_entropy_one_hot = partial(_from_labels, partial(np.argmax, axis=-1))


class Accuracy:
    def __call__(self, logits, labels):
        n, c = logits.shape
        true = logits[np.arange(n), labels]
        return ((logits > true[:, None]).sum(axis=1) == 0).sum() / n


accuracy = Accuracy()


def encode_labels(names):
    ranked = sorted(enumerate(names), key=itemgetter(1))
    classes = tuple(dict.fromkeys(name for _, name in ranked))
    return np.fromiter((bisect_left(classes, name) for name in names), np.int64), classes
