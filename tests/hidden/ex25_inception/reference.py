"""Ex25 in PyTorch: `F.conv2d`, `F.max_pool2d`, `torch.cat`, and what `nn.Conv2d` has."""

import torch
import torch.nn.functional as F
from torch import nn


def conv1x1(x, weight, bias):
    """Return what `F.conv2d` answers to filters of one cell."""
    return F.conv2d(x, weight, bias)


def inception_block(x, params):
    """Return the four branches, joined by `torch.cat`."""
    p = params
    few_for_3 = F.relu(F.conv2d(x, p["w3_reduce"], p["b3_reduce"]))
    few_for_5 = F.relu(F.conv2d(x, p["w5_reduce"], p["b5_reduce"]))
    pooled = F.max_pool2d(x, 3, 1, 1)
    branches = [
        F.conv2d(x, p["w1"], p["b1"]),
        F.conv2d(few_for_3, p["w3"], p["b3"], padding=1),
        F.conv2d(few_for_5, p["w5"], p["b5"], padding=2),
        F.conv2d(pooled, p["w_pool"], p["b_pool"]),
    ]
    return F.relu(torch.cat(branches, dim=1))


def parameters_saved(channels, reduced, filters, kernel_size):
    """Count the parameters of `nn.Conv2d`, without and with a 1x1 before it."""
    direct = nn.Conv2d(channels, filters, kernel_size, device="meta")
    pair = nn.Sequential(
        nn.Conv2d(channels, reduced, 1, device="meta"),
        nn.Conv2d(reduced, filters, kernel_size, device="meta"),
    )
    return _count(direct) - _count(pair)


def _count(module):
    return sum(parameter.numel() for parameter in module.parameters())
