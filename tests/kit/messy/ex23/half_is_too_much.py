def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    N, C, H, W = x.shape
    K, P = kernel_size, padding
    S = stride if stride else K
    if P >= K / 2:
        raise ValueError("padding should be smaller than half of the kernel")
    if K > H + 2 * P or K > W + 2 * P:
        raise ValueError("kernel does not fit")
    img = np.zeros((N, C, H + 2 * P, W + 2 * P))
    mask = np.zeros((H + 2 * P, W + 2 * P))
    img[:, :, P : P + H, P : P + W] = x
    mask[P : P + H, P : P + W] = 1
    out = np.zeros((N, C, (H + 2 * P - K) // S + 1, (W + 2 * P - K) // S + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            rows, cols = slice(i * S, i * S + K), slice(j * S, j * S + K)
            count = K * K if count_include_pad else mask[rows, cols].sum()
            out[:, :, i, j] = img[:, :, rows, cols].sum(axis=(2, 3)) / count
    return out
