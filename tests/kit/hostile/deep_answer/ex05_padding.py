"""Returns lists that are nested 100,000 deep, and one that holds itself a million times."""


def found(deep=True):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested


def same_padding(kernel_size, dilation=1):
    return found()


def pad2d(x, pad, value=0.0):
    wide = []
    for _ in range(30):
        wide = [wide, wide]
    return wide
