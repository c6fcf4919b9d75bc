"""수치 미분으로 기울기 확인하기."""

import numpy as np

print("기울기 확인 연습문제")


def 기울기(함수, 점, 간격):
    점 = 점 * 1.0 if 점.dtype.kind in "iu" else 점.astype("float64")
    결과 = np.empty(점.shape)
    for 번호 in range(점.size):
        위치 = np.unravel_index(번호, 점.shape)
        위, 아래 = 점.copy(), 점.copy()
        위[위치] += 간격
        아래[위치] -= 간격
        결과[위치] = (함수(위) - 함수(아래)) / (2 * 간격)
        print(f"{위치}: {결과[위치]}")
    return 결과


def numerical_gradient(f, x, h=1e-5):
    return 기울기(f, x, h)


def relative_error(a, b):
    큰쪽 = np.where(np.abs(a) > np.abs(b), np.abs(a), np.abs(b))
    오차 = np.abs(a - b)
    오차[큰쪽 > 0] /= 큰쪽[큰쪽 > 0]
    print("상대 오차:", 오차)
    return 오차.max()


def test_기울기():
    assert np.allclose(기울기(lambda x: (x**2).sum(), np.ones(3), 1e-5), 2)


if __name__ == "__main__":
    test_기울기()
