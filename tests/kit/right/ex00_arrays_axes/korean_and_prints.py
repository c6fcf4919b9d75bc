# 0번 문제: 배열과 축
import sys

import numpy as np

print("배열과 축 연습")


def sum_of_rows(x):
    결과 = np.sum(x, 1)
    print("행의 합:", 결과)
    return 결과


def centre_columns(x):
    결과 = x.copy()
    for 열 in range(x.shape[1]):
        결과[:, 열] -= np.mean(x[:, 열])
    print("열의 평균:", 결과.mean(0), file=sys.stderr)
    return 결과


def add_bias(x, b):
    결과 = np.array(x)
    for 행 in 결과:
        행 += b
    return 결과


def products(x, y):
    결과 = np.zeros((len(x), len(y)), dtype=x.dtype)
    for 번호, 행 in enumerate(x):
        결과[번호] = y @ 행
    print(결과.shape)
    return 결과


def pick(p, labels):
    return np.array([행[정답] for 행, 정답 in zip(p, labels)], dtype=p.dtype)


def test_행의_합():
    assert sum_of_rows(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])).tolist() == [6, 15]


if __name__ == "__main__":
    test_행의_합()
    print("성공 ✓")
    sys.exit(1)
