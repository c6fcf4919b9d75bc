"""Ex17: Adam.

Adam is often the first optimiser that one tries with a new network. It joins the two
ideas of the exercises before: the direction comes from an average of gradients, as in
momentum, and every parameter has a step size of its own, as in RMSProp.

    new m = beta1 * m + (1 - beta1) * grad         average of the gradients
    new v = beta2 * v + (1 - beta2) * grad**2      average of their squares

    m_hat = new m / (1 - beta1**t)                 both corrected for the start
    v_hat = new v / (1 - beta2**t)

    new param = param - lr * m_hat / (sqrt(v_hat) + eps)

All of this is done element by element. t counts the steps: it is 1 in the first one. m and
v begin as zeros, so in the first steps both averages are too small; m_hat and v_hat are
what the averages would be without these zeros. Returned are m and v themselves: the
corrected ones serve this step only. betas is the pair (beta1, beta2), both above 0 and
below 1; lr and eps are above 0; t is an int, 1 or more; no element of v is negative.

Arrays of a call have one shape and one dtype, and the results have them too: float32 in,
float32 out; float64 in, float64 out. The state goes in as arguments and comes out as
results: your function must not remember anything itself, and so t is an argument too.

What the lecture notes say, and what libraries do:

- "Adam = momentum + RMSProp": nearly. The momentum of ex15 is a sum, this m is an average,
  with 1 - beta1 before the gradient. And neither momentum nor RMSProp corrects its start.
- eps is added to the root of v_hat in PyTorch. Keras and "Deep Learning from Scratch" put
  both corrections into lr, and add eps to the root of v. That is as if eps were larger in
  the first steps. With the same eps and gradients near 1 the results agree to 6 digits;
  with gradients near 0.000001 their first step is about a quarter shorter. Asked is
  PyTorch's form.
- The defaults here are PyTorch's. Keras and the book have eps = 1e-7.

By hand, with param = [1], grad = [2], m = v = [0], t = 1, lr = 0.5, betas = (0.5, 0.75),
and eps = 2, to have round numbers:

    new m = 0.5 * 0 + 0.5 * 2 = 1,      m_hat = 1 / (1 - 0.5)  = 2
    new v = 0.75 * 0 + 0.25 * 4 = 1,    v_hat = 1 / (1 - 0.75) = 4
    new param = 1 - 0.5 * 2 / (2 + 2) = 0.75

Do the second step with grad = [2] once more: m and v have grown, m_hat and v_hat have not.

The second function descends in the valley of ex15, where the gradient at param is
curvature * param. It takes one step for each number in lrs, in their order; m and v begin
as zeros and go on from step to step, and t counts.

    start (D,), curvature (D,), lrs a list of S numbers  ->  path (S, D)

Row s of the path is param after step s + 1; the start is not in it.

Never change an argument, and never return memory that an argument owns: what you return
is new.
"""

import numpy as np


def adam_step(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """One step of Adam: returns the three arrays (param, m, v).

    param, grad, m and v are float arrays of one shape, which may be any; so are the
    results, which have their dtype.

    >>> param, grad, zeros = np.array([1.0]), np.array([2.0]), np.array([0.0])
    >>> param, m, v = adam_step(param, grad, zeros, zeros, 1, 0.5, (0.5, 0.75), eps=2.0)
    >>> param, m, v
    (array([0.75]), array([1.]), array([1.]))
    >>> adam_step(param, grad, m, v, 2, 0.5, (0.5, 0.75), eps=2.0)
    (array([0.5]), array([1.5]), array([1.75]))
    """
    raise NotImplementedError("adam_step")


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Where param is after each step of Adam down the valley: an array (S, D).

    start (D,) and curvature (D,) are floats, and the path has their dtype; lrs is a list
    of one or more numbers.

    >>> start, curvature = np.array([1.0, -3.0]), np.array([2.0, 0.25])
    >>> adam_path(start, curvature, [0.5, 0.25]).round(2)  # both begin with a step of 0.5
    array([[ 0.5 , -2.5 ],
           [ 0.27, -2.25]])
    """
    raise NotImplementedError("adam_path")
