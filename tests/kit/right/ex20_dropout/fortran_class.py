import math

import numpy as np


class Rate:
    def __init__(self, p):
        if p < 0.0 or p > 1.0:
            raise ValueError("p must lie between 0 and 1")
        self.keep = 1.0 - p

    def __call__(self, a, mask):
        out = np.zeros(a.shape, a.dtype, order="F")
        if self.keep > 0:
            np.divide(a, self.keep, out=out, where=mask)
        return out


def dropout(x, p, training, rng):
    rate = Rate(p)
    mask = np.ones(x.shape, bool, order="F")
    if not training:
        return np.array(x, order="F"), mask
    mask[...] = rng.uniform(0, 1, x.shape[::-1]).T < rate.keep
    return rate(x, mask), mask


def dropout_backward(grad_out, mask, p):
    return Rate(p)(grad_out, mask)


def l2_penalty(weights, decay):
    squares = math.fsum(float(v) ** 2 for w in weights for v in np.nditer(w))
    return squares * decay * 0.5, [np.multiply(w, decay) for w in weights]
