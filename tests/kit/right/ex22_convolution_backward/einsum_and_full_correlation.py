"""dx as a convolution of the spread-out gradient with turned filters, all by einsum."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def framed(x, p):
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def im2col(x, kernel_size, stride=1, padding=0):
    views = sliding_window_view(framed(x, padding), kernel_size, axis=(-2, -1))
    views = np.einsum("ncijab->nijcab", views[:, :, ::stride, ::stride])
    out = np.empty((views[..., 0, 0, 0].size, views[0, 0, 0].size), x.dtype, order="F")
    for row, view in enumerate(views.reshape(len(out), -1)):
        out[row] = view
    return out


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    n, c, h, w = input_shape
    kh, kw = kernel_size
    big = np.zeros((n, h + 2 * padding, w + 2 * padding, c), columns.dtype)
    rows = iter(columns)
    for image in big:
        for top in range(0, big.shape[1] - kh + 1, stride):
            for left in range(0, big.shape[2] - kw + 1, stride):
                patch = next(rows).reshape(c, kh, kw)
                image[top : top + kh, left : left + kw] += np.moveaxis(patch, 0, 2)
    return np.moveaxis(big, 3, 1)[:, :, padding : padding + h, padding : padding + w]


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    (n, c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    ho, wo = grad_out.shape[2:]
    patches = sliding_window_view(framed(x, padding), (kh, kw), axis=(2, 3))
    patches = patches[:, :, ::stride, ::stride]
    dweight = np.einsum("noij,ncijab->ocab", grad_out, patches)

    spread = np.zeros((n, o, h + 2 * padding + kh - 1, w + 2 * padding + kw - 1), x.dtype)
    spread[:, :, kh - 1 :: stride, kw - 1 :: stride][:, :, :ho, :wo] = grad_out
    around = sliding_window_view(spread, (kh, kw), axis=(2, 3))
    dx = np.einsum("norqab,ocab->ncrq", around, weight[..., ::-1, ::-1])
    return (
        dx[:, :, padding : padding + h, padding : padding + w],
        dweight,
        np.einsum("noij->o", grad_out),
    )
