"""Everything in place, on copies of its own, as deep learning libraries write it."""

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    param, state_sum = param.copy(), state_sum.copy()
    state_sum += grad * grad
    divisor = np.sqrt(state_sum)
    divisor += eps
    param -= np.divide(lr * grad, divisor)
    return param, state_sum


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    # The average moves toward the new square.
    new_avg = np.array(square_avg)
    new_avg += (grad * grad - square_avg) * (1 - alpha)
    divisor = new_avg**0.5
    divisor += eps
    moved = grad / divisor
    moved *= -lr
    moved += param
    return moved, new_avg
