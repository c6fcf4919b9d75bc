"""Ex18 in PyTorch: autograd of the summed output, `Tensor.std`, `calculate_gain`."""

import torch
import torch.nn.functional as F
from torch import nn


def gradient_norms(x, weights, activation, skip=False):
    """Return the norms of autograd's gradients by each layer's input."""
    inputs = _outputs(x.clone().requires_grad_(), weights, activation, skip)
    grads = torch.autograd.grad(inputs[-1].sum(), inputs[:-1])
    return torch.stack([torch.linalg.vector_norm(grad) for grad in grads])


def init_std(fan_in, fan_out, kind):
    """Return the deviation of `xavier_normal_` or `kaiming_normal_`."""
    if kind == "xavier":
        return nn.init.calculate_gain("linear") * (2 / (fan_in + fan_out)) ** 0.5
    if kind == "he":
        return nn.init.calculate_gain("relu") / fan_in**0.5
    raise ValueError(kind)


def activation_stds(x, weights, activation):
    """Return the deviations of all layers' outputs, without Bessel's correction."""
    outputs = _outputs(x, weights, activation, False)[1:]
    return torch.stack([h.std(correction=0) for h in outputs])


def _outputs(x, weights, activation, skip):
    """Return x and the output of each layer."""
    layer = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}[activation]
    outputs = [x]
    for weight in weights:
        h = layer(F.linear(outputs[-1], weight))
        outputs.append(outputs[-1] + h if skip else h)
    return outputs
