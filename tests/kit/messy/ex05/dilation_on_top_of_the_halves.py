def same_padding(kernel_size, dilation=1):
    extra = dilation - 1
    return (kernel_size - 1) // 2 + extra, kernel_size // 2 + extra
