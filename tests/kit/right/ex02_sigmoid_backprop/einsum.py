"""The sigmoid with masks, the gradients in einsum, examples summed at the end."""

import numpy as np


def sigmoid(z):
    s = np.empty_like(z)
    positive = z >= 0
    s[positive] = 1 / (1 + np.exp(-z[positive]))
    small = np.exp(z[~positive])
    s[~positive] = small / (1 + small)
    return s


def sigmoid_backward(grad_out, s):
    return np.einsum("...,...,...->...", grad_out, s, 1 - s)


def mlp_backward(x, t, w1, b1, w2, b2):
    h = sigmoid(np.einsum("ni,ji->nj", x, w1) + b1)
    y = sigmoid(np.einsum("nj,kj->nk", h, w2) + b2)
    delta2 = sigmoid_backward(y - t, y)
    delta1 = np.einsum("nk,kj,nj,nj->nj", delta2, w2, h, 1 - h)
    dw1 = np.einsum("nj,ni->nji", delta1, x)
    dw2 = np.einsum("nk,nj->nkj", delta2, h)
    return tuple(grad.sum(axis=0) for grad in (dw1, delta1, dw2, delta2))
