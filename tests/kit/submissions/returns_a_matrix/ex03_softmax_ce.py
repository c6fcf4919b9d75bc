import numpy as np


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.matrix(powers / powers.sum(axis=1, keepdims=True))


def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return (log_sums - shifted[np.arange(len(labels)), labels]).mean()


def cross_entropy_backward(logits, labels):
    grad = np.asarray(softmax(logits))
    grad[np.arange(len(labels)), labels] -= 1
    return grad / len(labels)
