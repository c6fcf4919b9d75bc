"""Ex07: skip connections.

A deep network multiplies its gradient by one layer's slopes after the other, and the
product shrinks. A skip connection gives the gradient a second way: the input of a block
of layers is added to their output, so the layers only learn what to change about x.

    F(x) = relu(x w1^T + b1) w2^T + b2          the branch, two linear layers
    y    = x + F(x)                             the residual block, as in ResNet

    x (N, D), w1 (H, D), b1 (H,), w2 (D, H), b2 (D,)  ->  y (N, D)

Weights are stored (out, in), as in PyTorch. relu(z) = max(0, z), entry by entry, only
between the two layers.

The backward pass takes grad_out = dL/dy, (N, D), for some loss L, and returns
grad_x = dL/dx, (N, D). x is used twice, by the skip and by the branch: its gradient is
the sum of what comes back along the two ways. The slope of relu is 1 above 0 and 0
below; at exactly 0 it has none, and PyTorch takes 0. So do we.

All arrays are float64, or all are float32. float32 in, float32 out; float64 in, float64
out.

What the lecture notes say, and what is done:
- "Layers are skipped as needed": nothing is skipped, and nothing is decided. x is
  always added, and the layers always run. Where they have nothing to add, training can
  bring F(x) near 0, and the block hands x on.
- The notes add the input past *convolution* layers. Linear layers show the same with
  less to write.
- The first ResNet has one more relu after the sum; later ones left it out, because it
  stands in the way of the skip. Here there is none: y may be negative.

Worked example, N = 1, D = 2, H = 1:

    x = [1, -2]    w1 = [[2, 1]]    b1 = [1]    w2 = [[3], [-1]]    b2 = [0.5, 0]
    x w1^T + b1 = 2 - 2 + 1 = 1, relu leaves 1
    F(x)        = [3 + 0.5, -1 + 0] = [3.5, -1]
    y           = [1 + 3.5, -2 - 1] = [4.5, -3]

    grad_out    = [1, 10]
    branch      : 1 * 3 + 10 * (-1) = -7, relu was open: -7, times w1: [-14, -7]
    grad_x      = [1, 10] + [-14, -7] = [-13, 3]

With b1 = [-1], relu gets -1 and is shut: y = [1.5, -2], and grad_x = [1, 10], the
skip's share alone.

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def linear(inp, weight, bias):
    return inp @ weight.T + bias


def relu(z):
    return z * (z > 0)


def residual_block(x, w1, b1, w2, b2):
    """Return y = x + relu(x w1^T + b1) w2^T + b2: shape and dtype of x, (N, D).

    x (N, D), w1 (H, D), b1 (H,), w2 (D, H), b2 (D,).

    >>> x, w1 = np.array([[1.0, -2.0]]), np.array([[2.0, 1.0]])
    >>> w2 = np.array([[3.0], [-1.0]])
    >>> residual_block(x, w1, np.array([1.0]), w2, np.array([0.5, 0.0]))
    array([[ 4.5, -3. ]])
    >>> residual_block(x, w1, np.array([-1.0]), w2, np.array([0.5, 0.0]))
    array([[ 1.5, -2. ]])
    """
    out = linear(x, w1, b1)
    out = relu(out)
    out = linear(out, w2, b2)
    out = relu(x + out)
    return out


def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    """Return grad_x = dL/dx for grad_out = dL/dy: shape and dtype of x, (N, D).

    grad_out (N, D), x (N, D), w1 (H, D), b1 (H,), w2 (D, H), b2 (D,).

    >>> x, w1 = np.array([[1.0, -2.0]]), np.array([[2.0, 1.0]])
    >>> w2 = np.array([[3.0], [-1.0]])
    >>> grad_out, b2 = np.array([[1.0, 10.0]]), np.array([0.5, 0.0])
    >>> residual_block_backward(grad_out, x, w1, np.array([1.0]), w2, b2)
    array([[-13.,   3.]])
    >>> residual_block_backward(grad_out, x, w1, np.array([-1.0]), w2, b2)
    array([[ 1., 10.]])
    """
    # TODO: ask about the chain rule first
    raise NotImplementedError("residual_block_backward")
