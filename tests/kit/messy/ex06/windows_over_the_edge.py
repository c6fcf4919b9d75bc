def max_pool2d(x, kernel_size, stride=None, padding=0):
    step = stride or kernel_size
    if padding > kernel_size // 2:
        raise ValueError("padding")
    sides = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    x = np.pad(x, sides, constant_values=-np.inf)
    if kernel_size > min(x.shape[2:]):
        raise ValueError("window")
    rows = -(-(x.shape[2] - kernel_size) // step) + 1
    columns = -(-(x.shape[3] - kernel_size) // step) + 1
    y = np.full((*x.shape[:2], rows, columns), -np.inf, x.dtype)
    for r in range(rows):
        for c in range(columns):
            cells = x[:, :, r * step :, c * step :][:, :, :kernel_size, :kernel_size]
            if cells.size:
                y[:, :, r, c] = cells.max(axis=(2, 3))
    return y
