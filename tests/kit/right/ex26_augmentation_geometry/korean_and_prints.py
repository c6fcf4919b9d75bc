"""데이터 증강."""

import sys

import numpy as np

print("데이터 증강 연습문제")


def rescale(x):
    결과 = (x * (1.0 / 255)).astype("float32")
    print("최댓값", 결과.max())
    return 결과


def hflip(x):
    뒤집힌_그림 = np.flip(x, axis=-1)
    return np.array(뒤집힌_그림)


def crop(x, top, left, height, width):
    높이, 너비 = x.shape[-2], x.shape[-1]
    아래, 오른쪽 = top + height, left + width
    if not (0 <= top <= 아래 <= 높이 and 0 <= left <= 오른쪽 <= 너비):
        raise ValueError("그림 밖으로 나갑니다")
    return np.array([[채널[top:아래, left:오른쪽] for 채널 in 그림] for 그림 in x])


def resize_nearest(x, size):
    높이, 너비 = x.shape[2:]
    행 = [번호 * 높이 // size[0] for 번호 in range(size[0])]
    열 = [번호 * 너비 // size[1] for 번호 in range(size[1])]
    print(행, 열, file=sys.stderr)
    return x[:, :, 행, :][:, :, :, 열]


def rot90(x, k):
    횟수 = k % 4
    if 횟수 == 0:
        return x.copy()
    if 횟수 == 1:
        return x.transpose(0, 1, 3, 2)[:, :, ::-1, :].copy()
    if 횟수 == 2:
        return x[:, :, ::-1, ::-1].copy()
    return x.transpose(0, 1, 3, 2)[:, :, :, ::-1].copy()


if __name__ == "__main__":
    그림 = np.arange(6).reshape(1, 1, 2, 3)
    assert (rot90(그림, 4) == 그림).all()
    print("성공 ✓")
