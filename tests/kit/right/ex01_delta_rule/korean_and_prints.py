# 1번 문제: 델타 규칙
import sys

import numpy as np

print("델타 규칙 시작")


def linear_unit(x, w, b):
    출력 = x.dot(np.transpose(w)) + b
    print("출력의 모양:", 출력.shape)
    return 출력


def delta_rule_update(x, t, w, b, lr):
    오차 = t - linear_unit(x, w, b)
    print("오차 제곱합의 절반 =", 0.5 * (오차**2).sum(), file=sys.stderr)
    새_가중치, 새_편향 = w.copy(), b.copy()
    for 입력, 한_오차 in zip(x, 오차):
        새_가중치 += lr * np.outer(한_오차, 입력)
        새_편향 += lr * 한_오차
    return 새_가중치, 새_편향


def test_내_예제():
    w, b = delta_rule_update(
        np.array([[1.0, 2.0]]),
        np.array([[1.0]]),
        np.array([[0.5, -0.25]]),
        np.array([0.25]),
        0.125,
    )
    assert w.tolist() == [[0.59375, -0.0625]] and b.tolist() == [0.34375]


if __name__ == "__main__":
    test_내_예제()
    print("통과!")
    sys.exit(1)
