"""라벨이 바뀌는 데이터 증강."""

import sys

import numpy as np

print("컷아웃, 컷믹스, 믹스업")


def cutout(x, cy, cx, size):
    개수, 채널, 높이, 너비 = x.shape
    가림막 = np.ones((높이, 너비), dtype=x.dtype)
    위, 왼쪽 = cy - size // 2, cx - size // 2
    가림막[max(0, 위) : min(높이, 위 + size), max(0, 왼쪽) : min(너비, 왼쪽 + size)] = 0
    print(가림막)
    return x * 가림막


def cutmix(x, y_onehot, perm, box):
    높이, 너비 = x.shape[2], x.shape[3]
    위, 왼쪽, 세로, 가로 = box
    아래, 오른쪽 = np.clip(위 + 세로, 0, 높이), np.clip(왼쪽 + 가로, 0, 너비)
    위, 왼쪽 = np.clip(위, 0, 높이), np.clip(왼쪽, 0, 너비)
    섞인_그림 = np.array(x)
    for 번호, 짝 in enumerate(perm):
        섞인_그림[번호, :, 위:아래, 왼쪽:오른쪽] = x[짝, :, 위:아래, 왼쪽:오른쪽]
    람다 = 1.0 - float((아래 - 위) * (오른쪽 - 왼쪽)) / (높이 * 너비)
    print("람다", 람다, file=sys.stderr)
    섞인_라벨 = y_onehot * 람다 + y_onehot[perm] * (1.0 - 람다)
    return [섞인_그림, 섞인_라벨]


def mixup(x, y_onehot, perm, lam):
    섞인_그림 = x * lam + x[perm] * (1 - lam)
    섞인_라벨 = y_onehot * lam + y_onehot[perm] * (1 - lam)
    print(섞인_라벨.sum(axis=1))
    return 섞인_그림, 섞인_라벨


if __name__ == "__main__":
    라벨 = mixup(np.zeros((2, 1, 1, 1)), np.eye(2), np.array([1, 0]), 0.25)[1]
    assert 라벨[0, 0] == 0.25
    print("성공 ✓")
