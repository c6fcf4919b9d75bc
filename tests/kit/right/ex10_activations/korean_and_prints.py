# 10번 문제: 활성화 함수와 미분
import numpy as np


def 시그모이드(x):
    # 큰 값에서 넘치지 않도록 tanh로 계산한다
    return 0.5 * (1 + np.tanh(0.5 * x))


def tanh(x):
    print("[디버그] tanh 입력:", x)
    return np.sinh(np.clip(x, -300, 300)) / np.cosh(np.clip(x, -300, 300))


def relu(x):
    결과 = np.copy(x)
    결과[결과 < 0] = 0
    print("[디버그] relu:", 결과)
    return 결과


def leaky_relu(x, negative_slope=0.01):
    양수 = np.maximum(x, 0)
    음수 = np.minimum(x, 0)
    return 양수 + negative_slope * 음수


def silu(x):
    return x * 시그모이드(x)


def softplus(x):
    return np.logaddexp(x, 0)


def activation_backward(name, grad_out, x):
    기울기 = None
    if name == "tanh":
        기울기 = 1 - np.square(np.tanh(x))
    if name == "relu":
        기울기 = np.heaviside(x, 0)
    if name == "leaky_relu":
        기울기 = np.where(x > 0, 1.0, 0.01)
    if name == "silu":
        s = 시그모이드(x)
        기울기 = s + x * (s - s**2)
    if name == "softplus":
        기울기 = 시그모이드(x)
    print("[디버그] 기울기:", 기울기)
    return np.multiply(grad_out, 기울기, dtype=x.dtype)


if __name__ == "__main__":
    assert relu(np.array([-1.0]))[0] == 0
    print("완료")
