"""Ex02: backpropagation through sigmoid units.

A sigmoid unit squeezes its weighted sum z into (0, 1). Unlike a step it has a slope
everywhere, so the error at the output of a network can be carried back through it, to
the weights of the layer before: backpropagation, which is the chain rule taken from
the output to the input.

    s = sigmoid(z) = 1 / (1 + exp(-z))          ds/dz = s * (1 - s)

The network has two layers of sigmoid units, and E is half the summed squared error:

    z1[n, j] = b1[j] + sum over i of w1[j, i] * x[n, i]      h = sigmoid(z1)
    z2[n, k] = b2[k] + sum over j of w2[k, j] * h[n, j]      y = sigmoid(z2)
    E        = 1/2 * sum over n and k of (t[n, k] - y[n, k])**2

Call delta2 = dE/dz2 and delta1 = dE/dz1. Then

    delta2[n, k] = (y[n, k] - t[n, k]) * y[n, k] * (1 - y[n, k])
    delta1[n, j] = h[n, j] * (1 - h[n, j]) * sum over k of delta2[n, k] * w2[k, j]

    dE/dw2[k, j] = sum over n of delta2[n, k] * h[n, j]
    dE/db2[k]    = sum over n of delta2[n, k]

and dE/dw1, dE/db1 in the same way from delta1 and x.

Shapes: N examples, D inputs, H hidden units, O outputs. Weights are (out, in), as in
PyTorch.

    x (N, D)   t (N, O)   w1 (H, D)   b1 (H,)   w2 (O, H)   b2 (O,)

All arrays of a call are float and of one dtype, and the results have it too: float32
in, float32 out; float64 in, float64 out.

Where the lecture notes are loose:

- They use the letter s first for the weighted sum, later for the output of the
  sigmoid, in (1 - s) * s. The derivative takes the *output*. Here the sum is z and the
  output is s, and `sigmoid_backward` is given s.
- Their hidden delta sums delta_k * w_jk. With w_ji read "to j from i", as everywhere
  else in the notes, it is w_kj: unit j collects the deltas of the units that it feeds.
- Their delta has (t - y), because they add the change to the weight. That is *minus*
  the gradient. Asked for is the gradient dE/dw, what PyTorch leaves in `w.grad`, which
  begins with (y - t).
- Their algorithm adjusts the output layer's weights before it carries the error back.
  delta1 needs the w2 of the forward pass: PyTorch computes all gradients first, and
  only then lets the optimizer step.
- They call E the mean squared error; it is half a sum, over the outputs and over the
  examples. `torch.nn.functional.mse_loss` is a mean without the half. Here nothing is
  averaged, in the bias gradients neither.

Large z: 1 / (1 + exp(-z)) at z = -1000 asks NumPy for exp(1000), which overflows. NumPy
warns and the answer is still right, 0; the warning costs no mark. The equal formula
exp(z) / (1 + exp(z)) gives nan at z = 1000, and that is wrong: the answer is 1.

By hand, a network of 1, 1 and 1 units: x = [[2]], t = [[1]], w1 = [[0.5]], b1 = [-1],
w2 = [[4]], b2 = [-2].

    z1 = 0.5 * 2 - 1 = 0     h = 0.5          z2 = 4 * 0.5 - 2 = 0     y = 0.5
    delta2 = (0.5 - 1) * 0.5 * 0.5 = -0.125   dw2 = -0.125 * 0.5 = -0.0625
    delta1 = 0.5 * 0.5 * -0.125 * 4 = -0.125  dw1 = -0.125 * 2 = -0.25

and the gradient of a bias is the delta of its unit: db1 = db2 = -0.125.

Never change an argument, and never return an argument or a view of one: what you
return is new.
"""

import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z)) of every element: z of any shape -> s of the same shape.

    Float array; s has its dtype. Never nan, however large z is.

    >>> sigmoid(np.array([0.0, 1000.0, -1000.0]))
    array([0.5, 1. , 0. ])
    >>> sigmoid(np.array([[1.0, -1.0]])).round(4)
    array([[0.7311, 0.2689]])
    """
    flat = z.ravel()
    for i in range(len(flat)):
        flat[i] = 1.0 / (1.0 + np.exp(-flat[i]))
    return flat.reshape(z.shape)


def sigmoid_backward(grad_out, s):
    """Carry a gradient back through a sigmoid: dE/ds (grad_out) -> dE/dz.

    s is the *output* of the sigmoid, not z. Float arrays of one shape, any; the result
    has that shape and their dtype.

    >>> sigmoid_backward(np.array([1.0, -2.0, 3.0]), np.array([0.5, 0.25, 1.0]))
    array([ 0.25 , -0.375,  0.   ])
    """
    result = (1 - s) * s * grad_out
    return result


def mlp_backward(x, t, w1, b1, w2, b2):
    """Gradients of E: returns the four (dw1, db1, dw2, db2), shaped as w1, b1, w2, b2.

    x (N, D), t (N, O), w1 (H, D), b1 (H,), w2 (O, H), b2 (O,). Float arrays; the
    results have their dtype.

    >>> x, t = np.array([[2.0]]), np.array([[1.0]])
    >>> w1, b1 = np.array([[0.5]]), np.array([-1.0])
    >>> w2, b2 = np.array([[4.0]]), np.array([-2.0])
    >>> dw1, db1, dw2, db2 = mlp_backward(x, t, w1, b1, w2, b2)
    >>> dw1, db1
    (array([[-0.25]]), array([-0.125]))
    >>> dw2, db2
    (array([[-0.0625]]), array([-0.125]))
    """
    N, D = x.shape
    H = w1.shape[0]
    O = w2.shape[0]
    h = sigmoid(x @ w1.T + b1)
    y = sigmoid(h @ w2.T + b2)

    dw1 = np.zeros((H, D))
    db1 = np.zeros(H)
    dw2 = np.zeros((O, H))
    db2 = np.zeros(O)
    for n in range(N):
        delta2 = sigmoid_backward(y[n] - t[n], y[n])
        # every hidden unit collects the deltas of the units it feeds
        delta1 = np.zeros(H)
        for j in range(H):
            for k in range(O):
                delta1[j] += delta2[k] * w2[k, j]
        dw2 += np.outer(delta2, h[n])
        db2 += delta2
        dw1 += np.outer(delta1, x[n])
        db1 += delta1
    return dw1, db1, dw2, db2
