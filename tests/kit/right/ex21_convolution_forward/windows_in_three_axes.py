"""Windows through the depth as well: NumPy refuses what is too large, and one place is left."""

import numpy as np


def conv2d(x, weight, bias, stride=1, padding=0):
    p = np.pad(x, ((0,), (0,), (padding,), (padding,)))
    try:
        view = np.lib.stride_tricks.sliding_window_view(p, weight.shape[1:], axis=(1, 2, 3))
    except ValueError:
        raise ValueError("kernel does not fit") from None
    if view.shape[1] != 1:
        raise ValueError("filters not deep enough")
    y = np.einsum("nijcab,ocab->noij", view[:, 0, ::stride, ::stride], weight, optimize=True)
    return np.add(y, bias[np.newaxis, :, np.newaxis, np.newaxis])
