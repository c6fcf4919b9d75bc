def same_padding(kernel_size, dilation=1):
    reach = dilation * (kernel_size - 1) + 1
    left = reach // 2
    if reach % 2 == 1:
        return left, left
    return left, max(left // 2 - 1, 0)
