# 20번 문제: 드롭아웃과 가중치 감쇠
import sys

import numpy as np


def dropout(x, p, training, rng):
    if p < 0 or 1 < p:
        raise ValueError("확률은 0과 1 사이입니다")
    if not training:
        print("평가 모드")
        return x + 0, np.ones_like(x, dtype=bool)
    버린다 = rng.uniform(size=x.shape) < p
    남긴다 = np.logical_not(버린다)
    print("버린 비율:", 버린다.mean(), file=sys.stderr)
    y = np.where(남긴다, x, 0).astype(x.dtype)
    if p < 1:
        y /= 1 - p
    return y, 남긴다


def dropout_backward(grad_out, mask, p):
    기울기 = grad_out.copy()
    기울기[~mask] = 0
    if p < 1:
        기울기 /= 1 - p
    return 기울기


def l2_penalty(weights, decay):
    합 = 0.0
    기울기들 = []
    for 가중치 in weights:
        합 += np.sum(np.square(가중치))
        기울기들.append(np.multiply(decay, 가중치))
    print("벌점:", decay * 합 / 2)
    return decay * 합 / 2, 기울기들


if __name__ == "__main__":
    print(dropout(np.ones((3, 4)), 0.5, True, np.random.default_rng(0)))
