"""Known wrong answers of ex90, hard sigmoid."""

import numpy as np


@mistake("hard_sigmoid")
def slope_of_keras(x):
    """Your line rises by 1/5 for each 1 of x. PyTorch's rises by 1/6, so that it meets
    0 and 1 at -3 and 3."""
    return np.clip(x / 5 + 0.5, 0, 1)


@mistake("hard_sigmoid")
def true_sigmoid(x):
    """This is the sigmoid itself. The hard one consists of three straight lines."""
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))


@mistake("hard_sigmoid")
def half_left_out(x):
    """Your line goes through 0 at x = 0. It goes through 1/2 there."""
    return np.clip(x / 6, 0, 1)


@mistake("hard_sigmoid")
def never_below_zero_only(x):
    """Your answers go above 1: only the lower end is cut off."""
    return np.maximum(x / 6 + 0.5, 0)


@mistake("hard_sigmoid")
def never_above_one_only(x):
    """Your answers go below 0: only the upper end is cut off."""
    return np.minimum(x / 6 + 0.5, 1)


@mistake("hard_sigmoid")
def hard_swish(x):
    """Your answer is x times the hard sigmoid, which is the hard swish."""
    return x * solution.hard_sigmoid(x)


@mistake("hard_sigmoid")
def always_float64(x):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return solution.hard_sigmoid(x).astype("float64")


@mistake("hard_sigmoid")
def written_into_x(x):
    """You changed the caller's x. Work on memory of your own."""
    x /= 6
    x += 0.5
    return np.clip(x, 0, 1)
