"""All is linear: a derivative is what a unit alone makes of the loss, one by one."""

import itertools

import numpy as np


class Convolution:
    def __init__(self, shape, kernel, stride, padding):
        self.shape, self.kernel, self.s, self.p = shape, kernel, stride, padding
        self.places = [
            int((size + 2 * padding - k) / stride + 1)
            for size, k in zip(shape[2:], kernel, strict=True)
        ]

    def windows(self, x):
        kh, kw = self.kernel
        h, w = self.shape[2:]
        room = np.zeros((*self.shape[:2], h + 2 * self.p, w + 2 * self.p), x.dtype, order="F")
        room[:, :, self.p : self.p + h, self.p : self.p + w] = x
        tall = np.array([
            room[n, :, i * self.s : i * self.s + kh, j * self.s : j * self.s + kw].flatten("C")
            for n, i, j in itertools.product(range(len(x)), *map(range, self.places))
        ])  # fmt: skip
        return np.asfortranarray(tall)

    def __call__(self, x, weight):
        flat = weight.reshape(len(weight), -1)
        out = (self.windows(x) @ flat.T).reshape(len(x), *self.places, -1)
        return np.rollaxis(out, 3, 1)


def units(shape, dtype):
    for k in range(int(np.prod(shape))):
        yield np.eye(1, int(np.prod(shape)), k, dtype).reshape(shape)


def im2col(x, kernel_size, stride=1, padding=0):
    return Convolution(x.shape, kernel_size, stride, padding).windows(x)


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    windows = Convolution(input_shape, kernel_size, stride, padding).windows
    cells = [np.vdot(windows(unit), columns) for unit in units(input_shape, columns.dtype)]
    return np.array(cells, columns.dtype).reshape(input_shape)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    conv = Convolution(x.shape, weight.shape[2:], stride, padding)

    def loss(x, weight):
        return (conv(x, weight) * grad_out).sum()

    dx = [loss(unit, weight) for unit in units(x.shape, x.dtype)]
    dweight = [loss(x, unit) for unit in units(weight.shape, x.dtype)]
    dbias = [grad_out[:, o].sum() for o in range(len(weight))]
    shapes = x.shape, weight.shape, len(weight)
    found = zip((dx, dweight, dbias), shapes, strict=True)
    return tuple(np.array(values, x.dtype).reshape(shape) for values, shape in found)
