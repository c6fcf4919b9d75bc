"""평균 풀링, 전역 평균 풀링, 확률적 풀링."""

import numpy as np

print("풀링 과제를 시작합니다")


def 창_목록(입력, 크기, 보폭):
    높이, 너비 = 입력.shape[2:]
    for 행 in range(0, 높이 - 크기 + 1, 보폭):
        for 열 in range(0, 너비 - 크기 + 1, 보폭):
            yield 행 // 보폭, 열 // 보폭, 입력[:, :, 행 : 행 + 크기, 열 : 열 + 크기]


def 평균_나누기(합, 개수):
    return 합 / 개수


def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    보폭 = kernel_size if stride is None else stride
    if padding > kernel_size // 2:
        raise ValueError("패딩이 너무 큽니다")
    가장자리 = [(0, 0), (0, 0), (padding, padding), (padding, padding)]
    채운_입력 = np.pad(x, 가장자리, mode="constant")
    안쪽 = np.pad(np.ones(x.shape, dtype=int), 가장자리, mode="constant")
    if kernel_size > 채운_입력.shape[2] or kernel_size > 채운_입력.shape[3]:
        raise ValueError("커널이 입력보다 큽니다")
    새_높이 = (채운_입력.shape[2] - kernel_size) // 보폭 + 1
    새_너비 = (채운_입력.shape[3] - kernel_size) // 보폭 + 1
    결과 = np.zeros((x.shape[0], x.shape[1], 새_높이, 새_너비), dtype=x.dtype)
    개수 = np.full(결과.shape, kernel_size**2)
    if not count_include_pad:
        for i, j, 창 in 창_목록(안쪽, kernel_size, 보폭):
            개수[:, :, i, j] = 창.sum(axis=(2, 3))
    for i, j, 창 in 창_목록(채운_입력, kernel_size, 보폭):
        결과[:, :, i, j] = 평균_나누기(창.sum(axis=(2, 3)), 개수[:, :, i, j])
    print("출력 크기:", 결과.shape)
    return 결과


def global_avg_pool(x):
    return np.mean(np.mean(x, axis=3), axis=2)


def stochastic_pool2d(x, kernel_size, rng):
    배치, 채널, 높이, 너비 = x.shape
    결과 = np.zeros((배치, 채널, 높이 // kernel_size, 너비 // kernel_size), x.dtype)
    for i, j, 창 in 창_목록(x, kernel_size, kernel_size):
        칸 = 창.reshape(배치, 채널, -1).astype(np.float64)
        합 = 칸.sum(axis=2, keepdims=True)
        확률 = np.divide(칸, 합, out=np.zeros_like(칸), where=합 > 0)
        for n in range(배치):
            for c in range(채널):
                if 합[n, c, 0] == 0:
                    continue
                # 다항 분포에서 한 번 뽑으면 한 칸만 1이 된다
                뽑힘 = rng.multinomial(1, 확률[n, c] / 확률[n, c].sum())
                결과[n, c, i, j] = 칸[n, c][뽑힘 == 1][0]
    return 결과


def stochastic_pool2d_eval(x, kernel_size):
    배치, 채널, 높이, 너비 = x.shape
    결과 = np.zeros((배치, 채널, 높이 // kernel_size, 너비 // kernel_size), x.dtype)
    for i, j, 창 in 창_목록(x, kernel_size, kernel_size):
        합 = 창.sum(axis=(2, 3))
        분모 = np.where(합 > 0, 합, 1)
        결과[:, :, i, j] = np.sum(창 * (창 / 분모[:, :, None, None]), axis=(2, 3))
    return 결과


if __name__ == "__main__":
    print(avg_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), 2))
    print("끝!")
