"""Ex23: average, global and stochastic pooling.

Pooling makes a feature map smaller: of each window of K x K cells (K = kernel_size) one
number is kept. Each image and each channel is pooled by itself, and nothing is learned.
Max pooling (ex06) keeps the largest value. Here are three other rules.

Average pooling keeps the mean. With x (N, C, H, W), S = stride and P = padding, window
(i, j) begins in row i*S - P and column j*S - P of the map:

    out[n, c, i, j] = (sum of the K x K cells of the window) / count
    H_out = floor((H + 2*P - K) / S) + 1    W_out = floor((W + 2*P - K) / S) + 1

  - stride=None means S = K. Rows and columns left over at the bottom and right are in no
    window. Cells of the padding are 0.
  - count_include_pad=True: count = K * K, cells of the padding count too.
    count_include_pad=False: count = how many cells of the window lie in the map itself.

Global average pooling keeps the mean of each whole map: (N, C, H, W) becomes (N, C).
Many networks end so, in place of flattening, and then take maps of any size.

Stochastic pooling (Zeiler and Fergus, 2013) lets chance choose. It comes after a ReLU, so
x has no negative numbers. Of each window it keeps the value x_i with the probability

    p_i = x_i / (sum of the window)

  - Each window draws by itself: every place, channel and image.
  - A window of zeros gives 0, for there is nothing to divide by. A window of very small
    numbers is drawn from as any other.
  - Here S = K and P = 0, sizes are as above, and the window fits into the map.

That is for training. To evaluate, chance is replaced by the mean that it has:

    out = sum of p_i * x_i over the window

All chance comes from rng, a NumPy Generator such as np.random.default_rng(0): use its
methods (rng.random, rng.choice ...) and nothing else that draws, so the same state gives
the same result. Draw as many as you like: what counts is how often each value comes.

Where the lecture notes say less, or something else:
  - They want sides divisible by the window. Here, as in PyTorch, the rest is left out.
  - They define no stochastic pooling, and PyTorch has none. The rule is its authors'.
  - PyTorch counts the padding unless told: on a map of ones, with K = 3, S = 1 and P = 1,
    a corner gives 4/9. Keras never counts it: there the corner gives 1.
  - Their arrays are (H, W, C), as in Keras. Here they are (N, C, H, W), as in PyTorch.

By hand, one image with one channel, K = 2:

    x = 1  3  0  0  5     avg_pool2d              (1+3+0+4)/4 = 2            0
        0  4  0  0  9     stochastic_pool2d       1, 3 or 4, chances         0
        7  8  6  1  2                             1/8, 3/8 and 4/8
                          stochastic_pool2d_eval  1/8*1+3/8*3+4/8*4 = 3.25   0

  The last row and the last column are in no window. The mean of the whole map is 46/15.

float32 in, float32 out; float64 in, float64 out. Never change an array that you are
given, and never return memory shared with it: arrays returned are new.
"""

import numpy as np


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Return the mean of each window, per image and channel.

    x: (N, C, H, W), float32 or float64. kernel_size, stride and padding: integers.
    Returns (N, C, H_out, W_out), dtype of x. Raises ValueError if
    padding > kernel_size // 2, or if the window is larger than the padded map.

    >>> x = np.array([[[[1.0, 3.0, 0.0, 0.0, 5.0],
    ...                 [0.0, 4.0, 0.0, 0.0, 9.0],
    ...                 [7.0, 8.0, 6.0, 1.0, 2.0]]]])
    >>> avg_pool2d(x, 2)[0, 0]
    array([[2., 0.]])
    >>> avg_pool2d(x, 2, 3, 1)[0, 0, 1]
    array([1.75, 1.75])
    >>> avg_pool2d(x, 2, 3, 1, count_include_pad=False)[0, 0, 1]
    array([7. , 3.5])
    """
    raise NotImplementedError("avg_pool2d")


def global_avg_pool(x):
    """Return the mean of each whole map: x (N, C, H, W) -> (N, C), dtype of x.

    >>> global_avg_pool(np.array([[[[1.0, 3.0, 8.0]], [[2.0, 0.0, 1.0]]]]))
    array([[4., 1.]])
    """
    raise NotImplementedError("global_avg_pool")


def stochastic_pool2d(x, kernel_size, rng):
    """Return one drawn value of each window: x (N, C, H, W) -> (N, C, H_out, W_out).

    >>> x = np.array([[[[0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]]])
    >>> stochastic_pool2d(x, 2, np.random.default_rng(0))
    array([[[[3., 0.]]]])
    """
    raise NotImplementedError("stochastic_pool2d")


def stochastic_pool2d_eval(x, kernel_size):
    """Return the sum of p_i * x_i of each window: x (N, C, H, W) -> (N, C, H_out, W_out).

    >>> x = np.array([[[[1.0, 3.0, 0.0, 0.0], [0.0, 4.0, 0.0, 0.0]]]])
    >>> stochastic_pool2d_eval(x, 2)
    array([[[[3.25, 0.  ]]]])
    """
    raise NotImplementedError("stochastic_pool2d_eval")
