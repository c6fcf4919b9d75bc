import numpy as np


def 반으로(합):
    앞 = 합 // 2
    return 앞, 합 - 앞


def same_padding(커널_크기, 간격=1):
    return 반으로(간격 * (커널_크기 - 1))


def pad2d(그림, 둘레, 값=0.0):
    왼쪽, 오른쪽, 위, 아래 = 둘레
    n, c, h, w = 그림.shape
    결과 = np.full((n, c, 위 + h + 아래, 왼쪽 + w + 오른쪽), 값, 그림.dtype)
    결과[:, :, 위 : 위 + h, 왼쪽 : 왼쪽 + w] = 그림
    print("결과의 모양:", 결과.shape)
    return 결과
