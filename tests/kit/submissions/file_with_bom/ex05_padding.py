# 합성곱 전에 그림 둘레에 칸을 더한다
import numpy as np


# 커널 크기가 짝수이면 뒤쪽에 한 칸 더
def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
