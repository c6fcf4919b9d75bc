import numpy as np


def scale(values, mask, p):
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.nan_to_num(mask / np.float64(1 - p), posinf=0.0)
    return (values * factor).astype(values.dtype)


def dropout(x, p, training, rng):
    if p not in (0, 1) and not 0 < p < 1:
        raise ValueError
    mask = np.logical_or(not training, rng.random(x.size).reshape(x.shape) >= p)
    return scale(x, mask, p if training else 0), mask


def dropout_backward(grad_out, mask, p):
    return np.ma.masked_array(scale(grad_out, mask, p), ~mask).filled(0)


def l2_penalty(weights, decay):
    flat = np.concatenate([w.reshape(-1) for w in weights])
    cuts = np.cumsum([w.size for w in weights])[:-1]
    gradients = np.split(flat * decay, cuts)
    gradients = [g.reshape(w.shape) for g, w in zip(gradients, weights)]
    return decay * np.linalg.norm(flat) ** 2 / 2, gradients
