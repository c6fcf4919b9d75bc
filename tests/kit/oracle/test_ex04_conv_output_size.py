"""The answer to ex04 against PyTorch, over settings that hypothesis draws."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex04_conv_output_size"
SIDES = st.integers(1, 12)


@settings(max_examples=40, deadline=None)
@given(SIDES, SIDES, st.integers(1, 5), st.integers(0, 4), st.integers(1, 4))
def test_size_of_one_axis(size, kernel_size, stride, padding, dilation):
    """The size, or the refusal, is PyTorch's for every setting of one axis."""
    agrees_with_pytorch(
        EXERCISE, "conv_output_size", size, kernel_size, stride, padding, dilation
    )


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 9),
    st.integers(1, 5),
    st.integers(0, 3),
    st.integers(1, 4),
    st.integers(-1, 1),
)
def test_kernel_that_just_fits_or_not(taps, stride, padding, dilation, spare):
    """With a cell to spare, with none, and with one too few, PyTorch is followed."""
    kernel_size = taps + 2 * padding  # so many that the size comes out as 1 or more
    size = dilation * (kernel_size - 1) + 1 - 2 * padding + spare
    agrees_with_pytorch(
        EXERCISE, "conv_output_size", size, kernel_size, stride, padding, dilation
    )


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(1, 4), st.integers(1, 3), SIDES, SIDES),
    st.tuples(st.integers(1, 5), st.integers(1, 6), st.integers(1, 6)),
    st.integers(1, 4),
    st.integers(0, 3),
)
def test_shape_of_two_axes(input_shape, filters, stride, padding):
    """The shape of the output, or the refusal, is PyTorch's for filters as deep."""
    count, height, width = filters
    weight_shape = (count, input_shape[1], height, width)
    agrees_with_pytorch(
        EXERCISE, "conv2d_output_shape", input_shape, weight_shape, stride, padding
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6))
def test_depth_of_the_filters(channels, depth):
    """Filters are refused exactly where their depth differs from the input's."""
    agrees_with_pytorch(EXERCISE, "conv2d_output_shape", (2, channels, 5, 4), (3, depth, 2, 1))
