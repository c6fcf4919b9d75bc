"""Ex00 in PyTorch: each function is one named operator, or two."""

import torch
import torch.nn.functional as F


def sum_of_rows(x):
    """Sum along dim 1."""
    return torch.sum(x, dim=1)


def centre_columns(x):
    """Subtract the mean along dim 0."""
    return x - torch.mean(x, dim=0)


def add_bias(x, b):
    """Let PyTorch broadcast."""
    return torch.add(x, b)


def products(x, y):
    """Ask a linear layer without a bias, whose weights are the rows of y."""
    return F.linear(x, y)


def pick(p, labels):
    """Gather along dim 1."""
    return torch.gather(p, 1, labels[:, None]).squeeze(1)
