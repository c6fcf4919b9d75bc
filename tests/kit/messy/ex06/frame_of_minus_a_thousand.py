def max_pool2d(x, kernel_size, stride=None, padding=0):
    if padding > kernel_size // 2:
        raise ValueError("padding")
    sides = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    framed = np.pad(x, sides, constant_values=-1000.0)
    return right_max_pool2d(framed, kernel_size, stride)
