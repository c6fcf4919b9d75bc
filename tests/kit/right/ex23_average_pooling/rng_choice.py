"""A window at a time: rng.choice with p, np.mean, np.ndindex."""

import numpy as np


def places(x, k, s):
    for i in range((x.shape[2] - k) // s + 1):
        for j in range((x.shape[3] - k) // s + 1):
            yield i, j, np.s_[i * s : i * s + k], np.s_[j * s : j * s + k]


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    if padding * 2 > kernel_size:
        raise ValueError("pad should be at most half of kernel size")
    stride = stride or kernel_size
    p = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    # nan marks what is not there, so that nanmean leaves it out
    padded = np.pad(x, p, constant_values=0 if count_include_pad else np.nan)
    if kernel_size > padded.shape[2] or kernel_size > padded.shape[3]:
        raise ValueError("output size is too small")
    out = {
        (i, j): np.nanmean(padded[:, :, r, q], axis=(2, 3))
        for i, j, r, q in places(padded, kernel_size, stride)
    }
    h, w = (1 + max(one) for one in zip(*out))
    rows = [np.stack([out[i, j] for j in range(w)], axis=-1) for i in range(h)]
    return np.stack(rows, axis=2)


def global_avg_pool(x):
    return np.array([[channel.mean() for channel in image] for image in x])


def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    y = np.zeros((*x.shape[:2], x.shape[2] // k, x.shape[3] // k), x.dtype)
    for n, c in np.ndindex(x.shape[:2]):
        for i, j, r, q in places(x, k, k):
            window = x[n, c, r, q].ravel().astype(float)
            s = window.sum()
            if s > 0:
                y[n, c, i, j] = rng.choice(window, p=window / s)
    return y


def stochastic_pool2d_eval(x, kernel_size):
    k = kernel_size
    y = np.zeros((*x.shape[:2], x.shape[2] // k, x.shape[3] // k), x.dtype)
    for n, c in np.ndindex(x.shape[:2]):
        for i, j, r, q in places(x, k, k):
            window = x[n, c, r, q].ravel()
            if window.any():
                p = window / window.sum()
                y[n, c, i, j] = np.dot(p, window)
    return y
