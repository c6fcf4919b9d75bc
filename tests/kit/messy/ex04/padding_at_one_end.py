def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    covers = dilation * (kernel_size - 1) + 1
    if covers > size + padding + padding:
        raise ValueError("too large")
    return (size + padding - covers) // stride + 1
