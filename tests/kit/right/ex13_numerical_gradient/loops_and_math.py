"""Python numbers and math, one element at a time; lists in between."""

import math

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    numbers = [float(number) for number in x.ravel().tolist()]

    def at(number, moved):
        changed = [*numbers[:number], moved, *numbers[number + 1 :]]
        return float(f(np.array(changed).reshape(x.shape)))

    slopes = []
    for number, value in enumerate(numbers):
        slopes.append((at(number, value + h) - at(number, value - h)) * 0.5 / h)
    return np.array(slopes).reshape(x.shape)


def relative_error(a, b):
    worst = 0
    for one, other in zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True):
        larger = max(math.fabs(one), math.fabs(other))
        if larger > 0:
            worst = max(worst, math.fabs(one - other) / larger)
    return worst
