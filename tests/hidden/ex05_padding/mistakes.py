"""Known wrong answers of ex05, padding."""

import numpy as np


@mistake("same_padding")
def formula_of_the_notes(kernel_size, dilation=1):
    """You used (K - 1) / 2, rounded down, on both sides. For even kernels the two
    sides differ, and the dilation counts as well."""
    return (kernel_size - 1) // 2, (kernel_size - 1) // 2


@mistake("same_padding")
def halves_of_the_kernel_size(kernel_size, dilation=1):
    """You used K // 2 on both sides. An even kernel then gets one cell too many, and
    the dilation has no effect."""
    return kernel_size // 2, kernel_size // 2


@mistake("same_padding")
def dilated_halves_of_the_kernel_size(kernel_size, dilation=1):
    """You used dilation times K // 2 on both sides. For an even kernel this is more
    than dilation * (K - 1) in all, so the output grows."""
    return dilation * (kernel_size // 2), dilation * (kernel_size // 2)


@mistake("same_padding")
def extra_cell_before(kernel_size, dilation=1):
    """You put the extra cell before the image; PyTorch puts it after (right and
    bottom)."""
    before, after = solution.same_padding(kernel_size, dilation)
    return after, before


@mistake("same_padding")
def extra_cell_lost(kernel_size, dilation=1):
    """You rounded down on both sides. If the sum is odd, one cell is missing and the
    output is one cell too small."""
    half = dilation * (kernel_size - 1) // 2
    return half, half


@mistake("same_padding")
def extra_cell_on_both_sides(kernel_size, dilation=1):
    """You rounded up on both sides. If the sum is odd, that is one cell too many: only
    the side after the image gets the extra cell."""
    _, after = solution.same_padding(kernel_size, dilation)
    return after, after


@mistake("same_padding")
def dilation_ignored(kernel_size, dilation=1):
    """The dilation has no effect on your answer. Taps that lie further apart make the
    kernel cover more cells."""
    return solution.same_padding(kernel_size)


@mistake("same_padding")
def dilation_times_the_whole_kernel(kernel_size, dilation=1):
    """You took dilation * K as the reach of the kernel. K taps have K - 1 gaps between
    them, and only the gaps are stretched."""
    total = dilation * kernel_size - 1
    return total // 2, total - total // 2


@mistake("same_padding")
def rounded_before_the_dilation(kernel_size, dilation=1):
    """You halved K - 1 first and multiplied by the dilation afterwards. The rounding
    is then stretched too: halve the whole sum instead."""
    before, after = solution.same_padding(kernel_size)
    return dilation * before, dilation * after


@mistake("same_padding")
def dilation_added(kernel_size, dilation=1):
    """You added the gaps of the dilation once. There is such a gap between every two
    neighbouring taps, K - 1 in all."""
    total = kernel_size - 1 + dilation - 1
    return total // 2, total - total // 2


@mistake("same_padding")
def kernel_size_without_minus_one(kernel_size, dilation=1):
    """You shared out K cells (times the dilation). A kernel of one cell needs no
    padding at all: the sum counts K - 1."""
    total = dilation * kernel_size
    return total // 2, total - total // 2


@mistake("same_padding")
def sum_not_halved(kernel_size, dilation=1):
    """You put the whole sum on each side. It is to be shared between the two sides."""
    total = dilation * (kernel_size - 1)
    return total, total


@mistake("same_padding")
def fractions_of_a_cell(kernel_size, dilation=1):
    """You divided with /, which gives floats, and half a cell where the sum is odd.
    Count whole cells, as ints."""
    half = dilation * (kernel_size - 1) / 2
    return half, half


@mistake("same_padding")
def whole_cells_as_floats(kernel_size, dilation=1):
    """Your numbers are right but they are floats, such as 1.0: / and NumPy's floor give
    floats. Cells are counted in ints."""
    before, after = solution.same_padding(kernel_size, dilation)
    return float(before), float(after)


@mistake("same_padding")
def dilation_added_on_each_side(kernel_size, dilation=1):
    """You added dilation - 1 to each half of K - 1. The dilation stretches every gap
    between two taps: it multiplies K - 1."""
    before, after = solution.same_padding(kernel_size)
    return before + dilation - 1, after + dilation - 1


@mistake("same_padding")
def dilation_added_to_half_the_kernel(kernel_size, dilation=1):
    """You used K // 2 + dilation - 1 on both sides. Share dilation * (K - 1) cells
    between the sides instead."""
    half = kernel_size // 2 + dilation - 1
    return half, half


@mistake("same_padding")
def after_halved_from_before(kernel_size, dilation=1):
    """For an odd sum you took half of the cells before, less one, as the cells after.
    After is the sum less before."""
    total = dilation * (kernel_size - 1)
    before = (total + 1) // 2
    return before, max(0, before // 2 - 1) if total % 2 else before


@mistake("same_padding")
def whole_reach_shared(kernel_size, dilation=1):
    """You shared out the reach of the kernel, dilation * (K - 1) + 1 cells. One of them
    is the cell itself: leave out the 1."""
    total = dilation * (kernel_size - 1) + 1
    return total // 2, total - total // 2


@mistake("same_padding")
def one_number_for_both_sides(kernel_size, dilation=1):
    """You returned one number. The two sides can differ: return (before, after)."""
    return dilation * (kernel_size - 1) // 2


@mistake("pad2d")
def rows_and_columns_exchanged(x, pad, value=0.0):
    """You padded the rows with left and right, and the columns with top and bottom.
    The order is (left, right, top, bottom): the last axis, W, comes first."""
    left, right, top, bottom = pad
    return solution.pad2d(x, (top, bottom, left, right), value)


@mistake("pad2d")
def top_and_bottom_exchanged(x, pad, value=0.0):
    """Top and bottom are exchanged: the order is (left, right, top, bottom)."""
    left, right, top, bottom = pad
    return solution.pad2d(x, (left, right, bottom, top), value)


@mistake("pad2d")
def left_and_right_exchanged(x, pad, value=0.0):
    """Left and right are exchanged: the order is (left, right, top, bottom)."""
    left, right, top, bottom = pad
    return solution.pad2d(x, (right, left, top, bottom), value)


@mistake("pad2d")
def before_and_after_exchanged(x, pad, value=0.0):
    """Both pairs are turned round: left with right and top with bottom. The order is
    (left, right, top, bottom)."""
    left, right, top, bottom = pad
    return solution.pad2d(x, (right, left, bottom, top), value)


@mistake("pad2d")
def corners_first(x, pad, value=0.0):
    """You read pad as (left, top, right, bottom). The two numbers of an axis stand
    next to each other: (left, right, top, bottom)."""
    left, top, right, bottom = pad
    return solution.pad2d(x, (left, right, top, bottom), value)


@mistake("pad2d")
def clockwise(x, pad, value=0.0):
    """You read pad clockwise, (top, right, bottom, left), as style sheets do. Here the
    order is (left, right, top, bottom)."""
    top, right, bottom, left = pad
    return solution.pad2d(x, (left, right, top, bottom), value)


@mistake("pad2d")
def same_on_both_sides(x, pad, value=0.0):
    """You used left for the right side too, and top for the bottom. Each side has a
    number of its own."""
    left, _, top, _ = pad
    return solution.pad2d(x, (left, left, top, top), value)


@mistake("pad2d")
def images_and_channels_padded(x, pad, value=0.0):
    """You padded the first two axes, images and channels. Rows and columns are the
    last two."""
    left, right, top, bottom = pad
    width = ((top, bottom), (left, right), (0, 0), (0, 0))
    return np.pad(x, width, constant_values=value)


@mistake("pad2d")
def every_axis_padded(x, pad, value=0.0):
    """You padded images and channels as well. Their number stays as it was: only rows
    and columns get cells."""
    left, right, top, bottom = pad
    width = ((top, bottom), (left, right), (top, bottom), (left, right))
    return np.pad(x, width, constant_values=value)


@mistake("pad2d")
def one_pair_for_every_axis(x, pad, value=0.0):
    """You gave one pair for all axes: images, channels, rows and columns all grew by
    left and right. Rows and columns have pairs of their own."""
    return np.pad(x, pad[:2], constant_values=value)


@mistake("pad2d")
def left_on_every_side(x, pad, value=0.0):
    """You used the first number, left, on all four sides. Each side has a number of
    its own."""
    return solution.pad2d(x, (pad[0],) * 4, value)


@mistake("pad2d")
def channels_last(x, pad, value=0.0):
    """You padded axes 1 and 2, as if x were (N, H, W, C). Here the channels come
    second: (N, C, H, W)."""
    left, right, top, bottom = pad
    width = ((0, 0), (top, bottom), (left, right), (0, 0))
    return np.pad(x, width, constant_values=value)


@mistake("pad2d")
def sliced_up_to_minus_zero(x, pad, value=0.0):
    """You counted the far end of a slice from behind. Where nothing is added on that
    side the slice ends at -0, which is 0, and it is empty."""
    left, right, top, bottom = pad
    y = np.full_like(solution.pad2d(x, pad), value)
    y[:, :, top:-bottom, left:-right] = x
    return y


@mistake("pad2d")
def first_image_only(x, pad, value=0.0):
    """You laid only the first image into the answer. The batch has N of them."""
    y = solution.pad2d(x, pad, value)
    y[1:] = value
    return y


@mistake("pad2d")
def first_channel_everywhere(x, pad, value=0.0):
    """Every channel of your answer holds the first channel of its image. Each channel
    is padded with its own cells."""
    y = solution.pad2d(x, pad, value)
    y[:] = y[:, :1].copy()
    return y


@mistake("pad2d")
def x_at_the_top_left(x, pad, value=0.0):
    """Your answer has the right size, but x begins at its first row and column. It
    begins after the cells of left and top."""
    left, right, top, bottom = pad
    return solution.pad2d(x, (0, left + right, 0, top + bottom), value)


@mistake("pad2d")
def value_ignored(x, pad, value=0.0):
    """Your frame is always zero. Its cells hold the argument value."""
    return solution.pad2d(x, pad)


@mistake("pad2d")
def value_added_to_x(x, pad, value=0.0):
    """You added x to an array that already held value everywhere. Inside the frame
    only the cells of x belong."""
    y = solution.pad2d(x, pad, value)
    left, _, top, _ = pad
    inside = y[:, :, top : top + x.shape[2], left : left + x.shape[3]]
    inside += y.dtype.type(value)
    return y


@mistake("pad2d")
def value_through_a_mask(x, pad, value=0.0):
    """You multiplied value by a mask of zeros and ones. Zero times infinity is nan, so
    an infinite value spoils the cells of x."""
    frame = 1 - solution.pad2d(np.ones_like(x), pad)
    with np.errstate(invalid="ignore"):
        return solution.pad2d(x, pad) + frame * x.dtype.type(value)


@mistake("pad2d")
def corners_left_at_zero(x, pad, value=0.0):
    """The corners of your frame are zero. They lie both beside and above or below the
    image, and hold value as the rest of the frame does."""
    left, _, top, _ = pad
    y = solution.pad2d(x, pad, value)
    rows = np.zeros(y.shape[2], dtype=bool)
    rows[top : top + x.shape[2]] = True
    columns = np.zeros(y.shape[3], dtype=bool)
    columns[left : left + x.shape[3]] = True
    y[:, :, ~rows[:, None] & ~columns[None, :]] = 0
    return y


@mistake("pad2d")
def border_repeated(x, pad, value=0.0):
    """You repeated the cells at the border of x. Every cell of the frame holds
    value."""
    left, right, top, bottom = pad
    return np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), mode="edge")


