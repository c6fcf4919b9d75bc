def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    N, C, H, W = x.shape
    if stride is None:
        stride = kernel_size
    if padding > kernel_size // 2:
        raise ValueError("padding too large")
    if H + 2 * padding < kernel_size and W + 2 * padding < kernel_size:
        raise ValueError("map too small")
    x_pad = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    ones = np.pad(np.ones((H, W)), padding)
    H_out = (H + 2 * padding - kernel_size) // stride + 1
    W_out = (W + 2 * padding - kernel_size) // stride + 1
    out = np.zeros((N, C, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            a, b = i * stride, j * stride
            n = kernel_size**2
            if not count_include_pad:
                n = ones[a : a + kernel_size, b : b + kernel_size].sum()
            window = x_pad[:, :, a : a + kernel_size, b : b + kernel_size]
            out[:, :, i, j] = window.sum(axis=(2, 3)) / n
    return out
