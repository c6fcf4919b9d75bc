"""The functions use each other, and einsum."""
import numpy as np


def half_sse(y, t):
    return mse_loss(y, t) * y.size / 2


def mse_loss(y, t):
    if y.ndim != t.ndim or any(a != b for a, b in zip(y.shape, t.shape)):
        raise ValueError
    d = (y - t).ravel()
    return np.einsum("i,i->", d, d) / d.size


def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError
    # Two classes, with the logits 0 and z.
    two = np.stack([np.zeros(z.size, z.dtype), z.ravel()], axis=1)
    return cross_entropy_one_hot(two, one_hot(t.ravel().astype(int), 2))


def one_hot(labels, num_classes):
    return np.array([np.bincount([label], minlength=num_classes) for label in labels], float)


def cross_entropy_one_hot(logits, onehot):
    top = np.amax(logits, 1)
    log_sums = top + np.log(np.einsum("nc->n", np.exp(logits - top[:, None])))
    return (log_sums - np.einsum("nc,nc->n", logits, onehot)).sum() / len(top)


def accuracy(logits, labels):
    largest = (logits == logits.max(axis=1, keepdims=True)).astype(float)
    return np.einsum("nc,nc->", largest, one_hot(labels, logits.shape[1])) / len(labels)


def encode_labels(names):
    array = np.array(names)
    classes = np.array(sorted(set(names)))
    return np.nonzero(array[:, None] == classes)[1], list(classes)
