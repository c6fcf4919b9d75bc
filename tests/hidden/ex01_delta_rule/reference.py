"""Ex01 in PyTorch: `F.linear`, and autograd of E with one step of `torch.optim.SGD`."""

import torch
import torch.nn.functional as F


def linear_unit(x, w, b):
    """Return what `F.linear` answers."""
    return F.linear(x, w, b)


def delta_rule_update(x, t, w, b, lr):
    """Return w and b after one step of SGD on half the summed squared error."""
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()
    loss = 0.5 * ((t - F.linear(x, w, b)) ** 2).sum()
    loss.backward()
    torch.optim.SGD([w, b], lr=lr).step()
    return w.detach(), b.detach()
