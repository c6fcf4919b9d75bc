"""Reference of ex26, augmentation by geometry: the operators of PyTorch."""

import torch
import torch.nn.functional as F


def rescale(x):
    """What ToTensor of torchvision does with uint8 images."""
    return x.to(torch.float32) / 255


def hflip(x):
    """torch.flip along the columns."""
    return torch.flip(x, (3,))


def crop(x, top, left, height, width):
    """torch.narrow twice, which counts a negative start from behind and refuses the rest."""
    if min(top, left) < 0:
        raise ValueError("the window begins outside the image")
    try:
        return x.narrow(2, top, height).narrow(3, left, width)
    except (RuntimeError, IndexError) as error:
        raise ValueError(str(error)) from error


def resize_nearest(x, size):
    """The operator of that name."""
    return F.interpolate(x, size=size, mode="nearest")


def rot90(x, k):
    """torch.rot90 from the rows towards the columns."""
    return torch.rot90(x, k, (2, 3))
