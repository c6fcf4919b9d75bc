import numpy as np


def im2col(x, kernel_size, stride=1, padding=0):
    kh, kw = kernel_size
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    rows = []
    for image in x:
        for i in range(0, x.shape[2] - kh, stride):
            for j in range(0, x.shape[3] - kw, stride):
                rows.append(image[:, i : i + kh, j : j + kw].ravel())
    return np.array(rows)
