"""인셉션 블록: 네 갈래를 나란히 계산하고 채널 방향으로 잇는다."""

import numpy as np
from ex06_max_pooling import *
from ex21_convolution_forward import *

print("인셉션 과제")


def 렐루(값):
    return 값 * (값 > 0)


def conv1x1(x, weight, bias):
    배치, 채널, 높이, 너비 = x.shape
    필터 = weight[:, :, 0, 0]
    결과 = [필터 @ 그림.reshape(채널, -1) + bias[:, None] for 그림 in x]
    print("1x1 결과:", len(결과))
    return np.array(결과).reshape(배치, len(필터), 높이, 너비)


def inception_block(x, params):
    갈래1 = 렐루(conv1x1(x, params["w1"], params["b1"]))
    줄임3 = 렐루(conv1x1(x, params["w3_reduce"], params["b3_reduce"]))
    갈래2 = 렐루(conv2d(줄임3, params["w3"], params["b3"], padding=1))
    줄임5 = 렐루(conv1x1(x, params["w5_reduce"], params["b5_reduce"]))
    갈래3 = 렐루(conv2d(줄임5, params["w5"], params["b5"], padding=2))
    갈래4 = 렐루(conv1x1(max_pool2d(x, 3, stride=1, padding=1), params["w_pool"], params["b_pool"]))
    for 갈래 in (갈래1, 갈래2, 갈래3, 갈래4):
        print(갈래.shape)
    return np.hstack([갈래1, 갈래2, 갈래3, 갈래4])


def parameters_saved(channels, reduced, filters, kernel_size):
    그냥 = filters * (channels * kernel_size**2 + 1)
    줄여서 = reduced * (channels + 1) + filters * (reduced * kernel_size**2 + 1)
    print(그냥, 줄여서)
    return 그냥 - 줄여서


if __name__ == "__main__":
    print(parameters_saved(192, 16, 32, 5))
