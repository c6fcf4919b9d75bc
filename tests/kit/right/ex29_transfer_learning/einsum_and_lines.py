"""Each channel is a line a x + b; sums are products with ones; masks for the frozen."""

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    none = {name: np.zeros_like(value) for name, value in params.items()}
    mask = {name: float(name in set(trainable)) for name in params}
    given = {**none, **grads}
    return {
        name: np.asarray(params[name] - lr * mask[name] * given[name], params[name].dtype)
        for name in params
    }


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    a = gamma * np.reciprocal(np.sqrt(running_var + eps))
    b = np.broadcast_to(beta, x.shape[:2])
    centred = np.swapaxes(np.swapaxes(x, 1, -1) - running_mean, 1, -1)
    lines = np.einsum("nc...,c->nc...", centred, a)
    return lines + b.reshape(b.shape + (1,) * (x.ndim - 2))


def to_half(x):
    return np.multiply(x, 1, dtype="float32").astype("<f2")


def half_sum_fp32(x16):
    return np.einsum("nd,d->n", x16.astype("f4"), np.ones(x16.shape[1], "f4"))
