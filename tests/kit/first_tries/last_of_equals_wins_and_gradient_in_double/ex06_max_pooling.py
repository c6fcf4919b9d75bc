"""Ex06: max pooling.

Max pooling makes a feature map smaller: a square window of K = kernel_size cells
moves over each map, S = stride cells at a time, and of each window only the largest
value is kept. Each image and each channel is pooled by itself. There are no
parameters, so pooling learns nothing; but on the way back it must still hand the
gradient to the cells before it.

Forward, for x of shape (N, C, H, W), with P cells of padding on each side:

    out[n, c, i, j] = max over 0 <= a, b < K of x[n, c, i*S + a - P, j*S + b - P]
    H_out = floor((H + 2*P - K) / S) + 1    W_out = floor((W + 2*P - K) / S) + 1

  - Without a stride (stride=None) the window moves by kernel_size.
  - Only windows that lie wholly inside the padded map count. Rows and columns left
    over at the bottom and right are in no window.
  - Padding never wins: a padded cell counts as -inf, so that a window of negative
    values keeps its largest negative value.
  - ValueError if padding is more than half of kernel_size (rounded down), or if the
    window is larger than the padded map.

Backward: grad_out of shape (N, C, H_out, W_out) is the gradient of the loss with
respect to out. Each of its values goes to the one cell of x that its window kept:

    grad_x[n, c, r, q] = sum of grad_out[n, c, i, j] over the windows (i, j)
                         that kept the cell (r, q)

  - Windows overlap when S < K: a cell kept by several windows gets the sum.
  - A window may hold its largest value twice. PyTorch then takes the first one in
    reading order (left to right, then the next row), and so do you.
  - A cell that no window kept gets 0.

Where the lecture notes say less, or something else:
  - They ask for an input that is a multiple of the window. PyTorch does not: it
    rounds the size down and leaves the rest out. (It can also round up, with
    ceil_mode=True. You do not need that.)
  - Their arrays are (H, W, C), as in Keras. Here they are (N, C, H, W), as in
    PyTorch.
  - They say that pooling has no parameters, but not which of two equal values the
    gradient goes to. The rule above is PyTorch's.

By hand, one image with one channel, K = 2 and no stride:

    x = 1  3  2  4  0        out = 5  4       grad_out = 10  20
        5  3  4  4  9
        7  8  6  1  2        grad_x =  0  0  0 20  0
                                      10  0  0  0  0
                                       0  0  0  0  0

  H_out = floor((3 - 2) / 2) + 1 = 1 and W_out = floor((5 - 2) / 2) + 1 = 2. The last
  row and the last column are in no window, so the 9 is never seen. The second window
  holds 4 three times; the first in reading order is in the upper row, so the 20 goes
  there. With S = 1 there are 2 x 4 windows, and the 9 is kept by two of them: its
  gradient is the sum of both.

float32 in, float32 out; float64 in, float64 out; grad_out has the dtype of x. Never
change an argument, and never return memory shared with one: arrays returned are new.
"""

import numpy as np


def out_size(size, k, s):
    if k > size:
        raise ValueError("window does not fit")
    return (size - k) // s + 1


def max_pool2d(x, kernel_size, stride=None, padding=0):
    """Return the largest value of each window, per image and channel.

    x: (N, C, H, W), float32 or float64. kernel_size, stride and padding: integers;
    stride=None means kernel_size. Returns (N, C, H_out, W_out), dtype of x.
    Raises ValueError if padding > kernel_size // 2, or if the window is larger than
    the padded map.

    >>> x = np.array([[[[1.0, 3.0, 2.0, 4.0, 0.0],
    ...                 [5.0, 3.0, 4.0, 4.0, 9.0],
    ...                 [7.0, 8.0, 6.0, 1.0, 2.0]]]])
    >>> max_pool2d(x, 2)
    array([[[[5., 4.]]]])
    >>> max_pool2d(x, 2, 1)[0, 0]
    array([[5., 4., 4., 9.],
           [8., 8., 6., 9.]])
    >>> max_pool2d(x - 10, 3, 3, 1)[0, 0]
    array([[-5., -1.]])
    """
    if stride is None:
        stride = kernel_size
    if padding > kernel_size // 2:
        raise ValueError("too much padding")
    p = padding
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)
    h_out = out_size(xp.shape[2], kernel_size, stride)
    w_out = out_size(xp.shape[3], kernel_size, stride)
    # one slice for each position in the window, then the max of all of them
    best = None
    for a in range(kernel_size):
        for b in range(kernel_size):
            part = xp[:, :, a:a + h_out * stride:stride, b:b + w_out * stride:stride]
            part = part[:, :, :h_out, :w_out]
            if best is None:
                best = part.copy()
            else:
                best = np.maximum(best, part)
    return best


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    """Return the gradient with respect to x, for a pooling without padding.

    grad_out: (N, C, H_out, W_out), the shape of max_pool2d(x, kernel_size, stride).
    x: (N, C, H, W), the input of that pooling. Returns (N, C, H, W), dtype of x.

    >>> x = np.array([[[[1.0, 3.0, 2.0, 4.0, 0.0],
    ...                 [5.0, 3.0, 4.0, 4.0, 9.0],
    ...                 [7.0, 8.0, 6.0, 1.0, 2.0]]]])
    >>> max_pool2d_backward(np.array([[[[10.0, 20.0]]]]), x, 2)[0, 0]
    array([[ 0.,  0.,  0., 20.,  0.],
           [10.,  0.,  0.,  0.,  0.],
           [ 0.,  0.,  0.,  0.,  0.]])
    >>> grad_out = np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]]])
    >>> max_pool2d_backward(grad_out, x, 2, 1)[0, 0]
    array([[ 0.,  0.,  0.,  3.,  0.],
           [ 1.,  0.,  2.,  0., 12.],
           [ 0., 11.,  7.,  0.,  0.]])
    """
    if stride is None:
        stride = kernel_size
    grad_x = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        top = i * stride
        left = j * stride
        best_r, best_q = top, left
        for r in range(top, top + kernel_size):
            for q in range(left, left + kernel_size):
                if x[n, c, r, q] >= x[n, c, best_r, best_q]:
                    best_r = r
                    best_q = q
        grad_x[n, c, best_r, best_q] += grad_out[n, c, i, j]
    return grad_x
