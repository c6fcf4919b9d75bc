import numpy as np


def max_pool2d(x, kernel_size, stride=None, padding=0):
    n_img, n_chan, rows, cols = x.shape
    if padding > kernel_size // 2:
        raise ValueError("padding is more than half of the kernel")
    if rows + 2 * padding < kernel_size or cols + 2 * padding < kernel_size:
        raise ValueError("kernel larger than padded map")
    rows_out = (rows + 2 * padding - kernel_size) // stride + 1
    cols_out = (cols + 2 * padding - kernel_size) // stride + 1
    result = np.empty((n_img, n_chan, rows_out, cols_out), dtype=x.dtype)
    for n in range(n_img):
        for c in range(n_chan):
            for i in range(rows_out):
                for j in range(cols_out):
                    biggest = -np.inf
                    for a in range(kernel_size):
                        for b in range(kernel_size):
                            r = i * stride + a - padding
                            q = j * stride + b - padding
                            # outside of the picture: does not count
                            if r < 0 or r >= rows or q < 0 or q >= cols:
                                continue
                            if x[n, c, r, q] > biggest:
                                biggest = x[n, c, r, q]
                    result[n, c, i, j] = biggest
    return result


def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    step = kernel_size if stride is None else stride
    n_img, n_chan, rows_out, cols_out = grad_out.shape
    grad_x = np.zeros_like(x)
    for n in range(n_img):
        for c in range(n_chan):
            for i in range(rows_out):
                for j in range(cols_out):
                    win = x[n, c,
                            i * step:i * step + kernel_size,
                            j * step:j * step + kernel_size]
                    where = int(win.argmax())
                    a = where // kernel_size
                    b = where % kernel_size
                    grad_x[n, c, i * step + a, j * step + b] = grad_out[n, c, i, j]
    return grad_x
