"""Windows by tensordot and ellipsis; the gradients by the Fourier transform."""

import numpy as np


def im2col(x, kernel_size, stride=1, padding=0):
    p, (kh, kw) = padding, kernel_size
    room = np.pad(x, [(0, 0)] * 2 + [(p, p)] * 2)
    tops = range(0, room.shape[2] - kh + 1, stride)
    lefts = range(0, room.shape[3] - kw + 1, stride)
    rows = [image[:, t : t + kh, l : l + kw] for image in room for t in tops for l in lefts]
    return np.stack(rows).reshape(len(rows), -1)


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    n, c, h, w = input_shape
    kh, kw = kernel_size
    tops = range(-padding, h + padding - kh + 1, stride)
    lefts = range(-padding, w + padding - kw + 1, stride)
    blocks = iter(columns.reshape(-1, c, kh, kw))
    down, across = np.arange(h)[:, None], np.arange(w)[:, None]
    x = np.zeros(input_shape, columns.dtype)
    for image in x:
        for top in tops:
            for left in lefts:  # a window is put in its place by two matrices of zeros and ones
                at = (down == top + np.arange(kh)).astype(columns.dtype)
                beside = (across == left + np.arange(kw)).astype(columns.dtype)
                image += at @ next(blocks) @ beside.T
    return x


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    n, o, ho, wo = grad_out.shape
    kh, kw = weight.shape[2:]
    p, (h, w) = padding, x.shape[2:]
    spread = np.zeros((n, o, (ho - 1) * stride + 1, (wo - 1) * stride + 1))
    spread[..., ::stride, ::stride] = grad_out
    size = h + 2 * p + kh, w + 2 * p + kw
    room = np.pad(x, [(0, 0)] * 2 + [(p, p)] * 2)
    fg, fx, fw = (np.fft.rfft2(array, size) for array in (spread, room, weight))
    dx = np.fft.irfft2(np.einsum("nohw,ochw->nchw", fg, fw), size)
    dweight = np.fft.irfft2(np.einsum("nohw,nchw->ochw", fg.conj(), fx), size)
    dx = dx[..., p : p + h, p : p + w].astype(x.dtype)
    return dx, dweight[..., :kh, :kw].astype(x.dtype), grad_out.sum((0, 2, 3))
