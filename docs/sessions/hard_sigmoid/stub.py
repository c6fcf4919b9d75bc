"""Ex90: hard sigmoid.

A sigmoid needs an exponential for every value. Small devices use three straight lines
instead, which cost an addition, a division and two comparisons:

    hard_sigmoid(x) = 0             where x <= -3
                      1             where x >= 3
                      x / 6 + 1/2   between

This is the one of PyTorch. Older versions of Keras had another slope, 1/5, and so
bends at -2.5 and 2.5.

By hand: x = 1.5 gives 1.5 / 6 + 0.5 = 0.75, and x = -4 gives 0.

float32 in, float32 out; float64 in, float64 out. Never change an argument, and never
return memory shared with one: the array you return is new.
"""

import numpy as np


def hard_sigmoid(x):
    """The three lines, for every value of x: any shape, same shape and dtype out.

    >>> hard_sigmoid(np.array([-4.0, 0.0, 1.5, 9.0]))
    array([0.  , 0.5 , 0.75, 1.  ])
    """
    raise NotImplementedError("hard_sigmoid")
