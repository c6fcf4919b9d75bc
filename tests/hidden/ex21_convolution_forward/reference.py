"""Ex21 in PyTorch: `F.conv2d`."""

import torch.nn.functional as F


def conv2d(x, weight, bias, stride=1, padding=0):
    """Return what `F.conv2d` answers; what it refuses is a ValueError."""
    try:
        return F.conv2d(x, weight, bias, stride, padding)
    except RuntimeError as refused:
        raise ValueError(str(refused)) from refused
