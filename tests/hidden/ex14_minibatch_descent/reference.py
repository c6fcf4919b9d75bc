"""Ex14 in PyTorch: `torch.split`, autograd of `F.mse_loss`, and `torch.optim.SGD`."""

import torch
import torch.nn.functional as F


def batches(order, batch_size):
    """Return what `torch.split` answers."""
    return list(torch.split(order, batch_size))


def mse_gradients(x, t, w, b):
    """Return the gradients of `F.mse_loss` by w and b."""
    w, b = _parameters(w, b)
    return torch.autograd.grad(F.mse_loss(x @ w + b, t), [w, b])


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    """Return w and b after one step of SGD for each batch."""
    w, b = _parameters(w, b)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for batch in torch.split(order, batch_size):
        optimizer.zero_grad()
        F.mse_loss(x[batch] @ w + b, t[batch]).backward()
        optimizer.step()
    return w.detach(), b.detach()


def _parameters(w, b):
    """Return w and b as leaves of their own; b gets the dtype of w."""
    return w.detach().clone().requires_grad_(), torch.tensor(
        b, dtype=w.dtype, requires_grad=True
    )
