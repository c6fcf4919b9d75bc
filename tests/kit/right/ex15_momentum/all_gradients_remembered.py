"""The velocity of a path as what it is: a sum of all gradients, weighted by their age."""

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    past = np.stack([velocity, grad])
    new = np.einsum("k,k...->...", np.array([momentum, 1], past.dtype), past)
    weights = [1 + momentum, momentum**2] if nesterov else [1, momentum]
    # the weights of grad and of the velocity before it
    return param - lr * (weights[0] * grad + weights[1] * velocity), new


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    gradients, places = [], [start]
    for lr in lrs:
        gradients.append(curvature * places[-1])
        ages = np.arange(len(gradients))[::-1]
        step = sum(g * momentum ** int(k) for g, k in zip(gradients, ages))
        if nesterov:
            step = step * momentum + gradients[-1]
        places.append(places[-1] - step * lr)
    return np.array(places[1:])
