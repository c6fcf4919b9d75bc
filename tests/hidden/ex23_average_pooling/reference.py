"""The functions of ex23 in PyTorch. It has no stochastic pooling: that is its definition."""

import torch
import torch.nn.functional as F


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    try:
        return F.avg_pool2d(
            x, kernel_size, stride, padding, count_include_pad=count_include_pad
        )
    except RuntimeError as refused:
        raise ValueError(str(refused)) from refused


def global_avg_pool(x):
    return F.adaptive_avg_pool2d(x, 1).flatten(1)


def _windows(x, kernel_size):
    """Return (N, C, H_out, W_out, cells of a window)."""
    n, c, h, w = x.shape
    columns = F.unfold(x, kernel_size, stride=kernel_size)
    size = h // kernel_size, w // kernel_size
    return columns.reshape(n, c, kernel_size**2, *size).movedim(2, 4)


def stochastic_pool2d(x, kernel_size, rng):
    windows = _windows(x, kernel_size)
    # The least of exponential times with rates x_i comes from cell i with x_i / sum.
    times = torch.from_numpy(rng.exponential(size=tuple(windows.shape))) / windows
    return windows.gather(4, times.argmin(dim=4, keepdim=True))[..., 0]


def stochastic_pool2d_eval(x, kernel_size):
    windows = _windows(x, kernel_size)
    probabilities = F.normalize(windows, p=1, dim=4, eps=1e-300)
    return (probabilities * windows).sum(dim=4)
