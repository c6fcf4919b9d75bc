"""Ex18: vanishing gradients and where to start.

A deep network multiplies its gradient by one factor for each layer. Factors below 1 leave
nothing for the first layers, which then do not learn. Here you measure that, and the sizes
of random weights that prevent it. This is also history: deep networks hardly learned, until
about 2006 deep belief networks trained one layer after the other for a good start. ReLU,
better random starts, more data and faster processors then made that unnecessary.

The network has L layers without biases. With h_0 = x, and g the activation, each layer is:

    h_l = g(h_{l-1} W_l^T)              plain
    h_l = h_{l-1} + g(h_{l-1} W_l^T)    with a skip connection

    x (N, D)    weights: a list of L arrays (D, D), (out, in), the first for h_1
    activation: "sigmoid", "tanh" or "relu"; the slope of relu at 0 is 0

gradient_norms gives how much gradient reaches the input of each layer. Let S be the sum of
all entries of h_L; entry l of the result, from 0 to L - 1, is the L2 norm

    norms[l] = sqrt(sum over n and i of (dS/dh_l[n, i])**2)

so norms[0] belongs to x. activation_stds goes forward through the plain network: entry l
of its result is the standard deviation of all entries of h_{l+1}, so the first belongs to
h_1 and the last to h_L. It divides by the number of entries, as np.std does; `torch.std`
divides by one less, unless it is told otherwise.

init_std gives the standard deviation for random weights of a layer:

    "xavier": sqrt(2 / (fan_in + fan_out))    made for tanh and sigmoid
    "he":     sqrt(2 / fan_in)                for relu, which shuts half

What the lecture notes say, and what is done:

- They begin with random weights and do not say how large. That decides whether signal and
  gradient live. PyTorch has `xavier_normal_` and `kaiming_normal_` (He's first name).
- They say that sigmoid with squared errors learns digits slowly because the loss is below
  1. The cause is the slope, at most 1/4 for sigmoid. That of tanh is at most 1, at 0 only.
- They say that ReLU helps: its slope is 1 where it is open. A small W still shrinks the
  gradient, and a large one makes it explode.
- In ResNet (ex07) the sum hands on the gradient as it is, beside what the layer returns.

By hand, relu, x = [[1, -2]], W_1 = [[2, 0], [0, -0.5]], W_2 = [[0.5, 0], [0, -1]]:

    plain:  h_1 = relu([2, 1]) = [2, 1]        h_2 = relu([1, -1]) = [1, 0]
            dS/dh_1 = [0.5, 0], norm 0.5       dS/dx = [1, 0], norm 1
            the deviations of h_1 and h_2 are both 0.5
    skip:   h_1 = [1, -2] + [2, 1] = [3, -1]   W_2 gives [1.5, 1], both open
            dS/dh_1 = [1, 1] + [0.5, -1] = [1.5, 0], norm 1.5
            dS/dx = [1.5, 0] + [3, 0] = [4.5, 0], norm 4.5

Both results have the dtype of x, float64 or float32, as the weights have. Never change an
argument; what you return is new.
"""

import numpy as np


def gradient_norms(x, weights, activation, skip=False):
    """L2 norms of the gradient of the summed output by h_0 to h_{L-1}: (L,).

    x (N, D), weights a list of L arrays (D, D), activation a name, skip a bool.

    >>> x = np.array([[1.0, -2.0]])
    >>> weights = [np.array([[2.0, 0.0], [0.0, -0.5]]), np.array([[0.5, 0.0], [0.0, -1.0]])]
    >>> gradient_norms(x, weights, "relu")
    array([1. , 0.5])
    >>> gradient_norms(x, weights, "relu", skip=True)
    array([4.5, 1.5])
    """
    raise NotImplementedError("gradient_norms")


def init_std(fan_in, fan_out, kind):
    """Standard deviation of random weights for a layer, a number.

    fan_in and fan_out, the numbers of its inputs and outputs, are ints above 0; kind is
    "xavier" or "he". Raises ValueError for any other kind.

    >>> print(init_std(6, 2, "xavier"), init_std(8, 3, "he"))
    0.5 0.5
    """
    raise NotImplementedError("init_std")


def activation_stds(x, weights, activation):
    """Standard deviations of all entries of h_1 to h_L in the plain network: (L,).

    x (N, D), weights a list of L arrays (D, D), activation a name.

    >>> x = np.array([[1.0, -2.0]])
    >>> weights = [np.array([[2.0, 0.0], [0.0, -0.5]]), np.array([[0.5, 0.0], [0.0, -1.0]])]
    >>> activation_stds(x, weights, "relu")
    array([0.5, 0.5])
    """
    raise NotImplementedError("activation_stds")
