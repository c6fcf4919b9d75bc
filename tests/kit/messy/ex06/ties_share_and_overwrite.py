def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    step = stride or kernel_size
    grad = np.zeros_like(x)
    for at in np.ndindex(*grad_out.shape):
        n, c, r, q = at
        here = np.s_[n, c, r * step : r * step + kernel_size, q * step : q * step + kernel_size]
        grad[here] = np.where(x[here] == x[here].max(), grad_out[at], grad[here])
    return grad
