"""Ex29 in PyTorch: `requires_grad` and SGD, `F.batch_norm` in eval mode, `Tensor.to`."""

import torch
import torch.nn.functional as F


def fine_tune_step(params, grads, trainable, lr):
    """Take a step of SGD on the parameters that require gradients."""
    leaves = {name: value.clone() for name, value in params.items()}
    for name in trainable:
        leaves[name].requires_grad_(True)
        leaves[name].grad = grads[name].clone()
    torch.optim.SGD(leaves.values(), lr=lr).step()
    return leaves


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Normalise as in eval mode."""
    return F.batch_norm(
        x, running_mean, running_var, weight=gamma, bias=beta, training=False, eps=eps
    )


def to_half(x):
    """Convert to half precision."""
    return x.to(torch.float16)


def half_sum_fp32(x16):
    """Sum in float32."""
    return x16.sum(dim=1, dtype=torch.float32)
