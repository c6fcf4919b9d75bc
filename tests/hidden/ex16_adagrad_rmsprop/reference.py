"""Ex16 in PyTorch: `torch.optim.Adagrad` and `RMSprop`, their state set to what was given."""

import torch


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    """Return param and the sum of squares after one step of Adagrad."""
    param = param.clone()
    param.grad = grad
    optimizer = torch.optim.Adagrad([param], lr=lr, eps=eps)
    optimizer.state[param]["sum"] = state_sum.clone()
    optimizer.step()
    return param, optimizer.state[param]["sum"]


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Return param and the average of squares after one step of RMSprop."""
    param = param.clone()
    param.grad = grad
    optimizer = torch.optim.RMSprop([param], lr=lr, alpha=alpha, eps=eps)
    optimizer.state[param] = {"step": torch.tensor(0.0), "square_avg": square_avg.clone()}
    optimizer.step()
    return param, optimizer.state[param]["square_avg"]
