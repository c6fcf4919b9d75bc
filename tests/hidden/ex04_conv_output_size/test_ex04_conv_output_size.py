"""Hidden suite of ex04, convolution output size."""

from grader.judge.suite import cases, needs, points

STRIDES = [(7, 2, 2), (8, 3, 3), (10, 3, 2), (11, 4, 4), (9, 1, 2), (13, 5, 3)]
PADDINGS = [(5, 3, 1, 1), (4, 3, 2, 1), (6, 4, 1, 2), (9, 2, 3, 4), (28, 5, 1, 2)]
DILATIONS = [(9, 3, 1, 0, 2), (12, 2, 2, 0, 3), (10, 4, 1, 2, 3), (15, 1, 2, 1, 4)]
TOO_LONG = [(3, 4, 2, 0, 1), (2, 5, 1, 0, 1), (2, 9, 1, 1, 1), (4, 3, 1, 0, 2)]
TOO_LONG += [(3, 5, 4, 0, 2), (1, 4, 2, 1, 1)]
EXACT_FITS = [(3, 3, 1, 0, 1), (3, 5, 2, 1, 1), (5, 3, 3, 0, 2), (2, 3, 1, 2, 2)]
SHAPES = [
    ((2, 3, 9, 7), (4, 3, 2, 5)),
    ((1, 3, 32, 32), (6, 3, 5, 5)),
    ((3, 2, 4, 8), (5, 2, 4, 1)),
    ((5, 32, 26, 26), (64, 32, 3, 3)),
]
STEPS = [
    ((1, 2, 6, 9), (3, 2, 2, 4), 2, 1),
    ((4, 1, 11, 5), (2, 1, 3, 4), 3, 2),
    ((2, 3, 8, 13), (5, 3, 1, 2), 4, 0),
    ((1, 4, 2, 3), (7, 4, 4, 5), 1, 3),
]
REFUSED = [
    ((1, 2, 5, 6), (4, 3, 2, 2)),
    ((1, 4, 5, 6), (3, 1, 2, 2)),
    ((2, 1, 5, 6), (3, 4, 2, 2)),
    ((2, 3, 4, 6), (1, 3, 5, 2)),
    ((2, 3, 6, 4), (1, 3, 2, 5)),
]


@points(2)
@cases("size, kernel_size", [(32, 5), (26, 3), (7, 1), (10, 4)])
def test_number_of_places(agree, size, kernel_size):
    """conv_output_size counts the places of the kernel at stride 1."""
    agree("conv_output_size", size, kernel_size)


@points(2)
@cases("size, kernel_size, stride", STRIDES)
def test_stride_rounds_down(agree, size, kernel_size, stride):
    """conv_output_size leaves out a last step that is not complete."""
    agree("conv_output_size", size, kernel_size, stride)


@points(2)
@cases("size, kernel_size, stride, padding", PADDINGS)
def test_padding_at_both_ends(agree, size, kernel_size, stride, padding):
    """conv_output_size counts the padding at both ends."""
    agree("conv_output_size", size, kernel_size, stride, padding)


@points(1)
@cases("size, kernel_size, stride, padding, dilation", DILATIONS)
def test_dilation(agree, size, kernel_size, stride, padding, dilation):
    """conv_output_size stretches the gaps of a dilated kernel."""
    agree("conv_output_size", size, kernel_size, stride, padding, dilation)


@points(2)
@cases("size, kernel_size, stride, padding, dilation", TOO_LONG)
def test_kernel_that_fits_nowhere(agree, size, kernel_size, stride, padding, dilation):
    """conv_output_size raises ValueError for a kernel that fits nowhere."""
    agree("conv_output_size", size, kernel_size, stride, padding, dilation)


@points(1)
@cases("size, kernel_size, stride, padding, dilation", EXACT_FITS)
def test_kernel_that_just_fits(agree, size, kernel_size, stride, padding, dilation):
    """conv_output_size gives 1 for a kernel that just fits."""
    agree("conv_output_size", size, kernel_size, stride, padding, dilation)


@points(2)
@needs("conv_output_size")
@cases("input_shape, weight_shape", SHAPES)
def test_shape_of_the_output(agree, input_shape, weight_shape):
    """conv2d_output_shape has a map for each filter, rows before columns."""
    agree("conv2d_output_shape", input_shape, weight_shape)


@points(1)
@needs("conv_output_size", "conv2d_output_shape")
@cases("input_shape, weight_shape, stride, padding", STEPS)
def test_stride_and_padding_on_both_axes(agree, input_shape, weight_shape, stride, padding):
    """conv2d_output_shape uses stride and padding on both axes."""
    agree("conv2d_output_shape", input_shape, weight_shape, stride, padding)


@points(1)
@needs("conv_output_size", "conv2d_output_shape")
@cases("input_shape, weight_shape", REFUSED)
def test_filters_that_do_not_match(agree, input_shape, weight_shape):
    """conv2d_output_shape refuses filters too deep, too shallow or too big."""
    agree("conv2d_output_shape", input_shape, weight_shape)
