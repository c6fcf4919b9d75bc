"""Ex10: activations and their derivatives.

Without something between them, two linear layers are one linear layer. An activation
bends each number by itself, and that is what makes a deep network more than a matrix.
After ReLU, the notes call a feature map an activation map: what was negative is gone.

    tanh(x)       = 2 / (1 + exp(-2 x)) - 1            from -1 to 1
    relu(x)       = max(0, x)                          0 or more
    leaky_relu(x) = x where x > 0, negative_slope * x elsewhere
    silu(x)       = x * sigmoid(x)                     also called swish
    softplus(x)   = log(1 + exp(x))                    a smooth ReLU

with sigmoid(x) = 1 / (1 + exp(-x)), as in ex02.

On the way back, the chain rule multiplies the gradient that arrives with the slope:

    activation_backward(name, grad_out, x) = grad_out * (slope of that activation at x)

    slope of tanh      1 - tanh(x)**2
    slope of relu      1 where x > 0, else 0
    slope of leaky     1 where x > 0, else 0.01
    slope of softplus  sigmoid(x)
    slope of silu      for you to derive: a product of two functions of x

x is what went *into* the activation. (`sigmoid_backward` in ex02 was given what came
out.) All arrays are float64, or all float32, of any shape, and every element is treated
by itself: the result has the shape and the dtype of x.

What the lecture notes say, and what is done:
- They give the range of ReLU as (0, +). It is 0 or more: ReLU answers exactly 0 for all
  x that are not positive. They give the range of tanh as (-1, 1), open; in floats it
  reaches 1, from about x = 19 on.
- Their formula of tanh loses digits close to x = 0, no more than are asked for here. You
  are free to use it, or another formula, or a function of NumPy.
- They only name leaky ReLU, swish and softplus. PyTorch's slope of leaky ReLU is 0.01, so
  is ours; Keras takes 0.3. negative_slope is 0 or more, and may be above 1.
- At x = 0, ReLU has a corner and no derivative. PyTorch takes the slope from the left: 0
  for relu, 0.01 for leaky_relu. So do we.
- PyTorch's softplus answers x itself above 20; log(1 + exp(x)) is larger by 2e-9 there,
  and less further on. Both are right here.

Large x, which every function must stand: exp(1000) is inf. inf / inf and 0 * inf are
nan, log(inf) is inf, and all of them are wrong: tanh(1000) is 1, silu(1000) and
softplus(1000) are 1000. A warning of NumPy costs nothing. With softplus, think of what
is left of log(1 + exp(x)) when exp(x) is taken out of the logarithm.

By hand, x = [-2, 0, 1] and grad_out = [3, 5, -1]:

    relu(x)       = [0, 0, 1]           backward = [0, 0, -1]
    leaky_relu(x) = [-0.02, 0, 1]       backward = [0.03, 0.05, -1]
    softplus(0)   = log(2) = 0.6931     backward = 5 * 0.5 = 2.5
    tanh(0)       = 2 / 2 - 1 = 0       backward = 5 * (1 - 0) = 5

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def tanh(x):
    """2 / (1 + exp(-2 x)) - 1 of every element: shape and dtype of x.

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
