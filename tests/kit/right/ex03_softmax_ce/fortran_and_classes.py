"""Classes, callables that are not functions, and results in unusual memory."""
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np


class Parts(NamedTuple):
    shifted: np.ndarray
    sums: np.ndarray


@dataclass(frozen=True)
class Rows:
    """A batch seen class by class: one column per example."""

    columns: np.ndarray

    @classmethod
    def of(cls, logits):
        return cls(np.asfortranarray(logits.T))

    @property
    def parts(self):
        shifted = self.columns - np.amax(self.columns, axis=0)
        return Parts(shifted, np.exp(shifted).sum(axis=0))


class Softmax:
    def __call__(self, logits):
        shifted, sums = Rows.of(logits).parts
        return (np.exp(shifted) / sums).T


class WithLabels:
    def loss(self, scale, logits, labels):
        shifted, sums = Rows.of(logits).parts
        losses = np.log(sums) - shifted[labels, np.arange(labels.size)]
        return np.float64(scale * losses.mean(dtype="float64"))


softmax = Softmax()
cross_entropy = partial(WithLabels().loss, 1)


def strided(array):
    """The same values in every third cell of a longer array."""
    wide = np.full((array.shape[0], array.shape[1] * 3), np.nan, array.dtype)
    wide[:, 1::3] = array
    return wide[:, 1::3]


def hot(labels, like):
    return (labels[:, np.newaxis] == np.arange(like.shape[1])).astype(like.dtype)


cross_entropy_backward = lambda logits, labels: strided(
    np.subtract(softmax(logits), hot(labels, logits)) * (logits.dtype.type(1) / logits.dtype.type(len(labels)))
)
