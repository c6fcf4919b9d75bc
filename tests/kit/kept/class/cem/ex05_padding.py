import warnings

import numpy as np


def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    warnings.warn(f"words of mine about {pad}", stacklevel=1)
    if x.size != 1:
        raise ValueError(f"크기가 다릅니다\nand a second line: {x.shape}")
    return np.pad(x, 1)
