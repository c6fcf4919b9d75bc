"""Ex04: convolution output size.

How large is the map that a convolution makes? Count the places where the kernel
fits. Every later layer depends on this number, and most errors in a network of
convolutions are errors of shape.

One axis. `size` cells lie in a row, with `padding` cells added at each of the two
ends. The kernel has `kernel_size` taps that lie `dilation` cells apart. It starts at
the left end and moves on by `stride` cells at a time, for as long as all of it lies
inside:

    reach    = dilation * (kernel_size - 1) + 1
    size_out = floor((size + 2 * padding - reach) / stride) + 1

The lecture notes write (m - n) / s + 1 for an image of m x m and a filter of n x n.
That has no padding, no dilation and no floor: for m = 7, n = 2, s = 2 it gives 3.5.
PyTorch gives 3. Cells that are left over at the far end are not seen.

By hand, size 7, kernel 2, stride 2: the kernel covers cells 0-1, 2-3 and 4-5. Cell 6
is left over, so the output has 3 cells. The formula: floor((7 - 2) / 2) + 1 = 3.

A kernel that reaches over more cells than there are, padding included, fits nowhere:
raise ValueError. One that reaches over exactly as many fits once. Beware that the
formula alone does not tell: it can still give 1 for a kernel that does not fit, if
the division is rounded towards zero.

Two axes. Shapes are tuples in PyTorch's order:

    input   (N, C, H, W)       N images of C channels, H rows, W columns
    weight  (O, C, KH, KW)     O filters, each as deep as the input
    output  (N, O, H_out, W_out)

A filter has as many channels as the input, sums over all of them, and gives one map;
so the number of filters is the number of maps. One of the notes has it that as many
channels as filters give one map: keep *depth* and *number* apart. The notes with
Keras write (H, W, C) for images and (KH, KW, C, O) for weights; here it is PyTorch's
order. For example, six filters of 5 x 5 on one image of 32 x 32 in colour:

    (1, 3, 32, 32) and (6, 3, 5, 5)  ->  (1, 6, 28, 28)

Nothing here has a dtype: sizes are ints and shapes are tuples of ints. An int is 3,
not 3.0. Sizes, kernel sizes, strides and dilations are 1 or more, paddings 0 or more.
"""

import numpy as np


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    """The number of places where a kernel fits, along one axis.

    All arguments are ints; padding is the number of cells added at each end.
    Returns an int. Raises ValueError if the kernel reaches over more cells than the
    padded input has.

    >>> conv_output_size(32, 5)
    28
    >>> conv_output_size(7, 2, stride=2)
    3
    >>> conv_output_size(5, 3, padding=1)
    5
    >>> conv_output_size(9, 3, dilation=2)
    5
    """
    # how many cells the kernel covers
    covered = dilation * kernel_size
    rest = size + 2 * padding - covered
    if rest < 0:
        raise ValueError("kernel too large: %d" % covered)
    count = 0
    while rest >= 0:
        count += 1
        rest -= stride
    return count


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    """The shape of torch.nn.functional.conv2d(input, weight), without computing it.

    input_shape is (N, C, H, W) and weight_shape is (O, C, KH, KW); stride and padding
    are ints that hold for both axes; the dilation is 1.
    Returns a tuple of four ints, (N, O, H_out, W_out). Raises ValueError if the
    filters are not as deep as the input, or do not fit along an axis.

    >>> conv2d_output_shape((1, 3, 32, 32), (6, 3, 5, 5))
    (1, 6, 28, 28)
    >>> conv2d_output_shape((2, 1, 9, 7), (4, 1, 3, 2), stride=2, padding=1)
    (2, 4, 5, 4)
    """
    n = input_shape[0]
    h, w = input_shape[2], input_shape[3]
    o = weight_shape[0]
    k = weight_shape[-1]
    return (
        n,
        o,
        conv_output_size(h, k, stride=stride, padding=padding),
        conv_output_size(w, k, stride=stride, padding=padding),
    )
