"""Ex17 in PyTorch: `torch.optim.Adam`, its state set to what was given."""

import torch


def adam_step(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Return param and both averages after step t of Adam."""
    param = param.clone()
    param.grad = grad
    optimizer = torch.optim.Adam([param], lr=lr, betas=betas, eps=eps)
    optimizer.state[param] = {
        "step": torch.tensor(t - 1.0),
        "exp_avg": m.clone(),
        "exp_avg_sq": v.clone(),
    }
    optimizer.step()
    state = optimizer.state[param]
    return param, state["exp_avg"], state["exp_avg_sq"]


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Return param after each step of Adam, with autograd's gradient of the valley."""
    param, path = start.clone().requires_grad_(), []
    optimizer = torch.optim.Adam([param], betas=betas, eps=eps)
    for lr in lrs:
        optimizer.param_groups[0]["lr"] = lr
        optimizer.zero_grad()
        (0.5 * curvature * param**2).sum().backward()
        optimizer.step()
        path.append(param.detach().clone())
    return torch.stack(path)
