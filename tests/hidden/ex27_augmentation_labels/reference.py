"""Reference of ex27, augmentation where labels change, in PyTorch.

The places of a box are masks here, and the share of it is their mean: no corner is clipped.
"""

import torch


def cutout(x, cy, cx, size):
    """Mask the cells whose row and column lie in the square."""
    square = _box(x, cy - size // 2, cx - size // 2, size, size)
    return x.masked_fill(square, 0.0)


def cutmix(x, y_onehot, perm, box):
    """Take the masked cells from the partner; the mean of the mask is its share."""
    inside = _box(x, *box)
    share = inside.double().mean().item()
    return torch.where(inside, x[perm], x), torch.lerp(y_onehot, y_onehot[perm], share)


def mixup(x, y_onehot, perm, lam):
    """torch.lerp from the partner to the image itself."""
    return torch.lerp(x[perm], x, lam), torch.lerp(y_onehot[perm], y_onehot, lam)


def _box(x, top, left, height, width):
    rows = torch.arange(x.shape[2]).sub(top)
    columns = torch.arange(x.shape[3]).sub(left)
    inside = (rows >= 0) & (rows < height)
    return inside[:, None] & (columns >= 0) & (columns < width)
