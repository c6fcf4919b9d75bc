def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    gaps = dilation * (kernel_size - 1)
    if size + 2 * padding < gaps + 1:
        raise ValueError("too large")
    return (size + 2 * padding - gaps + 1) // stride + 1
