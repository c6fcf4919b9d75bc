"""Callable instances, a named tuple, an error class of one's own."""

from collections import namedtuple
from dataclasses import dataclass, replace
from functools import partial

Shape = namedtuple("Shape", "images maps rows columns")


class KernelTooLarge(ValueError):
    """Still a ValueError."""


@dataclass(frozen=True)
class Axis:
    size: int
    reach: int

    def padded(self, padding):
        return replace(self, size=self.size + 2 * padding)

    def places(self, stride):
        if self.reach > self.size:
            raise KernelTooLarge(self)
        return len(range(0, self.size - self.reach + 1, stride))


class OutputSize:
    def __call__(self, size, kernel_size, stride=1, padding=0, dilation=1):
        reach = 1 + dilation * (kernel_size - 1)
        return Axis(size, reach).padded(padding).places(stride)


conv_output_size = OutputSize()


def _shape(sizes, input_shape, weight_shape, stride=1, padding=0):
    if input_shape[1] - weight_shape[1]:
        raise KernelTooLarge("depth")
    rows, columns = map(
        lambda s, k: sizes(s, k, stride, padding), input_shape[2:], weight_shape[2:]
    )
    return Shape(
        images=input_shape[0], maps=weight_shape[0], rows=rows, columns=columns
    )


conv2d_output_shape = partial(_shape, conv_output_size)
