"""Ex29: transfer learning and half precision.

A network that was trained on many images already sees edges, textures and parts. Transfer
learning uses it again as the base, for detection, captions or driving: put a new head
behind it, freeze the base, and train only the head. Later the last layers of the base may
be trained too, with a small learning rate: that is fine-tuning. The limits of a graphics
processor are its memory and the way there; numbers of 16 bits need half of both.

A step. Only the parameters that are named in trainable move, all others are frozen:

    trainable:   new = old - lr * gradient
    frozen:      new = old

    params = {"base": (H, D), "base_bias": (H,), "head": (O, H)}
    grads: like params, in any order; those of frozen ones may be missing
    trainable: a list of names, such as ["head"]; it may be empty

Any names and shapes may come. A name means one parameter: "base" is not "base_bias".

Batch normalisation in a frozen base. While training, it normalises with the mean and the
variance of the batch, and moves running averages of both. Frozen, it uses the running
ones, and they stay as they are. For each channel c, at all positions:

    y = gamma[c] * (x - running_mean[c]) / sqrt(running_var[c] + eps) + beta[c]

    x (N, C) or (N, C, H, W)    gamma, beta, running_mean, running_var: (C,)

By hand, C = 1 and eps = 0.25: x = 7, gamma = 2, beta = 1, mean = 4, variance = 2. Then
y = 2 * (7 - 4) / sqrt(2.25) + 1 = 2 * 3 / 1.5 + 1 = 5.

Half precision. float16 has 11 binary digits: between 1024 and 2048 it holds every whole
number, between 2048 and 4096 every second one, and 0.1 becomes 0.09998. A number between
two of float16 becomes the nearer one; halfway, the one whose last digit is even: 2049
becomes 2048, and 2051 becomes 2052. The largest is 65504; from 65520 on a number becomes
inf, with its sign. The smallest above 0 is 2**-24, about 6e-8: 1e-8 becomes 0.

Sums of float16. In float16 2048 + 1 is 2048 again, so a long sum stands still. Tensor
cores multiply in float16 and add in float32. half_sum_fp32 adds up each row that way: the
terms are float16, the running sum and the result are float32.

    [2048, 1, 1, 1] -> 2051 in float32      one by one in float16: 2048

What the lecture notes say, and what PyTorch and others do:

- The notes call a frozen base with a new head feature extraction, and batch normalisation
  stays frozen in fine-tuning. In PyTorch `requires_grad_(False)` alone does not do that: in
  the mode `train()` the running averages go on moving, so it takes `eval()`. In Keras
  `trainable = False` does both.
- PyTorch has eps = 1e-5, Keras 1e-3, "Deep Learning from Scratch" 1e-6, all below the
  root. One of the notes has gamma as the new variance: it is the new standard deviation.
- They say that float16 is enough for training. The weights stay in float32, though: in
  float16 1 - 0.0001 is 1 again. The loss is scaled up as well, or small gradients become 0.
- PyTorch rounds float64 to float32 first. Where that makes a difference, nothing is asked.

All arrays of a call are float32, or all are float64, and results of the first two functions
have the same dtype. Never change an argument, and never return one or a view of one, also
not for a frozen parameter. A warning of NumPy at an overflow costs nothing.
"""

import numpy as np


def fine_tune_step(params, grads, trainable, lr):
    """One step for the trainable parameters: a dictionary like params, with new arrays.

    params and grads are dictionaries of arrays, trainable a list of names, lr a number.

    >>> params = {"base": np.array([[1.0, 2.0]]), "head": np.array([[3.0]])}
    >>> grads = {"base": np.array([[4.0, 4.0]]), "head": np.array([[2.0]])}
    >>> fine_tune_step(params, grads, ["head"], 0.5)
    {'base': array([[1., 2.]]), 'head': array([[2.]])}
    >>> fine_tune_step(params, {"base": grads["base"]}, ["base"], 0.25)
    {'base': array([[0., 1.]]), 'head': array([[3.]])}
    """
    raise NotImplementedError("fine_tune_step")


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Batch normalisation with the running averages: y, of the shape of x.

    x (N, C) or (N, C, H, W); gamma, beta, running_mean and running_var (C,); eps a number.

    >>> one = np.ones(1)
    >>> frozen_batch_norm(np.array([[7.0], [1.0]]), 2 * one, one, 4 * one, 2 * one, eps=0.25)
    array([[ 5.],
           [-3.]])
    """
    raise NotImplementedError("frozen_batch_norm")


def to_half(x):
    """x (float32 or float64, at least one axis) as float16: an array of the shape of x.

    >>> y = to_half(np.array([0.5, 2049.0, 2051.0, 1e-8, -65520.0]))
    >>> y.dtype, y.tolist()
    (dtype('float16'), [0.5, 2048.0, 2052.0, 0.0, -inf])
    """
    raise NotImplementedError("to_half")


def half_sum_fp32(x16):
    """The sum of each row of x16 (N, D), float16, added up in float32: (N,), float32.

    >>> x16 = np.array([[2048.0, 1.0, 1.0, 1.0], [0.5, 0.25, 0.0, -1.0]], dtype="float16")
    >>> y = half_sum_fp32(x16)
    >>> y.dtype, y.tolist()
    (dtype('float32'), [2051.0, -0.25])
    """
    raise NotImplementedError("half_sum_fp32")
