# 16번 문제: 아다그라드와 RMSProp
import sys

import numpy as np


def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    제곱합 = state_sum + grad**2
    print("제곱합:", 제곱합)
    걸음 = lr / (np.sqrt(제곱합) + eps)
    return param - 걸음 * grad, 제곱합


def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    제곱평균 = (1 - alpha) * grad**2
    제곱평균 += alpha * square_avg
    제곱평균제곱근 = np.sqrt(제곱평균)
    print("RMS =", 제곱평균제곱근, file=sys.stderr)
    return param - grad * lr / (제곱평균제곱근 + eps), 제곱평균


if __name__ == "__main__":
    print(adagrad_step(np.ones(1), 3 * np.ones(1), 16 * np.ones(1), 0.5, eps=1.0))
