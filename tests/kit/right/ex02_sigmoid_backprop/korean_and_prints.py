# 2번 문제: 시그모이드 역전파
import numpy as np

디버그 = True


def 출력하기(*것들):
    if 디버그:
        print("[디버그]", *것들)


def sigmoid(z):
    """시그모이드 함수. 아주 큰 값은 잘라서 넘침을 막는다."""
    잘린_값 = np.clip(z, -80, 80)
    결과 = 1.0 / (1.0 + np.exp(-잘린_값))
    출력하기("시그모이드:", 결과)
    return 결과


def sigmoid_backward(grad_out, s):
    기울기 = s * (1.0 - s)
    return grad_out * 기울기


def mlp_backward(x, t, w1, b1, w2, b2):
    # 순전파
    은닉층 = sigmoid(np.matmul(x, w1.T) + b1)
    출력층 = sigmoid(np.matmul(은닉층, w2.T) + b2)
    출력하기("손실:", 0.5 * np.sum((t - 출력층) ** 2))
    # 역전파: 강의 노트의 델타는 (t - y)이므로 마지막에 부호를 바꾼다
    델타2 = sigmoid_backward(t - 출력층, 출력층)
    델타1 = sigmoid_backward(np.matmul(델타2, w2), 은닉층)
    dw1 = sum(np.outer(델타, 입력) for 델타, 입력 in zip(델타1, x))
    dw2 = sum(np.outer(델타, 값) for 델타, 값 in zip(델타2, 은닉층))
    return -dw1, -np.sum(델타1, axis=0), -dw2, -np.sum(델타2, axis=0)


def 테스트():
    assert sigmoid(np.array([0.0]))[0] == 0.5
    assert sigmoid_backward(np.array([1.0]), np.array([0.5]))[0] == 0.25


if __name__ == "__main__":
    테스트()
    print("모두 통과!")
