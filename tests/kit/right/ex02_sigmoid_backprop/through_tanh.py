"""The sigmoid as a shifted tanh; a list of layers, and a loop over them backwards."""

import numpy as np


def sigmoid(z):
    return (np.tanh(z / 2) + 1) / 2


def sigmoid_backward(grad_out, s):
    return (s - s**2) * grad_out


def mlp_backward(x, t, w1, b1, w2, b2):
    weights = [w1, w2]
    activations = [x]
    for w, b in zip(weights, [b1, b2]):
        activations.append(sigmoid(activations[-1] @ w.T + b))
    grad = activations[-1] - t
    grads = []
    for layer in reversed(range(2)):
        delta = sigmoid_backward(grad, activations[layer + 1])
        grads = [delta.T @ activations[layer], np.sum(delta, 0), *grads]
        grad = delta @ weights[layer]
    dw1, db1, dw2, db2 = grads
    return dw1, db1, dw2, db2
