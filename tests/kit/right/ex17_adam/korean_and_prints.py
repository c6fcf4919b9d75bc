# 17번 문제: 아담
import sys

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    베타1, 베타2 = betas
    새_m = 베타1 * m + (1 - 베타1) * grad
    새_v = 베타2 * v + (1 - 베타2) * grad**2
    보정_m = 새_m / (1 - 베타1**t)
    보정_v = 새_v / (1 - 베타2**t)
    print(t, "번째 걸음, 보정된 m:", 보정_m)
    return param - lr * 보정_m / (np.sqrt(보정_v) + eps), 새_m, 새_v


def adam_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    위치, m, v, 경로 = start, np.zeros_like(start), np.zeros_like(start), []
    번호 = 0
    while 번호 < len(lrs):
        기울기 = curvature * 위치
        위치, m, v = adam_step(위치, 기울기, m, v, 번호 + 1, lrs[번호], betas, eps)
        print("위치:", 위치, file=sys.stderr)
        경로.append(위치)
        번호 += 1
    return np.array(경로)


if __name__ == "__main__":
    print(adam_path(np.array([1.0]), np.array([2.0]), [0.5, 0.5]))
