"""Ex22 in PyTorch: `F.unfold`, `F.fold`, and autograd of `F.conv2d`."""

import torch
import torch.nn.functional as F


def im2col(x, kernel_size, stride=1, padding=0):
    """Return the windows of `F.unfold`, one below the other."""
    columns = F.unfold(x, tuple(kernel_size), padding=padding, stride=stride)
    return columns.transpose(1, 2).reshape(-1, columns.shape[1])


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    """Return what `F.fold` makes of the windows of each image."""
    n, _, *size = input_shape
    windows = columns.reshape(n, -1, columns.shape[1]).transpose(1, 2)
    return F.fold(windows, tuple(size), tuple(kernel_size), padding=padding, stride=stride)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    """Return the gradients of `F.conv2d`; those of the bias do not depend on its values."""
    x = x.detach().clone().requires_grad_()
    weight = weight.detach().clone().requires_grad_()
    bias = torch.zeros(len(weight), dtype=weight.dtype, requires_grad=True)
    F.conv2d(x, weight, bias, stride, padding).backward(grad_out)
    return x.grad, weight.grad, bias.grad
