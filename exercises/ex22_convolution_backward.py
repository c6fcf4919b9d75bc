"""Ex22: convolution, backward: im2col and col2im.

A network with convolutions learns its filters, so the gradient must come back through
the layer: to weights, biases and x. With every window of x as a row of a matrix, the
convolution of ex21 is the linear layer of ex09, whose formulas are enough:

    columns = im2col(x)                  (N*H_out*W_out, C*KH*KW)
    W       = weight, a row a filter     (O, C*KH*KW)
    columns @ W.T + bias                 (N*H_out*W_out, O): all of out

im2col: the rows are the windows, in the order (N, H_out, W_out): image by image, in each
from left to right and then down. The columns are the cells of a window, in the order
(C, KH, KW): channel by channel, in each along the rows. S = stride, P = padding, and
padded is x with P cells of zeros on each of its four sides, as in ex21:

    columns[row of (n, i, j), column of (c, a, b)]
                                  = padded[n, c, i*S + a, j*S + b]
    H_out = floor((H + 2*P - KH) / S) + 1;  W_out likewise, of W and KW

By hand, one image of two channels, 3 x 4, and KH = 2, KW = 3, S = 1, P = 0:

    channel 0 = 1  2  3  4     channel 1 = 21 22 23 24
                5  6  7  8                 25 26 27 28
                9 10 11 12                 29 30 31 32

    columns = 1 2 3  5  6  7   21 22 23 25 26 27    i = 0, j = 0
              2 3 4  6  7  8   22 23 24 26 27 28    i = 0, j = 1
              5 6 7  9 10 11   25 26 27 29 30 31    i = 1, j = 0
              6 7 8 10 11 12   26 27 28 30 31 32    i = 1, j = 1

col2im takes such a matrix back to the cells that its numbers came from. A cell lies in
several windows when they overlap, and gets the *sum* of all its numbers. A cell in no
window gets 0, and what came from the padding is dropped. So it is no inverse: from a
matrix of ones it makes the number of windows that see each cell.

conv2d_backward gives the gradients of the loss L from grad_out[n, o, i, j] =
dL/dout[n, o, i, j]. It may use the other two, but need not: loops are a right answer.

    dweight[o, c, a, b] = sum over n, i, j of
                   grad_out[n, o, i, j] * padded[n, c, i*S + a, j*S + b]
    dx[n, c, r, q] = sum over o, and over all i, j, a, b with
                   i*S + a - P = r and j*S + b - P = q, of
                   grad_out[n, o, i, j] * weight[o, c, a, b]
    dbias[o] = sum over n, i, j of grad_out[n, o, i, j]

Where the lecture notes, other books and PyTorch differ:

  - The notes say that filters are learned, but give no gradient of a convolution. If the
    loss is a mean over the batch, 1/N is in grad_out already: divide by nothing here.
  - Rows and columns are ordered as in "Deep Learning from Scratch" (KH is its filter_h).
    PyTorch's F.unfold has a matrix for each image with a window in each column.
  - The notes have images as (H, W, C), as in Keras; here they are (N, C, H, W).

In every call the kernel fits and the shapes belong together: nothing is to be refused.
float32 in, float32 out; float64 in, float64 out, with all its digits. Never change an
argument, and never return memory shared with one. Arrays may lie in memory in any way.
"""

import numpy as np


def im2col(x, kernel_size, stride=1, padding=0):
    """Write each window of x as a row.

    x (N, C, H, W), a float array; kernel_size is (KH, KW), a tuple of two ints; stride and
    padding are ints. Returns (N*H_out*W_out, C*KH*KW), dtype of x.

    >>> x = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
    ...                [[21.0, 22.0, 23.0], [24.0, 25.0, 26.0]]]])
    >>> im2col(x, (1, 2))
    array([[ 1.,  2., 21., 22.],
           [ 2.,  3., 22., 23.],
           [ 4.,  5., 24., 25.],
           [ 5.,  6., 25., 26.]])
    >>> im2col(x, (2, 3), stride=2, padding=1)[0]
    array([ 0.,  0.,  0.,  0.,  1.,  2.,  0.,  0.,  0.,  0., 21., 22.])
    """
    raise NotImplementedError("im2col")


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    """Add each number of columns to the cell that im2col took it from.

    columns (N*H_out*W_out, C*KH*KW), a float array; input_shape is (N, C, H, W), the shape
    of x, without padding; kernel_size is (KH, KW). Returns (N, C, H, W), dtype of columns.

    >>> col2im(np.ones((4, 12)), (1, 2, 3, 4), (2, 3))[0, 1]
    array([[1., 2., 2., 1.],
           [2., 4., 4., 2.],
           [1., 2., 2., 1.]])
    >>> columns = np.array([[1.0, 2.0], [10.0, 20.0], [3.0, 4.0],
    ...                     [30.0, 40.0]])
    >>> col2im(columns, (2, 1, 1, 3), (1, 2))[:, 0, 0]
    array([[ 1., 12., 20.],
           [ 3., 34., 40.]])
    """
    raise NotImplementedError("col2im")


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    """Carry a gradient back through conv2d: returns the three (dx, dweight, dbias).

    grad_out (N, O, H_out, W_out), x (N, C, H, W) and weight (O, C, KH, KW) are float arrays
    of one dtype. dx is (N, C, H, W), dweight (O, C, KH, KW), dbias (O,), of that dtype.

    >>> x = np.array([[[[1.0, 2.0, 0.0, 3.0],
    ...                 [0.0, 1.0, 4.0, 2.0],
    ...                 [5.0, 0.0, 1.0, 1.0]]]])
    >>> weight = np.array([[[[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]]])
    >>> grad_out = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    >>> dx, dweight, dbias = conv2d_backward(grad_out, x, weight)
    >>> dx[0, 0]
    array([[ 1.,  2., -1., -2.],
           [ 5.,  9., -1., -4.],
           [ 6., 11.,  4.,  0.]])
    >>> dweight[0, 0]
    array([[ 9., 21., 26.],
           [17., 13., 15.]])
    >>> dbias
    array([10.])
    """
    raise NotImplementedError("conv2d_backward")
