"""Ex16: Adagrad and RMSProp."""

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    """Return param and the sum of squared gradients after one step."""
    state_sum = state_sum + grad**2
    return param - lr * grad / (np.sqrt(state_sum) + eps), state_sum


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Return param and the average of squared gradients after one step."""
    square_avg = alpha * square_avg + (1 - alpha) * grad**2
    return param - lr * grad / (np.sqrt(square_avg) + eps), square_avg
