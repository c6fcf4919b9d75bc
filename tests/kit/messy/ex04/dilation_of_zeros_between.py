def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    covers = kernel_size + (kernel_size - 1) * dilation
    free = size + 2 * padding - covers
    if free < 0:
        raise ValueError("too large")
    return free // stride + 1
