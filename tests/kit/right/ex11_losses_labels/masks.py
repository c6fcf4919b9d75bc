"""Masked arrays, masks in place of indices, transposed rows, a grid of names."""

import numpy as np



def half_sse(y, t):
    if np.shape(y) != np.shape(t):
        raise ValueError
    return np.linalg.norm((y - t).ravel()) ** 2 / 2


def mse_loss(y, t):
    if y.shape != t.shape:
        raise ValueError
    d = (y - t).ravel()
    return d @ d / d.size


def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError

    def log_s(v):
        low = v < 0
        return np.where(low, v, 0) - np.log(1 + np.exp(np.where(low, v, -v)))

    ones = np.ma.masked_where(t == 0, log_s(z)).filled(0)
    zeros = np.ma.masked_where(t == 1, log_s(-z)).filled(0)
    return -(ones + zeros).mean()


def one_hot(labels, num_classes):
    out = np.zeros((num_classes, len(labels)))
    np.put_along_axis(out, labels[None], 1.0, axis=0)
    return out.T


def cross_entropy_one_hot(logits, onehot):
    true = logits[onehot.astype(bool)]
    gaps = logits.T - true
    top = gaps.max(axis=0)
    return (np.log(np.exp(gaps - top).sum(axis=0)) + top).sum() / onehot.sum()


def accuracy(logits, labels):
    n = len(labels)
    return np.ma.masked_array(np.ones(n), mask=logits.argmax(axis=1) != labels).filled(0).mean()


def encode_labels(names):
    classes = sorted({*names})
    grid = np.array([[name == c for c in classes] for name in names])
    return grid.argmax(axis=1), classes
