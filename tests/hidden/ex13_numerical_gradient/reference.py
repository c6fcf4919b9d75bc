"""Ex13 in PyTorch: the central differences of `torch.autograd.gradcheck`, and a definition."""

import torch
from torch.autograd.gradcheck import get_numerical_jacobian_wrt_specific_input


def numerical_gradient(f, x, h=1e-5):
    """Return what gradcheck compares a gradient with; it takes float64 only."""
    x = x.double().clone().requires_grad_()

    def outputs(x):
        return (f(x),)

    (columns,) = get_numerical_jacobian_wrt_specific_input(outputs, 0, (x,), outputs(x), h)
    return columns.reshape(x.shape)


def relative_error(a, b):
    """Return the largest element of a - b over the larger one; two zeros count 0."""
    scale = torch.maximum(a.abs(), b.abs())
    return torch.where(scale == 0, 0.0, (a - b).abs() / scale).max()
