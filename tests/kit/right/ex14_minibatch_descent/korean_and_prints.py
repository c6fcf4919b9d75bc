# 14번 문제: 배치, 미니배치, 확률적 경사 하강법
import sys

import numpy as np

print("경사 하강법 시작")


def batches(order, batch_size):
    묶음들 = []
    남은것 = list(order)
    while len(남은것) > 0:
        묶음들.append(np.asarray(남은것[:batch_size]))
        남은것 = 남은것[batch_size:]
    print("묶음 수:", len(묶음들))
    return tuple(묶음들)


def mse_gradients(x, t, w, b):
    예측 = x.dot(w.reshape(-1, 1)) + b
    오차 = 예측 - t.reshape(-1, 1)
    print("손실 =", (오차**2).mean(), file=sys.stderr)
    return np.mean(2 * 오차 * x, axis=0), float(np.mean(2 * 오차))


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    가중치 = w.copy()
    편향 = b
    for 묶음 in batches(order, batch_size):
        기울기, 편향_기울기 = mse_gradients(x[묶음, :], t[묶음], 가중치, 편향)
        가중치 -= lr * 기울기
        편향 -= lr * 편향_기울기
    return 가중치, 편향


if __name__ == "__main__":
    print(batches(np.array([2, 0, 1]), 2))
    sys.exit(1)
