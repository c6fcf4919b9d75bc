"""PyTorch's answers to ex07, skip connections."""

import torch
import torch.nn.functional as F


def residual_block(x, w1, b1, w2, b2):
    return x + F.linear(F.relu(F.linear(x, w1, b1)), w2, b2)


def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    x = x.detach().clone().requires_grad_()
    y = residual_block(x, w1, b1, w2, b2)
    (grad_x,) = torch.autograd.grad(y, x, grad_out)
    return grad_x
