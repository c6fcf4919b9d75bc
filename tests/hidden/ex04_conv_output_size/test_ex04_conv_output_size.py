"""Hidden suite of ex04, convolution output size."""

from grader.judge.suite import asks, cases, needs, points


def whole(rng, least, most):
    """Draw a whole number, both ends included."""
    return int(rng.integers(least, most + 1, 1)[0])


def different(rng, count, most):
    """Draw whole numbers from 2 on, no two alike."""
    return [int(number) + 2 for number in rng.permutation(most - 1)[:count]]


def shapes(rng, most):
    """Draw an image and filters that fit, of sizes that all differ."""
    n, c, o, *sides = different(rng, 5, most)
    kernel_height, kernel_width = sorted(sides)
    height = kernel_height + whole(rng, most + 1, 2 * most)
    width = height + whole(rng, most, 2 * most)
    return (n, c, height, width), (o, c, kernel_height, kernel_width)


def easy(rng, most):
    """Draw calls on one axis of which many a wrong formula answers at least one rightly."""
    kernel_size = whole(rng, 2, most)
    at_stride_1 = 2 * kernel_size + whole(rng, 1, most), kernel_size
    return at_stride_1, (7 * whole(rng, 2, 2 * most) + 1, 1, 7)


def easy_shapes(rng, most):
    """Draw such calls for two axes: square, with one image, one channel and one filter."""
    for size, kernel_size, *stride in easy(rng, most):
        yield (1, 1, size, size), (1, 1, kernel_size, kernel_size), *stride


@points(2)
@cases("least, most", [(2, 5), (1, 1), (6, 20), (30, 150)])
def test_number_of_places(agree, rng, least, most):
    """conv_output_size counts the places of the kernel at stride 1."""
    kernel_size = whole(rng, least, most)
    agree("conv_output_size", kernel_size + whole(rng, 2, 4 * most + 8), kernel_size)


# Cells left over after the last place: half of a stride, more, less, none.
@points(2)
@cases("stride, left_over", [(2, 1), (3, 2), (4, 1), (5, 0), (8, 5), (11, 10)])
def test_stride_rounds_down(agree, rng, stride, left_over):
    """conv_output_size leaves out a last step that is not complete."""
    kernel_size = whole(rng, 2, 4 * stride)
    free = stride * whole(rng, 2, 9 * stride) + left_over
    agree("conv_output_size", kernel_size + free, kernel_size, stride)


# In the second and the last, the kernel is longer than the input without its padding.
@points(2)
@cases("most, longer", [(3, False), (5, True), (20, False), (60, True)])
def test_padding_at_both_ends(agree, rng, most, longer):
    """conv_output_size counts the padding at both ends."""
    padding = whole(rng, 3, most)
    if longer:
        beyond = whole(rng, padding + 1, 2 * padding - 2)
        size = whole(rng, 2, 2 * most)
        agree("conv_output_size", size, size + beyond, 1, padding)
    else:
        kernel_size = whole(rng, 2, 2 * most)
        size = kernel_size + whole(rng, 1, 2 * most)
        agree("conv_output_size", size, kernel_size, 1, padding)


# In the second, kernel_size * dilation cells would not fit. The last has all five.
@points(1)
@cases(
    "dilation, spare, stride, padding",
    [(2, 3, 1, 0), (4, 1, 1, 0), (3, 40, 1, 0), (2, 12, 3, 2)],
)
def test_dilation(agree, rng, dilation, spare, stride, padding):
    """conv_output_size stretches the gaps of a dilated kernel."""
    kernel_size = whole(rng, 4, 5 * dilation)
    free = spare if spare == 1 else stride * whole(rng, spare, 4 * spare)
    size = dilation * (kernel_size - 1) + 1 + free - 2 * padding
    agree("conv_output_size", size, kernel_size, stride, padding, dilation)


@points(2)
@needs("conv_output_size")
@cases("most", [6, 9, 14])
def test_shape_of_the_output(agree, rng, most):
    """conv2d_output_shape has a map for each filter, rows before columns."""
    agree("conv2d_output_shape", *shapes(rng, most))


@points(1)
@needs("conv_output_size", "conv2d_output_shape")
@cases("most, stride, padding", [(6, 2, 1), (9, 1, 3), (9, 4, 0), (14, 3, 2)])
def test_stride_and_padding_on_both_axes(agree, rng, most, stride, padding):
    """conv2d_output_shape uses stride and padding on both axes."""
    agree("conv2d_output_shape", *shapes(rng, most), stride, padding)


# How much too long the kernel is, as a part of the stride: less, more, as much.
@points(2)
@asks("exception")
@cases(
    "stride, padding, dilation, missing",
    [(2, 0, 1, 1), (1, 0, 1, 4), (3, 2, 1, 7), (1, 0, 2, 1), (4, 1, 3, 4)],
)
def test_kernel_that_fits_nowhere(agree, rng, stride, padding, dilation, missing):
    """A kernel that fits nowhere is refused, one that just fits is not."""
    kernel_size = whole(rng, missing + 2 * padding + 1, missing + 2 * padding + 6 * stride)
    reach = dilation * (kernel_size - 1) + 1
    size = reach - 2 * padding - missing
    agree("conv_output_size", size, kernel_size, stride, padding, dilation)
    agree("conv_output_size", reach, reach, stride)
    n, c, o, side = different(rng, 4, 9)
    image = (n, c, side, side + 2)
    agree("conv2d_output_shape", image, (o, c, side + 3, side - 1))
    agree("conv2d_output_shape", image, (o, c, side - 1, side + 3))
    for call in easy_shapes(rng, 9):
        agree("conv2d_output_shape", *call)


@points(1)
@asks("exception")
@cases("shallower", [True, False])
def test_filters_that_do_not_match(agree, rng, shallower):
    """conv2d_output_shape refuses filters too deep or too shallow."""
    (n, _, height, width), (_, _, *kernel) = shapes(rng, 9)
    shallow, deep, other = sorted(different(rng, 3, 9))
    c, depth = (deep, shallow) if shallower else (shallow, deep)
    agree("conv2d_output_shape", (n, c, height, width), (other, depth, *kernel))
    agree("conv2d_output_shape", (n, c, height, width), (c, depth, *kernel))
    agree("conv2d_output_shape", (n, c, height, width), (other, 1, *kernel))
    for call in easy_shapes(rng, 30):
        agree("conv2d_output_shape", *call)


@points(1)
@asks("type")
def test_sizes_are_ints(agree, rng):
    """A size is an int, and so are all four numbers of a shape."""
    for call in easy(rng, 300):
        agree("conv_output_size", *call)
    for call in easy_shapes(rng, 100):
        agree("conv2d_output_shape", *call)
    agree("conv2d_output_shape", *shapes(rng, 9))
