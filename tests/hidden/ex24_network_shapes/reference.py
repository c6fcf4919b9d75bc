"""Ex24 in PyTorch: an nn.Sequential on the device "meta", built layer by layer.

There a tensor has a shape and no values, so VGG-16 takes no memory.
"""

import torch
from torch import nn

AXES = {"conv": 4, "maxpool": 4, "linear": 2}  # of what a layer takes


def trace_shapes(layers, input_shape):
    """Return the shapes of what the modules put out, one after the other."""
    x = torch.empty(input_shape, device="meta")
    shapes = []
    for module in _network(layers, input_shape):
        x = module(x)
        shapes.append(tuple(x.shape))
    return shapes


def count_params(layers, input_shape):
    """Return the number of elements of all parameters."""
    return sum(p.numel() for p in _network(layers, input_shape).parameters())


def _network(layers, input_shape):
    """Return the network; ValueError where PyTorch refuses a layer, or the statement does."""
    network = nn.Sequential()
    x = torch.empty(input_shape, device="meta")
    for layer in layers:
        options = dict(layer)
        kind = options.pop("type")
        if x.ndim != AXES.get(kind, x.ndim):
            raise ValueError(f"{kind} after the shape {tuple(x.shape)}")
        module = _module(kind, x.shape, options)
        network.append(module)
        try:
            x = module(x)
        except RuntimeError as error:
            raise ValueError(str(error)) from None
    return network


def _module(kind, shape, options):
    if kind == "conv":
        return nn.Conv2d(shape[1], **options, device="meta")
    if kind == "linear":
        return nn.Linear(shape[1], **options, device="meta")
    if kind == "maxpool":
        return nn.MaxPool2d(**options)
    if kind == "relu":
        return nn.ReLU()
    if kind == "flatten":
        return nn.Flatten()
    raise ValueError(kind)
