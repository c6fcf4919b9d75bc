"""Known wrong answers of ex04, convolution output size.

Where the formula is wrong and the kernel is refused by a right comparison, the same formula
without a comparison, or with `assert`, gives the same sizes: that is one mistake here.
"""

import math


def reach_of(kernel_size, dilation):
    """The cells from the first tap to the last."""
    return dilation * (kernel_size - 1) + 1


def refuse(size, kernel_size, padding, dilation=1):
    """ValueError where the kernel does not fit."""
    if reach_of(kernel_size, dilation) > size + 2 * padding:
        raise ValueError("the kernel does not fit")


def free_cells(size, kernel_size, padding, dilation):
    """Cells that the kernel leaves free; ValueError if it does not fit."""
    refuse(size, kernel_size, padding, dilation)
    return size + 2 * padding - reach_of(kernel_size, dilation)


def places(free, stride):
    """The number of places for so many free cells; ValueError if there are too few."""
    if free < 0:
        raise ValueError("the kernel does not fit")
    return free // stride + 1


# Rounding


@mistake("conv_output_size")
def divided_with_a_slash(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is a float, and has a fraction where the last step is not complete. Look
    at the kind of division."""
    return free_cells(size, kernel_size, padding, dilation) / stride + 1


@mistake("conv_output_size")
def floor_that_stays_a_float(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is right, but it is a float, such as 3.0. A size is an int: look at how
    you divide and round."""
    return float(solution.conv_output_size(size, kernel_size, stride, padding, dilation))


@mistake("conv_output_size")
def rounded_to_the_nearest(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is rounded to the nearest whole number. Ask whether a step that is not
    complete gives a place."""
    return round(free_cells(size, kernel_size, padding, dilation) / stride + 1)


@mistake("conv_output_size")
def steps_rounded_to_the_nearest(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your number of steps is rounded to the nearest whole number. Ask whether a step
    that is not complete gives a place."""
    return round(free_cells(size, kernel_size, padding, dilation) / stride) + 1


@mistake("conv_output_size")
def rounded_up(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is rounded up, so the last window hangs over the end. PyTorch leaves such
    a window out."""
    return math.ceil(free_cells(size, kernel_size, padding, dilation) / stride) + 1


@mistake("conv_output_size")
def assert_that_the_stride_divides(size, kernel_size, stride=1, padding=0, dilation=1):
    """AssertionError where the stride does not divide the free cells. That is allowed:
    PyTorch leaves out what is left over."""
    free = free_cells(size, kernel_size, padding, dilation)
    assert free % stride == 0, "the stride does not divide"
    return free // stride + 1


@mistake("conv_output_size")
def error_unless_the_stride_divides(size, kernel_size, stride=1, padding=0, dilation=1):
    """ValueError where the stride does not divide the free cells. That is allowed:
    PyTorch leaves out what is left over."""
    free = free_cells(size, kernel_size, padding, dilation)
    if free % stride:
        raise ValueError("the stride does not divide")
    return free // stride + 1


# Stride and the two ones


@mistake("conv_output_size")
def stride_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The stride has no effect on your size. The kernel moves on by that many cells at a
    time."""
    return solution.conv_output_size(size, kernel_size, 1, padding, dilation)


@mistake("conv_output_size")
def one_added_before_the_division(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is right at stride 1 and mostly too small above. Look at which terms are
    divided: the first place counts in full."""
    return (free_cells(size, kernel_size, padding, dilation) + 1) // stride


@mistake("conv_output_size")
def one_forgotten(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is one too small in every call: it counts the steps. The place before
    the first step counts too."""
    return free_cells(size, kernel_size, padding, dilation) // stride


@mistake("conv_output_size")
def one_added_twice(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is one too large in every call. Count by hand for size 5 and kernel 3:
    three places, two steps."""
    return free_cells(size, kernel_size, padding, dilation) // stride + 2


@mistake("conv_output_size")
def only_the_last_term_divided(size, kernel_size, stride=1, padding=0, dilation=1):
    """Only the reach of the kernel is divided by the stride. // binds more strongly than
    + and -: look at your brackets."""
    free_cells(size, kernel_size, padding, dilation)
    return size + 2 * padding - reach_of(kernel_size, dilation) // stride + 1


@mistake("conv_output_size")
def padding_not_divided(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding enlarges your size by the same amount at every stride. Ask when it is
    added, and when the stride divides."""
    refuse(size, kernel_size, padding, dilation)
    return (size - reach_of(kernel_size, dilation)) // stride + 2 * padding + 1


# Reach of the kernel


@mistake("conv_output_size")
def plus_one_in_the_floor(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is as if two more cells were free. Check the sign of the 1 that stands
    before the division."""
    refuse(size, kernel_size, padding, dilation)
    return (size + 2 * padding - dilation * (kernel_size - 1) + 1) // stride + 1


@mistake("conv_output_size")
def reach_one_too_short(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is as if one more cell were free. A kernel of 3 taps reaches over 3
    cells at dilation 1, not 2."""
    refuse(size, kernel_size, padding, dilation)
    return (size + 2 * padding - dilation * (kernel_size - 1)) // stride + 1


@mistake("conv_output_size")
def kernel_size_without_minus_one(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your kernel reaches too far, by its whole dilation. A kernel of 3 taps has two
    gaps: look at what the dilation multiplies."""
    return places(size + 2 * padding - dilation * kernel_size - 1, stride)


@mistake("conv_output_size")
def kernel_size_without_minus_one_unchecked(size, kernel_size, stride=1, padding=0, dilation=1):
    """In your formula the kernel reaches too far, by its whole dilation. 3 taps have two
    gaps: what does the dilation multiply?"""
    refuse(size, kernel_size, padding, dilation)
    return (size + 2 * padding - dilation * kernel_size - 1) // stride + 1


@mistake("conv_output_size")
def dilation_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The dilation has no effect on your size. Taps that lie further apart make the
    kernel reach over more cells."""
    return solution.conv_output_size(size, kernel_size, stride, padding)


@mistake("conv_output_size")
def dilation_times_the_whole_kernel(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your kernel reaches over dilation * kernel_size cells. Draw one: only the gaps
    between the taps are stretched."""
    return places(size + 2 * padding - dilation * kernel_size, stride)


@mistake("conv_output_size")
def dilation_times_the_whole_kernel_unchecked(
    size, kernel_size, stride=1, padding=0, dilation=1
):
    """In your formula the kernel reaches over dilation * kernel_size cells. Draw one:
    only the gaps between the taps are stretched."""
    refuse(size, kernel_size, padding, dilation)
    return (size + 2 * padding - dilation * kernel_size) // stride + 1


@mistake("conv_output_size")
def dilation_counts_gaps(size, kernel_size, stride=1, padding=0, dilation=1):
    """You take the dilation for the number of cells between two taps. It is the distance
    between them: at dilation 1 they are neighbours."""
    return places(size + 2 * padding - kernel_size * (dilation + 1) + dilation, stride)


@mistake("conv_output_size")
def dilation_counts_gaps_unchecked(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your formula takes the dilation for the number of cells between two taps. It is the
    distance between them: 1 means neighbours."""
    refuse(size, kernel_size, padding, dilation)
    return (size + 2 * padding - kernel_size * (dilation + 1) + dilation) // stride + 1


@mistake("conv_output_size")
def dilation_added_once(size, kernel_size, stride=1, padding=0, dilation=1):
    """A dilated kernel is stretched in one gap only. Every gap between two neighbouring
    taps is stretched."""
    return places(size + 2 * padding - kernel_size - dilation + 1, stride)


@mistake("conv_output_size")
def dilation_stretches_the_input(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size grows with the dilation. It is the kernel that is stretched, so fewer
    places are left."""
    return places(dilation * (size - 1) + 1 + 2 * padding - kernel_size, stride)


# Padding


@mistake("conv_output_size")
def padding_counted_once(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding counts once, also where the kernel is compared with the input. It is put
    at both ends."""
    return places(size + padding - reach_of(kernel_size, dilation), stride)


@mistake("conv_output_size")
def padding_counted_once_unchecked(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding counts once in your sizes. It is put at both ends."""
    refuse(size, kernel_size, padding, dilation)
    return (size + padding - reach_of(kernel_size, dilation)) // stride + 1


@mistake("conv_output_size")
def padding_ignored(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding has no effect on your answers. It makes the input longer at both
    ends."""
    return solution.conv_output_size(size, kernel_size, stride, 0, dilation)


@mistake("conv_output_size")
def padding_ignored_unchecked(size, kernel_size, stride=1, padding=0, dilation=1):
    """The padding has no effect on your size. It makes the input longer at both ends,
    so there are more places."""
    refuse(size, kernel_size, padding, dilation)
    return (size - reach_of(kernel_size, dilation)) // stride + 1


@mistake("conv_output_size")
def padding_counted_four_times(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your padding lengthens the input by four times padding. It is the number of cells
    at each of the two ends."""
    refuse(size, kernel_size, padding, dilation)
    return (size + 4 * padding - reach_of(kernel_size, dilation)) // stride + 1


@mistake("conv_output_size")
def padding_taken_away(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size shrinks as the padding grows. Padding makes the input longer."""
    refuse(size, kernel_size, padding, dilation)
    return (size - 2 * padding - reach_of(kernel_size, dilation)) // stride + 1


# Another formula


@mistake("conv_output_size")
def formula_of_the_notes(size, kernel_size, stride=1, padding=0, dilation=1):
    """Padding and dilation have no effect on your answers, as in the notes' formula. The
    statement gives one with both."""
    return places(size - kernel_size, stride)


@mistake("conv_output_size")
def formula_of_the_notes_unchecked(size, kernel_size, stride=1, padding=0, dilation=1):
    """Padding and dilation have no effect on your size, as in the notes' formula. The
    statement gives one with both."""
    refuse(size, kernel_size, padding, dilation)
    return (size - kernel_size) // stride + 1


@mistake("conv_output_size")
def formula_of_same_padding(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size is the input's divided by the stride, rounded up. That holds for "same"
    padding only: look for the kernel in your formula."""
    refuse(size, kernel_size, padding, dilation)
    return -(-size // stride)


@mistake("conv_output_size")
def formula_of_the_transposed(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your size grows with stride and kernel: it is that of a transposed convolution,
    which goes the other way."""
    refuse(size, kernel_size, padding, dilation)
    return (size - 1) * stride - 2 * padding + reach_of(kernel_size, dilation)


# What is refused


@mistake("conv_output_size")
def error_forgotten(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your answer for a kernel that fits nowhere is a size of zero or less. The statement
    asks for ValueError there."""
    free = size + 2 * padding - reach_of(kernel_size, dilation)
    return free // stride + 1


@mistake("conv_output_size")
def rounded_towards_zero(size, kernel_size, stride=1, padding=0, dilation=1):
    """A kernel that fits nowhere gets a size, now and then even 1, as if rounded towards
    zero. The statement asks for ValueError."""
    free = size + 2 * padding - reach_of(kernel_size, dilation)
    return int(free / stride) + 1


@mistake("conv_output_size")
def error_only_below_one(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your answer is 1 for a kernel that is a little too long. Compare its reach with the
    padded input before you divide."""
    free = size + 2 * padding - reach_of(kernel_size, dilation)
    result = int(free / stride) + 1
    if result < 1:
        raise ValueError("the kernel does not fit")
    return result


@mistake("conv_output_size")
def error_only_below_zero(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your answer is 0 for a kernel that is a little too long. A map of no cells is
    refused too."""
    result = (size + 2 * padding - reach_of(kernel_size, dilation)) // stride + 1
    if result < 0:
        raise ValueError("the kernel does not fit")
    return result


@mistake("conv_output_size")
def zero_instead_of_an_error(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your answer is 0 for every kernel that fits nowhere. The statement asks for
    ValueError there."""
    free = size + 2 * padding - reach_of(kernel_size, dilation)
    return max(0, free // stride + 1)


@mistake("conv_output_size")
def nothing_instead_of_an_error(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your answer is None for a kernel that fits nowhere. A ValueError is to be raised,
    neither printed nor returned."""
    try:
        return solution.conv_output_size(size, kernel_size, stride, padding, dilation)
    except ValueError:
        return None


@mistake("conv_output_size")
def assert_instead_of_an_error(size, kernel_size, stride=1, padding=0, dilation=1):
    """A kernel that fits nowhere ends in AssertionError. The statement asks for
    ValueError, which assert does not raise."""
    free = size + 2 * padding - reach_of(kernel_size, dilation)
    assert free >= 0, "the kernel does not fit"
    return free // stride + 1


@mistake("conv_output_size")
def error_without_the_padding(size, kernel_size, stride=1, padding=0, dilation=1):
    """ValueError for a kernel that is longer than the input, but fits with the padding.
    Compare with the padded input."""
    refuse(size, kernel_size, 0, dilation)
    return solution.conv_output_size(size, kernel_size, stride, padding, dilation)


@mistake("conv_output_size")
def error_without_the_dilation(size, kernel_size, stride=1, padding=0, dilation=1):
    """A dilated kernel that fits nowhere gets a size. It reaches further than its number
    of taps, which is what you compare."""
    refuse(size, kernel_size, padding)
    return (size + 2 * padding - reach_of(kernel_size, dilation)) // stride + 1


@mistake("conv_output_size")
def error_for_more_taps_than_cells(size, kernel_size, stride=1, padding=0, dilation=1):
    """Your ValueError depends on kernel_size and size alone. Padding and dilation also
    decide whether the kernel fits."""
    refuse(size, kernel_size, 0)
    return (size + 2 * padding - reach_of(kernel_size, dilation)) // stride + 1


@mistake("conv_output_size")
def error_for_an_exact_fit(size, kernel_size, stride=1, padding=0, dilation=1):
    """ValueError for a kernel exactly as long as the padded input. It fits once: look at
    your comparison where both are equal."""
    if free_cells(size, kernel_size, padding, dilation) == 0:
        raise ValueError("the kernel does not fit")
    return solution.conv_output_size(size, kernel_size, stride, padding, dilation)


# Two axes


def two_sizes(input_shape, weight_shape, stride, padding):
    """The right (H_out, W_out)."""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)[2:]


@mistake("conv2d_output_shape")
def as_many_maps_as_channels(input_shape, weight_shape, stride=1, padding=0):
    """Your answer has as many maps as the input has channels. Ask what makes a map: a
    channel or a filter."""
    sides = two_sizes(input_shape, weight_shape, stride, padding)
    return (input_shape[0], weight_shape[1], *sides)


@mistake("conv2d_output_shape")
def one_map_for_all_filters(input_shape, weight_shape, stride=1, padding=0):
    """Your answer always has one map. One filter gives one map, however deep it is: how
    many filters are there?"""
    return (input_shape[0], 1, *two_sizes(input_shape, weight_shape, stride, padding))


@mistake("conv2d_output_shape")
def a_map_for_each_filter_and_channel(input_shape, weight_shape, stride=1, padding=0):
    """Your answer has a map for every pair of filter and channel. A filter sums over its
    channels and gives one map."""
    sides = two_sizes(input_shape, weight_shape, stride, padding)
    return (input_shape[0], weight_shape[0] * weight_shape[1], *sides)


@mistake("conv2d_output_shape")
def height_and_width_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """Height and width of your answer are exchanged. Rows come first, then columns."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, w, h


@mistake("conv2d_output_shape")
def kernel_sides_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """Your rows depend on the kernel's width, and your columns on its height. Its shape
    ends in (KH, KW)."""
    o, c, kh, kw = weight_shape
    return solution.conv2d_output_shape(input_shape, (o, c, kw, kh), stride, padding)


@mistake("conv2d_output_shape")
def image_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """The width of the image has no effect: its height stands for both. It need not be
    square."""
    n, c, h, _ = input_shape
    return solution.conv2d_output_shape((n, c, h, h), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def kernel_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """The width of the kernel has no effect: its height stands for both. It need not be
    square."""
    o, c, kh, _ = weight_shape
    return solution.conv2d_output_shape(input_shape, (o, c, kh, kh), stride, padding)


@mistake("conv2d_output_shape")
def output_taken_for_square(input_shape, weight_shape, stride=1, padding=0):
    """Your rows are right, and your columns repeat them. Each axis has a size of its
    own."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, h, h


@mistake("conv2d_output_shape")
def sides_of_the_image_kept(input_shape, weight_shape, stride=1, padding=0):
    """Your sides are those of the image. A map has a cell for each place of the kernel,
    on each axis."""
    n, o, _, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, *input_shape[2:]


@mistake("conv2d_output_shape")
def weights_read_as_keras_does(input_shape, weight_shape, stride=1, padding=0):
    """Your answer fits weights of shape (KH, KW, C, O), the order of Keras. PyTorch's is
    (O, C, KH, KW)."""
    n, _, h, w = input_shape
    kh, kw, _, o = weight_shape
    sizes = (solution.conv_output_size(s, k, stride, padding) for s, k in ((h, kh), (w, kw)))
    return (n, o, *sizes)


@mistake("conv2d_output_shape")
def images_read_as_keras_does(input_shape, weight_shape, stride=1, padding=0):
    """Your sides are made of the channels and the rows. An input of PyTorch has the order
    (N, C, H, W)."""
    n, h, w, _ = input_shape
    o, _, kh, kw = weight_shape
    sizes = ((s + 2 * padding - k) // stride + 1 for s, k in ((h, kh), (w, kw)))
    return (n, o, *sizes)


@mistake("conv2d_output_shape")
def channels_last(input_shape, weight_shape, stride=1, padding=0):
    """Your maps are the last axis. In PyTorch's order they come second:
    (N, O, H_out, W_out)."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, h, w, o


@mistake("conv2d_output_shape")
def batch_left_out(input_shape, weight_shape, stride=1, padding=0):
    """Your answer has three numbers. The number of images comes first, and the
    convolution keeps it."""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)[1:]


@mistake("conv2d_output_shape")
def sides_alone(input_shape, weight_shape, stride=1, padding=0):
    """Your answer has two numbers, the sides. Images and maps come before them:
    (N, O, H_out, W_out)."""
    return two_sizes(input_shape, weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def batch_of_one(input_shape, weight_shape, stride=1, padding=0):
    """Your number of images is always 1. The convolution keeps N."""
    shape = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return (1, *shape[1:])


@mistake("conv2d_output_shape")
def maps_before_images(input_shape, weight_shape, stride=1, padding=0):
    """The first two numbers of your shape are exchanged. Images come first, then
    maps."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return o, n, h, w


@mistake("conv2d_output_shape")
def sides_are_floats(input_shape, weight_shape, stride=1, padding=0):
    """Your sides are floats, such as 28.0. All four numbers of a shape are ints: look at
    how the sides are made."""
    n, o, h, w = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    return n, o, float(h), float(w)


@mistake("conv2d_output_shape")
def stride_not_used(input_shape, weight_shape, stride=1, padding=0):
    """The stride has no effect on your shape. It holds for rows and columns: is it handed
    on?"""
    return solution.conv2d_output_shape(input_shape, weight_shape, 1, padding)


@mistake("conv2d_output_shape")
def padding_not_used(input_shape, weight_shape, stride=1, padding=0):
    """The padding has no effect on your shape. It holds for rows and columns: is it
    handed on?"""
    return solution.conv2d_output_shape(input_shape, weight_shape, stride)


@mistake("conv2d_output_shape")
def stride_and_padding_not_used(input_shape, weight_shape, stride=1, padding=0):
    """Stride and padding have no effect on your shape. They hold for rows and columns: are
    they handed on?"""
    return solution.conv2d_output_shape(input_shape, weight_shape)


@mistake("conv2d_output_shape")
def stride_and_padding_exchanged(input_shape, weight_shape, stride=1, padding=0):
    """Stride and padding have each other's effect. Look at the order of the parameters of
    conv_output_size, or name them."""
    return solution.conv2d_output_shape(input_shape, weight_shape, padding, stride)


@mistake("conv2d_output_shape")
def stride_and_padding_on_rows_only(input_shape, weight_shape, stride=1, padding=0):
    """Stride and padding reach only the rows of your shape. They hold for the columns
    as well."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    w = solution.conv_output_size(input_shape[3], weight_shape[3])
    return n, o, h, w


@mistake("conv2d_output_shape")
def stride_on_rows_only(input_shape, weight_shape, stride=1, padding=0):
    """The stride reaches only the rows of your shape. It holds for the columns as well."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    w = solution.conv_output_size(input_shape[3], weight_shape[3], 1, padding)
    return n, o, h, w


@mistake("conv2d_output_shape")
def padding_on_rows_only(input_shape, weight_shape, stride=1, padding=0):
    """The padding reaches only the rows of your shape. It holds for the columns as
    well."""
    n, o, h, _ = solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)
    w = solution.conv_output_size(input_shape[3], weight_shape[3], stride)
    return n, o, h, w


@mistake("conv2d_output_shape")
def depth_not_compared(input_shape, weight_shape, stride=1, padding=0):
    """Filters that are not as deep as the input get a shape. The statement asks for
    ValueError: compare the two numbers of channels."""
    n, _, h, w = input_shape
    c = weight_shape[1]
    return solution.conv2d_output_shape((n, c, h, w), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def only_deep_filters_refused(input_shape, weight_shape, stride=1, padding=0):
    """Filters less deep than the input get a shape, deeper ones do not. Both are to be
    refused: look at your comparison."""
    n, c, h, w = input_shape
    depth = weight_shape[1]
    if depth > c:
        raise ValueError("depth")
    return solution.conv2d_output_shape((n, depth, h, w), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def depth_asserted(input_shape, weight_shape, stride=1, padding=0):
    """Filters of another depth end in AssertionError. The statement asks for ValueError,
    which assert does not raise."""
    assert input_shape[1] == weight_shape[1], "depth"
    return solution.conv2d_output_shape(input_shape, weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def filters_compared_with_channels(input_shape, weight_shape, stride=1, padding=0):
    """ValueError unless there are as many filters as channels. It is their depth that has
    to match, weight_shape's second number."""
    n, c, h, w = input_shape
    o, depth, kh, kw = weight_shape
    if o != c:
        raise ValueError("channels")
    return solution.conv2d_output_shape((n, depth, h, w), weight_shape, stride, padding)


@mistake("conv2d_output_shape")
def fit_not_looked_at(input_shape, weight_shape, stride=1, padding=0):
    """Filters larger than the padded image get a shape. The statement asks for
    ValueError there, on either axis."""
    n, c, h, w = input_shape
    o, depth, kh, kw = weight_shape
    if depth != c:
        raise ValueError("depth")
    sizes = ((s + 2 * padding - k) // stride + 1 for s, k in ((h, kh), (w, kw)))
    return (n, o, *sizes)


@mistake("conv2d_output_shape")
def fit_of_the_rows_only(input_shape, weight_shape, stride=1, padding=0):
    """Filters wider than the padded image get a shape, higher ones do not. Both are to be
    refused."""
    n, c, h, w = input_shape
    o, depth, kh, kw = weight_shape
    solution.conv2d_output_shape((n, c, h, kw), weight_shape, stride, padding)
    rows = solution.conv_output_size(h, kh, stride, padding)
    return n, o, rows, (w + 2 * padding - kw) // stride + 1
