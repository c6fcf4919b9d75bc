"""Ex11: losses and labels.

A loss is one number that says how far outputs are from targets; training makes it smaller.
Each kind of output has its loss: squared errors for a number (linear output), binary
cross-entropy for yes or no (sigmoid), cross-entropy for one of C classes (softmax). Files
hold labels as names; a loss needs numbers or one-hot rows.

    half_sse(y, t) = 1/2 * sum of (y - t)**2
    mse_loss(y, t) = mean of (y - t)**2
    binary_cross_entropy_with_logits(z, t), with s(z) = 1 / (1 + exp(-z)):
        mean of -(t * log(s(z)) + (1 - t) * log(1 - s(z)))
    cross_entropy_one_hot(logits, onehot), with softmax along each row:
        mean over the N rows of -sum_k onehot_k * log(softmax(logits)_k)

y, t and z have any shape; sum and mean run over all entries. Beside logits (N, C) stands
onehot (N, C), with a single 1 in each row. Any labels (N,) are int64 from 0 to C - 1, all
else is float64 or float32. A loss is one plain number. The first three raise ValueError where
two shapes differ: NumPy would make N x N differences of a column (N, 1) and a vector (N,).

What the lecture notes say, and what PyTorch and Keras do:
- The notes write E = 1/2 sum_k (y_k - t_k)**2 and call it the mean squared error. It is
  half a sum, our half_sse, with the gradient y - t. `torch.nn.functional.mse_loss` is a
  mean without the half, with the gradient 2 (y - t) / n. You write both.
- The notes name three cross-entropies, after Keras: binary, categorical (one-hot labels)
  and sparse categorical (integer labels, see ex03). The last two are the same number.
  Keras takes probabilities unless told otherwise, PyTorch's take logits, and so do ours.
- For one-hot labels the notes use `to_categorical`, for names `LabelEncoder`. PyTorch's
  one_hot gives int64; ours, like Keras's, gives floats.

By hand, y = [1, 2, 4] and t = [1, 0, 3]: the squares are 0, 4 and 1, half_sse is 2.5 and
mse_loss 5 / 3. For z = [0] and t = [1], binary cross-entropy is -log(0.5) = 0.6931.

Logits may be large, as in ex03. For z = -1000 the sigmoid is 0 as a float, and log(0) is
-inf, though for t = 1 the loss is 1000. Find a form of log(s(z)) that meets no such 0; a
small number added inside the logarithm is not enough.
Never change an argument; what you return is new. Two largest logits never tie.
"""

import numpy as np


def half_sse(y, t):
    """Return half the sum of all squared errors, a number.

    >>> half_sse(np.array([1.0, 2.0, 4.0]), np.array([1.0, 0.0, 3.0]))
    2.5
    """
    raise NotImplementedError("half_sse")


def mse_loss(y, t):
    """Return the mean of all squared errors, a number.

    >>> mse_loss(np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 2.0, 1.0]]))
    3.0
    """
    raise NotImplementedError("mse_loss")


def binary_cross_entropy_with_logits(z, t):
    """Return the mean binary cross-entropy of logits z and targets t, 0.0 or 1.0 each.

    >>> z, t = np.array([-1000.0]), np.array([1.0])
    >>> print(binary_cross_entropy_with_logits(z, t))
    1000.0
    """
    raise NotImplementedError("binary_cross_entropy_with_logits")


def one_hot(labels, num_classes):
    """Return 1 in each label's column and 0 in all others.

    labels (N,) -> (N, num_classes) float64.

    >>> one_hot(np.array([1, 0]), 3)
    array([[0., 1., 0.],
           [1., 0., 0.]])
    """
    raise NotImplementedError("one_hot")


def cross_entropy_one_hot(logits, onehot):
    """Return the mean over the rows of the cross-entropy with one-hot labels.

    logits (N, C), onehot (N, C) -> a number.

    >>> logits, onehot = np.array([[0.0, 1000.0]]), np.array([[1.0, 0.0]])
    >>> print(cross_entropy_one_hot(logits, onehot))
    1000.0
    """
    raise NotImplementedError("cross_entropy_one_hot")


def accuracy(logits, labels):
    """Return the share of rows whose largest logit is in the label's column, 0 to 1.

    >>> logits = np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 4.0], [1.0, 0.0]])
    >>> print(accuracy(logits, np.array([0, 1, 1, 0])))
    0.75
    """
    raise NotImplementedError("accuracy")


def encode_labels(names):
    """Return the pair (labels, classes) of a list of N names, each a str.

    classes (a list of str) has every name once, in the order of Python's `sorted`;
    labels (N,) int64 has each name's place in classes.

    >>> labels, classes = encode_labels(["rose", "lily", "rose"])
    >>> labels
    array([1, 0, 1])
    >>> list(classes)
    ['lily', 'rose']
    """
    raise NotImplementedError("encode_labels")
