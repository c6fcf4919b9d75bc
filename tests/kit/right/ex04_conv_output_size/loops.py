"""Counts the places one by one instead of using the formula."""


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    last_cell = size + 2 * padding - 1
    count = 0
    start = 0
    while True:
        furthest = start
        for tap in range(kernel_size):
            furthest = start + tap * dilation
        if furthest > last_cell:
            break
        count += 1
        start += stride
    if count == 0:
        raise ValueError("kernel too long")
    return count


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    if input_shape[1] != weight_shape[1]:
        raise ValueError("channels")
    out = [input_shape[0], weight_shape[0]]
    for axis in 2, 3:
        out.append(
            conv_output_size(input_shape[axis], weight_shape[axis], stride, padding)
        )
    return tuple(out)
