"""Returns numbers, texts and containers without an end."""

import itertools


class Long(list):
    def __len__(self):
        return 1

    def __iter__(self):
        return itertools.count()


class Text(str):
    __slots__ = ()

    def encode(self, *given):
        return b"x" * (1 << 30)


def same_padding(kernel_size, dilation=1):
    return 1 << 10_000_000, Text("x" * 1_000_000)


def pad2d(x, pad, value=0.0):
    return Long([x])
