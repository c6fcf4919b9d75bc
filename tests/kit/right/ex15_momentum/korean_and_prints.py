# 15번 문제: 모멘텀과 네스테로프
import sys

import numpy as np


def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    새_속도 = momentum * velocity + grad
    if nesterov:
        방향 = grad + momentum * 새_속도
    else:
        방향 = 새_속도
    print("속도 =", 새_속도)
    return param - lr * 방향, 새_속도


def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    위치 = start
    속도 = np.zeros_like(start)
    경로 = []
    for 번호, 학습률 in enumerate(lrs, start=1):
        기울기 = curvature * 위치
        위치, 속도 = sgd_momentum_step(위치, 기울기, 속도, 학습률, momentum, nesterov)
        print(번호, "번째 위치:", 위치, file=sys.stderr)
        경로.append(위치)
    return np.array(경로)


if __name__ == "__main__":
    print(momentum_path(np.array([1.0]), np.array([2.0]), [0.25, 0.25], 0.5))
