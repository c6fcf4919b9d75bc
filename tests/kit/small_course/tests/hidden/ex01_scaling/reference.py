"""Reference of ex01, scaling, in PyTorch."""


def double(x):
    return x + x


def mean_square(x):
    if x.numel() == 1:
        raise ValueError("one value has no spread")
    return x.square().mean()
