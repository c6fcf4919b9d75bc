"""The functions of math, one number after the other."""

import math

import numpy as np


def each(function, x):
    y = np.empty_like(x)
    for place in np.ndindex(*x.shape):
        y[place] = function(float(x[place]))
    return y


def one_sigmoid(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def one_softplus(v):
    return v if v > 30 else math.log(1 + math.exp(v))


def tanh(x):
    return each(math.tanh, x)


def relu(x):
    return each(lambda v: max(0.0, v), x)


def leaky_relu(x, negative_slope=0.01):
    return each(lambda v: v if v > 0 else negative_slope * v, x)


def silu(x):
    return each(lambda v: v * one_sigmoid(v), x)


def softplus(x):
    return each(one_softplus, x)


SLOPES = {
    "tanh": lambda v: 1 - math.tanh(v) ** 2,
    "relu": lambda v: 1.0 if v > 0 else 0.0,
    "leaky_relu": lambda v: 1.0 if v > 0 else 0.01,
    "silu": lambda v: one_sigmoid(v) * (1 + v * (1 - one_sigmoid(v))),
    "softplus": one_sigmoid,
}


def activation_backward(name, grad_out, x):
    return grad_out * each(SLOPES[name], x)
