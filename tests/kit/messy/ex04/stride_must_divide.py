def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    free = size + 2 * padding - (dilation * (kernel_size - 1) + 1)
    if free < 0:
        raise ValueError("too large")
    assert free % stride == 0
    return free // stride + 1
