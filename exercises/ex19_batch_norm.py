"""Ex19: batch normalisation.

In a deep network the numbers between two layers become too large or too small, and learning
gets slow. Batch normalisation gives every channel the mean 0 and the standard deviation 1,
over the mini-batch; then a learned gamma and beta set both to what is best. It mostly
stands between a linear or convolutional layer and its activation.

For each channel c, over its M values in the batch:

    mean = (1/M) * sum of x            var = (1/M) * sum of (x - mean)**2
    xhat = (x - mean) / sqrt(var + eps)
    y    = gamma * xhat + beta

x is (N, C), where M = N and each column is a channel; or images (N, C, H, W), where M =
N * H * W: all pixels of a channel, in all images, are normalised together. gamma, beta and
the running statistics are (C,), one number for each channel.

In evaluation, training=False, an answer must not depend on the other examples. So mean and
var are then the running ones, which training collects in every step:

    new running_mean = (1 - momentum) * running_mean + momentum * mean
    new running_var  = (1 - momentum) * running_var
                       + momentum * var * M / (M - 1)

M / (M - 1) makes the unbiased variance. Evaluation returns the running statistics with
their values unchanged. In training one value has no spread: M = 1 raises ValueError.

Backward, in training, x reaches the loss on three ways: through xhat directly, through var,
and through mean. With dxhat = gamma * grad_out, and sums over the M values of a channel
(Ioffe and Szegedy, 2015):

    dbeta  = sum of grad_out           dgamma = sum of grad_out * xhat
    dvar   = sum of dxhat * (x - mean) * (-1/2) * (var + eps)**(-3/2)
    dmean  = sum of -dxhat / sqrt(var + eps)
    dx     = dxhat / sqrt(var + eps) + dvar * 2 * (x - mean) / M + dmean / M

All arrays of a call are float and of one dtype, and all results have it too, with all its
digits. momentum is from 0 to 1, and eps is above 0.

What the lecture notes say, and what libraries do:

- The notes say that gamma becomes the variance. It scales, so it becomes the standard
  deviation (where it is not negative), and gamma**2 the variance; beta becomes the mean.
- PyTorch divides by the root of the biased var (1/M), but collects the unbiased one
  (1/(M - 1)). Keras collects the biased one. Asked is PyTorch's way.
- momentum: in PyTorch it weights the new value, and is 0.1. In Keras (0.99) and in "Deep
  Learning from Scratch" (0.9) it weights the old one. Asked is PyTorch's way.
- eps is 1e-5 in PyTorch, 1e-3 in Keras, 1e-6 in the book. It is added to var, inside the
  root, in Keras and PyTorch, and so here.

By hand, one channel, with momentum = 0.5 and eps = 1:

    x = [[0], [4], [4], [4]]     mean = 3     var = 12/4 = 3     sqrt(3 + 1) = 2
    xhat = [[-1.5], [0.5], [0.5], [0.5]]
    gamma = [10], beta = [1]:    y = [[-14], [6], [6], [6]]
    running_mean = [1] becomes 0.5 * 1 + 0.5 * 3 = 2
    running_var  = [2] becomes 0.5 * 2 + 0.5 * 12/3 = 3

    grad_out = [[4], [0], [0], [0]]       dbeta = [4]       dgamma = [-6]
    dvar = 40 * -3 * -1/2 * 1/8 = 7.5     dmean = -40 / 2 = -20
    dx[0] = 40/2 + 7.5 * 2 * -3/4 - 20/4 = 3.75
    dx[1] =    0 + 7.5 * 2 * 1/4  - 20/4 = -1.25

Never change an argument, and never return an argument or a view of one: what you return
is new, running statistics too.
"""

import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Normalise each channel: returns the three (y, running_mean, running_var).

    x (N, C) or images (N, C, H, W); y has the shape of x. gamma, beta, running_mean and
    running_var are (C,), and training is True or False.

    Raises ValueError in training, if a channel has one value only.

    >>> x, a = np.array([[0.0], [4.0], [4.0], [4.0]]), np.array([1.0])
    >>> y, mean, var = batch_norm(x, 10 * a, a, a, 2 * a, True, 0.5, 1.0)
    >>> y
    array([[-14.],
           [  6.],
           [  6.],
           [  6.]])
    >>> mean, var
    (array([2.]), array([3.]))
    >>> batch_norm(np.array([[5.0]]), 10 * a, a, a, 3 * a, False, eps=1.0)
    (array([[21.]]), array([1.]), array([3.]))
    """
    raise NotImplementedError("batch_norm")


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    """Gradients of batch_norm in training: returns the three (dx, dgamma, dbeta).

    grad_out and x have one shape, (N, C) or (N, C, H, W), and so has dx. gamma, dgamma and
    dbeta are (C,). A channel has at least two values.

    >>> x = np.array([[0.0], [4.0], [4.0], [4.0]])
    >>> grad_out = np.array([[4.0], [0.0], [0.0], [0.0]])
    >>> batch_norm_backward(grad_out, x, np.array([10.0]), eps=1.0)
    (array([[ 3.75],
           [-1.25],
           [-1.25],
           [-1.25]]), array([-6.]), array([4.]))
    """
    raise NotImplementedError("batch_norm_backward")
