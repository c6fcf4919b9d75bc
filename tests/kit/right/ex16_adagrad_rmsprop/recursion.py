"""Down to single numbers by recursion, with a rule that is a dataclass."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Rule:
    past: float
    present: float
    lr: float
    eps: float

    def steps(self, p, g, s):
        if np.ndim(p) == 0:
            s = self.past * float(s) + self.present * float(g) ** 2
            return float(p) - self.lr * float(g) / (s**0.5 + self.eps), s
        return tuple(zip(*(self.steps(*one) for one in zip(p, g, s))))

    def __call__(self, *arrays):
        return tuple(np.asarray(x, arrays[0].dtype) for x in self.steps(*arrays))


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    return Rule(1.0, 1.0, lr, eps)(param, grad, state_sum)


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    return Rule(alpha, 1.0 - alpha, lr, eps)(param, grad, square_avg)
