import numpy as np


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    import torch

    return torch.nn.functional.pad(torch.from_numpy(x), pad, value=value).numpy()
