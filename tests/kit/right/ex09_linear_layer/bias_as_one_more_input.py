"""The bias is the weight of one more input, which is always 1: one matrix, one gradient."""

import numpy as np


def _with_one(x):
    ones = np.ones((*x.shape[:-1], 1), dtype=x.dtype)
    return np.concatenate((x, ones), axis=-1)


def linear(x, weight, bias):
    return np.inner(_with_one(x), np.column_stack((weight, bias)))


def linear_backward(grad_out, x, weight):
    gradient = np.dot(np.transpose(grad_out), _with_one(x))
    # Two views of one array of our own.
    return np.dot(grad_out, weight), gradient[:, :-1], gradient[:, -1]
