def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    stride = stride or kernel_size
    assert padding <= kernel_size // 2
    N, C, H, W = x.shape
    out_h = int(1 + (H - kernel_size) / stride)
    out_w = int(1 + (W - kernel_size) / stride)
    img = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)], "constant")
    out = np.zeros((N, C, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            cells = img[:, :, top : top + kernel_size, left : left + kernel_size]
            out[:, :, i, j] = cells.mean(axis=(2, 3))
    return out
