"""Ex01: the delta rule.

A layer of linear units has no activation: unit j answers with the weighted sum of its
inputs plus its bias. The distance between answers y and targets t is the error E, and
the delta rule is one step of gradient descent on E: every weight moves a little in the
direction in which E falls.

    y[n, j] = b[j] + sum over i of w[j, i] * x[n, i]
    E       = 1/2 * sum over n and j of (t[n, j] - y[n, j])**2

    dE/dw[j, i] = - sum over n of (t[n, j] - y[n, j]) * x[n, i]
    dE/db[j]    = - sum over n of (t[n, j] - y[n, j])

    new weight = old weight - lr * dE/dw      new bias = old bias - lr * dE/db

Both steps start from the same y, the one that the old weights and the old bias give.

Shapes: N examples, D inputs, O units.

    x (N, D)   t (N, O)   w (O, D)   b (O,)   y (N, O)   lr a number

A weight matrix is (out, in), as in PyTorch: row j of w belongs to unit j. All arrays
of a call have one dtype, and the results have it too: float32 in, float32 out;
float64 in, float64 out.

Where the lecture notes are loose:

- They write y = W x_j + b. The unit is j, its inputs are x_i, and the sum runs over i.
- Their change of W has two opposite signs: W - eta * change where the change is dE/dW,
  later W + eta * change where it is (t - y) * x. It is the same step, written twice:
  the minus sign of dE/dW turns the first into the second.
- They begin with a unit whose output is a step (0 or 1), yet derive dy/dw = x, which is
  true of the linear unit only. The derivative of a step is 0 almost everywhere. The
  same formula with a step output is the perceptron rule, another rule (ex08). Here y
  is linear, and nothing is rounded to 0 or 1.
- They call E the mean squared error, but it is half a sum: over the units and over the
  examples. `torch.nn.functional.mse_loss` is a mean without the half, and its gradient
  is 2 / (N * O) times this one. Here nothing is averaged: the same examples given twice
  make a step twice as long.

By hand, one example, one unit: x = [[1, 2]], t = [[1]], w = [[0.5, -0.25]], b = [0.25]
and lr = 0.125.

    y     = 0.25 + 0.5 * 1 - 0.25 * 2 = 0.25,   t - y = 0.75
    new w = [[0.5 + 0.125 * 0.75 * 1, -0.25 + 0.125 * 0.75 * 2]]
          = [[0.59375, -0.0625]]
    new b = [0.25 + 0.125 * 0.75] = [0.34375]

With these the unit answers 0.8125, nearer to 1 than before.

Never change an argument, and never return an argument or a view of one: what you
return is new.
"""

import numpy as np


def linear_unit(x, w, b):
    """Answers of a layer of linear units: x (N, D), w (O, D), b (O,) -> y (N, O).

    Float arrays; y has their dtype.

    >>> x = np.array([[1.0, 2.0], [3.0, 0.0]])
    >>> w = np.array([[0.5, -0.25], [1.0, 1.0], [0.0, 2.0]])
    >>> linear_unit(x, w, np.array([0.25, 0.0, -1.0]))
    array([[ 0.25,  3.  ,  3.  ],
           [ 1.75,  3.  , -1.  ]])
    """
    y = x @ w.T + b
    print(y)


def delta_rule_update(x, t, w, b, lr):
    """One step of gradient descent on E: returns the pair (w_new, b_new).

    x (N, D), t (N, O), w (O, D), b (O,), lr a number -> w_new (O, D), b_new (O,).
    Float arrays; both results have their dtype.

    >>> x, t = np.array([[1.0, 2.0]]), np.array([[1.0]])
    >>> w, b = np.array([[0.5, -0.25]]), np.array([0.25])
    >>> w_new, b_new = delta_rule_update(x, t, w, b, 0.125)
    >>> w_new
    array([[ 0.59375, -0.0625 ]])
    >>> b_new
    array([0.34375])
    >>> w, b  # as they were
    (array([[ 0.5 , -0.25]]), array([0.25]))
    """
    lr = float(lr)
    y = x @ w.T + b
    error = t - y                       # (N, O)
    grad_w = -(error.T @ x)             # (O, D)
    grad_b = -np.mean(error, axis=0)    # (O,)
    w_new = w - lr * grad_w
    b_new = b - lr * grad_b
    return w_new, b_new
