"""Ex10: activations and their derivatives."""

import numpy as np


def sigmoid(x):
    """Return 1 / (1 + exp(-x)), without an exp that overflows."""
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1) / (1 + e)


def tanh(x):
    """Return the hyperbolic tangent."""
    return np.tanh(x)


def relu(x):
    """Return x where it is above 0, else 0."""
    return np.maximum(x, 0)


def leaky_relu(x, negative_slope=0.01):
    """Return x where it is above 0, else negative_slope * x."""
    return np.where(x > 0, x, negative_slope * x)


def silu(x):
    """Return x * sigmoid(x)."""
    return x * sigmoid(x)


def softplus(x):
    """Return log(1 + exp(x))."""
    # For large x it is x + log(1 + exp(-x)): no exponent is ever above 0.
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def activation_backward(name, grad_out, x):
    """Return grad_out times the slope of the activation at x."""
    if name == "tanh":
        return grad_out * (1 - tanh(x) ** 2)
    if name == "relu":
        return np.where(x > 0, grad_out, 0)
    if name == "leaky_relu":
        return np.where(x > 0, grad_out, 0.01 * grad_out)
    s = sigmoid(x)
    if name == "softplus":
        return grad_out * s
    # silu: the product rule on x * s, with the slope s * (1 - s) of the sigmoid.
    return grad_out * (s + x * s * (1 - s))
