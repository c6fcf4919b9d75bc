"""Ex10 in PyTorch: the activations of those names, and autograd of them."""

import torch
import torch.nn.functional as F


def tanh(x):
    """Return what `torch.tanh` answers."""
    return torch.tanh(x)


def relu(x):
    """Return what `F.relu` answers."""
    return F.relu(x)


def leaky_relu(x, negative_slope=0.01):
    """Return what `F.leaky_relu` answers."""
    return F.leaky_relu(x, negative_slope)


def silu(x):
    """Return what `F.silu` answers."""
    return F.silu(x)


def softplus(x):
    """Return what `F.softplus` answers."""
    return F.softplus(x)


def activation_backward(name, grad_out, x):
    """Return what autograd carries back, with every default of PyTorch."""
    x = x.detach().clone().requires_grad_()
    y = torch.tanh(x) if name == "tanh" else getattr(F, name)(x)
    return torch.autograd.grad(y, x, grad_out)[0]
