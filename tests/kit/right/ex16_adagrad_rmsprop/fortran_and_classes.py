"""Optimisers as classes that are made anew in every call, results in Fortran order."""

from abc import ABC, abstractmethod

import numpy as np


class Adaptive(ABC):
    def __init__(self, lr, eps):
        self.lr, self.eps = lr, eps

    @abstractmethod
    def remembered(self, state, square):
        """What is known after one more square."""

    def __call__(self, param, grad, state):
        state = self.remembered(state, np.multiply(grad, grad))
        step = self.lr * np.true_divide(grad, np.add(np.sqrt(state), self.eps))
        return np.asfortranarray(param - step), np.asfortranarray(state)


class Adagrad(Adaptive):
    def remembered(self, state, square):
        return np.add(square, state)


class RMSProp(Adaptive):
    def __init__(self, lr, alpha, eps):
        super().__init__(lr, eps)
        self.alpha = alpha

    def remembered(self, state, square):
        return np.add(self.alpha * state, square - self.alpha * square)


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    return Adagrad(lr, eps)(param, grad, state_sum)


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    return RMSProp(lr, alpha, eps)(param, grad, square_avg)
