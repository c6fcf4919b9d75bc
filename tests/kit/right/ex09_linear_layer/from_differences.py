"""The gradients by complex steps of the layer itself: exact, for it is linear."""

import numpy as np

STEP = 2.0**-100


def linear(x, weight, bias):
    y = np.stack([(x * row).sum(axis=-1) for row in weight], axis=-1)
    y += bias
    return y


def linear_backward(grad_out, x, weight):
    bias = np.zeros(len(weight), dtype=weight.dtype)
    given = {"x": x, "weight": weight, "bias": bias}
    gradients = []
    for name, array in given.items():
        gradient = np.empty_like(array)
        for index in np.ndindex(array.shape):
            moved = array.astype(complex)
            moved[index] += 1j * STEP
            y = linear(**{**{k: v.astype(complex) for k, v in given.items()}, name: moved})
            gradient[index] = (grad_out * y.imag).sum() / STEP
        gradients.append(gradient)
    return tuple(gradients)
