"""Ex12: backpropagation on XOR.

No single unit computes XOR: no straight line separates the inputs (0, 1) and (1, 0),
whose answer is 1, from (0, 0) and (1, 1). One hidden layer is enough. In ex08 its
weights are chosen by hand; here the network finds them: feed forward, carry the error
back, move all weights, and again. All deep networks are trained so.

The network has 2 inputs, H hidden units and 1 output, all units sigmoid (ex02), and E is
half the summed squared error over the N examples:

    h = sigmoid(x w1^T + b1)          y = sigmoid(h w2^T + b2)
    E = 1/2 * sum over n of (y[n, 0] - t[n, 0])**2

    delta2[n, 0] = (y[n, 0] - t[n, 0]) * y[n, 0] * (1 - y[n, 0])
    delta1[n, j] = delta2[n, 0] * w2[0, j] * h[n, j] * (1 - h[n, j])

    dE/dw2[0, j] = sum over n of delta2[n, 0] * h[n, j]
    dE/db2[0]    = sum over n of delta2[n, 0]
    dE/dw1[j, i] = sum over n of delta1[n, j] * x[n, i]
    dE/db1[j]    = sum over n of delta1[n, j]

A step moves all four parameters against their gradients: new = old - lr * gradient. All
four gradients belong to the parameters before the step.

The parameters are a dictionary with four arrays; weights are (out, in), as in PyTorch:

    params = {"w1": (H, 2), "b1": (H,), "w2": (1, H), "b2": (1,)}
    x (N, 2)   t (N, 1)   h (N, H)   y (N, 1)   lr a number

All arrays of a call are float32, or all are float64, and the arrays that you return have
the same dtype. No weighted sum is large here, so any form of the sigmoid will do.

What the lecture notes say, and what others do:

- The notes adjust the weights of the output layer first, and then carry the error back.
  Read literally, delta1 then uses the new w2. PyTorch computes all gradients first, and
  so do we: delta1 uses the old w2. The two differ little, and both learn.
- The notes begin with random weights, and repeat until the network is accurate enough.
  Here the start is given, and `steps` says how often.
- They call E the mean squared error. It is half a sum. PyTorch's `MSELoss` is a mean
  without the half: its gradients are 2 / N times these.
- In PyTorch gradients add up until `zero_grad()`. Here each step has its own.
- "Deep Learning from Scratch" keeps such a dictionary too, and changes the arrays in it.
  Here they stay as they were. `params.copy()` copies the dictionary, not its arrays.

By hand, N = 1 and H = 1: x = [[1, 1]], t = [[0]], w1 = [[0.5, 0.5]], b1 = [-1],
w2 = [[4]], b2 = [-2] and lr = 2.

    z1 = 0.5 + 0.5 - 1 = 0     h = 0.5      z2 = 4 * 0.5 - 2 = 0     y = 0.5
    E = 1/2 * (0.5 - 0)**2 = 0.125          before the step
    delta2 = (0.5 - 0) * 0.5 * 0.5 = 0.125  delta1 = 0.125 * 4 * 0.5 * 0.5 = 0.125
    w2 = 4 - 2 * 0.125 * 0.5 = 3.875        b2 = -2 - 2 * 0.125 = -2.25
    w1 = 0.5 - 2 * 0.125 * 1 = 0.25, twice  b1 = -1 - 2 * 0.125 = -1.25

Never change params or an array, and never return one or a view of one: what you return
is new.
"""

import numpy as np


def forward(params, x):
    """Feed x forward: returns the pair (h, y), the outputs of both layers.

    params as above, x (N, 2) -> h (N, H), y (N, 1). Float arrays; both have their dtype.

    >>> params = {"w1": np.array([[0.5, 0.5]]), "b1": np.array([-1.0]),
    ...           "w2": np.array([[4.0]]), "b2": np.array([-2.0])}
    >>> h, y = forward(params, np.array([[1.0, 1.0], [1.0, 0.0]]))
    >>> h.round(4).tolist(), y.round(4).tolist()
    ([[0.5], [0.3775]], [[0.5], [0.3799]])
    """
    raise NotImplementedError("forward")


def loss(params, x, t):
    """E of the network with these parameters, for all examples together: one number.

    params as above, x (N, 2), t (N, 1) -> a number, not an array.

    >>> params = {"w1": np.array([[0.5, 0.5]]), "b1": np.array([-1.0]),
    ...           "w2": np.array([[4.0]]), "b2": np.array([-2.0])}
    >>> print(loss(params, np.array([[1.0, 1.0]]), np.array([[0.0]])))
    0.125
    """
    raise NotImplementedError("loss")


def train_step(params, x, t, lr):
    """One step of gradient descent on E: returns params_new, a dictionary like params.

    params as above, x (N, 2), t (N, 1), lr a number -> params_new, with new arrays.

    >>> params = {"w1": np.array([[0.5, 0.5]]), "b1": np.array([-1.0]),
    ...           "w2": np.array([[4.0]]), "b2": np.array([-2.0])}
    >>> params_new = train_step(params, np.array([[1.0, 1.0]]), np.array([[0.0]]), 2.0)
    >>> params_new["w1"], params_new["b1"]
    (array([[0.25, 0.25]]), array([-1.25]))
    >>> params_new["w2"], params_new["b2"]
    (array([[3.875]]), array([-2.25]))
    >>> params["b1"]  # as it was
    array([-1.])
    """
    raise NotImplementedError("train_step")


def train(params, x, t, lr, steps):
    """Take a number of steps: returns params_new, the parameters after the last one.

    As train_step, with all examples in each step; steps is an int, 1 or more.

    >>> params = {"w1": np.array([[0.5, 0.5]]), "b1": np.array([-1.0]),
    ...           "w2": np.array([[4.0]]), "b2": np.array([-2.0])}
    >>> params_new = train(params, np.array([[1.0, 1.0]]), np.array([[0.0]]), 2.0, 3)
    >>> params_new["w2"].round(4)
    array([[3.823]])
    """
    raise NotImplementedError("train")
