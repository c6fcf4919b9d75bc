"""A class for each type of layer, with a registry; shapes are named tuples."""

from collections import namedtuple
from dataclasses import dataclass

Maps = namedtuple("Maps", "n channels height width")
Rows = namedtuple("Rows", "n features")


class ShapeError(ValueError):
    """Still a ValueError."""


@dataclass
class Conv:
    out_channels: int
    kernel_size: int
    stride: int = 1
    padding: int = 0
    bias: bool = True

    def side(self, size):
        reach = size + 2 * self.padding
        found = len(range(0, reach - self.kernel_size + 1, self.stride))
        if not found:
            raise ShapeError(f"{self} on {size}")
        return found

    def __call__(self, shape):
        if not isinstance(shape, Maps):
            raise ShapeError(f"{self} after {shape}")
        return Maps(shape.n, self.out_channels, self.side(shape.height), self.side(shape.width))

    def count(self, shape):
        return self.out_channels * (shape.channels * self.kernel_size**2 + bool(self.bias))


class MaxPool(Conv):
    def __init__(self, kernel_size, stride=None):
        super().__init__(0, kernel_size, stride or kernel_size)

    def __call__(self, shape):
        return super().__call__(shape)._replace(channels=shape.channels)

    def count(self, shape):
        return 0


class Relu:
    def __call__(self, shape):
        return shape

    def count(self, shape):
        return 0


class Flatten(Relu):
    def __call__(self, shape):
        n, *rest = shape
        features = rest.pop()
        while rest:
            features *= rest.pop()
        return Rows(n, features)


@dataclass
class Linear:
    out_features: int
    bias: bool = True

    def __call__(self, shape):
        if not isinstance(shape, Rows):
            raise ShapeError("flatten first")
        return Rows(shape.n, self.out_features)

    def count(self, shape):
        return self.out_features * (shape.features + self.bias)


TYPES = {"conv": Conv, "relu": Relu, "maxpool": MaxPool, "flatten": Flatten, "linear": Linear}


class Network:
    def __init__(self, layers, shape):
        self.shapes, self.total = [], 0
        shape = Maps(*shape) if len(shape) == 4 else Rows(*shape)
        for layer in layers:
            keywords = {key: value for key, value in layer.items() if key != "type"}
            try:
                made = TYPES[layer["type"]](**keywords)
            except KeyError as error:
                raise ShapeError("type") from error
            after = made(shape)
            self.total += made.count(shape)
            shape = after
            self.shapes.append(shape)


def trace_shapes(layers, input_shape):
    return Network(layers, input_shape).shapes


def count_params(layers, input_shape):
    return Network(layers, input_shape).total
