"""Ex25: 1x1 convolution and the inception block.

Which is best: filters of 1x1, 3x3 or 5x5, or a pool? GoogLeNet need not choose: its
inception block does all four side by side, and joins the maps. As 5x5 filters over many
channels would be expensive, a 1x1 convolution makes few channels of them first.

A 1x1 convolution looks at one cell at a time. At every cell it mixes the C channels into
O new ones, as a linear layer (ex09) does, with the same weights everywhere:

    out[n, o, i, j] = bias[o] + sum over c of weight[o, c, 0, 0] * x[n, c, i, j]

    x (N, C, H, W)   weight (O, C, 1, 1)   bias (O,)   out (N, O, H, W)

The inception block has four branches. Each begins with x, and H and W stay as they are:

    x -> 1x1 -> ReLU ------------------------------+
    x -> 1x1 -> ReLU -> 3x3, padding 1 -> ReLU ----+->  joined in this
    x -> 1x1 -> ReLU -> 5x5, padding 2 -> ReLU ----+    order, along
    x -> 3x3 max pool, stride 1, padding 1         |    the channels
           -> 1x1 -> ReLU -------------------------+

There is a ReLU, max(0, z), after each of the six convolutions, and nowhere else; the
stride is 1 everywhere. The parameters are a dictionary, in any order. C1, C3, C5 and CP
channels come out of the branches, R3 and R5 lie between two convolutions:

    params = {"w1": (C1, C, 1, 1), "b1": (C1,),
              "w3_reduce": (R3, C, 1, 1), "b3_reduce": (R3,),
              "w3": (C3, R3, 3, 3), "b3": (C3,),
              "w5_reduce": (R5, C, 1, 1), "b5_reduce": (R5,),
              "w5": (C5, R5, 5, 5), "b5": (C5,),
              "w_pool": (CP, C, 1, 1), "b_pool": (CP,)}

Take your conv2d (ex21), which pads with zeros, and max_pool2d (ex06), which pads with
-inf, or write them anew. conv2d can do conv1x1 as well, but try it without windows.

Where the lecture notes, Keras and PyTorch differ:

  - The notes say that the results are combined. They are joined (torch.cat with dim=1,
    Keras Concatenate), not added. In Keras the channels are the last axis.
  - The notes say that 1x1 convolutions cut parameters. They have some of their own, so
    that holds where they make few channels of many: see parameters_saved.
  - The ReLUs are those of the GoogLeNet paper; the notes do not name them.

By hand, one image, all channel counts 1, H = 1 and W = 3:

    x                                               -1  -2  -4
    1x1            w1 = -1, b1 = 0                   1   2   4
    1x1 -> 3x3     w3_reduce = -1, b3_reduce = 1     2   3   5
                   w3 all ones, b3 = 0               5  10   8
    1x1 -> 5x5     w5_reduce = -1, b5_reduce = -2    0   0   2    (-1 became 0)
                   w5 all ones, b5 = 1               3   3   3
    pool -> 1x1    the largest of the neighbours    -1  -1  -2    (never 0)
                   w_pool = -1, b_pool = 0           1   1   2

All arrays of a call are float32, or all float64; so is out, with all its digits. Never
change params or an array, and never return memory shared with an argument: out is new.
"""

import numpy as np
from ex06_max_pooling import max_pool2d
from ex21_convolution_forward import conv2d


def conv1x1(x, weight, bias):
    """Mix the channels of every cell; nothing is padded, and no ReLU.

    x (N, C, H, W), weight (O, C, 1, 1), bias (O,) -> (N, O, H, W), of the same dtype.

    >>> x = np.array([[[[1.0, 2.0, 3.0]], [[10.0, 20.0, 30.0]]]])  # (1, 2, 1, 3)
    >>> weight = np.array([[1.0, 1.0], [2.0, 0.0], [0.0, -1.0]]).reshape(3, 2, 1, 1)
    >>> conv1x1(x, weight, np.array([0.0, 5.0, 0.0]))[0, :, 0]
    array([[ 11.,  22.,  33.],
           [  7.,   9.,  11.],
           [-10., -20., -30.]])
    """
    raise NotImplementedError("conv1x1")


def inception_block(x, params):
    """Run the four branches on x, and join what they give along the channels.

    x (N, C, H, W), params as above -> (N, C1 + C3 + C5 + CP, H, W), of the same dtype.

    >>> w, w3, w5 = (np.ones((1, 1, k, k)) for k in (1, 3, 5))
    >>> b = np.zeros(1)
    >>> params = {"w1": -w, "b1": b,
    ...           "w3_reduce": -w, "b3_reduce": b + 1, "w3": w3, "b3": b,
    ...           "w5_reduce": -w, "b5_reduce": b - 2, "w5": w5, "b5": b + 1,
    ...           "w_pool": -w, "b_pool": b}
    >>> inception_block(np.array([[[[-1.0, -2.0, -4.0]]]]), params).tolist()
    [[[[1.0, 2.0, 4.0]], [[5.0, 10.0, 8.0]], [[3.0, 3.0, 3.0]], [[1.0, 1.0, 2.0]]]]
    """
    raise NotImplementedError("inception_block")


def parameters_saved(channels, reduced, filters, kernel_size):
    """Count how many parameters a 1x1 convolution saves before a larger one.

    Without it, `filters` filters of kernel_size x kernel_size look at all `channels`. With
    it, they look at the `reduced` channels that it makes of them. Count weights and biases
    (one for each filter, of the 1x1 ones too). Returns the first count minus the second:
    less than 0 where the 1x1 convolution costs more than it saves.

    >>> parameters_saved(192, 16, 32, 5)  # GoogLeNet: 153,632 - (3,088 + 12,832)
    137712
    >>> parameters_saved(4, 4, 4, 3)
    -20
    """
    raise NotImplementedError("parameters_saved")
