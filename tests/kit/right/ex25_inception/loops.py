"""Plain loops over cells and channels; the branches are cut into one array by hand."""

import ex06_max_pooling
import ex21_convolution_forward as earlier
import numpy as np


def conv1x1(x, weight, bias):
    N, C, H, W = x.shape
    O = weight.shape[0]
    out = np.zeros((N, O, H, W), dtype=x.dtype)
    for n in range(N):
        for o in range(O):
            for i in range(H):
                for j in range(W):
                    total = float(bias[o])
                    for c in range(C):
                        total += float(x[n, c, i, j]) * float(weight[o, c, 0, 0])
                    out[n, o, i, j] = total
    return out


def relu_inplace(z):
    z[z < 0] = 0
    return z


def inception_block(x, params):
    a = relu_inplace(conv1x1(x, params["w1"], params["b1"]))
    b = relu_inplace(conv1x1(x, params["w3_reduce"], params["b3_reduce"]))
    b = relu_inplace(earlier.conv2d(b, params["w3"], params["b3"], 1, 1))
    c = relu_inplace(conv1x1(x, params["w5_reduce"], params["b5_reduce"]))
    c = relu_inplace(earlier.conv2d(c, params["w5"], params["b5"], 1, 2))
    d = ex06_max_pooling.max_pool2d(x, 3, 1, 1)
    d = relu_inplace(conv1x1(d, params["w_pool"], params["b_pool"]))
    N, _, H, W = x.shape
    out = np.empty((N, sum(m.shape[1] for m in (a, b, c, d)), H, W), dtype=x.dtype)
    k = 0
    for maps in (a, b, c, d):
        out[:, k : k + maps.shape[1]] = maps
        k += maps.shape[1]
    return out


def parameters_saved(channels, reduced, filters, kernel_size):
    without = 0
    for _ in range(filters):
        without += channels * kernel_size * kernel_size + 1
    with_it = 0
    for _ in range(reduced):
        with_it += channels + 1
    for _ in range(filters):
        with_it += reduced * kernel_size * kernel_size + 1
    return without - with_it
