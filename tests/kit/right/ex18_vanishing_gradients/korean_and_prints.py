# 18번 문제: 기울기 소실
import sys

import numpy as np

print("기울기 소실 실험")


class 층:
    def __init__(self, 가중치, 활성화):
        self.가중치 = 가중치
        self.활성화 = 활성화

    def 순전파(self, 입력):
        합 = np.dot(입력, self.가중치.T)
        if self.활성화 == "sigmoid":
            self.출력 = 1.0 / (1.0 + np.exp(-합))
            self.미분 = self.출력 * (1.0 - self.출력)
        elif self.활성화 == "tanh":
            self.출력 = np.tanh(합)
            self.미분 = 1.0 - np.square(self.출력)
        elif self.활성화 == "relu":
            self.출력 = np.where(합 > 0, 합, 0)
            self.미분 = np.where(합 > 0, 1, 0).astype(합.dtype)
        return self.출력

    def 역전파(self, 기울기):
        return np.dot(기울기 * self.미분, self.가중치)


def gradient_norms(x, weights, activation, skip=False):
    층들 = [층(가중치, activation) for 가중치 in weights]
    값 = x
    for 하나 in 층들:
        값 = 하나.순전파(값) + (값 if skip else 0)
    기울기 = np.ones(값.shape, dtype=값.dtype)
    크기들 = []
    for 하나 in 층들[::-1]:
        뒤로 = 하나.역전파(기울기)
        기울기 = 기울기 + 뒤로 if skip else 뒤로
        크기들.insert(0, np.linalg.norm(기울기))
        print("크기:", 크기들[0])
    return np.array(크기들)


def init_std(fan_in, fan_out, kind):
    if kind == "xavier":
        분산 = 2.0 / (fan_in + fan_out)
    elif kind == "he":
        분산 = 2.0 / fan_in
    else:
        print("모르는 종류:", kind, file=sys.stderr)
        raise ValueError("모르는 종류입니다")
    return np.sqrt(분산)


def activation_stds(x, weights, activation):
    편차들 = []
    값 = x
    for 번호, 가중치 in enumerate(weights, start=1):
        값 = 층(가중치, activation).순전파(값)
        편차들 += [np.sqrt(np.mean((값 - np.mean(값)) ** 2))]
        print(번호, "층의 표준편차:", 편차들[-1])
    return np.array(편차들)


if __name__ == "__main__":
    sys.exit(1)
