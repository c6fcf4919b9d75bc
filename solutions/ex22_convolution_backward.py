"""Ex22: convolution, backward."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(x, kernel_size, stride=1, padding=0):
    """All windows are a view; their axes in the order asked for, and flattened, a matrix."""
    beside = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), beside, beside))
    windows = sliding_window_view(padded, kernel_size, axis=(2, 3))[:, :, ::stride, ::stride]
    n, c, h_out, w_out, kh, kw = windows.shape
    rows = windows.transpose(0, 2, 3, 1, 4, 5)
    return rows.reshape(n * h_out * w_out, c * kh * kw).copy()


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    """For each place of the kernel, add what all windows hold there: no two meet in a cell."""
    n, c, h, w = input_shape
    kh, kw = kernel_size
    padded = np.zeros((n, c, h + 2 * padding, w + 2 * padding), columns.dtype)
    h_out = (h + 2 * padding - kh) // stride + 1
    w_out = (w + 2 * padding - kw) // stride + 1
    windows = columns.reshape(n, h_out, w_out, c, kh, kw).transpose(0, 3, 4, 5, 1, 2)
    for a, b in np.ndindex(kh, kw):
        rows = slice(a, a + stride * h_out, stride)
        cells = slice(b, b + stride * w_out, stride)
        padded[:, :, rows, cells] += windows[:, :, a, b]
    return padded[:, :, padding : padding + h, padding : padding + w].copy()


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    """The linear layer of ex09 in the middle; im2col before it, col2im behind."""
    kernel_size = weight.shape[2:]
    columns = im2col(x, kernel_size, stride, padding)
    filters = weight.reshape(len(weight), -1)
    grads = np.moveaxis(grad_out, 1, 3).reshape(len(columns), len(weight))

    dx = col2im(grads @ filters, x.shape, kernel_size, stride, padding)
    dweight = (grads.T @ columns).reshape(weight.shape)
    return dx, dweight, grads.sum(axis=0)
