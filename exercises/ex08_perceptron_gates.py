"""Ex08: perceptron and gates.

The perceptron (Rosenblatt, 1958) is the smallest network that learns: inputs, one layer
of weights, one output. It adds up its inputs, each times a weight, then its bias, and
answers 1 or 0: is the sum above 0 or not?

    z[n] = b + sum over i of w[i] * x[n, i]         y[n] = 1 if z[n] > 0, else 0

    x (N, D)   w (D,)   b a number   z (N,)   y (N,)

With two inputs, its answers change along one straight line. AND, OR and NAND have such a
line, in fact many. XOR has none: no line has (0, 1) and (1, 0) on one side and (0, 0) and
(1, 1) on the other. But perceptrons, a hidden layer, can feed their answers to another
one, and two layers do what one unit cannot.

            0 0   0 1   1 0   1 1
    AND      0     0     0     1
    OR       0     1     1     1
    NAND     1     1     1     0
    XOR      0     1     1     0

A perceptron also learns. Where its answer y is not the target t, its weights move:

    w_new[i] = w[i] + lr * sum over n of (t[n] - y[n]) * x[n, i]
    b_new    = b    + lr * sum over n of (t[n] - y[n])

All y are those of the old w and b, and the changes of the N examples are added.

What the lecture notes say, and what is done:
- At z = 0 the notes contradict each other: one answers 1 where z >= 0, another where
  z > 0. `torch.heaviside` takes the value at 0 as an argument, and so does `step`. A
  perceptron here answers 0 at z = 0, as in "Deep Learning from Scratch".
- Where they write w0 + w1 * x1 + w2 * x2, the bias is w0.
- They derive the update as in the delta rule (ex01), where y is the sum itself. But a step
  is flat on both sides of 0, and gradient descent would never move. This is another rule,
  the perceptron's own: the same formula, where t - y is -1, 0 or 1.

Answers are 0 and 1, int64, not True and False. Targets t and bits are int64 too, so the
answers of one gate can be the inputs of the next. x and w of a perceptron are both float64
or both float32; only your own gates may give it int64 bits.

By hand, two inputs: x = [[2, 1]], w = [0.5, -1], b = 0.25, lr = 0.5, and t = [0].

    z = 0.25 + 0.5 * 2 - 1 * 1 = 0.25, above 0: y = 1, but t = 0, so t - y = -1
    w_new = [0.5 - 0.5 * 2, -1 - 0.5 * 1] = [-0.5, -1.5]
    b_new = 0.25 - 0.5 = -0.25                 now z = -2.75, and y is 0

You are free to choose the weights of your gates, and the gates of your XOR: only their
answers count. Never change an argument; what you return is new.
"""

import numpy as np


def step(z, at_zero):
    """1 where z is above 0, 0 where it is below, at_zero where it is 0.

    z is a float array of any shape, at_zero is 0 or 1. Returns int64, the shape of z.

    >>> step(np.array([-2.0, 0.0, 0.5]), 0)
    array([0, 0, 1])
    >>> step(np.array([[-2.0, 0.0, 0.5]]), 1)
    array([[0, 1, 1]])
    """
    raise NotImplementedError("step")


def perceptron(x, w, b):
    """Answers of one perceptron: x (N, D), w (D,), b a number -> y (N,), int64.

    >>> x = np.array([[2.0, 1.0], [2.0, 1.25], [0.0, 3.0]])
    >>> perceptron(x, np.array([0.5, -1.0]), 0.25)
    array([1, 0, 0])
    """
    raise NotImplementedError("perceptron")


def gate(name, x):
    """Answers of a gate: x (N, 2), int64 bits -> (N,), int64.

    name is "and", "or" or "nand". Each gate can be one perceptron.

    >>> gate("nand", np.array([[0, 1], [1, 1]]))
    array([1, 0])
    """
    raise NotImplementedError("gate")


def xor(x):
    """1 where exactly one of the two bits is 1: x (N, 2), int64 bits -> (N,), int64.

    >>> xor(np.array([[0, 1], [1, 1]]))
    array([1, 0])
    """
    raise NotImplementedError("xor")


def perceptron_update(x, t, w, b, lr):
    """One step of the perceptron rule: returns the pair (w_new, b_new).

    x (N, D), t (N,) int64 of 0 and 1, w (D,), b and lr numbers -> w_new (D,) of w's
    dtype, b_new a number.

    >>> x, t, w = np.array([[2.0, 1.0]]), np.array([0]), np.array([0.5, -1.0])
    >>> w_new, b_new = perceptron_update(x, t, w, 0.25, 0.5)
    >>> w_new
    array([-0.5, -1.5])
    >>> print(b_new)
    -0.25
    """
    raise NotImplementedError("perceptron_update")
