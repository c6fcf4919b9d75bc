"""No maximum at all: softmax from the differences of every two logits of a row."""
import numpy as np


def softmax(logits):
    # p_i = 1 / sum_j exp(z_j - z_i); exp may become inf, and 1 / inf is the 0 it should be.
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[:, None, :] - logits[:, :, None]).sum(axis=-1)


def cross_entropy(logits, labels):
    losses = []
    for z, label in zip(logits, labels):
        difference = np.sort(z - z[label])
        top = difference[-1]
        losses.append(top + np.log1p(np.exp(difference[:-1] - top).sum()))
    return sum(losses) / len(losses)


def cross_entropy_backward(logits, labels):
    grad = softmax(logits)
    np.subtract.at(grad, (range(len(labels)), labels), 1)
    grad /= labels.shape[0]
    return grad
