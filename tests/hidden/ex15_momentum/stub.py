"""Ex15: momentum and Nesterov.

In a long narrow valley, plain gradient descent jumps from side to side and hardly moves
along it. Momentum gives the step inertia: a velocity remembers earlier gradients. What
points the same way again and again adds up, what changes its sign cancels out. param
are the parameters, grad is the gradient of the loss by them, lr the learning rate:

    new velocity = momentum * velocity + grad
    plain:     new param = param - lr * new velocity
    Nesterov:  new param = param - lr * (grad + momentum * new velocity)

param, grad and velocity have one shape and one dtype, and the results have both too:
float32 in, float32 out; float64 in, float64 out. lr is a number above 0, momentum a
number above 0 and below 1. Training begins with a velocity of zeros. The velocity goes
in as an argument and comes out as a result: your function must remember nothing itself.

What the lecture notes say, and what libraries do:

- The lecture notes say that momentum "uses the previous gradient". It uses all of them:
  the one of k steps ago has the weight momentum**k. The weights do not add up to 1, so
  with 0.9 and a constant gradient the steps become nearly 10 times as long. It is a sum
  in which old gradients fade, not an average.
- PyTorch multiplies by lr at the end, as above. Keras and "Deep Learning from Scratch"
  put lr into the velocity: v = momentum * v - lr * grad, then param = param + v. While lr
  stays the same, both forms give the same param. When lr drops they no longer do: Keras's
  old velocity still holds the old lr. Asked is PyTorch's form.
- Nesterov in the lecture notes: first go where momentum alone would carry you, and take
  the gradient there. PyTorch (like the other two) never makes that first move: the param
  that it keeps *is* the place ahead, so the gradient at param is the one that the notes
  mean. With one lr, pencil and paper lead from there to the last line of the formulas.
  Asked is PyTorch's form: every gradient is taken at param. (`torch.optim.NAdam` has
  Nesterov's idea too, but it is a kind of Adam.)

By hand, with param = [1], grad = [2], velocity = [6], lr = 0.125 and momentum = 0.5:

    new velocity = 0.5 * 6 + 2 = 5
    plain:     new param = 1 - 0.125 * 5             = 0.375
    Nesterov:  new param = 1 - 0.125 * (2 + 0.5 * 5) = 0.4375

The second function descends in a valley, f(param) = 1/2 * sum_i curvature_i * param_i**2,
whose gradient is curvature * param, element by element. It takes one step for each
number in lrs, in their order, and the velocity goes on from step to step. momentum and
nesterov mean the same as in the first function.

    start (D,), curvature (D,), lrs a list of S numbers  ->  path (S, D)

Row s of the path is param after step s + 1; the start is not in it. By hand, with
start = [1], curvature = [2], lrs = [0.25, 0.25] and momentum = 0.5:

    gradient 2, velocity 0.5 * 0 + 2 = 2, param 1 - 0.25 * 2   = 0.5
    gradient 1, velocity 0.5 * 2 + 1 = 2, param 0.5 - 0.25 * 2 = 0

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """One step of gradient descent with momentum: returns the pair (param, velocity).

    param, grad and velocity are float arrays of one shape, which may be any; so are both
    results, which have their dtype.

    >>> param, grad, velocity = np.array([1.0]), np.array([2.0]), np.array([6.0])
    >>> sgd_momentum_step(param, grad, velocity, 0.125, momentum=0.5)
    (array([0.375]), array([5.]))
    >>> sgd_momentum_step(param, grad, velocity, 0.125, momentum=0.5, nesterov=True)
    (array([0.4375]), array([5.]))
    """
    raise NotImplementedError("sgd_momentum_step")


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Where param is after each step down the valley: an array (S, D).

    start (D,) and curvature (D,) are floats, and the path has their dtype; lrs is a list
    of one or more numbers. The first velocity is zeros.

    >>> momentum_path(np.array([1.0]), np.array([2.0]), [0.25, 0.25], momentum=0.5)
    array([[0.5],
           [0. ]])
    >>> path = momentum_path(np.array([1.0, -1.0]), np.array([2.0, 0.5]), [0.5] * 60)
    >>> print(abs(path[-1]).max() < 0.1)
    True
    """
    raise NotImplementedError("momentum_path")
