"""Ex21: convolution, forward.

A linear layer gives every input its own weight, so it must learn a pattern again for
each place of an image. A convolution has one small set of weights, the filter (also
kernel or mask), and moves it over the image: it finds a pattern wherever it is, and has
few parameters. With stride 1, if the image moves by some cells, the output moves with
it. (The notes call that translation invariance; the exact word is equivariance.)

    out[n, o, i, j] = bias[o] + sum over c, a, b of
                      weight[o, c, a, b] * padded[n, c, i*S + a, j*S + b]

padded is x with P = padding cells of zeros on each of its four sides, as in ex05. The
sum runs over all C channels and over the KH x KW cells of the window that begins in row
i*S and column j*S; S = stride. Only windows that lie wholly inside padded count (ex04):

    H_out = floor((H + 2*P - KH) / S) + 1
    W_out = floor((W + 2*P - KW) / S) + 1

Shapes: N images of C channels, H rows and W columns; O filters.

    x (N, C, H, W)            weight (O, C, KH, KW)
    out (N, O, H_out, W_out)  bias (O,)

A filter is as deep as the input: it has a table of KH x KW weights for each of the C
channels, adds up over all of them, and gives one map. So O filters give O maps, and
each map has one bias. A kernel need not be square, nor does a map.

Where the lecture notes, Keras and PyTorch differ:

  - The notes define convolution in words, by the overlap of two functions of which one
    is flipped. The formula that they then use, y = a*w1 + b*w2 + ... + i*w9, does not
    flip. Nor do PyTorch and Keras, nor do you: mathematicians call this
    cross-correlation. A network learns its weights, so either works.
  - The notes have images as (H, W, C) and weights as (KH, KW, C, O), as in Keras:
    (26, 26, 32) and (3, 3, 32, 64) give (24, 24, 64). Here the order is PyTorch's:
    (1, 32, 26, 26) and (64, 32, 3, 3) give (1, 64, 24, 24).
  - One of the notes says that as many channels as filters give one map. The depth of a
    filter must be the number of channels; the number of filters is the number of maps.
  - The size in the notes, (m - n)/s + 1, has no padding and is not rounded down. Cells
    left over at the bottom and at the right are in no window.
  - PyTorch also takes a pair for stride and padding, and dilation and groups. Here
    stride and padding are one int each, for both axes, and there is nothing else.

By hand, one image of one channel, one filter, S = 1, P = 0:

    x = 1 2 0 3      weight = 1 0 -1      bias = 10      out = 12 15
        0 1 4 2               2 1  0                           16 10
        5 0 1 1

    out[0, 0] = 10 + (1*1 + 0*2 - 1*0) + (2*0 + 1*1 + 0*4) = 12
    out[0, 1] = 10 + (1*2 + 0*0 - 1*3) + (2*1 + 1*4 + 0*2) = 15

With a flipped kernel the first would be 16. If x had a second channel, its window would
be multiplied by the filter's second table, and added to the same sum.

How you add up is free: seven nested loops are a right answer, and the maps here are
small enough for them. The exercises that follow use your conv2d on small maps, too.

All arrays of a call are float and of one dtype, and out has it too: float32 in, float32
out; float64 in, float64 out, with all its digits. Never change an argument, and never
return memory shared with one: out is new.
"""

import numpy as np


def conv2d(x, weight, bias, stride=1, padding=0):
    """Slide O filters over N images, as torch.nn.functional.conv2d does.

    x (N, C, H, W), weight (O, C, KH, KW) and bias (O,) are float arrays of one dtype;
    stride is an int, 1 or more; padding is an int, 0 or more: cells of zeros on each side.
    Returns (N, O, H_out, W_out) of that dtype. Raises ValueError if the filters are not as
    deep as the input, or have more rows or columns than the padded map.

    >>> x = np.array([[[[1.0, 2.0, 0.0, 3.0],
    ...                 [0.0, 1.0, 4.0, 2.0],
    ...                 [5.0, 0.0, 1.0, 1.0]]]])
    >>> weight = np.array([[[[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]]])
    >>> conv2d(x, weight, np.array([10.0]))
    array([[[[12., 15.],
             [16., 10.]]]])
    >>> conv2d(x, weight, np.array([10.0]), stride=2, padding=1)
    array([[[[11., 14.],
             [14., 10.]]]])
    >>> x, weight = np.ones((1, 3, 32, 32)), np.ones((6, 3, 5, 5))
    >>> conv2d(x, weight, np.zeros(6)).shape
    (1, 6, 28, 28)
    """
    raise NotImplementedError("conv2d")
