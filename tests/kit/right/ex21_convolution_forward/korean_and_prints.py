"""합성곱: 필터를 이미지 위에서 움직이며 곱하고 더한다."""

import numpy as np

print("합성곱 과제를 시작합니다")


def 출력_크기(입력, 커널, 보폭, 패딩):
    return (입력 + 2 * 패딩 - 커널) // 보폭 + 1


def conv2d(x, weight, bias, stride=1, padding=0):
    배치, 채널, 높이, 너비 = x.shape
    필터_수, 필터_채널, 커널_높이, 커널_너비 = weight.shape
    if 채널 != 필터_채널:
        raise ValueError("필터의 채널 수가 입력과 다릅니다")
    새_높이 = 출력_크기(높이, 커널_높이, stride, padding)
    새_너비 = 출력_크기(너비, 커널_너비, stride, padding)
    if 새_높이 <= 0 or 새_너비 <= 0:
        raise ValueError("커널이 입력보다 큽니다")
    패딩된_입력 = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)], "constant")
    print("출력 크기:", (배치, 필터_수, 새_높이, 새_너비))
    결과 = np.zeros((배치, 필터_수, 새_높이, 새_너비), dtype=x.dtype)
    for 그림 in range(배치):
        for 필터 in range(필터_수):
            for 행 in range(새_높이):
                for 열 in range(새_너비):
                    위, 왼쪽 = 행 * stride, 열 * stride
                    창 = 패딩된_입력[그림, :, 위 : 위 + 커널_높이, 왼쪽 : 왼쪽 + 커널_너비]
                    결과[그림, 필터, 행, 열] = np.sum(창 * weight[필터]) + bias[필터]
    print("합:", 결과.sum())
    return 결과


if __name__ == "__main__":
    print(conv2d(np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)), np.zeros(1)))
