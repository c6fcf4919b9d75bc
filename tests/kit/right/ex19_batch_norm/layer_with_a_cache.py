"""A layer as in books: a class that remembers, made anew in every call, in Fortran order."""

import numpy as np


class BatchNorm:
    def __init__(self, gamma, beta, eps, count, sides):
        self.shape = (1, count) + (1,) * sides
        self.axes = tuple(i for i, size in enumerate(self.shape) if i != 1)
        self.gamma = gamma.reshape(self.shape)
        self.beta = beta.reshape(self.shape)
        self.eps = eps

    def normalise(self, x, mean, var):
        self.std = (var + self.eps) ** 0.5
        self.centred = x - mean
        self.xhat = self.centred / self.std
        return self.gamma * self.xhat + self.beta

    def learn(self, x):
        mean = x.mean(axis=self.axes, keepdims=True)
        var = np.mean(np.square(x - mean), axis=self.axes, keepdims=True)
        return self.normalise(x, mean, var), mean.ravel(), var.ravel()

    def back(self, grad, m):
        dxhat = grad * self.gamma
        dcentred = dxhat / self.std
        dstd = -np.sum(dxhat * self.centred / self.std**2, axis=self.axes, keepdims=True)
        dcentred = dcentred + self.centred / self.std * dstd / m
        dmean = np.sum(dcentred, axis=self.axes, keepdims=True)
        return dcentred - dmean / m


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    layer = BatchNorm(gamma, beta, eps, x.shape[1], x.ndim - 2)
    if not training:
        mean, var = (one.reshape(layer.shape) for one in (running_mean, running_var))
        y = layer.normalise(x, mean, var)
        return np.asfortranarray(y), np.copy(running_mean), np.copy(running_var)
    m = x.size / x.shape[1]
    if m == 1:
        raise ValueError
    y, mean, var = layer.learn(x)
    keep = 1 - momentum
    mean = keep * running_mean + momentum * mean
    var = keep * running_var + momentum * (m / (m - 1)) * var
    return np.asfortranarray(y), mean, var


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    layer = BatchNorm(gamma, gamma, eps, x.shape[1], x.ndim - 2)
    layer.learn(x)
    dgamma = np.sum(layer.xhat * grad_out, axis=layer.axes)
    dx = layer.back(grad_out, x.size / x.shape[1])
    return [np.asfortranarray(dx), dgamma, np.sum(grad_out, axis=layer.axes)]
