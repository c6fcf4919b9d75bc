"""Ex10: activations and their derivatives.

Two linear layers with nothing between them are one linear layer. An activation bends
every number by itself, and only that makes a deep network more than one matrix. What
ReLU leaves of a feature map, the notes call the activation map: no number is negative.

    tanh(x)       = 2 / (1 + exp(-2 x)) - 1        slope 1 - tanh(x)**2
    relu(x)       = max(0, x)                      slope 1 if x > 0, else 0
    leaky_relu(x) = x if x > 0,                    slope 1 if x > 0,
                    else negative_slope * x              else negative_slope
    softplus(x)   = log(1 + exp(x)), a smooth ReLU slope sigmoid(x)
    silu(x)       = x * sigmoid(x), or swish       slope: derive it yourself

with sigmoid(x) = 1 / (1 + exp(-x)), as in ex02. On the way back, the chain rule
multiplies the gradient that arrives by the slope:

    activation_backward(name, grad_out, x) = grad_out * (its slope at x)

Here x is what went *into* the activation; `sigmoid_backward` in ex02 was given what came
out. All arrays of a call are float64 or all are float32, of any shape. Every element is
treated by itself, and the result has the shape and the dtype of x.

What the lecture notes say, and what is asked here:
- They say that ReLU's answers lie in (0, +), but 0 is one of them: for all x up to 0. Those
  of tanh lie in (-1, 1); as floats they become exactly 1, from about x = 19 on.
- Their formula of tanh is a little inexact close to 0, which costs no points here.
  You are free to take it, another formula, or a function of NumPy.
- They only name leaky ReLU, swish and softplus. PyTorch's negative_slope is 0.01, and so
  is ours; Keras has 0.3. Any negative_slope from 0 on can be given, also one above 1.
- At x = 0, ReLU has a corner and no derivative. PyTorch takes the slope of the left
  side: 0 for relu, 0.01 for leaky_relu. So do we.
- PyTorch's softplus answers x itself above 20, where log(1 + exp(x)) is larger by 2e-9
  or less. Both are right here.

Large x: exp(1000) is inf. Then inf / inf and 0 * inf are nan, and log(inf) is inf, all of
them wrong: tanh(1000) is 1, silu(1000) and softplus(1000) are 1000. Slopes at large x are
asked, too. A warning of NumPy costs nothing. For softplus, take exp(x) out of the logarithm
and see what stays inside.

By hand, x = [-2, 0, 1] and grad_out = [3, 5, -1]:

    relu(x)       = [0, 0, 1]           backward = [0, 0, -1]
    leaky_relu(x) = [-0.02, 0, 1]       backward = [0.03, 0.05, -1]
    softplus(0)   = log(2) = 0.6931     backward = 5 * 0.5 = 2.5
    tanh(0)       = 2 / 2 - 1 = 0       backward = 5 * (1 - 0) = 5

Never change an argument, and never return an argument or a view of one: what you return
is new. Round nothing: where an example below ends in `.round(4)`, only what it prints is
rounded.
"""

import numpy as np


def tanh(x):
    """The hyperbolic tangent of every element: shape and dtype of x.

    >>> tanh(np.array([0.0, 1000.0, -1000.0]))
    array([ 0.,  1., -1.])
    >>> tanh(np.array([[0.5, -1.0]])).round(4)
    array([[ 0.4621, -0.7616]])
    """
    raise NotImplementedError("tanh")


def relu(x):
    """x where it is above 0, else 0: shape and dtype of x.

    >>> relu(np.array([2.5, -1.0, 3.0]))
    array([2.5, 0. , 3. ])
    """
    raise NotImplementedError("relu")


def leaky_relu(x, negative_slope=0.01):
    """x where it is above 0, else negative_slope * x: shape and dtype of x.

    negative_slope is a number, 0 or more.

    >>> leaky_relu(np.array([2.0, -4.0]))
    array([ 2.  , -0.04])
    >>> leaky_relu(np.array([2.0, -4.0]), 1.5)
    array([ 2., -6.])
    """
    raise NotImplementedError("leaky_relu")


def silu(x):
    """x * sigmoid(x) of every element: shape and dtype of x.

    >>> silu(np.array([1.0, -1.0])).round(4)
    array([ 0.7311, -0.2689])
    >>> silu(np.array([0.0, 1000.0]))
    array([   0., 1000.])
    """
    raise NotImplementedError("silu")


def softplus(x):
    """log(1 + exp(x)) of every element: shape and dtype of x.

    >>> softplus(np.array([0.0, 1.0])).round(4)
    array([0.6931, 1.3133])
    >>> softplus(np.array([1000.0, -1000.0]))
    array([1000.,    0.])
    """
    raise NotImplementedError("softplus")


def activation_backward(name, grad_out, x):
    """Carry a gradient back through an activation: grad_out times the slope at x.

    name is "tanh", "relu", "leaky_relu", "silu" or "softplus"; grad_out and x have one
    shape and dtype, and so has the result. The slope of leaky_relu below 0 is 0.01.

    >>> grad_out, x = np.array([3.0, 5.0, -1.0]), np.array([-2.0, 0.0, 1.0])
    >>> activation_backward("leaky_relu", grad_out, x)
    array([ 0.03,  0.05, -1.  ])
    >>> activation_backward("silu", grad_out, x).round(4)
    array([-0.2724,  2.5   , -0.9277])
    """
    raise NotImplementedError("activation_backward")
