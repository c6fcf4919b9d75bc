"""A table is a batch of images of one pixel: all is done for images, then reshaped."""

import numpy as np

ALL = (0, 2, 3)


def _images(x):
    return x if x.ndim == 4 else x[:, :, np.newaxis, np.newaxis]


def _per(channel):
    return np.expand_dims(channel, (0, 2, 3))


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    images = _images(x)
    n, c, h, w = images.shape
    if training:
        if n * h * w == 1:
            raise ValueError("only one value per channel")
        mean = images.sum(axis=ALL) / x.dtype.type(n * h * w)
        squares = np.sum((images - _per(mean)) ** 2, axis=ALL)
        var = squares / x.dtype.type(n * h * w)
        running = np.stack([running_mean, running_var])
        batch = np.stack([mean, squares / x.dtype.type(n * h * w - 1)])
        running = running + momentum * (batch - running)
    else:
        mean, var = running_mean, running_var
        running = np.stack([running_mean, running_var])
    y = (images - _per(mean)) * _per(gamma / np.sqrt(var + eps)) + _per(beta)
    return [y.reshape(x.shape), *running.copy()]


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    images, grads = _images(x), _images(grad_out)
    centred = images - images.mean(axis=ALL, keepdims=True)
    inverse = np.reciprocal(np.sqrt(np.mean(centred**2, axis=ALL, keepdims=True) + eps))
    xhat = centred * inverse
    # The gradient without its parts along the ones and along xhat.
    along = (grads * xhat).mean(axis=ALL, keepdims=True)
    dx = grads - grads.mean(axis=ALL, keepdims=True) - along * xhat
    dx = dx * inverse * _per(gamma)
    return dx.reshape(x.shape), np.sum(xhat * grads, axis=ALL), grads.sum(axis=ALL)
