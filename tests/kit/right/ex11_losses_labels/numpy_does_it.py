"""np.unique, dot products, where and put_along_axis; NumPy scalars come back."""
import numpy as np


def half_sse(y, t):
    if np.shape(y) != np.shape(t):
        raise ValueError((y.shape, t.shape))
    d = np.subtract(y, t).reshape(-1).astype("float64")
    return np.dot(d, d) / 2


def mse_loss(y, t):
    if np.shape(y) != np.shape(t):
        raise ValueError((y.shape, t.shape))
    return np.average(np.square(y - t, dtype="float64"))


def binary_cross_entropy_with_logits(z, t):
    if np.shape(z) != np.shape(t):
        raise ValueError((z.shape, t.shape))
    signed = np.where(t > 0.5, z, -z)
    return np.mean(np.maximum(-signed, 0) + np.log1p(np.exp(-np.abs(signed))))


def one_hot(labels, num_classes):
    result = np.zeros((labels.size, num_classes), order="F")
    np.put_along_axis(result, labels[:, np.newaxis], 1, axis=1)
    return result


def cross_entropy_one_hot(logits, onehot):
    picked = logits[onehot.astype(bool)]
    return np.mean(np.logaddexp.reduce(logits, axis=1) - picked)


def accuracy(logits, labels):
    return 1 - np.count_nonzero(np.argsort(logits, axis=1)[:, -1] - labels) / labels.size


def encode_labels(names):
    classes, labels = np.unique(names, return_inverse=True)
    return labels, classes
