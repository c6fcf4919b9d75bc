"""float16 made by hand, in steps of its last digit; everything is worked out in float64."""

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    moved = dict(params)
    moved.update({k: np.subtract(params[k], np.multiply(grads[k], lr)) for k in trainable})
    return {k: np.array(v, dtype=params[k].dtype) for k, v in moved.items()}


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    wide = np.moveaxis(np.array(x, "float64"), 1, -1)
    deviation = (np.float64(eps) + running_var) ** 0.5
    y = (wide - running_mean) * (gamma / deviation) + beta
    return np.ascontiguousarray(np.moveaxis(y, -1, 1)).astype(x.dtype)


def to_half(x):
    wide = np.array(x, dtype="float64")
    _, exponent = np.frexp(wide)
    step = 2.0 ** (np.maximum(exponent, -13) - 11)
    with np.errstate(invalid="ignore"):
        rounded = np.rint(wide / step) * step
    rounded = np.where(abs(rounded) > 65504, np.copysign(np.inf, wide), rounded)
    return np.where(np.isinf(wide), wide, rounded).astype("float16")


def half_sum_fp32(x16):
    return np.add.reduce(x16.astype("float64"), axis=-1).astype("float32")
