def conv2d(x, weight, bias, stride=1, padding=0):
    N, C, H, W = x.shape
    FN, _, FH, FW = weight.shape
    out_h = (H + 2 * padding - FH) // stride + 1
    out_w = (W + 2 * padding - FW) // stride + 1
    img = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)], "constant")
    col = np.zeros((N, C, FH, FW, out_h, out_w))
    for r in range(FH):
        for c in range(FW):
            rows = slice(r, r + stride * out_h, stride)
            col[:, :, r, c] = img[:, :, rows, c : c + stride * out_w : stride]
    col = col.transpose(0, 4, 5, 1, 2, 3).reshape(N * out_h * out_w, -1)
    out = np.dot(col, weight.reshape(FN, -1).T) + bias
    return out.reshape(N, out_h, out_w, -1).transpose(0, 3, 2, 1)
