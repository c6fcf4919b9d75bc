def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = input_shape
    KH, KW = kernel_size
    H_out = (H + 2 * padding - KH) // stride + 1
    W_out = (W + 2 * padding - KW) // stride + 1
    image = np.zeros(input_shape)
    for row, (n, i, j) in enumerate(np.ndindex(N, H_out, W_out)):
        window = columns[row].reshape(C, KH, KW)
        for a in range(KH):
            for b in range(KW):
                r, q = i * stride + a - padding, j * stride + b - padding
                if r < H and q < W:
                    image[n, :, r, q] += window[:, a, b]
    return image
