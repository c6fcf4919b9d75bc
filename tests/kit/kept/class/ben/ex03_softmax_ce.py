import numpy as np


def softmax(logits):
    print("my logits", logits.shape)
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(logits, labels):
    picked = softmax(logits)[np.arange(len(labels)), labels]
    return float(-np.log(picked).mean())


def cross_entropy_backward(logits, labels):
    grad = softmax(logits)
    grad[np.arange(len(labels)), labels] -= 1
    return grad / len(labels)
