# 소프트맥스와 교차 엔트로피 (과제 3)
import numpy as np

print("과제 3을 시작합니다…")


def 안정화(로짓):
    """행마다 가장 큰 값을 빼서 exp가 넘치지 않게 한다."""
    최댓값 = np.max(로짓, axis=1).reshape(-1, 1)
    return 로짓 - 최댓값


def softmax(logits):
    지수 = np.exp(안정화(logits))
    확률 = 지수 / np.sum(지수, axis=1).reshape(-1, 1)
    print("softmax:", 확률.shape, "행의 합 =", 확률.sum(axis=1))
    return 확률


def cross_entropy(logits, labels):
    이동 = 안정화(logits)
    로그확률 = 이동 - np.log(np.sum(np.exp(이동), axis=1, keepdims=True))
    손실들 = []
    for 번호, 정답 in enumerate(labels):
        손실들.append(-로그확률[번호, 정답])
    손실 = np.mean(손실들)
    print(f"손실 = {손실}")
    return np.array(손실)  # 0-d array


def cross_entropy_backward(logits, labels):
    개수, 클래스 = logits.shape
    정답 = np.zeros((개수, 클래스), dtype=logits.dtype)
    정답[np.arange(개수), labels] = 1
    기울기 = (softmax(logits) - 정답) / 개수
    print(기울기)
    return 기울기


def test_행의_합():
    assert np.allclose(softmax(np.array([[1.0, 2.0, 3.0]])).sum(), 1)


def test_손실():
    assert np.isclose(cross_entropy(np.zeros((2, 4)), np.array([0, 3])), np.log(4))


test_행의_합()
test_손실()

if __name__ == "__main__":
    로짓 = np.random.randn(3, 5)
    print(softmax(로짓))
    print(input("계속하려면 Enter "))
