"""Ex03: softmax and cross-entropy.

A network that tells C classes apart ends in C numbers per example, its logits. Softmax
turns a row of logits into probabilities, cross-entropy measures how little of that
probability the true class got, and its gradient tells every logit where to go.

    softmax(z)_i = exp(z_i) / sum_j exp(z_j), along each row.   (N, C) -> (N, C)
    cross_entropy(z, labels) = mean_n -log softmax(z_n)[labels_n]      -> float
    cross_entropy_backward(z, labels)_ni = d cross_entropy / d z_ni    -> (N, C)

logits are float64 or float32, shape (N, C), one example per row. labels are int64,
shape (N,), each the column of its row's true class. float32 in, float32 out; float64
in, float64 out; the loss is one plain number.

What the lecture notes say, and what PyTorch does:
- One of the notes divides by the sum of the *other* outputs, after an activation. The
  sum runs over all j, i itself included (else the row could not sum to 1), and z is
  the raw output of the last linear layer, without an activation.
- The notes write E = -sum_k t_k log y_k for one example with a one-hot t. Only the true
  class has t_k = 1, so an integer label says the same. For a batch, PyTorch takes the
  mean over the N examples, and so do we: the gradient carries that mean too.
- `torch.nn.functional.cross_entropy` takes logits, not probabilities. So does ours:
  softmax happens inside, once.

Worked example, N = 2 and C = 2, with log(3) = 1.0986:

    logits = [[0, log(3)], [0, 0]]       labels = [0, 1]
    exp    = [[1, 3], [1, 1]]            row sums 4 and 2
    p      = [[0.25, 0.75], [0.5, 0.5]]
    loss   = (-log(0.25) - log(0.5)) / 2 = (1.3863 + 0.6931) / 2 = 1.0397
    grad   = [[-0.375, 0.375], [0.25, -0.25]]

Raise the first 0 by a little h, and the loss changes by -0.375 h. Each row of the
gradient sums to 0, because a number added to a whole row changes no probability.

That last fact also helps with large logits, which every function must stand: exp(1000)
is inf, and inf / inf is nan. And a probability may be too small for a float: its
logarithm is then -inf, though the true loss is, say, 1000. Find a form of log softmax
that never takes the logarithm of such a number.

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def softmax(logits):
    """Return the probabilities of every row: shape and dtype of logits, (N, C).

    >>> softmax(np.array([[0.0, 0.0], [2.0, 2.0]]))
    array([[0.5, 0.5],
           [0.5, 0.5]])
    >>> softmax(np.array([[0.0, np.log(3.0)]])).round(6)
    array([[0.25, 0.75]])
    >>> softmax(np.array([[1000.0, 1000.0, 0.0]]))
    array([[0.5, 0.5, 0. ]])
    """
    # subtract the max against overflow
    z = logits - np.max(logits)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def cross_entropy(logits, labels):
    """Return the mean over the batch of -log(probability of the true class), a number.

    logits (N, C) floats, labels (N,) int64.

    >>> print(round(cross_entropy(np.array([[0.0, 0.0, 0.0]]), np.array([2])), 4))
    1.0986
    >>> print(cross_entropy(np.array([[0.0, 1000.0]]), np.array([0])))
    1000.0
    """
    N = logits.shape[0]
    total = 0.0
    for n in range(N):
        row = logits[n]
        m = row.max()
        log_sum = m + np.log(np.sum(np.exp(row - m)))
        total += log_sum - row[labels[n]]
        return float(total / N)


def cross_entropy_backward(logits, labels):
    """Return the gradient of cross_entropy: shape and dtype of logits, (N, C).

    logits (N, C) floats, labels (N,) int64.

    >>> cross_entropy_backward(np.array([[0.0, 0.0]]), np.array([0]))
    array([[-0.5,  0.5]])
    >>> cross_entropy_backward(np.array([[0.0, 0.0], [4.0, 4.0]]), np.array([0, 1]))
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """
    N = logits.shape[0]
    grad = softmax(logits)
    for n in range(N):
        grad[n, labels[n]] -= 1
    return grad / N
