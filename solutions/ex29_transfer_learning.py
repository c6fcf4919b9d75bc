"""Ex29: transfer learning and half precision."""

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    """A trainable parameter moves against its gradient, a frozen one is copied."""
    return {
        name: value - lr * grads[name] if name in trainable else value.copy()
        for name, value in params.items()
    }


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Nothing depends on the batch: each channel has its own straight line."""
    channels = (-1,) + (1,) * (x.ndim - 2)
    scale = gamma / np.sqrt(running_var + eps)
    centred = x - running_mean.reshape(channels)
    return scale.reshape(channels) * centred + beta.reshape(channels)


def to_half(x):
    """NumPy rounds to the nearest, halves to even, and large numbers to inf."""
    with np.errstate(over="ignore"):
        return x.astype(np.float16)


def half_sum_fp32(x16):
    """Each term becomes float32 before it is added."""
    return x16.sum(axis=1, dtype=np.float32)
