"""Ex16: Adagrad and RMSProp.

One learning rate for all parameters suits none of them: the gradients of one may be a
thousand times larger than those of another. Adagrad and RMSProp give every parameter a
step size of its own. Both remember the squares of its gradients and divide by their root.

    Adagrad:  new state_sum  = state_sum + grad**2
              new param      = param - lr * grad / (sqrt(new state_sum) + eps)

    RMSProp:  new square_avg = alpha * square_avg + (1 - alpha) * grad**2
              new param      = param - lr * grad / (sqrt(new square_avg) + eps)

All of this is done element by element: the step of a parameter depends only on its own
gradients. Arrays of a call have one shape and one dtype, and both results have them too:
float32 in, float32 out; float64 in, float64 out. No element of state_sum or square_avg is
negative. lr and eps are numbers above 0, and alpha is above 0 and below 1. eps keeps a
gradient of 0 from becoming 0 / 0. Training begins with zeros; the state goes in as an
argument and comes out as a result, and your function must not remember anything itself.

What the lecture notes say, and what libraries do:

- "The more updates, the smaller the step" (Adagrad): it is not the number of updates that
  counts, but the sum of the squared gradients. A parameter whose gradients were small
  keeps large steps. As the sum never shrinks, the same gradient makes a smaller step
  each time.
- "RMSProp fixes Adagrad's step size": its average forgets old squares, so the steps can
  grow again. The root of the average is the *root mean square*, RMS.
- eps is added to the root in PyTorch and in "Deep Learning from Scratch", but under the
  root in Keras: sqrt(s + eps). With ordinary gradients you cannot see the difference, with
  tiny ones or a large eps you can. Asked is PyTorch's form.
- The defaults differ. PyTorch has eps = 1e-10 for Adagrad and 1e-8 for RMSProp, and alpha
  = 0.99. Keras has eps = 1e-7 for both; alpha has the name rho there, and is 0.9; Adagrad's
  sum starts at 0.1. Asked are PyTorch's defaults, and a start from the state that is given.

By hand, Adagrad with param = [1], grad = [3], state_sum = [16], lr = 0.5, eps = 1:

    new state_sum  = 16 + 9 = 25
    new param      = 1 - 0.5 * 3 / (5 + 1) = 0.75

RMSProp with param = [1], grad = [4], square_avg = [2], lr = 0.5, alpha = 0.5, eps = 1:

    new square_avg = 0.5 * 2 + 0.5 * 16 = 9
    new param      = 1 - 0.5 * 4 / (3 + 1) = 0.5

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    """One step of Adagrad: returns the pair (param, state_sum).

    param, grad and state_sum are float arrays of one shape, which may be any; so are both
    results, which have their dtype.

    >>> param, grad, state_sum = np.array([1.0]), np.array([3.0]), np.array([16.0])
    >>> adagrad_step(param, grad, state_sum, 0.5, eps=1.0)
    (array([0.75]), array([25.]))
    >>> adagrad_step(np.array([1.0, 1.0]), np.array([1000.0, 0.0]), np.zeros(2), 0.25)
    (array([0.75, 1.  ]), array([1000000.,       0.]))
    """
    raise NotImplementedError("adagrad_step")


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """One step of RMSProp: returns the pair (param, square_avg).

    param, grad and square_avg are float arrays of one shape, which may be any; so are both
    results, which have their dtype.

    >>> param, grad, square_avg = np.array([1.0]), np.array([4.0]), np.array([2.0])
    >>> rmsprop_step(param, grad, square_avg, 0.5, alpha=0.5, eps=1.0)
    (array([0.5]), array([9.]))
    """
    raise NotImplementedError("rmsprop_step")
