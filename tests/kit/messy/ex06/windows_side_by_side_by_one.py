def max_pool2d(x, kernel_size, stride=None, padding=0):
    step = stride or kernel_size
    if padding > kernel_size // 2:
        raise ValueError("padding")
    sides = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    x = np.pad(x, sides, constant_values=-np.inf)
    if kernel_size > min(x.shape[2:]):
        raise ValueError("window")
    rows = (x.shape[2] - kernel_size) // step + 1
    columns = (x.shape[3] - kernel_size) // step + 1
    y = np.empty((*x.shape[:2], rows, columns), x.dtype)
    for r in range(rows):
        for c in range(columns):
            y[:, :, r, c] = x[:, :, r : r + kernel_size, c : c + kernel_size].max(axis=(2, 3))
    return y
