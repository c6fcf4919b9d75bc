"""Ex04: convolution output size."""


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    """One place, and one more for every stride that fits into the free cells."""
    reach = dilation * (kernel_size - 1) + 1
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError(
            f"the kernel reaches over {reach} cells, the padded input has only "
            f"{size + 2 * padding}"
        )
    return free // stride + 1


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    """One map for each filter; its sides follow from the two axes on their own."""
    n, channels, height, width = input_shape
    filters, depth, kernel_height, kernel_width = weight_shape
    if depth != channels:
        raise ValueError(f"filters of depth {depth}, input of {channels} channels")
    return (
        n,
        filters,
        conv_output_size(height, kernel_height, stride, padding),
        conv_output_size(width, kernel_width, stride, padding),
    )
