"""Ex05: padding. PyTorch is asked to do the work."""

import torch.nn.functional as F


def pad2d(x, pad, value=0.0):
    return F.pad(x, pad, value=value)
