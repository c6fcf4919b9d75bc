"""Ex14: batch, mini-batch and stochastic descent.

Gradient descent needs the gradient of the loss before each step. The mean over all
examples gives a smooth path, but each step needs all the data. The mean over a few
examples, a mini-batch, is noisy, but a step costs less: in the same time you can make
many more steps. The noise may even lead out of a small local minimum. One pass over all
examples is an epoch.

The model is linear regression, a network with one linear unit and no hidden layer:

    y[n] = b + sum over i of w[i] * x[n, i]

The loss of a batch of m examples is their mean squared error, PyTorch's `F.mse_loss`:

    L                = 1/m * sum over n of (y[n] - t[n])**2
    dw[i] = dL/dw[i] = 2/m * sum over n of (y[n] - t[n]) * x[n, i]
    db = dL/db       = 2/m * sum over n of (y[n] - t[n])

An epoch goes through `order`, which holds the numbers 0 to N - 1, each once: the first
batch_size of them are the first batch, the next are the second. If batch_size does not
divide N, the last batch is shorter, and its m is its own length. Each batch makes one
step with the learning rate lr, from the w and b that the batch before has left:

    w = w - lr * dw          b = b - lr * db

batch_size = N (or more) is batch descent: one step. batch_size = 1 is stochastic
descent: N steps. There are N examples with D inputs each, both 1 or more:

    x (N, D)   t (N,)   w (D,)   b a number   lr a number   order (N,) int64

x, t and w have one dtype, and so have dw and the new w: float32 in, float32 out; float64
in, float64 out. b and db are numbers, of Python or of NumPy.

What the lecture notes say, and what others do:

- The lecture notes use the name SGD only where each step uses one example. PyTorch and
  Keras use it for every batch size, often 32: only the batch is larger.
- The lecture notes say that gradient descent is used in backpropagation. It is the other
  way round: backpropagation finds the gradient, gradient descent uses it.
- The lecture notes call half a *sum* of squares the mean squared error (ex01). Here it is
  a mean, without the half. So the length of a step does not grow with the batch size.
- PyTorch's DataLoader and Keras keep the last, shorter batch, and so do we;
  `drop_last=True` would leave it out. "Deep Learning from Scratch" draws each batch at
  random from all examples: there one example may come twice in an epoch, another never.
- Keras and PyTorch's DataLoader (with `shuffle=True`) shuffle the examples before each
  epoch. Here the order is given, so that everyone makes the same steps: do not shuffle.

By hand: x = [[1], [2], [3]], t = [1, 2, 3], w = [0], b = 0, lr = 0.125, batch_size = 2,
order = [2, 0, 1]. The batches are [2, 0] and [1].

    batch [2, 0]:  y = 0, 0    y - t = -3, -1
                   dw = 2/2 * (-3 * 3 - 1 * 1) = -10     db = 2/2 * (-3 - 1) = -4
                   w = [1.25]                            b = 0.5
    batch [1]:     y = 0.5 + 1.25 * 2 = 3    y - t = 1
                   dw = 2/1 * 1 * 2 = 4                  db = 2/1 * 1 = 2
                   w = [0.75]                            b = 0.25

Never change an argument. The arrays that `batches` returns may be views of order.
"""

import numpy as np


def batches(order, batch_size):
    """Cut order into batches: order (N,) int64, batch_size an int, 1 or more -> list.

    Returns a list of int64 arrays, each with batch_size numbers but for the last, which
    has 1 to batch_size.

    >>> batches(np.array([2, 0, 1]), 2)
    [array([2, 0]), array([1])]
    >>> batches(np.array([3, 1, 0, 2]), 2)
    [array([3, 1]), array([0, 2])]
    """
    raise NotImplementedError("batches")


def mse_gradients(x, t, w, b):
    """Gradients of the mean squared error: returns the pair (dw, db).

    x (N, D), t (N,), w (D,), b a number -> dw (D,), db a number. Float arrays; dw has
    their dtype. All N examples are one batch here.

    >>> x, t = np.array([[3.0], [1.0]]), np.array([3.0, 1.0])
    >>> dw, db = mse_gradients(x, t, np.array([0.0]), 0.0)
    >>> dw
    array([-10.])
    >>> print(db)
    -4.0
    """
    raise NotImplementedError("mse_gradients")


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    """One epoch of gradient descent, a step for each batch: returns (w_new, b_new).

    x (N, D), t (N,), w (D,), b a number, lr a number, batch_size an int, 1 or more,
    order (N,) int64 -> w_new (D,), b_new a number. Float arrays; w_new has their dtype.

    >>> x, t = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
    >>> w, order = np.array([0.0]), np.array([2, 0, 1])
    >>> w_new, b_new = sgd_epoch(x, t, w, 0.0, 0.125, 2, order)
    >>> w_new
    array([0.75])
    >>> print(b_new)
    0.25
    >>> w  # as it was
    array([0.])
    """
    raise NotImplementedError("sgd_epoch")
