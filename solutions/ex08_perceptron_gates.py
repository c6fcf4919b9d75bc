"""Ex08: perceptron and gates."""

import numpy as np

# Weights and bias. The bias lies halfway between the sums that must be told apart.
GATES = {
    "and": (np.array([1.0, 1.0]), -1.5),
    "or": (np.array([1.0, 1.0]), -0.5),
    "nand": (np.array([-1.0, -1.0]), 1.5),
}


def step(z, at_zero):
    """Return 1 above 0, 0 below, at_zero at 0."""
    reached = z >= 0 if at_zero else z > 0
    return reached.astype("int64")


def perceptron(x, w, b):
    """Return the step of b + sum of w[i] * x[n, i], (N,)."""
    return step(x @ w + b, 0)


def gate(name, x):
    """Return the answers of one perceptron with the gate's weights, (N,)."""
    return perceptron(x, *GATES[name])


def xor(x):
    """Return where one bit is 1, and not both: a hidden layer of two gates, then AND."""
    hidden = np.stack([gate("or", x), gate("nand", x)], axis=1)
    return gate("and", hidden)


def perceptron_update(x, t, w, b, lr):
    """Return (w_new, b_new) after one step of the perceptron rule."""
    # Whole numbers become floats of w's dtype: int64 times float32 would be float64.
    error = (t - perceptron(x, w, b)).astype(w.dtype)
    return w + lr * (error @ x), b + lr * float(error.sum())
