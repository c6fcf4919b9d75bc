"""Nested lists, one cell after the other; places by divmod; arrays only at the end."""

import numpy as np


def cutout(x, cy, cx, size):
    n, c, h, w = x.shape
    maps = [list(one) for one in x.reshape(n * c, h * w)]
    low, high = -(size // 2), size - size // 2
    for place in range(h * w):
        row, column = divmod(place, w)
        if low <= row - cy < high and low <= column - cx < high:
            for one in maps:
                one[place] = 0.0
    return np.array(maps, x.dtype).reshape(x.shape)


def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    n, _, h, w = x.shape
    images, pasted = x.tolist(), 0
    for i in range(h):
        for j in range(w):
            if not (top <= i < top + height and left <= j < left + width):
                continue
            pasted += 1
            for image, partner in zip(images, perm, strict=True):
                for channel, values in enumerate(image):
                    values[i][j] = float(x[partner, channel, i, j])
    own, other = (h * w - pasted), pasted
    rows = [
        [float(own * a + other * b) / (h * w) for a, b in zip(y_onehot[k], y_onehot[perm[k]])]
        for k in range(n)
    ]
    return np.array(images, x.dtype), np.asfortranarray(rows, y_onehot.dtype)


def mixup(x, y_onehot, perm, lam):
    answers = []
    for array in x, y_onehot:
        new = np.empty(array.shape, array.dtype, order="F")
        for place in np.ndindex(array.shape):
            own, other = float(array[place]), float(array[(perm[place[0]], *place[1:])])
            new[place] = other + lam * (own - other)
        answers.append(new)
    return answers
