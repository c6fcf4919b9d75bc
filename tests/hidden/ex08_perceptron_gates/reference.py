"""Ex08 in PyTorch: `torch.heaviside`, the logical operators, and the rule as it is written.

The perceptron rule is the gradient of nothing, so autograd has no part in it.
"""

import torch


def step(z, at_zero):
    """Return what `torch.heaviside` answers, as whole numbers."""
    return torch.heaviside(z, torch.tensor(at_zero, dtype=z.dtype)).to(torch.int64)


def perceptron(x, w, b):
    """Return the step of the weighted sums; the value at 0 is 0."""
    return step(torch.mv(x, w) + b, 0)


def gate(name, x):
    """Return what the logical operator of that name answers."""
    one, other = x.bool().unbind(dim=1)
    if name == "or":
        return torch.logical_or(one, other).to(torch.int64)
    both = torch.logical_and(one, other)
    return (torch.logical_not(both) if name == "nand" else both).to(torch.int64)


def xor(x):
    """Return what `torch.logical_xor` answers."""
    return torch.logical_xor(*x.bool().unbind(dim=1)).to(torch.int64)


def perceptron_update(x, t, w, b, lr):
    """Return the weights and the bias after one step of the rule."""
    error = (t - perceptron(x, w, b)).to(x.dtype)
    return torch.addmv(w, x.T, error, alpha=lr), b + lr * error.sum()
