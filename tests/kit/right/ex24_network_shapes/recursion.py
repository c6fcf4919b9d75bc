"""The first layer, and the rest of the network as a network of its own."""

from functools import reduce
from operator import mul

SIDES = {"conv": 4, "maxpool": 4, "linear": 2}


def _after(layer, shape):
    name = layer["type"]
    if SIDES.get(name, len(shape)) - len(shape):
        raise ValueError(f"{name} on {shape}")
    if name in ("conv", "maxpool"):
        k = layer["kernel_size"]
        stride = layer.get("stride", k if name == "maxpool" else 1)
        pad = layer.get("padding", 0)

        def fits(cells, count=0):
            return count if cells < k else fits(cells - stride, count + 1)

        sides = tuple(fits(side + pad + pad) for side in shape[2:])
        if 0 in sides:
            raise ValueError("too large")
        return (shape[0], layer.get("out_channels", shape[1])) + sides
    return {
        "relu": lambda: shape,
        "flatten": lambda: (shape[0], reduce(mul, shape[1:])),
        "linear": lambda: (shape[0], layer["out_features"]),
    }.get(name, lambda: _refuse(name))()


def _refuse(name):
    raise ValueError(name)


def trace_shapes(layers, input_shape):
    if not layers:
        return []
    first, *others = layers
    shape = _after(first, tuple(input_shape))
    return [shape] + trace_shapes(others, shape)


def count_params(layers, input_shape):
    if not layers:
        return 0
    first, *others = layers
    shape = _after(first, tuple(input_shape))
    own = 0
    if first["type"] in ("conv", "linear"):
        inputs = input_shape[1] * first.get("kernel_size", 1) ** 2
        own = shape[1] * inputs + shape[1] * (first.get("bias") is not False)
    return own + count_params(others, shape)