@mistake("pad2d")
def border_mirrored(x, pad, value=0.0):
    """You mirrored x at its border. Every cell of the frame holds value."""
    left, right, top, bottom = pad
    return np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), mode="reflect")


@mistake("pad2d")
def zeros_of_x_replaced(x, pad, value=0.0):
    """You put value wherever your padded array was 0, also at zeros of x itself. Only
    the frame holds value."""
    y = solution.pad2d(x, pad)
    y[y == 0] = value
    return y


@mistake("pad2d")
def always_float64(x, pad, value=0.0):
    """Your answer is float64 whatever x is: a new array gets that dtype unless you
    name another. Keep the dtype of x."""
    return solution.pad2d(x.astype(np.float64), pad, value)


@mistake("pad2d")
def order_in_memory_trusted(x, pad, value=0.0):
    """You read the cells in the order in which they lie in memory. For a transposed or
    Fortran-ordered x that is not the order of its indices."""
    return solution.pad2d(x.ravel(order="K").reshape(x.shape), pad, value)


@mistake("pad2d")
def x_itself_if_nothing_to_pad(x, pad, value=0.0):
    """With nothing to pad you returned x itself. Whoever changes your answer then
    changes x: return an array of its own."""
    return solution.pad2d(x, pad, value) if any(pad) else x


@mistake("pad2d")
def x_shifted_in_place(x, pad, value=0.0):
    """You changed the caller's x: an operator such as -= writes into the array it is
    given. Work on memory of your own."""
    if not np.isfinite(value):
        return solution.pad2d(x, pad, value)
    x -= x.dtype.type(value)
    return solution.pad2d(x, pad) + x.dtype.type(value)
