"""PyTorch's answers to ex03, softmax and cross-entropy."""

import torch
import torch.nn.functional as F


def softmax(logits):
    return F.softmax(logits, dim=1)


def cross_entropy(logits, labels):
    return F.cross_entropy(logits, labels, reduction="mean")


def cross_entropy_backward(logits, labels):
    logits = logits.detach().clone().requires_grad_()
    loss = F.cross_entropy(logits, labels, reduction="mean")
    (grad,) = torch.autograd.grad(loss, logits)
    return grad
