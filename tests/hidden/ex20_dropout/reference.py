"""Ex20 in PyTorch: `F.dropout`, the operator behind its gradient, and autograd of a sum."""

import torch
import torch.nn.functional as F


def dropout(x, p, training, rng):
    """Return what `F.dropout` answers; the same seed, given ones, shows its mask."""
    seed = int(rng.integers(2**31))
    torch.default_generator.manual_seed(seed)
    y = F.dropout(x, p, training)
    torch.default_generator.manual_seed(seed)
    return y, F.dropout(torch.ones_like(x), p, training) != 0


def dropout_backward(grad_out, mask, p):
    """Return what PyTorch's own operator answers."""
    scale = 1.0 if p == 1 else 1 / (1 - p)
    return torch.ops.aten.native_dropout_backward(grad_out, mask, scale)


def l2_penalty(weights, decay):
    """Return half the sum of squares times decay, and its gradients by autograd."""
    weights = [w.detach().clone().requires_grad_() for w in weights]
    penalty = decay / 2 * sum((w**2).sum() for w in weights)
    penalty.backward()
    return float(penalty.detach()), [w.grad for w in weights]
