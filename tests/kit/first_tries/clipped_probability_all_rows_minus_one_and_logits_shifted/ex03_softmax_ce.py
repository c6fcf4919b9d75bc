import numpy as np

EPS = 1e-12


def softmax(logits):
    """Probabilities of every row."""
    logits -= np.max(logits, axis=1, keepdims=True)   # so that exp does not overflow
    e = np.exp(logits)
    return e / np.sum(e, axis=1, keepdims=True)


def cross_entropy(logits, labels):
    """Mean of -log(p of the true class)."""
    p = softmax(logits)
    true_p = p[np.arange(p.shape[0]), labels]
    true_p = np.clip(true_p, EPS, 1.0)   # log(0) is not allowed
    return float(np.mean(-np.log(true_p)))


def cross_entropy_backward(logits, labels):
    """(p - one hot) / N"""
    p = softmax(logits)
    p[:, labels] -= 1
    return p / p.shape[0]
