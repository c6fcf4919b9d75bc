# 19번 문제: 배치 정규화
import sys

import numpy as np


def 모양(값, x):
    return 값[None, :] if x.ndim == 2 else 값[None, :, None, None]


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    축 = 0 if x.ndim == 2 else (0, 2, 3)
    개수 = np.prod([x.shape[i] for i in range(x.ndim) if i != 1])
    if training and 개수 <= 1:
        raise ValueError("채널마다 값이 둘 이상 있어야 합니다")
    if not training:
        정규화 = (x - 모양(running_mean, x)) / np.sqrt(모양(running_var, x) + eps)
        return 정규화 * 모양(gamma, x) + 모양(beta, x), +running_mean, +running_var
    평균 = np.mean(x, axis=축)
    print("평균:", 평균)
    분산 = np.mean((x - 모양(평균, x)) ** 2, axis=축)
    정규화 = (x - 모양(평균, x)) / np.sqrt(모양(분산, x) + eps)
    비편향 = 분산 * float(개수 / (개수 - 1))
    print("분산:", 분산, "비편향 분산:", 비편향, file=sys.stderr)
    새평균 = momentum * 평균 + (1 - momentum) * running_mean
    새분산 = momentum * 비편향 + (1 - momentum) * running_var
    return 정규화 * 모양(gamma, x) + 모양(beta, x), 새평균, 새분산


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    축 = 0 if x.ndim == 2 else (0, 2, 3)
    개수 = x.size / len(gamma)
    평균, 분산 = 모양(x.mean(axis=축), x), 모양(x.var(axis=축), x)
    표준편차 = np.sqrt(분산 + eps)
    d정규화 = grad_out * 모양(gamma, x)
    d분산 = (d정규화 * (x - 평균)).sum(axis=축) * -0.5
    d분산 = 모양(d분산, x) * (분산 + eps) ** -1.5
    d평균 = 모양((-d정규화 / 표준편차).sum(axis=축), x)
    d평균 = d평균 + d분산 * 모양((-2 * (x - 평균)).sum(axis=축), x) / 개수
    dx = d정규화 / 표준편차 + d분산 * 2 * (x - 평균) / 개수 + d평균 / 개수
    return dx, (grad_out * (x - 평균) / 표준편차).sum(axis=축), grad_out.sum(axis=축)


if __name__ == "__main__":
    하나 = np.ones(1)
    print(batch_norm(np.array([[0.0], [4.0]]), 하나, 하나, 하나, 하나, True))
