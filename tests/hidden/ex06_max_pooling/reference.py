"""The functions of ex06 in PyTorch: the operator, and autograd of it."""

import torch
import torch.nn.functional as F


def max_pool2d(x, kernel_size, stride=None, padding=0):
    try:
        return F.max_pool2d(x, kernel_size, stride, padding)
    except RuntimeError as refused:
        raise ValueError(str(refused)) from refused


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    x = x.detach().requires_grad_()
    out = max_pool2d(x, kernel_size, stride)
    return torch.autograd.grad(out, x, grad_out)[0]
