"""Ex15 in PyTorch: `torch.optim.SGD` with momentum, its buffer set to what was given."""

import torch


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Return param and momentum buffer after one step of SGD."""
    param = param.clone()
    param.grad = grad
    optimizer = torch.optim.SGD([param], lr=lr, momentum=momentum, nesterov=nesterov)
    optimizer.state[param]["momentum_buffer"] = velocity.clone()
    optimizer.step()
    return param, optimizer.state[param]["momentum_buffer"]


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Return param after each step of SGD, with autograd's gradient of the valley."""
    param, path = start.clone().requires_grad_(), []
    optimizer = torch.optim.SGD([param], lr=lrs[0], momentum=momentum, nesterov=nesterov)
    for lr in lrs:
        optimizer.param_groups[0]["lr"] = lr
        optimizer.zero_grad()
        (0.5 * curvature * param**2).sum().backward()
        optimizer.step()
        path.append(param.detach().clone())
    return torch.stack(path)
