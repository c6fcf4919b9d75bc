"""맥스 풀링: 윈도우 안에서 가장 큰 값만 남긴다."""

import numpy as np

print("맥스 풀링 과제를 시작합니다")


def 출력_크기(입력, 커널, 보폭, 패딩):
    return (입력 + 2 * 패딩 - 커널) // 보폭 + 1


def max_pool2d(x, kernel_size, stride=None, padding=0):
    보폭 = kernel_size if stride is None else stride
    배치, 채널, 높이, 너비 = x.shape
    if padding > kernel_size // 2:
        raise ValueError("패딩이 너무 큽니다")
    if kernel_size > 높이 + 2 * padding or kernel_size > 너비 + 2 * padding:
        raise ValueError("커널이 입력보다 큽니다")
    새_높이 = 출력_크기(높이, kernel_size, 보폭, padding)
    새_너비 = 출력_크기(너비, kernel_size, 보폭, padding)
    print("출력 크기:", (배치, 채널, 새_높이, 새_너비))
    결과 = np.empty((배치, 채널, 새_높이, 새_너비), dtype=x.dtype)
    for 행 in range(새_높이):
        for 열 in range(새_너비):
            위 = 행 * 보폭 - padding
            왼쪽 = 열 * 보폭 - padding
            # 패딩은 비교하지 않으므로 입력 안쪽만 자른다
            창 = x[
                :, :, max(위, 0) : 위 + kernel_size, max(왼쪽, 0) : 왼쪽 + kernel_size
            ]
            결과[:, :, 행, 열] = 창.max(axis=(2, 3))
    return 결과


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    보폭 = kernel_size if stride is None else stride
    기울기 = np.zeros_like(x)
    for 번호, 값 in np.ndenumerate(grad_out):
        그림, 채널, 행, 열 = 번호
        창 = x[
            그림,
            채널,
            행 * 보폭 : 행 * 보폭 + kernel_size,
            열 * 보폭 : 열 * 보폭 + kernel_size,
        ]
        안_행, 안_열 = np.unravel_index(np.argmax(창), 창.shape)
        기울기[그림, 채널, 행 * 보폭 + 안_행, 열 * 보폭 + 안_열] += 값
    print("기울기의 합:", 기울기.sum())
    return 기울기


def test_작은_예제():
    x = np.array([[[[1.0, 3.0], [5.0, 2.0]]]])
    assert max_pool2d(x, 2).item() == 5.0


if __name__ == "__main__":
    test_작은_예제()
    print(max_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), 2))
    print("모두 통과!")
