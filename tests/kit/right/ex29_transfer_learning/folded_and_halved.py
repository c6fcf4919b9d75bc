"""Two sets of names, mean and beta folded into one number, bytes of struct, rows cut in halves."""

import struct

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    moving = set(params) & set(trainable)
    new = {name: params[name] - lr * grads[name] for name in sorted(moving)}
    new.update({name: +params[name] for name in set(params) - moving})
    return new


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma * (running_var + eps) ** -0.5
    shift = beta - running_mean * scale
    lines = x.reshape(*x.shape[:2], -1).transpose(1, 0, 2).reshape(x.shape[1], -1)
    lines = lines * scale[:, None] + shift[:, None]
    return lines.reshape(x.shape[1], x.shape[0], -1).swapaxes(0, 1).reshape(x.shape)


def two_bytes(number):
    try:
        return struct.pack("<e", number)
    except OverflowError:
        return struct.pack("<e", np.copysign(np.inf, number))


def to_half(x):
    packed = b"".join(two_bytes(number) for number in x.ravel().tolist())
    return np.frombuffer(packed, "<f2").reshape(x.shape).copy()


def halved(terms):
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    return halved(terms[:middle]) + halved(terms[middle:])


def half_sum_fp32(x16):
    return halved(list(x16.T.astype(np.single)))
