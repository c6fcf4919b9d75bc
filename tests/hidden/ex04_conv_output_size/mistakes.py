"""Known wrong answers of ex04, convolution output size."""

import math


def free_cells(size, kernel_size, padding, dilation):
    """Cells that the kernel leaves free; ValueError if it does not fit."""
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    if free < 0:
        raise ValueError("the kernel does not fit")
    return free


@mistake("conv_output_size")
def divided_with_a_slash(size, kernel_size, stride=1, padding=0, dilation=1):
    """You divided with /, which gives a float, and a fraction where the stride does
    not divide the free cells. Places are counted in whole numbers, as an int."""
    return free_cells(size, kernel_size, padding, dilation) / stride + 1


@mistake("conv_output_size")
def floor_that_stays_a_float(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your number is right but it is a float, such as 3.0: NumPy's floor returns a
    float. A size is an int."""
    return float(solution.conv_output_size(size, kernel_size, stride, padding, dilation))


@mistake("conv_output_size")
def rounded_to_the_nearest(size, kernel_size, stride=1, padding=0, dilation=1):
    """You rounded to the nearest whole number. A last step that is not complete does
    not count: round down."""
    return round(free_cells(size, kernel_size, padding, dilation) / stride + 1)


@mistake("conv_output_size")
def steps_rounded_to_the_nearest(size, kernel_size, stride=1, padding=0, dilation=1):
    """You rounded the number of steps to the nearest whole number. A last step that is
    not complete does not count: round down."""
    return round(free_cells(size, kernel_size, padding, dilation) / stride) + 1


@mistake("conv_output_size")
def rounded_up(size, kernel_size, stride=1, padding=0, dilation=1):
    """You rounded up, so the last window hangs over the end. PyTorch leaves out what
    does not fill a whole window: round down."""
    return math.ceil(free_cells(size, kernel_size, padding, dilation) / stride) + 1


@mistake("conv_output_size")
def padding_counted_once(size, kernel_size, stride=1, padding=0, dilation=1):
    """You added the padding once. It is put at both ends of the axis."""
    free = size + padding - dilation * (kernel_size - 1) - 1
    if free < 0:
        raise ValueError("the kernel does not fit")
    return free // stride + 1


@mistake("conv_output_size")
def padding_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding has no effect on your answer. It makes the input longer at both
    ends."""
    return solution.conv_output_size(size, kernel_size, stride, 0, dilation)


@mistake("conv_output_size")
def stride_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The stride has no effect on your answer. The kernel moves on by that many cells
    at a time."""
    return solution.conv_output_size(size, kernel_size, 1, padding, dilation)


@mistake("conv_output_size")
def one_added_before_the_division(size, kernel_size, stride=1, padding=0, dilation=1):
    """You added the 1 before dividing by the stride. The first place counts in full:
    add it after the division."""
    return (free_cells(size, kernel_size, padding, dilation) + 1) // stride


@mistake("conv_output_size")
def one_forgotten(size, kernel_size, stride=1, padding=0, dilation=1):
    """You counted the steps of the kernel. There is one place more than there are
    steps."""
    return free_cells(size, kernel_size, padding, dilation) // stride


@mistake("conv_output_size")
def only_the_last_term_divided(size, kernel_size, stride=1, padding=0, dilation=1):
    """Only the reach of the kernel is divided by the stride: // binds more strongly
    than + and -. The whole difference is to be divided."""
    free_cells(size, kernel_size, padding, dilation)
    return size + 2 * padding - (dilation * (kernel_size - 1) + 1) // stride + 1


@mistake("conv_output_size")
def kernel_size_without_minus_one(size, kernel_size, stride=1, padding=0, dilation=1):
    """You let the kernel reach one cell too far. A kernel of K taps has K - 1 gaps, and
    reaches over dilation * (K - 1) + 1 cells."""
    free = size + 2 * padding - dilation * kernel_size - 1
    if free < 0:
        raise ValueError("the kernel does not fit")
    return free // stride + 1


@mistake("conv_output_size")
def dilation_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The dilation has no effect on your answer. Taps that lie further apart make the
    kernel reach over more cells."""
    return solution.conv_output_size(size, kernel_size, stride, padding)


@mistake("conv_output_size")
def dilation_times_the_whole_kernel(size, kernel_size, stride=1, padding=0, dilation=1):
    """You let the kernel reach over dilation * K cells. K taps have K - 1 gaps between
    them, and only the gaps are stretched."""
    return solution.conv_output_size(size, dilation * kernel_size, stride, padding)


@mistake("conv_output_size")
def error_forgotten(size, kernel_size, stride=1, padding=0, dilation=1):
    """You returned a size of zero or less for a kernel that reaches beyond the padded
    input. Raise ValueError there."""
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    return free // stride + 1


@mistake("conv_output_size")
def rounded_towards_zero(size, kernel_size, stride=1, padding=0, dilation=1):
    """You rounded towards zero, and raised no ValueError: with a stride above 1, a
    kernel that does not fit can then seem to fit once."""
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    return int(free / stride) + 1


@mistake("conv_output_size")
def error_only_below_one(size, kernel_size, stride=1, padding=0, dilation=1):
    """You looked for a size below 1 after rounding towards zero. That can give 1 for a
    kernel that does not fit: compare its reach with the padded input instead."""
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    result = int(free / stride) + 1
    if result < 1:
        raise ValueError("the kernel does not fit")
    return result


@mistake("conv_output_size")
def zero_instead_of_an_error(size, kernel_size, stride=1, padding=0, dilation=1):
    """You returned 0 for a kernel that fits nowhere. PyTorch refuses such a kernel:
    raise ValueError."""
    free = size + 2 * padding - dilation * (kernel_size - 1) - 1
    return max(0, free // stride + 1)


@mistake("conv_output_size")
def error_without_the_padding(size, kernel_size, stride=1, padding=0, dilation=1):
    """You compared the kernel with the input before padding. With its padding the
    input may well be long enough."""
    free_cells(size, kernel_size, 0, dilation)
    return solution.conv_output_size(size, kernel_size, stride, padding, dilation)


@mistake("conv_output_size")
def error_without_the_dilation(size, kernel_size, stride=1, padding=0, dilation=1):
    """You compared the number of taps with the input. A dilated kernel reaches further
    than that, and may not fit although its taps are few."""
    free = free_cells(size, kernel_size, padding, 1) - (dilation - 1) * (kernel_size - 1)
    return free // stride + 1


@mistake("conv_output_size")
def error_for_an_exact_fit(size, kernel_size, stride=1, padding=0, dilation=1):
    """You raised ValueError for a kernel exactly as long as the padded input. It fits
    once."""
    if free_cells(size, kernel_size, padding, dilation) == 0:
        raise ValueError("the kernel does not fit")
    return solution.conv_output_size(size, kernel_size, stride, padding, dilation)


def two_sizes(input_shape, weight_shape, stride, padding):
    """The right (H_out, W_out)."""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)[2:]


@mistake("conv2d_output_shape")
def as_many_maps_as_channels(input_shape, weight_shape, stride=1, padding=0):
    """You returned as many maps as the input has channels. Each filter sums over all
    channels: the number of maps is the number of filters, weight_shape[0]."""
    sides = two_sizes(input_shape, weight_shape, stride, padding)
    return (input_shape[0], weight_shape[1], *sides)


@mistake("conv2d_output_shape")
def one_map_for_all_filters(input_shape, weight_shape, stride=1, padding=0):
    """You returned one map. One filter gives one map, however deep it is; O filters
    give O maps."""
    return (input_shape[0], 1, *two_sizes(input_shape, weight_shape, stride, padding))


@mistake("conv2d_output_shape")
def a_map_for_each_filter_and_channel(input_shape, weight_shape, stride=1, padding=0):
    """You counted a map for every filter and every channel. A filter sums over its
    channels and gives one map."""
    sides = two_sizes(input_shape, weight_shape, stride, padding)
    return (input_shape[0], weight_shape[0] * weight_shape[1], *sides)


@mistake("conv2d_output_shape")
def height_and_width_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """Height and width of your answer are exchanged: rows first, then columns."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, w, h


@mistake("conv2d_output_shape")
def kernel_sides_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """You used the kernel's width for the rows and its height for the columns. Its
    shape ends in (KH, KW)."""
    o, c, kh, kw = weight_shape
    return solution.conv2d_output_shape(input_shape, (o, c, kw, kh), stride, padding)


@mistake("conv2d_output_shape")
def image_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """You took the height of the image for its width as well. It need not be
    square."""
    n, c, h, _ = input_shape
    return solution.conv2d_output_shape((n, c, h, h), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def kernel_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """You took the height of the kernel for its width as well. It need not be
    square."""
    o, c, kh, _ = weight_shape
    return solution.conv2d_output_shape(input_shape, (o, c, kh, kh), stride, padding)


@mistake("conv2d_output_shape")
def output_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """You worked out one side and returned it twice. Rows and columns each have a size
    of their own."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, h, h


@mistake("conv2d_output_shape")
def weights_read_as_keras_does(input_shape, weight_shape, stride=1, padding=0):
    """You read the weight's shape as (KH, KW, C, O), the order of Keras. PyTorch's is
    (O, C, KH, KW)."""
    kh, kw, c, o = weight_shape
    return solution.conv2d_output_shape(input_shape, (o, c, kh, kw), stride, padding)


@mistake("conv2d_output_shape")
def channels_last(input_shape, weight_shape, stride=1, padding=0):
    """You returned the maps as the last axis. In PyTorch's order they come second:
    (N, O, H_out, W_out)."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, h, w, o


@mistake("conv2d_output_shape")
def batch_left_out(input_shape, weight_shape, stride=1, padding=0):
    """You returned three numbers. The number of images comes first, and the
    convolution keeps it."""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)[1:]


@mistake("conv2d_output_shape")
def batch_of_one(input_shape, weight_shape, stride=1, padding=0):
    """You returned 1 for the number of images. The convolution keeps N."""
    shape = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return (1, *shape[1:])


@mistake("conv2d_output_shape")
def depth_not_compared(input_shape, weight_shape, stride=1, padding=0):
    """You accepted filters that are not as deep as the input. Raise ValueError if the
    two numbers of channels differ."""
    n, _, h, w = input_shape
    c = weight_shape[1]
    return solution.conv2d_output_shape((n, c, h, w), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def stride_not_used(input_shape, weight_shape, stride=1, padding=0):
    """The stride has no effect on your shape. It holds for rows and columns."""
    return solution.conv2d_output_shape(input_shape, weight_shape, 1, padding)


@mistake("conv2d_output_shape")
def padding_not_used(input_shape, weight_shape, stride=1, padding=0):
    """The padding has no effect on your shape. It holds for rows and columns."""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride)


@mistake("conv2d_output_shape")
def stride_and_padding_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """You handed on padding in the place of stride, and stride in the place of padding.
    Look at the order of the parameters of conv_output_size, or name them."""
    return solution.conv2d_output_shape(input_shape, weight_shape, padding, stride)


@mistake("conv2d_output_shape")
def stride_and_padding_on_rows_only(input_shape, weight_shape, stride=1, padding=0):
    """Stride and padding reach only the rows of your shape. They hold for the columns
    as well."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    w = solution.conv_output_size(input_shape[3], weight_shape[3])
    return n, o, h, w
