"""Ex09 in PyTorch: `F.linear`, and autograd of it."""

import torch
import torch.nn.functional as F


def linear(x, weight, bias):
    """Return what `F.linear` answers."""
    return F.linear(x, weight, bias)


def linear_backward(grad_out, x, weight):
    """Return the gradients of `F.linear`; those of the bias do not depend on its values."""
    x = x.detach().clone().requires_grad_()
    weight = weight.detach().clone().requires_grad_()
    bias = torch.zeros(weight.shape[0], dtype=weight.dtype, requires_grad=True)
    F.linear(x, weight, bias).backward(grad_out)
    return x.grad, weight.grad, bias.grad
