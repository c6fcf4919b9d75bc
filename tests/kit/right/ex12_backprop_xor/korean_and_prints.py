# 12번 문제: XOR 역전파
import copy
import sys

import numpy as np

print("역전파 시작")


def 시그모이드(값):
    return 1.0 / (1.0 + np.exp(-값))


def forward(params, x):
    은닉 = 시그모이드(np.dot(x, params["w1"].T) + params["b1"])
    출력 = 시그모이드(np.dot(은닉, params["w2"].T) + params["b2"])
    print("출력:", 출력.ravel())
    return 은닉, 출력


def loss(params, x, t):
    오차 = forward(params, x)[1] - t
    print("오차:", 오차.ravel())
    return float(np.sum(np.square(오차)) / 2)


def train_step(params, x, t, lr):
    새것 = copy.deepcopy(params)
    은닉, 출력 = forward(params, x)
    오차 = 출력 - t
    출력델타 = 오차 * 출력 * (1.0 - 출력)
    은닉델타 = np.matmul(출력델타, params["w2"]) * 은닉 * (1.0 - 은닉)
    새것["w2"] = 새것["w2"] - lr * np.matmul(출력델타.T, 은닉)
    새것["b2"] = 새것["b2"] - lr * np.sum(출력델타, 0)
    새것["w1"] = 새것["w1"] - lr * np.matmul(은닉델타.T, x)
    새것["b1"] = 새것["b1"] - lr * np.sum(은닉델타, 0)
    return 새것


def train(params, x, t, lr, steps):
    현재 = copy.deepcopy(params)
    for 번호 in range(1, steps + 1):
        print(번호, "번째 손실:", loss(현재, x, t), file=sys.stderr)
        현재 = train_step(현재, x, t, lr)
    return 현재


if __name__ == "__main__":
    sys.exit(1)
