"""Results are views of arrays made here, names come in another order, sums run along."""

from collections import OrderedDict

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    new = OrderedDict((name, params[name].copy("K")) for name in sorted(params, reverse=True))
    for name in trainable:
        np.add(new[name], np.negative(grads[name]) * lr, out=new[name], casting="same_kind")
    return new


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    channels_last = np.moveaxis(x, 1, -1)
    precision = (running_var + eps) ** -0.5
    y = gamma * ((channels_last - running_mean) * precision) + beta
    return np.moveaxis(y, -1, 1)


def to_half(x):
    doubled = np.zeros((*x.shape, 2), dtype="e")
    with np.errstate(over="ignore"):
        np.copyto(doubled[..., 1], x, casting="same_kind")
    return doubled[..., 1]


def half_sum_fp32(x16):
    return np.add.accumulate(x16, axis=1, dtype="f4")[:, -1]
