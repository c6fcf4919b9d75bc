# 스킵 연결 (과제 7)
import numpy as np

디버그 = True


def 출력(*값들):
    if 디버그:
        print(*값들)


def 렐루(값):
    return np.where(값 > 0, 값, np.zeros_like(값))


def 선형(입력, 가중치, 편향):
    return np.dot(입력, 가중치.T) + 편향


def residual_block(x, w1, b1, w2, b2):
    은닉 = 렐루(선형(x, w1, b1))
    출력("은닉층:", 은닉.shape, "→", 은닉)
    가지 = 선형(은닉, w2, b2)
    결과 = x.copy()
    결과 += 가지
    return 결과


def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    렐루입력 = 선형(x, w1, b1)
    기울기 = np.dot(grad_out, w2)
    기울기[렐루입력 <= 0] = 0
    출력("닫힌 유닛:", int((렐루입력 <= 0).sum()), "개")
    기울기 = np.dot(기울기, w1)
    기울기 += grad_out
    return 기울기


def test_수치미분():
    난수 = np.random.default_rng(0)
    x, w1, b1 = 난수.normal(size=(2, 3)), 난수.normal(size=(4, 3)), 난수.normal(size=4)
    w2, b2 = 난수.normal(size=(3, 4)), 난수.normal(size=3)
    h, 수치 = 1e-6, np.zeros((2, 3))
    for 위치 in np.ndindex(2, 3):
        위, 아래 = x.copy(), x.copy()
        위[위치] += h
        아래[위치] -= h
        차이 = residual_block(위, w1, b1, w2, b2) - residual_block(아래, w1, b1, w2, b2)
        수치[위치] = 차이.sum() / (2 * h)
    assert np.allclose(수치, residual_block_backward(np.ones((2, 3)), x, w1, b1, w2, b2))


if __name__ == "__main__":
    test_수치미분()
    print("모두 통과!")
