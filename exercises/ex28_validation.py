"""Ex28: validation tools.

A network can learn its training set by heart: the training loss keeps falling, while the
loss on other data rises. That is overfitting, and it shows on the validation set: examples
that are kept back. Four small tools stand around the training. With K-fold, each example
validates once. Early stopping ends the training when the validation loss gets no better.
A learning rate that falls helps near the end. And several networks together often answer
better than one.

K-fold. n examples, in their order, are cut into k blocks. Sizes differ by one at most, and
the first n % k blocks are the longer ones. Each block is the validation set once, and all
other blocks, joined in their order, are the training set. For n = 5, k = 2:

    train [3, 4], val [0, 1, 2]      then      train [0, 1, 2], val [3, 4]

Early stopping. Epochs count from 0, and epoch 0 is the best one at first. A later epoch
becomes the best one only if

    loss < loss of the best epoch - min_delta

Training stops in the epoch that comes patience epochs after the best one, and later epochs
are not run. Where nothing stops it, the stop epoch is the last one of the list. With
patience 3 and min_delta 0:

    epoch  0    1    2    3    4    5     6    7    8    9
    loss   5.0  4.0  3.0  3.0  3.1  2.99  3.0  3.0  3.0  3.0
    best   0    1    2    2    2    5     5    5    5: stop 8, best 5

Learning rate. Every step_size epochs it is multiplied by gamma: lr = base_lr in epochs 0
to step_size - 1, base_lr * gamma in the next step_size epochs, and so on.

Ensemble. Each network gives logits (N, C): N examples, the same for all, and C classes.
Softmax makes probabilities of each network's logits, also of large ones, as in ex03. The
mean over the networks is the answer of all, and its largest class is the prediction. For
one example and three networks with C = 2:

    logits          [8, 0]        [0, 2]        [0, 2]
    probabilities   [1.00, 0.00]  [0.12, 0.88]  [0.12, 0.88]
    mean            [0.41, 0.59]: class 1

What the lecture notes say, and what PyTorch and Keras do:
- The notes describe K-fold as k blocks, each the test set once. scikit-learn's `KFold` cuts
  as here, and refuses k < 2 and k > n; so do we. It shuffles only if it is asked to.
- One of the notes has min_delta as the least *increase* that counts. For a loss it is the
  least *decrease*, and the loss has to fall by more: exactly min_delta is not enough, as in
  Keras. Where nothing stops, Keras's `stopped_epoch` is 0; ours is the last epoch.
- The notes only name decay of the learning rate. This kind is PyTorch's `StepLR`. Keras has
  smooth ones too: there epoch / step_size is not rounded.
- The notes only name ensembles. Some average the logits, some count votes; here it is the
  mean of the probabilities. In the example the mean of the logits would say class 0.

Never change an argument, and return new arrays. Largest probabilities that tie are not
asked.
"""

import numpy as np


def kfold_indices(n, k):
    """Return a list of k pairs (train, val) of int64 arrays of indices, each ascending.

    n and k are ints. Raises ValueError if k is less than 2 or more than n.

    >>> for train, val in kfold_indices(5, 2):
    ...     print(train, val)
    [3 4] [0 1 2]
    [0 1 2] [3 4]
    """
    raise NotImplementedError("kfold_indices")


def early_stopping(val_losses, patience, min_delta=0.0):
    """Return the pair of ints (stop_epoch, best_epoch).

    val_losses is a list of floats, one for each epoch. patience is an int from 1 on,
    min_delta is a float from 0 on.

    >>> early_stopping([5.0, 4.0, 3.0, 3.0, 3.1, 2.99, 3.0, 3.0, 3.0, 3.0], 3)
    (8, 5)
    >>> early_stopping([4.0, 3.0, 2.75, 2.5], 2, min_delta=0.5)
    (3, 1)
    >>> early_stopping([4.0, 3.0, 2.0], 2)
    (2, 2)
    """
    raise NotImplementedError("early_stopping")


def step_lr(base_lr, epoch, step_size, gamma):
    """Return the learning rate of an epoch, a float. Epochs are ints and count from 0.

    >>> [step_lr(0.5, epoch, 2, 0.5) for epoch in range(5)]
    [0.5, 0.5, 0.25, 0.25, 0.125]
    """
    raise NotImplementedError("step_lr")


def ensemble_predict(logits_list):
    """Return the predicted classes of several networks together: (N,) int64.

    logits_list is a list of float arrays, all of one shape (N, C).

    >>> one, other = np.array([[8.0, 0.0]]), np.array([[0.0, 2.0]])
    >>> ensemble_predict([one, other, other])
    array([1])
    >>> ensemble_predict([one])
    array([0])
    """
    raise NotImplementedError("ensemble_predict")
