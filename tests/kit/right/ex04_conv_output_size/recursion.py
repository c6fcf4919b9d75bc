"""One place and the places of what remains, as a recursion; all else by divmod and map."""


def _places(cells, reach, stride):
    if cells < reach:
        return 0
    return 1 + _places(cells - stride, reach, stride)


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    reach = 1
    for _ in range(kernel_size - 1):
        reach += dilation
    count = _places(size + 2 * padding, reach, stride)
    if not count:
        raise ValueError("no place at all")
    return count


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    (n, c, *image), (o, depth, *kernel) = input_shape, weight_shape
    if c != depth:
        raise ValueError("depth")

    def side(cells, taps):
        steps, _left = divmod(cells + 2 * padding - taps, stride)
        if steps < 0:
            raise ValueError("too large")
        return -~steps

    return n, o, *map(side, image, kernel)
