"""A matrix with each filter at each place, so that the layer is one product."""

import numpy as np

def conv2d(x, weight, bias, stride=1, padding=0):
    n, c, h, w = x.shape
    o, depth, kh, kw = weight.shape
    h, w = h + 2 * padding, w + 2 * padding
    if depth != c or kh > h or kw > w:
        raise ValueError(f"{weight.shape} on {x.shape}")
    room = np.zeros((n, c, h, w), x.dtype)
    room[..., padding:h - padding, padding:w - padding] = x
    rows, cols = range(0, h - kh + 1, stride), range(0, w - kw + 1, stride)
    toeplitz = np.zeros((c * h * w, o * len(rows) * len(cols)), x.dtype)
    for oo in range(o):
        for i, r in enumerate(rows):
            for j, q in enumerate(cols):
                plane = np.zeros((c, h, w), x.dtype)
                plane[:, r:r + kh, q:q + kw] = weight[oo]
                toeplitz[:, (oo * len(rows) + i) * len(cols) + j] = plane.ravel()
    y = room.reshape(n, -1) @ toeplitz
    return y.reshape(n, o, len(rows), len(cols)) + np.expand_dims(bias, (1, 2))
