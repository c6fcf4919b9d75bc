def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    N, C, H, W = input_shape
    FH, FW = kernel_size
    out_h = (H + 2 * padding - FH) // stride + 1
    out_w = (W + 2 * padding - FW) // stride + 1
    col = columns.reshape(N, out_h, out_w, C, FH, FW).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    for r in range(FH):
        for c in range(FW):
            rows, places = slice(r, r + stride * out_h, stride), col[:, :, r, c]
            img[:, :, rows, c : c + stride * out_w : stride] = places
    return img[:, :, padding : padding + H, padding : padding + W]
