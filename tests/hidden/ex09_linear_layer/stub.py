"""Ex09: the linear layer.

In a linear layer (fully connected, `Dense` in Keras) every unit is connected with every
input. From the D numbers of an example, its features, the layer makes O new features.
People once invented features by hand; the hidden layers of a network learn them. A layer
computes its outputs, and it carries a gradient back.

    y[n, j] = bias[j] + sum over i of weight[j, i] * x[n, i]

The loss L comes somewhere behind the layer. What arrives from there is grad_out, with
grad_out[n, j] = dL/dy[n, j], and the chain rule gives three gradients from it:

    dx[n, i]      = sum over j of grad_out[n, j] * weight[j, i]
    dweight[j, i] = sum over n of grad_out[n, j] * x[n, i]
    dbias[j]      = sum over n of grad_out[n, j]

dx goes on to the layer before this one, as its grad_out. With dweight and dbias the
optimizer then changes weight and bias. A bias is the weight of one more input, which is
always 1: put 1 for x[n, i] into the line of dweight, and you have the line of dbias.

Shapes: N examples, D inputs, O units. Each gradient has the shape of what it belongs to.

    x, dx (N, D)            weight, dweight (O, D)
    y, grad_out (N, O)      bias, dbias (O,)

All arrays of a call are float and of one dtype, and the results have it too: float32
in, float32 out; float64 in, float64 out, with all its digits.

Where the lecture notes and other books differ:

- The notes compute one example: a row of weights times a column of inputs, W x, plus b.
  Here the examples are the rows of x, so that one product serves the whole batch, and
  a single example is a batch with N = 1. (PyTorch also takes it without that axis.)
- PyTorch keeps weight as (out, in): row j belongs to unit j. Keras, and the book "Deep
  Learning from Scratch", keep it as (in, out), with a column for each unit; their
  formulas have the transpose in other places. Here it is (out, in).
- The notes give the gradient of one loss only, half the squared error: that is the case
  grad_out = y - t, and the delta rule of ex01. Here grad_out is given, whatever the loss
  is. If it is a mean over the batch, the 1/N is in grad_out already: nothing is divided
  here.

By hand, one example of two inputs, and three units:

    x = [[1, 2]]   weight = [[3, -1], [0, 2], [1, 1]]   bias = [0.5, 0, -1]
    y = [[3 - 2 + 0.5, 0 + 4 + 0, 1 + 2 - 1]] = [[1.5, 4, 2]]

    grad_out = [[1, 10, 100]]
    dx       = [[3 + 10 * 0 + 100 * 1, -1 + 10 * 2 + 100 * 1]] = [[103, 119]]
    dweight  = [[1, 2], [10, 20], [100, 200]]      dbias = [1, 10, 100]

Never change an argument, and never return an argument or a view of one: what you
return is new.
"""

import numpy as np


def linear(x, weight, bias):
    """Outputs of a linear layer: x (N, D), weight (O, D), bias (O,) -> y (N, O).

    Float arrays; y has their dtype.

    >>> weight = np.array([[3.0, -1.0], [0.0, 2.0], [1.0, 1.0]])
    >>> bias = np.array([0.5, 0.0, -1.0])
    >>> linear(np.array([[1.0, 2.0], [0.0, 1.0]]), weight, bias)
    array([[ 1.5,  4. ,  2. ],
           [-0.5,  2. ,  0. ]])
    """
    raise NotImplementedError("linear")


def linear_backward(grad_out, x, weight):
    """Carry a gradient back through a linear layer: returns the three (dx, dweight, dbias).

    grad_out (N, O), x (N, D), weight (O, D) -> dx (N, D), dweight (O, D), dbias (O,).
    Float arrays; the results have their dtype.

    >>> weight = np.array([[3.0, -1.0], [0.0, 2.0], [1.0, 1.0]])
    >>> grad_out, x = np.array([[1.0, 10.0, 100.0]]), np.array([[1.0, 2.0]])
    >>> dx, dweight, dbias = linear_backward(grad_out, x, weight)
    >>> dx
    array([[103., 119.]])
    >>> dweight
    array([[  1.,   2.],
           [ 10.,  20.],
           [100., 200.]])
    >>> dbias
    array([  1.,  10., 100.])
    """
    raise NotImplementedError("linear_backward")
