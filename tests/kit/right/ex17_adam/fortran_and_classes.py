"""An optimiser as a class that is made anew in every call, results in Fortran order."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Average:
    value: np.ndarray
    beta: float

    def add(self, number):
        self.value = np.add(self.beta * self.value, np.multiply(1 - self.beta, number))

    def corrected(self, t):
        return np.true_divide(self.value, 1 - self.beta**t)


class Adam:
    def __init__(self, m, v, betas, eps, t=1):
        self.averages = Average(m, betas[0]), Average(v, betas[1])
        self.eps, self.t = eps, t

    def step(self, param, grad, lr):
        for power, average in enumerate(self.averages, start=1):
            average.add(grad**power)
        m_hat, v_hat = (average.corrected(self.t) for average in self.averages)
        self.t += 1
        return np.subtract(param, lr * m_hat / (np.sqrt(v_hat) + self.eps))


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    adam = Adam(m, v, betas, eps, t)
    new = adam.step(param, grad, lr)
    return tuple(np.asfortranarray(x) for x in (new, *(a.value for a in adam.averages)))


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    adam, param, rows = Adam(0 * start, 0 * start, betas, eps), start, []
    for lr in lrs:
        param = adam.step(param, curvature * param, lr)
        rows.append(param)
    return np.asfortranarray(rows)
