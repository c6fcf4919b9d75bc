"""A function for each type, found by its name and given the dictionary; the count in floats."""

import math
import numpy as np


def trace_shapes(layers, input_shape):
    shapes = [tuple(int(v) for v in input_shape)]
    for layer in layers:
        handler = globals().get("_" + str(layer.get("type")))
        if handler is None:
            raise ValueError("no such layer")
        shapes.append(handler(shapes[-1], **{k: v for k, v in layer.items() if k != "type"}))
    return shapes[1:]


def _window(shape, k, s, p):
    if len(shape) != 4:
        raise ValueError("not a map")
    r = [math.floor(1 + (v - k + p + p) / s) for v in shape[2:]]
    if min(r) <= 0:
        raise ValueError("kernel too large")
    return tuple(r)


def _conv(shape, out_channels, kernel_size, stride=1, padding=0, bias=True):
    return (shape[0], out_channels) + _window(shape, kernel_size, stride, padding)


def _maxpool(shape, kernel_size, stride=None):
    return shape[:2] + _window(shape, kernel_size, stride or kernel_size, 0)


def _relu(shape):
    return shape


def _flatten(shape):
    return shape if len(shape) == 2 else (shape[0], shape[1] * shape[2] * shape[3])


def _linear(shape, out_features, bias=True):
    if len(shape) > 2:
        raise ValueError("flatten first")
    return (shape[0], out_features)


def count_params(layers, input_shape):
    total = 0.0
    before = input_shape
    for layer, after in zip(layers, trace_shapes(layers, input_shape)):
        if layer["type"] in {"conv", "linear"}:
            total += (before[1] * layer.get("kernel_size", 1) ** 2 + float(layer.get("bias", True))) * after[1]
        before = after
    return int(round(total))
