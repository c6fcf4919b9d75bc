"""One list is written into; asserts are turned into a ValueError of its own that names the layer."""

from math import ceil, prod


class ShapeError(ValueError):
    pass


def walk(layers, shape):
    out = []
    for number, layer in enumerate(layers, start=1):
        try:
            count = 0
            kind = layer["type"]
            k = layer.get("kernel_size")
            assert kind in ("conv", "relu", "maxpool", "flatten", "linear"), "unknown type"
            if kind in ("conv", "maxpool"):
                assert len(shape) == 4, "takes maps"
                if kind == "conv":
                    count = layer["out_channels"] * (shape[1] * k * k + layer.get("bias", True))
                    shape[1] = layer["out_channels"]
                step = layer.get("stride", 1 if kind == "conv" else k)
                for axis in (2, 3):
                    free = shape[axis] + 2 * layer.get("padding", 0) - k
                    assert free >= 0, "kernel too large"
                    shape[axis] = ceil((free + 1) / step)
            elif kind == "flatten":
                shape[1:] = [prod(shape[1:])]
            elif kind == "linear":
                assert len(shape) == 2, "flatten is missing"
                count = layer["out_features"] * (shape[1] + layer.get("bias", True))
                shape[1] = layer["out_features"]
        except AssertionError as error:
            message = f"layer {number}, {layer}, got {tuple(shape)}: {error}"
            raise ShapeError(message) from error
        out.append((tuple(shape), count))
    return out


def trace_shapes(layers, input_shape):
    return [shape for shape, _ in walk(layers, list(input_shape))]


def count_params(layers, input_shape):
    return sum(count for _, count in walk(layers, list(input_shape)))
