def max_pool2d(x, kernel_size, stride=None, padding=0):
    step = stride or kernel_size
    whole = right_max_pool2d(x, kernel_size, stride, padding)
    rows = int((x.shape[2] - kernel_size) / step + 1)
    columns = int((x.shape[3] - kernel_size) / step + 1)
    return whole[:, :, :rows, :columns].copy()
