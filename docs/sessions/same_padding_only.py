"""Ex05: padding. One function of two is written."""


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    raise NotImplementedError("pad2d")
