def max_pool2d(x, kernel_size, stride=None, padding=0):
    y = right_max_pool2d(x, kernel_size, stride, padding)
    y[:] = y.max(axis=1, keepdims=True)
    return y
