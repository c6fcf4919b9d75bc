"""Ex90: hard sigmoid, solved."""

import numpy as np


def hard_sigmoid(x):
    """The line in the middle, cut off at 0 and 1."""
    return np.clip(x / 6 + 0.5, 0, 1)
