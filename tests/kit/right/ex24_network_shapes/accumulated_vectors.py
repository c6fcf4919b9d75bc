"""Shapes are vectors of NumPy, both sides at once; itertools carries them through the layers."""

from itertools import accumulate

import numpy as np


def _after(shape, layer):
    shape = np.array(shape)
    kind = layer["type"]
    if kind in ("conv", "maxpool"):
        if shape.size != 4:
            raise ValueError("maps wanted")
        k = layer["kernel_size"]
        stride = layer.get("stride", {"conv": 1, "maxpool": k}[kind])
        shape[1] = layer.get("out_channels", shape[1])
        shape[2:] = np.floor((shape[2:] + 2 * layer.get("padding", 0) - k) / stride + 1)
        if (shape < 1).any():
            raise ValueError("kernel too large")
    elif kind == "flatten":
        shape = np.append(shape[0], np.prod(shape[1:]))
    elif kind == "linear":
        if shape.size != 2:
            raise ValueError("rows wanted")
        shape[1] = layer["out_features"]
    elif kind != "relu":
        raise ValueError(kind)
    return tuple(shape.tolist())


def trace_shapes(layers, input_shape):
    return list(accumulate(layers, _after, initial=input_shape))[1:]


def count_params(layers, input_shape):
    before = [input_shape, *trace_shapes(layers, input_shape)]
    outputs = [y.get("out_channels", y.get("out_features", 0)) for y in layers]
    inputs = [s[1] * y.get("kernel_size", 1) ** 2 for y, s in zip(layers, before, strict=False)]
    biased = [y.get("bias", True) for y in layers]
    return int(np.dot(outputs, inputs) + np.dot(outputs, biased))
