import numpy as np


def im2col(x, kernel_size, stride=1, padding=0):
    N, C, H, W = x.shape
    fh, fw = kernel_size
    oh = (H + 2 * padding - fh) // stride + 1
    ow = (W + 2 * padding - fw) // stride + 1
    img = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    col = np.zeros((N, C, fh, fw, oh, ow), dtype=x.dtype)
    for y in range(fh):
        y_max = y + stride * oh
        for q in range(fw):
            q_max = q + stride * ow
            col[:, :, y, q, :, :] = img[:, :, y:y_max:stride, q:q_max:stride]
    return col.reshape(N, C * fh * fw, oh * ow).reshape(C * fh * fw, -1).T.copy()
