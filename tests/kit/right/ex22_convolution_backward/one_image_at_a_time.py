"""A generator of windows that all three share; classes of ndarray stay out of it."""

import numpy as np


def cuts(shape, kernel_size, stride, padding):
    (*_, H, W), (KH, KW) = shape, kernel_size
    for top in range(0, H + 2 * padding - KH + 1, stride):
        for left in range(0, W + 2 * padding - KW + 1, stride):
            yield np.s_[:, top : top + KH, left : left + KW]


def frame(image, P):
    return np.pad(image, ((0, 0), (P, P), (P, P))) if P else image.copy()


def im2col(x, kernel_size, stride=1, padding=0):
    rows = []
    for image in x:
        image = frame(image, padding)
        rows += [image[cut].flatten() for cut in cuts(x.shape, kernel_size, stride, padding)]
    return np.stack(rows)


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    _, C, H, W = input_shape
    images, rows = [], list(columns)[::-1]
    for _ in range(input_shape[0]):
        image = np.zeros((C, H + 2 * padding, W + 2 * padding), columns.dtype)
        for cut in cuts(input_shape, kernel_size, stride, padding):
            image[cut] += rows.pop().reshape(image[cut].shape)
        images.append(image[:, padding : padding + H, padding : padding + W])
    return np.array(images)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    dx, dw, db = np.zeros_like(x), np.zeros_like(weight), 0
    for n, (g, image) in enumerate(zip(grad_out, x)):
        image = frame(image, padding)
        room = np.zeros_like(image)
        places = cuts(x.shape, weight.shape[2:], stride, padding)
        for cut, gij in zip(places, g.reshape(len(weight), -1).T):
            gij = gij[:, None, None, None]
            dw += gij * image[cut]
            room[cut] += (gij * weight).sum(0)
        dx[n] = room[:, padding : padding + x.shape[2], padding : padding + x.shape[3]]
        db = db + g.sum((1, 2))
    return dx, dw, db
