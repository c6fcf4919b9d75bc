"""Ex24: network shapes and parameter counts.

Before a network is trained, two questions can be answered on paper: which shape has the
data after each layer, and how many parameters are learned? Most errors in a network of
convolutions show in the first, and the second decides what fits into memory.

A network is a list of dictionaries, one for each layer, in order. There are five types:

    {"type": "conv", "out_channels": 8, "kernel_size": 3}
    {"type": "relu"}
    {"type": "maxpool", "kernel_size": 2}
    {"type": "flatten"}
    {"type": "linear", "out_features": 10}

A conv may also have "stride" (1 if left out), "padding" (0) and "bias" (True), a maxpool
"stride" (its kernel_size if left out), and a linear layer "bias" (True). All sizes are
ints, kernels are square, and stride and padding hold for both sides, as in ex04 and ex06.

    type      takes          gives                  parameters
    conv      (N, C, H, W)   (N, O, H_out, W_out)   O * C * K * K, and O biases
    relu      any shape      the same shape         none
    maxpool   (N, C, H, W)   (N, C, H_out, W_out)   none
    flatten   (N, C, H, W)   (N, C * H * W)         none
    linear    (N, D)         (N, O)                 O * D, and O biases

    size_out = floor((size + 2 * padding - kernel_size) / stride) + 1

The last line holds for rows and columns. Flatten leaves (N, D) as it is. O is out_channels
or out_features. C and D are not in the dictionaries: they come from the shape that
arrives. With "bias": False there are no biases. The number of examples N goes through all
layers, and no parameter depends on it.

Raise ValueError for a network that cannot be: a conv or a maxpool that gets (N, D), a
linear layer that gets (N, C, H, W), a kernel larger than the padded map (along one side
is enough), and a type that is none of the five, such as "dropout" or "Conv". The message
is yours; a good one names the layer and the shape that arrived.

By hand, for input_shape (2, 1, 6, 5): two grey images with 6 rows and 5 columns.

    conv, 4 filters 3 x 3    (2, 4, 4, 3)    4 * 1 * 3 * 3 + 4 = 40
    relu                     (2, 4, 4, 3)    0
    maxpool, 2 x 2           (2, 4, 2, 1)    0      the third column is left over
    flatten                  (2, 8)          0
    linear, 3 outputs        (2, 3)          3 * 8 + 3 = 27     in all 67

Numbers of the lecture notes that you can check with your code:

- The XOR network, 2 inputs and linear layers of 3, 2 and 1, has 20 parameters. The
  network for 180 x 180 colour images has 991,041: conv layers of 32, 64, 128, 256 and 256
  filters 3 x 3, a 2 x 2 pool after each of the first four, flatten, and a linear layer of
  1. Activations, which have no parameters, are left out here.
- VGG has 3 x 3 filters only. Two such layers see as much as one of 5 x 5, with fewer
  parameters: at 64 channels and without biases 73,728 against 102,400.
- A conv layer counts the same whatever H and W are; a linear layer after flatten does
  not. In VGG-16 the first linear layer holds 102,764,544 of 138,357,544 parameters. It
  also loses where things lie, while a conv layer finds a pattern wherever it is. Towards
  the output maps get smaller and more numerous: more kinds of patterns, larger ones.

What the lecture notes say, and what others do:

- The notes and Keras write (H, W, C) and kernels (3, 3, 32, 64), and `summary()` shows
  None for N. Here it is PyTorch's order (N, C, H, W).
- The size of a map in the notes has no padding, and no floor.
- One of the notes says that as many filters as channels give one map. But a filter is as
  deep as its input, and each filter gives one map.
- Keras works out C and D, as you do here. PyTorch's `nn.Conv2d` and `nn.Linear` are told.
  And both let a linear layer act on the last axis of (N, C, H, W). Nearly always flatten
  was forgotten then, so here it is refused.
"""

import numpy as np


def trace_shapes(layers, input_shape):
    """The shape after each layer: a list of tuples of ints, as long as layers.

    layers is a list of at least one dictionary; input_shape is (N, C, H, W), or (N, D) for
    a network without images. Neither is changed. Raises ValueError for a network that
    cannot be, as above.

    >>> layers = [{"type": "conv", "out_channels": 4, "kernel_size": 3}, {"type": "relu"},
    ...           {"type": "maxpool", "kernel_size": 2}, {"type": "flatten"},
    ...           {"type": "linear", "out_features": 3}]
    >>> trace_shapes(layers, (2, 1, 6, 5))
    [(2, 4, 4, 3), (2, 4, 4, 3), (2, 4, 2, 1), (2, 8), (2, 3)]
    >>> trace_shapes([{"type": "linear", "out_features": 3}], (4, 2))
    [(4, 3)]
    """
    raise NotImplementedError("trace_shapes")


def count_params(layers, input_shape):
    """The number of parameters of all layers together, an int.

    layers is a list of dictionaries, input_shape is (N, C, H, W) or (N, D). Neither is
    changed. Raises ValueError where trace_shapes does.

    >>> conv = {"type": "conv", "out_channels": 64, "kernel_size": 3}
    >>> count_params([conv], (1, 32, 26, 26))
    18496
    >>> xor = [{"type": "linear", "out_features": size} for size in (3, 2, 1)]
    >>> count_params(xor, (4, 2))
    20
    >>> conv["bias"] = False
    >>> count_params([conv, conv], (1, 64, 9, 9))
    73728
    """
    raise NotImplementedError("count_params")
