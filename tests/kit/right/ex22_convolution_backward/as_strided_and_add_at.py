"""Windows by as_strided; np.add.at with the places that im2col itself finds."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def im2col(x, kernel_size, stride=1, padding=0):
    n, c, h, w = x.shape
    kh, kw = kernel_size
    room = np.zeros((n, c, h + 2 * padding, w + 2 * padding), x.dtype)
    room[:, :, padding : padding + h, padding : padding + w] = x
    ho = (room.shape[2] - kh) // stride + 1
    wo = (room.shape[3] - kw) // stride + 1
    sn, sc, sh, sw = room.strides
    windows = as_strided(
        room, (n, ho, wo, c, kh, kw), (sn, sh * stride, sw * stride, sc, sh, sw), writeable=False
    )
    return windows.reshape(n * ho * wo, -1).copy()


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    cells = np.arange(1.0, np.prod(input_shape) + 1).reshape(input_shape)
    numbers = im2col(cells, kernel_size, stride, padding).astype(int)
    flat = np.zeros(cells.size + 1, columns.dtype)  # number 0 is the padding
    np.add.at(flat, numbers, columns)
    return flat[1:].reshape(input_shape).copy()


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    o, _, *kernel_size = weight.shape
    grads = grad_out.transpose(0, 2, 3, 1).reshape(-1, o)
    columns = im2col(x, kernel_size, stride, padding)
    dweight = np.dot(columns.T, grads).T.reshape(weight.shape)
    dx = col2im(np.dot(grads, weight.reshape(o, -1)), x.shape, kernel_size, stride, padding)
    return [dx, dweight, grads.sum(0)]
