"""Ex13: numerical gradient check."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Gradient of f at x by central differences."""
    x = np.asarray(x, dtype="float64")
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


def relative_error(a, b):
    """Largest relative difference of two elements; two zeros count 0."""
    scale = np.maximum(abs(a), abs(b))
    # Where the scale is 0 both elements are: 0 / 1 in place of 0 / 0.
    return (abs(a - b) / np.where(scale == 0, 1, scale)).max()
