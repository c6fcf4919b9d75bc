"""Ex18: vanishing gradients and where to start.

On its way back through a deep network the gradient is multiplied by one factor in each
layer. Where the factors are below 1, almost nothing arrives at the first layers, and they
do not learn. Here you measure that, and compute how large random weights should be to
prevent it. Some history: until about 2006 deep networks hardly learned. Deep belief networks
then trained one layer after the other, to find good first weights. ReLU, better random
weights, more data and faster processors made that unnecessary.

The network has L layers, at least one, without biases. With h_0 = x, and g the activation,
each layer is:

    h_l = g(h_{l-1} W_l^T)              plain
    h_l = h_{l-1} + g(h_{l-1} W_l^T)    with a skip connection

    x (N, D)    weights: a list of L arrays (D, D), (out, in), the first for h_1
    activation: "sigmoid", "tanh" or "relu"

The slope of g is its derivative. That of relu at 0 is 0.

gradient_norms tells how much gradient reaches the input of each layer. Let S be the sum of
all entries of h_L. Entry l of the result, from 0 to L - 1, is the L2 norm

    norms[l] = sqrt(sum over n and i of (dS/dh_l[n, i])**2)

so norms[0] belongs to x. Each is one number for all examples together.

activation_stds goes forward through the plain network. It gives the standard deviation of
all entries of h_1, of h_2, and so on to h_L, and none of x. It divides by the number of
entries, as np.std does; `torch.std` divides by one less, unless it is told otherwise.

init_std gives the standard deviation for the random weights of a layer with fan_in inputs
and fan_out outputs:

    "xavier": sqrt(2 / (fan_in + fan_out))    made for tanh and sigmoid
    "he":     sqrt(2 / fan_in)                for relu: half becomes 0

What the lecture notes say, and what is done:

- They begin with random weights and do not say how large. That decides whether signal and
  gradient live. PyTorch has `xavier_normal_` and `kaiming_normal_` (He's first name).
- They say that sigmoid with squared errors learns digits slowly because the loss is below
  1. The cause is the slope: that of sigmoid is at most 1/4, that of tanh at most 1.
- They say that ReLU helps: its slope is 1 where its input is positive. A small W still
  shrinks the gradient, and a large one makes it explode.
- In ResNet (ex07) the gradient goes back in two ways, which are added: through the layer,
  and past it, unchanged.

By hand, with relu:

    x = [[1, -2]]   W_1 = [[2, 0], [0, -0.5]]   W_2 = [[1, -1], [0.25, 1]]
    plain:  h_1 = relu([2, 1]) = [2, 1]         h_2 = relu([1, 1.5]) = [1, 1.5]
            dS/dh_1 = [1.25, 0], norm 1.25      dS/dx = [2.5, 0], norm 2.5
            the deviations of h_1 and h_2 are 0.5 and 0.25
    skip:   h_1 = [1, -2] + [2, 1] = [3, -1]    its slopes are both 1
            h_2 = [3, -1] + relu([4, -0.25])    its slopes are 1 and 0
            dS/dh_1 = [1, 1] + [1, -1] = [2, 0], norm 2
            dS/dx = [2, 0] + [4, 0] = [6, 0], norm 6

The arrays that you return have the dtype of x, float64 or float32, as the weights have.
Never change an argument; what you return is new.
"""

import numpy as np


def gradient_norms(x, weights, activation, skip=False):
    """L2 norms of the gradients of S by h_0 to h_{L-1}: (L,).

    x (N, D), weights a list of L arrays (D, D), activation a name, skip a bool.

    >>> x = np.array([[1.0, -2.0]])
    >>> weights = [np.array([[2.0, 0.0], [0.0, -0.5]]), np.array([[1.0, -1.0], [0.25, 1.0]])]
    >>> gradient_norms(x, weights, "relu")
    array([2.5 , 1.25])
    >>> gradient_norms(x, weights, "relu", skip=True)
    array([6., 2.])
    """
    raise NotImplementedError("gradient_norms")


def init_std(fan_in, fan_out, kind):
    """Standard deviation of random weights for a layer, a number.

    fan_in and fan_out are ints above 0; kind is "xavier" or "he". Raises ValueError for any
    other kind.

    >>> print(init_std(6, 2, "xavier"), init_std(8, 3, "he"))
    0.5 0.5
    """
    raise NotImplementedError("init_std")


def activation_stds(x, weights, activation):
    """Standard deviations of all entries of h_1 to h_L in the plain network: (L,).

    x (N, D), weights a list of L arrays (D, D), activation a name.

    >>> x = np.array([[1.0, -2.0]])
    >>> weights = [np.array([[2.0, 0.0], [0.0, -0.5]]), np.array([[1.0, -1.0], [0.25, 1.0]])]
    >>> activation_stds(x, weights, "relu")
    array([0.5 , 0.25])
    """
    raise NotImplementedError("activation_stds")
