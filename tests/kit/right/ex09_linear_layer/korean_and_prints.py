# 9번 문제: 완전 연결 층
import sys

import numpy as np

print("선형 층 시작")


def linear(x, weight, bias):
    출력 = weight.dot(x.T).T + bias
    print("출력의 모양:", 출력.shape)
    return 출력


def linear_backward(grad_out, x, weight):
    개수 = x.shape[0]
    가중치_기울기 = np.zeros_like(weight)
    편향_기울기 = np.zeros(weight.shape[0], dtype=weight.dtype)
    입력_기울기 = np.empty_like(x)
    for 번호 in range(개수):
        가중치_기울기 += np.outer(grad_out[번호], x[번호])
        편향_기울기 += grad_out[번호]
        입력_기울기[번호] = weight.T @ grad_out[번호]
    print(f"예제 {개수}개", file=sys.stderr)
    return 입력_기울기, 가중치_기울기, 편향_기울기


def test_내_예제():
    y = linear(np.array([[1.0, 2.0]]), np.array([[3.0, -1.0]]), np.array([0.5]))
    assert y.tolist() == [[1.5]]


if __name__ == "__main__":
    test_내_예제()
    print("통과!")
    sys.exit(1)
