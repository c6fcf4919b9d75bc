"""전이 학습과 반정밀도."""

import copy

import numpy as np

print("미세 조정을 시작합니다")


def fine_tune_step(params, grads, trainable, lr):
    새_매개변수 = copy.deepcopy(params)
    for 이름 in trainable:
        print(이름, "을(를) 학습합니다")
        새_매개변수[이름] = np.array(새_매개변수[이름] - lr * grads[이름])
    return {이름: np.array(값) for 이름, 값 in 새_매개변수.items()}


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    if len(x.shape) == 4:
        모양 = (1, x.shape[1], 1, 1)
    else:
        모양 = (1, x.shape[1])
    평균 = np.reshape(running_mean, 모양)
    분산 = np.reshape(running_var, 모양)
    정규화 = (x - 평균) / np.sqrt(분산 + eps)
    print("정규화:", 정규화.shape)
    return np.reshape(gamma, 모양) * 정규화 + np.reshape(beta, 모양)


def to_half(x):
    print("가장 큰 값:", np.finfo(np.float16).max)
    return np.array(x, dtype="float16")


def half_sum_fp32(x16):
    합 = np.zeros(len(x16), dtype=np.float32)
    for 열 in range(x16.shape[1]):
        합 += x16[:, 열]
    return 합


if __name__ == "__main__":
    print(half_sum_fp32(to_half(np.array([[2048.0, 1.0]]))))
