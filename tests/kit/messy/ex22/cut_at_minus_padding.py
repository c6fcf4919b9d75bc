def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = input_shape
    kh, kw = kernel_size
    padded = np.zeros((N, C, H + 2 * padding, W + 2 * padding), dtype=columns.dtype)
    row = 0
    for n in range(N):
        for top in range(0, padded.shape[2] - kh + 1, stride):
            for left in range(0, padded.shape[3] - kw + 1, stride):
                window = columns[row].reshape(C, kh, kw)
                padded[n, :, top : top + kh, left : left + kw] += window
                row += 1
    return padded[:, :, padding:-padding, padding:-padding]
