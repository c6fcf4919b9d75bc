"""Ex20: dropout and weight decay.

A large network can learn its training data by heart, and then answers badly where it sees
something new. That is overfitting, and here are two ways against it.

**Dropout** removes units by chance, different ones in every step of training, so that no
unit can rely on another one. Each value of x is dropped with probability p, or else kept.
Each is drawn on its own:

    training:     mask = True where a value is kept, with probability 1 - p
                  y    = x / (1 - p) where mask is True, else 0
    evaluation:   mask = True everywhere
                  y    = x

On average y is p * 0 + (1 - p) * x / (1 - p) = x, so nothing has to be corrected in
evaluation. Backward, a gradient passes only where the value passed:

    training:     dx = grad_out / (1 - p) where mask is True, else 0

p is a number from 0 to 1; any other raises ValueError, in evaluation as well. With p = 1
everything is dropped, and both y and dx are 0 (not nan).

Chance has a source: rng is a NumPy Generator, and all numbers must come from it, never from
np.random itself. Then the same seed gives the same mask again, and an experiment can be
repeated. Which of its methods you call, and how often, is free.

**Weight decay** holds weights small: a penalty on large ones is added to the loss. With all
arrays of weights in a list, and a number decay, which is 0 or more and mostly small:

    penalty  = decay / 2 * sum of all squares of all arrays
    gradient = decay * w, for each array w

The optimizer then adds the gradient to that of the loss, so each step makes every weight a
little smaller. This is what weight_decay does in torch.optim.SGD.

Float arrays of a call are of one dtype, and all float arrays of the result have it too;
mask is of dtype bool, and the penalty is a number.

What the lecture notes say, and what libraries do:

- The notes' model has Dropout(0.5) after Flatten, and they say that it removes nodes. They
  do not say that the values that are kept must grow: with 0.5 they are doubled.
- p is the probability to drop in PyTorch and Keras. In the paper (Srivastava and others,
  2014) it is the probability to keep. Asked is the first.
- This form, *inverted dropout*, is that of PyTorch and Keras. The book "Deep Learning from
  Scratch" does not divide in training; in evaluation it multiplies x by 1 - p instead.
- The factor 1/2 of the penalty is there so that the gradient is decay * w. Keras' l2(decay)
  has no 1/2, so its gradient is 2 * decay * w.

By hand, dropout with p = 0.75, where the mask happened to be [True, False, False]:

    x        = [3, 5, 7]      y  = [3 / 0.25, 0, 0] = [12, 0, 0]
    grad_out = [1, 1, 1]      dx = [1 / 0.25, 0, 0] = [4, 0, 0]

Weight decay with decay = 0.5 and the weights [[1, 2]] and [4]:

    penalty = 0.25 * (1 + 4 + 16) = 5.25      gradients [[0.5, 1]] and [2]

Never change an argument, and never return an argument or a view of one: what you return
is new. (rng is changed by drawing from it; that is what it is for.)
"""

import numpy as np


def dropout(x, p, training, rng):
    """Drop values by chance: returns the pair (y, mask).

    x is a float array of any shape, and y and mask have its shape. p is the probability to
    drop, training is True or False, rng is a NumPy Generator.

    Raises ValueError if p is below 0 or above 1.

    >>> rng = np.random.default_rng(1)
    >>> y, mask = dropout(np.ones((100, 100)), 0.75, True, rng)
    >>> np.unique(y)
    array([0., 4.])
    >>> bool(0.2 < mask.mean() < 0.3)
    True
    >>> dropout(np.array([3.0, 5.0]), 0.75, False, rng)
    (array([3., 5.]), array([ True,  True]))
    """
    raise NotImplementedError("dropout")


def dropout_backward(grad_out, mask, p):
    """Carry a gradient back through dropout in training: returns dx.

    grad_out is a float array of any shape, mask a bool array of that shape: the one that
    dropout returned. p is as it was there, from 0 to 1.

    >>> dropout_backward(np.ones(3), np.array([True, False, False]), 0.75)
    array([4., 0., 0.])
    """
    raise NotImplementedError("dropout_backward")


def l2_penalty(weights, decay):
    """Penalty on large weights: returns the pair (penalty, gradients).

    weights is a list of float arrays of any shapes, at least one; gradients is a list of
    arrays of the same shapes. decay is at least 0.

    >>> l2_penalty([np.array([[1.0, 2.0]]), np.array([4.0])], 0.5)
    (5.25, [array([[0.5, 1. ]]), array([2.])])
    """
    raise NotImplementedError("l2_penalty")
