"""Ex13: numerical gradient check.

A gradient that was derived by hand, as in backpropagation, is easily wrong by a sign, a
factor or an index, and a network with a wrong gradient often learns a little all the
same. So it is compared with one that needs no derivation: move one element of x a
little, and see how much f changes. That is slow, two calls of f for each element, and
it is used to check, not to train.

    gradient[i] = (f(x + h e_i) - f(x - h e_i)) / (2 h)

e_i is 1 at element i and 0 elsewhere: only one element moves, all others stay as they
are. Steps to both sides make the error small: for smooth f it falls with h squared, and
with h alone for (f(x + h e_i) - f(x)) / h. But h must not be too small: the
subtraction loses digits, about 1e-16 |f| / h. h = 1e-5 is a good middle, in float64.

By hand, f(x) = x[0]**2 * x[1] at x = [3, 2], with h = 1 to keep the numbers short:

    (f(4, 2) - f(2, 2)) / 2 = (32 - 8) / 2 = 12
    (f(3, 3) - f(3, 1)) / 2 = (27 - 9) / 2 = 9            gradient = [12, 9]

which is [2 x0 x1, x0**2] exactly. For f(x) = x[0]**3 at 2 the same step gives
(27 - 1) / 2 = 13 in place of 12, and h = 0.1 gives 12.01.

How near are two gradients a and b? A difference of 0.001 is little where they are 1000,
and much where they are 0.002. So the difference at each element is divided by the larger
of the two, and the worst element counts:

    relative error = max over i of  |a[i] - b[i]| / max(|a[i]|, |b[i]|)

Where both are 0 they agree: that element counts 0, not 0/0. For [1, 0, -2] and
[1, 0, -1] it is max(0, 0, 1/2) = 0.5. Between a derived gradient and a numerical one,
1e-7 is fine, and 1e-2 tells that one is wrong, or that f has a corner near x, as ReLU
has at 0. Rounding can leave 1e-11 where 0 is right, and then the relative error is 1:
look at such an element yourself.

Where others differ:
- The lecture notes derive their gradients by hand, and write the change of a weight with
  a minus in one place and with a plus in another. This check tells which is the gradient.
- "Deep Learning from Scratch" uses h = 1e-4, writes the steps into x itself and puts
  the old value back, and takes the mean of |a - b| in place of a relative error.
- `torch.autograd.gradcheck` uses the same formula with h = 1e-6, asks for float64, and
  accepts |a - b| <= 1e-5 + 1e-3 |b|. Some courses divide by |a| + |b|.

Shapes and dtypes: x has any shape, with one axis or more, and is float64, float32 or of
integers. f takes an array of the shape of x and returns one number; it computes in the
dtype that it is given. In float32 a step of 1e-5 is lost in the rounding, and integers
cannot hold it: give f arrays of float64. The gradient has the shape of x and is always
float64. How you go through the elements is free; f may be called as often as you like.

Never change an argument, not even for a moment: x may be read-only, and it may lie in
memory in any way. What you return is new.
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of f at x by central differences: x's shape, float64.

    f takes an array of x's shape and returns a number; h is the step to each side.

    >>> numerical_gradient(lambda x: x[0] ** 2 * x[1], np.array([3.0, 2.0]), h=1.0)
    array([12.,  9.])
    >>> numerical_gradient(lambda x: x[0] ** 3, np.array([2]), h=1.0)
    array([13.])
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([[1.0, 2.0]])).round(6)
    array([[2., 4.]])
    """
    raise NotImplementedError("numerical_gradient")


def relative_error(a, b):
    """Return the largest |a - b| / max(|a|, |b|) of all elements, a number.

    a and b are float64 arrays of one shape, any, with one axis or more; two zeros count 0.

    >>> print(relative_error(np.array([1.0, 0.0, -2.0]), np.array([1.0, 0.0, -1.0])))
    0.5
    >>> print(relative_error(np.array([[4.0, 1.0]]), np.array([[-4.0, 1.0]])))
    2.0
    """
    raise NotImplementedError("relative_error")
