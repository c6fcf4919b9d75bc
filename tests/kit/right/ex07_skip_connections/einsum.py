"""einsum everywhere, the biases as one more input, ReLU from the absolute value."""
import numpy as np


def with_one(x):
    return np.concatenate([x, np.ones_like(x[:, :1])], axis=1)


def residual_block(x, w1, b1, w2, b2):
    first = np.column_stack([w1, b1])
    second = np.c_[w2, b2]
    z = np.einsum("nd,hd->nh", with_one(x), first)
    return np.einsum("nh,dh->nd", with_one((z + abs(z)) / 2), second) + x


def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    z = np.einsum("nd,hd->nh", x, w1) + b1
    slope = np.heaviside(z, z.dtype.type(0))
    # One (D, D) Jacobian per row: the identity of the skip and the branch's product.
    jacobian = np.einsum("dh,nh,he->nde", w2, slope, w1)
    jacobian += np.eye(x.shape[1], dtype=x.dtype)
    return np.einsum("nd,nde->ne", grad_out, jacobian)
