def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    if free < 0:
        raise ValueError("the kernel does not fit")
    return (free + 1) // stride


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    n, c, h, w = input_shape
    o, depth, kh, kw = weight_shape
    if depth != c:
        raise ValueError("the filters have another depth")
    rows = conv_output_size(h, kh, stride, padding)
    columns = conv_output_size(w, kw, stride, padding)
    return n, o, rows, columns
