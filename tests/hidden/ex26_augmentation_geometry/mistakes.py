"""Known wrong answers of ex26, augmentation by geometry."""

import numpy as np

# rescale


@mistake("rescale")
def divided_by_256(x):
    """You divide by 256, the number of grey values. The largest one is 255, and it becomes
    1."""
    return x.astype("float32") / 256


@mistake("rescale")
def divided_by_the_largest(x):
    """You divide by the largest value of x. Images that are darker than others then become
    as bright: divide all by the same number."""
    return x.astype("float32") / max(int(x.max()), 1)


@mistake("rescale")
def divided_by_the_largest_even_0(x):
    """You divide by the largest value of x, which gives nan for black images. The divisor is
    the same number for all images."""
    with np.errstate(all="ignore"):
        return x.astype("float32") / x.max()


@mistake("rescale")
def divided_by_the_largest_of_each_image(x):
    """You divide each image by its own largest value, which gives nan for black ones. The
    divisor is the same number for all."""
    with np.errstate(all="ignore"):
        return x / x.max(axis=(1, 2, 3), keepdims=True).astype("float32")


@mistake("rescale")
def divided_by_the_largest_of_each_channel(x):
    """You divide each channel by its own largest value, which gives nan for black ones. The
    divisor is the same number everywhere."""
    with np.errstate(all="ignore"):
        return x / x.max(axis=(2, 3), keepdims=True).astype("float32")


@mistake("rescale")
def stretched_from_0_to_1(x):
    """Your smallest value becomes 0 and your largest one 1, whatever they were. Only the
    grey value 255 becomes 1."""
    low, high = int(x.min()), int(x.max())
    return (x.astype("float32") - low) / max(high - low, 1)


@mistake("rescale")
def stretched_and_nan(x):
    """You subtract the smallest value and divide by the range of x, which may be 0. The
    line asked for is fixed."""
    low, high = int(x.min()), int(x.max())
    with np.errstate(all="ignore"):
        return (x.astype("float32") - low) / np.float32(high - low)


@mistake("rescale")
def rounded_down_to_0(x):
    """Your answer holds only 0 and 1: fractions were cut off. Look at the division, and at
    the dtype that you change to."""
    return x // 255


@mistake("rescale")
def zeros_and_ones_as_floats(x):
    """Your floats are only 0 and 1: fractions were cut off before the dtype changed. Look at
    the division."""
    return (x // 255).astype("float32")


@mistake("rescale")
def rounded_to_0_and_1(x):
    """Your answer holds only 0 and 1, rounded to the nearer one. Grey values become
    fractions."""
    return (x > 127).astype("float32")


@mistake("rescale")
def only_cast(x):
    """The dtype is right, but the values still go up to 255. They are to be divided."""
    return x.astype("float32")


@mistake("rescale")
def not_rescaled(x):
    """Your answer is a copy of x as it was. Divide the grey values, and change their
    dtype."""
    return x.copy()


@mistake("rescale")
def multiplied_by_255(x):
    """You multiply by 255, the way back from floats to grey values. Here grey values are
    given."""
    return x.astype("float32") * 255


@mistake("rescale")
def from_minus_1_to_1(x):
    """Your values go from -1 to 1. Here they go from 0 to 1."""
    return x.astype("float32") / np.float32(127.5) - 1


@mistake("rescale")
def centred_by_128(x):
    """You subtract 128 and divide by 128, which gives -1 to 1. Here 0 stays 0 and 255
    becomes 1."""
    return (x.astype("float32") - 128) / 128


@mistake("rescale")
def divided_by_127_5(x):
    """Your values go from 0 to 2: they are twice as large. The largest grey value becomes
    1."""
    return x.astype("float32") / np.float32(127.5)


@mistake("rescale")
def divided_by_128(x):
    """You divide by 128, so your values go up to about 2. The largest grey value, 255,
    becomes 1."""
    return x.astype("float32") / 128


@mistake("rescale")
def divided_by_254(x):
    """You divide by 254, one less than the largest grey value. 255 becomes 1."""
    return x.astype("float32") / 254


@mistake("rescale")
def divided_only_above_1(x):
    """You divide only where some value is above 1. Images of 0 and 1 are nearly black: they
    are divided, too."""
    return x.astype("float32") / 255 if x.max() > 1 else x.astype("float32")


@mistake("rescale")
def divided_twice(x):
    """You divide by 255 twice. After the first time the values already go up to 1."""
    return x.astype("float32") / 255 / 255


@mistake("rescale")
def black_and_white_exchanged(x):
    """Dark and bright are exchanged: your 255 becomes 0. Here 0 stays 0."""
    return 1 - x.astype("float32") / 255


@mistake("rescale")
def as_signed_bytes(x):
    """Grey values above 127 became negative: int8 holds none of them. Go from uint8 to
    floats at once."""
    return x.astype("int8").astype("float32") / 255


@mistake("rescale")
def standardised(x):
    """You subtract the mean and divide by the deviation of x. Asked for is a division by one
    fixed number."""
    y = x.astype("float32")
    return (y - y.mean()) / max(y.std(), np.float32(1e-7))


@mistake("rescale")
def standardised_and_nan(x):
    """You subtract the mean and divide by the deviation of x, which may be 0. Asked for
    is a fixed divisor."""
    with np.errstate(all="ignore"):
        return ((x - x.mean()) / x.std()).astype("float32")


@mistake("rescale")
def channels_moved_to_the_end(x):
    """Your axes are (N, H, W, C). The channels stay in the second place."""
    return np.ascontiguousarray((x.astype("float32") / 255).transpose(0, 2, 3, 1))


@mistake("rescale")
def flattened(x):
    """Each of your images is one long row. Keep the four axes of x."""
    return x.reshape(len(x), -1).astype("float32") / 255


@mistake("rescale")
def grey_values_in_float64(x):
    """Your values are float64. Asked for is float32, which needs half the memory."""
    return x / 255


@mistake("rescale")
def grey_values_in_float16(x):
    """Your values have the three digits that float16 keeps. Asked for is float32."""
    return (x / 255).astype("float16")


@mistake("rescale")
def rescaled_in_place(x):
    """You write into x itself, which is uint8 and holds no fractions. Make a float array
    first."""
    x[...] = x // 255
    return x


# hflip


@mistake("hflip")
def top_and_bottom_exchanged(x):
    """You exchange top and bottom. A horizontal flip exchanges left and right: which axis
    counts the columns?"""
    return x[:, :, ::-1].copy()


@mistake("hflip")
def channels_reversed(x):
    """You reverse the channels. np.fliplr does that, too: its left and right are axis 1. The
    columns are the last axis."""
    return x[:, ::-1].copy()


@mistake("hflip")
def images_reversed(x):
    """You reverse the order of the images. Each image is to be flipped by itself, along its
    columns."""
    return x[::-1].copy()


@mistake("hflip")
def half_a_turn(x):
    """You reverse the rows too, which is half a turn. Only the columns are reversed."""
    return x[:, :, ::-1, ::-1].copy()


@mistake("hflip")
def every_axis_reversed(x):
    """You reverse all four axes, images and channels too. np.flip without an axis does that;
    name the columns."""
    return np.flip(x).copy()


@mistake("hflip")
def rows_and_columns_transposed(x):
    """Rows and columns are exchanged: that is a transposition. In a flip every row stays
    where it is."""
    return x.swapaxes(2, 3).copy()


@mistake("hflip")
def not_flipped(x):
    """Your answer is x as it was. See whether you flip twice, or flip something that you do
    not return."""
    return x.copy()


@mistake("hflip")
def x_itself_not_flipped(x):
    """You return x itself, not flipped. np.flip and slices do not change x: they give another
    array."""
    return x


@mistake("hflip")
def left_half_mirrored_over_the_right(x):
    """Your right half is the mirror image of the left one, which stayed. See whether columns
    are overwritten before they are read."""
    y = x.copy()
    for j in range(x.shape[3]):
        y[..., -1 - j] = y[..., j]
    return y


@mistake("hflip")
def right_half_mirrored_over_the_left(x):
    """Your left half is the mirror image of the right one, which stayed. See whether columns
    are overwritten before they are read."""
    y = x.copy()
    for j in range(x.shape[3]):
        y[..., j] = y[..., -1 - j]
    return y


@mistake("hflip")
def first_column_stays(x):
    """Your first column stays, and the others are reversed. Column 0 takes column W - 1, not
    column -0, which is 0."""
    return x[..., -np.arange(x.shape[3])]


@mistake("hflip")
def first_column_lost(x):
    """The first column of x is missing from your answer, which has W - 1 columns. Look at
    where the slice ends."""
    return x[..., :0:-1].copy()


@mistake("hflip")
def first_column_left_at_0(x):
    """One column of your answer is 0: the first column of x never comes. Look at where your
    columns end."""
    y = x[..., ::-1].copy()
    y[..., -1] = 0
    return y


@mistake("hflip")
def middle_column_left_at_0(x):
    """The middle column is 0 where W is odd: your pairs of columns leave it out. It stays
    where it is, but it has to be copied."""
    y = x[..., ::-1].copy()
    if x.shape[3] % 2:
        y[..., x.shape[3] // 2] = 0
    return y


@mistake("hflip")
def columns_counted_by_the_rows(x):
    """You count the columns back from H - 1. The last column is W - 1: W is the last size in
    the shape of x."""
    return x[..., x.shape[2] - 1 - np.arange(x.shape[3])]


@mistake("hflip")
def first_and_last_column_exchanged(x):
    """Only the first and the last column are exchanged. The columns between them change
    places as well."""
    y = x.copy()
    y[..., 0], y[..., -1] = x[..., -1], x[..., 0]
    return y


@mistake("hflip")
def only_the_first_image_flipped(x):
    """Only the first image is flipped. All N images are."""
    y = x.copy()
    y[0] = x[0, :, :, ::-1]
    return y


@mistake("hflip")
def only_the_first_channel_flipped(x):
    """Only the first channel is flipped. All channels of an image are flipped together."""
    y = x.copy()
    y[:, 0] = x[:, 0, :, ::-1]
    return y


@mistake("hflip")
def view_of_x(x):
    """Your answer lies in the memory of x: a slice with a step is a view. Return a copy."""
    return x[..., ::-1]


@mistake("hflip")
def view_of_one_column(x):
    """Where there is one column, your answer lies in the memory of x. Return a copy always:
    np.ascontiguousarray makes one only if it must."""
    return x[:] if x.shape[3] == 1 else x[..., ::-1].copy()


@mistake("hflip")
def flipped_in_place(x):
    """You flip x itself, so the images of your caller change. Make a new array."""
    x[...] = x[..., ::-1].copy()
    return x


@mistake("hflip")
def copy_after_flipping_in_place(x):
    """x is changed as well: you write into the array of your caller. Write into a copy."""
    y = x[..., ::-1].copy()
    x[...] = y
    return y


@mistake("hflip")
def flipped_in_float64(x):
    """Your answer is float64 whatever x is: a new array gets that dtype unless you name
    another."""
    return x[..., ::-1].astype("float64")


@mistake("hflip")
def flipped_in_float32(x):
    """Your answer is float32 whatever x is, which loses digits. Keep the dtype of x."""
    return x[..., ::-1].astype("float32")


# crop


def _is_inside(x, top, left, height, width):
    h, w = x.shape[2:]
    return top >= 0 and left >= 0 and top + height <= h and left + width <= w


def _refuse_outside(x, top, left, height, width):
    if not _is_inside(x, top, left, height, width):
        raise ValueError("outside")


def _cut(x, top, left, bottom, right):
    return x[:, :, top:bottom, left:right].copy()


@mistake("crop")
def ends_for_sizes(x, top, left, height, width):
    """You cut from top to height and from left to width. A slice ends at its start plus the
    length."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, height, width)


@mistake("crop")
def top_and_left_exchanged(x, top, left, height, width):
    """Top and left are exchanged. top counts rows, which are axis 2; left counts columns,
    axis 3."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, left, top, left + height, top + width)


@mistake("crop")
def height_and_width_exchanged(x, top, left, height, width):
    """Height and width are exchanged: your window is height columns wide. Rows, axis 2, come
    first."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + width, left + height)


@mistake("crop")
def rows_and_columns_exchanged(x, top, left, height, width):
    """You use top and height for the columns, left and width for the rows. Rows are axis 2,
    columns axis 3."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, left, top, left + width, top + height)


@mistake("crop")
def channels_last(x, top, left, height, width):
    """You cut axes 1 and 2, as if x were (N, H, W, C). Here the channels come second: (N, C,
    H, W)."""
    _refuse_outside(x, top, left, height, width)
    return x[:, top : top + height, left : left + width].copy()


@mistake("crop")
def channels_last_and_checked_so(x, top, left, height, width):
    """You check and cut axes 1 and 2, as if x were (N, H, W, C). Here the channels come
    second."""
    h, w = x.shape[1:3]
    if top < 0 or left < 0 or top + height > h or left + width > w:
        raise ValueError("outside")
    return x[:, top : top + height, left : left + width].copy()


@mistake("crop")
def images_and_channels_cut(x, top, left, height, width):
    """You cut the first two axes, images and channels. Rows and columns are the last two."""
    _refuse_outside(x, top, left, height, width)
    return x[top : top + height, left : left + width].copy()


@mistake("crop")
def one_row_and_column_too_many(x, top, left, height, width):
    """Your window is one row and one column too large. A slice ends before its end, so no 1
    is added."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height + 1, left + width + 1)


@mistake("crop")
def one_row_and_column_missing(x, top, left, height, width):
    """Your window is one row and one column too small. A slice ends before its end: that is
    top + height."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height - 1, left + width - 1)


@mistake("crop")
def counted_from_one(x, top, left, height, width):
    """Your window lies one row higher and one column further left. Rows and columns are
    counted from 0."""
    _refuse_outside(x, top, left, height, width)
    rows = np.maximum(np.arange(top - 1, top - 1 + height), 0)
    columns = np.maximum(np.arange(left - 1, left - 1 + width), 0)
    return x[:, :, rows][..., columns]


@mistake("crop")
def window_in_the_middle(x, top, left, height, width):
    """Your window always lies in the middle of the image. It begins at row top and column
    left."""
    _refuse_outside(x, top, left, height, width)
    row, column = (x.shape[2] - height) // 2, (x.shape[3] - width) // 2
    return _cut(x, row, column, row + height, column + width)


@mistake("crop")
def window_at_the_corner(x, top, left, height, width):
    """Your window always begins at the first row and column. It begins at row top and column
    left."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, 0, 0, height, width)


@mistake("crop")
def window_around_the_point(x, top, left, height, width):
    """You take (top, left) as the centre of the window. It is the window's first cell."""
    _refuse_outside(x, top, left, height, width)
    row, column = max(top - height // 2, 0), max(left - width // 2, 0)
    return _cut(x, row, column, row + height, column + width)


@mistake("crop")
def borders_cut_off(x, top, left, height, width):
    """You take off height rows below and width columns on the right. They are the size of
    what remains."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, max(x.shape[2] - height, 0), max(x.shape[3] - width, 0))


@mistake("crop")
def all_the_rest(x, top, left, height, width):
    """Your window goes on to the end of the image. It has height rows and width columns."""
    _refuse_outside(x, top, left, height, width)
    return x[:, :, top:, left:].copy()


@mistake("crop")
def columns_not_cut(x, top, left, height, width):
    """You cut the rows and keep all columns. The window has width columns, from left on."""
    _refuse_outside(x, top, left, height, width)
    return x[:, :, top : top + height].copy()


@mistake("crop")
def rows_not_cut(x, top, left, height, width):
    """You cut the columns and keep all rows. The window has height rows, from top on."""
    _refuse_outside(x, top, left, height, width)
    return x[..., left : left + width].copy()


@mistake("crop")
def rest_set_to_0(x, top, left, height, width):
    """Your answer is as large as x, with 0 around the window. Return the window alone."""
    _refuse_outside(x, top, left, height, width)
    y = np.zeros_like(x)
    y[:, :, top : top + height, left : left + width] = _cut(
        x, top, left, top + height, left + width
    )
    return y


@mistake("crop")
def window_erased(x, top, left, height, width):
    """You set the window to 0 and return the image around it. A crop returns the window;
    what you made is a cutout."""
    _refuse_outside(x, top, left, height, width)
    y = x.copy()
    y[:, :, top : top + height, left : left + width] = 0
    return y


@mistake("crop")
def only_the_first_image_cut(x, top, left, height, width):
    """Your answer holds one image. The window is cut out of all N images."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x[:1], top, left, top + height, left + width)


@mistake("crop")
def only_the_first_channel_cut(x, top, left, height, width):
    """Your answer holds one channel. The window is cut out of all C channels."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x[:, :1], top, left, top + height, left + width)


@mistake("crop")
def nothing_refused(x, top, left, height, width):
    """You let windows through that are partly outside. Slices give fewer cells then, or
    others; compare the window with the image first."""
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def cell_by_cell_unchecked(x, top, left, height, width):
    """A window over the end stops with NumPy's IndexError, and one that begins before 0 is
    counted from behind. Compare it with the image first."""
    rows, columns = np.arange(top, top + height), np.arange(left, left + width)
    return x[:, :, rows][..., columns]


@mistake("crop")
def refusal_left_to_numpy(x, top, left, height, width):
    """You leave the refusal to NumPy. It repeats a single row to fill your array, and counts
    a negative start from behind: compare first."""
    y = np.empty((*x.shape[:2], height, width), x.dtype)
    y[...] = x[:, :, top : top + height, left : left + width]
    return y


@mistake("crop")
def shape_of_the_slice_compared(x, top, left, height, width):
    """You compare the shape of what was cut. A slice with a negative start may have the
    right one, but its cells come from the other end."""
    y = _cut(x, top, left, top + height, left + width)
    if y.shape[2:] != (height, width):
        raise ValueError("outside")
    return y


@mistake("crop")
def zeros_outside(x, top, left, height, width):
    """You fill what lies outside with 0, as torchvision does. Here such a window raises
    ValueError."""
    y = np.zeros((*x.shape[:2], height, width), x.dtype)
    h, w = x.shape[2:]
    rows = [i for i in range(height) if 0 <= top + i < h]
    columns = [j for j in range(width) if 0 <= left + j < w]
    for i in rows:
        for j in columns:
            y[:, :, i, j] = x[:, :, top + i, left + j]
    return y


@mistake("crop")
def clipped_at_the_border(x, top, left, height, width):
    """You cut the window off at the border of the image. Here a window that is partly
    outside raises ValueError."""
    return _cut(x, max(top, 0), max(left, 0), top + height, left + width)


@mistake("crop")
def negative_starts_moved_to_0(x, top, left, height, width):
    """You refuse windows that reach over the end, and move a negative start to 0. It raises
    ValueError, too."""
    top, left = max(top, 0), max(left, 0)
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def pushed_inside(x, top, left, height, width):
    """You push a window that is partly outside back into the image. Here it raises
    ValueError."""
    h, w = x.shape[2:]
    top, left = max(min(top, h - height), 0), max(min(left, w - width), 0)
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def border_repeated_outside(x, top, left, height, width):
    """You repeat the cells at the border for what lies outside. Here such a window raises
    ValueError."""
    rows = np.clip(np.arange(top, top + height), 0, x.shape[2] - 1)
    columns = np.clip(np.arange(left, left + width), 0, x.shape[3] - 1)
    return x[:, :, rows][..., columns]


@mistake("crop")
def negative_starts_pass(x, top, left, height, width):
    """You refuse windows that reach over the end, but not those that begin before row or
    column 0."""
    if top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def negative_left_passes(x, top, left, height, width):
    """You refuse a window that begins before row 0, but not one that begins before column
    0."""
    if top < 0 or top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def negative_top_passes(x, top, left, height, width):
    """You refuse a window that begins before column 0, but not one that begins before row
    0."""
    if left < 0 or top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def lower_border_unchecked(x, top, left, height, width):
    """You look at three sides of the window. It may also reach over the lower border."""
    if top < 0 or left < 0 or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def right_border_unchecked(x, top, left, height, width):
    """You look at three sides of the window. It may also reach over the right border."""
    if top < 0 or left < 0 or top + height > x.shape[2]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_what_numpy_refuses(x, top, left, height, width):
    """You refuse what NumPy refuses. It counts rows and columns below 0 from behind: compare
    top and left with 0 yourself."""
    try:
        return cell_by_cell_unchecked(x, top, left, height, width)
    except IndexError as error:
        raise ValueError("outside") from error


@mistake("crop")
def top_or_left_as_one_number(x, top, left, height, width):
    """You let a negative left pass where top is above 0: top or left is one number, the
    first that is not 0. Compare each with 0."""
    if (top or left) < 0 or top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def negative_starts_count_from_behind(x, top, left, height, width):
    """You count a negative start from the other end of the image, as NumPy does. Here row -1
    and column -1 lie outside."""
    h, w = x.shape[2:]
    top, left = top + h * (top < 0), left + w * (left < 0)
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_the_start_checked(x, top, left, height, width):
    """You look only at where the window begins. It may also reach over the lower or the
    right border."""
    if not (0 <= top < x.shape[2] and 0 <= left < x.shape[3]):
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_negative_starts_refused(x, top, left, height, width):
    """You refuse negative starts, but not windows that reach over the lower or the right
    border."""
    if top < 0 or left < 0:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def one_cell_outside_passes(x, top, left, height, width):
    """You let windows through that reach over the lower or the right border by one cell. An
    end equals the size at most."""
    h, w = x.shape[2:]
    if top < 0 or left < 0 or top + height - 1 > h or left + width - 1 > w:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def starts_and_sizes_checked(x, top, left, height, width):
    """You refuse negative starts and windows larger than the image. A smaller one can reach
    over the lower or the right border, too."""
    if top < 0 or left < 0 or height > x.shape[2] or width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_the_size_checked(x, top, left, height, width):
    """You compare only the window's size with the image. A small window can lie outside,
    too."""
    if height > x.shape[2] or width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_rows_checked(x, top, left, height, width):
    """You check the rows of the window, but not its columns."""
    if top < 0 or top + height > x.shape[2]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def only_columns_checked(x, top, left, height, width):
    """You check the columns of the window, but not its rows."""
    if left < 0 or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def refused_only_if_both_are_outside(x, top, left, height, width):
    """You refuse a window only if both its rows and its columns are outside. One of them is
    enough: or, not and."""
    if (top < 0 or top + height > x.shape[2]) and (left < 0 or left + width > x.shape[3]):
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def refused_only_if_two_sides_are_outside(x, top, left, height, width):
    """You refuse a window that begins before both row 0 and column 0, or ends beyond both.
    One side outside is enough: or, not and."""
    h, w = x.shape[2:]
    if (top < 0 and left < 0) or (top + height > h and left + width > w):
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def compared_with_images_and_channels(x, top, left, height, width):
    """You compare the window with N and C, the first two sizes of x. H and W are the last
    two."""
    if top < 0 or left < 0 or top + height > len(x) or left + width > x.shape[1]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def compared_with_channels_first(x, top, left, height, width):
    """You compare the window with the wrong axes of x. Rows are axis 2 and columns axis
    3."""
    if top < 0 or left < 0 or top + height > x.shape[3] or left + width > x.shape[2]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def border_refused(x, top, left, height, width):
    """You refuse windows that end at the lower or the right border. They lie inside: an end
    may equal the size."""
    if top < 0 or left < 0 or top + height >= x.shape[2] or left + width >= x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def start_at_0_refused(x, top, left, height, width):
    """You refuse windows that begin at row 0 or column 0. They lie inside."""
    if top <= 0 or left <= 0 or top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def whole_image_refused(x, top, left, height, width):
    """You refuse the window that is the whole image. It lies inside."""
    _refuse_outside(x, top, left, height, width)
    if (height, width) == x.shape[2:]:
        raise ValueError("nothing to cut")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def full_height_or_width_refused(x, top, left, height, width):
    """You refuse windows as high or as wide as the image. They lie inside: a size may equal
    that of x."""
    _refuse_outside(x, top, left, height, width)
    if height == x.shape[2] or width == x.shape[3]:
        raise ValueError("too large")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def outside_asserted(x, top, left, height, width):
    """You refuse by assert, which raises AssertionError and can be switched off. Asked for
    is ValueError."""
    assert _is_inside(x, top, left, height, width)
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def other_error_outside(x, top, left, height, width):
    """You raise IndexError for a window that is partly outside. Asked for is ValueError."""
    if not _is_inside(x, top, left, height, width):
        raise IndexError("outside")
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def none_outside(x, top, left, height, width):
    """You return nothing for a window that is partly outside. It raises ValueError: return
    and print are no refusal."""
    if not _is_inside(x, top, left, height, width):
        return None
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def view_of_the_window(x, top, left, height, width):
    """Your window lies in the memory of x: a slice is a view. Return a copy."""
    _refuse_outside(x, top, left, height, width)
    return x[:, :, top : top + height, left : left + width]


@mistake("crop")
def x_itself_if_it_is_the_whole(x, top, left, height, width):
    """Where the window is the whole image you return x itself. Return an array of its
    own."""
    _refuse_outside(x, top, left, height, width)
    if (height, width) == x.shape[2:]:
        return x
    return _cut(x, top, left, top + height, left + width)


@mistake("crop")
def view_if_it_is_contiguous(x, top, left, height, width):
    """Some windows lie in one piece in the memory of x, and those you return as views.
    Return a copy always: np.ascontiguousarray makes one only if it must."""
    _refuse_outside(x, top, left, height, width)
    return np.ascontiguousarray(x[:, :, top : top + height, left : left + width])


@mistake("crop")
def window_in_float64(x, top, left, height, width):
    """Your window is float64 whatever x is: a new array gets that dtype unless you name
    another."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height, left + width).astype("float64")


@mistake("crop")
def window_in_float32(x, top, left, height, width):
    """Your window is float32 whatever x is, which loses digits. Keep the dtype of x."""
    _refuse_outside(x, top, left, height, width)
    return _cut(x, top, left, top + height, left + width).astype("float32")


# resize_nearest


def _cells(old, new):
    return np.arange(new) * old // new


def _take(x, rows, columns):
    h, w = x.shape[2:]
    rows = np.clip(np.asarray(rows, dtype="int64"), 0, h - 1)
    columns = np.clip(np.asarray(columns, dtype="int64"), 0, w - 1)
    return x[:, :, rows][:, :, :, columns]


def _resized(x, size, cells):
    """Return x resized with the rows and columns that cells(old, new) lists."""
    h, w = x.shape[2:]
    return _take(x, cells(h, size[0]), cells(w, size[1]))


@mistake("resize_nearest")
def by_the_centres_of_cells(x, size):
    """You go by the centres of the cells, i + 0.5, as Pillow and "nearest-exact" do. Here it
    is i."""
    return _resized(x, size, lambda old, new: (2 * np.arange(new) + 1) * old // (2 * new))


@mistake("resize_nearest")
def rounded_up_and_down(x, size):
    """You round i * H / H_out to the nearest whole number. Round down."""
    return _resized(x, size, lambda old, new: np.rint(np.arange(new) * old / new))


@mistake("resize_nearest")
def rounded_beyond_the_last_cell(x, size):
    """You round i * H / H_out to the nearest whole number, which may lie beyond the last
    cell. Round down."""
    rows, columns = (
        np.rint(np.arange(new) * old / new).astype("int64")
        for old, new in zip(x.shape[2:], size, strict=True)
    )
    return x[:, :, rows][..., columns]


@mistake("resize_nearest")
def half_rounded_up(x, size):
    """You round i * H / H_out to the nearest whole number, halves up. Round down."""
    return _resized(x, size, lambda old, new: (2 * np.arange(new) * old + new) // (2 * new))


@mistake("resize_nearest")
def rounded_up(x, size):
    """You round i * H / H_out up. Round down."""
    return _resized(x, size, lambda old, new: -(-np.arange(new) * old // new))


@mistake("resize_nearest")
def corners_meet_rounded(x, size):
    """You divide by the sizes less 1, and round, so that the corners meet. Divide by
    H_out, and round down."""
    return _resized(
        x, size, lambda old, new: np.rint(np.arange(new) * (old - 1) / max(new - 1, 1))
    )


@mistake("resize_nearest")
def corners_meet_rounded_down(x, size):
    """You divide by the sizes less 1, as if the corners had to meet. Use H and H_out
    themselves."""
    return _resized(x, size, lambda old, new: np.arange(new) * (old - 1) // max(new - 1, 1))


@mistake("resize_nearest")
def new_size_less_one(x, size):
    """You divide by H_out - 1. Divide by H_out, the number of cells."""
    return _resized(x, size, lambda old, new: np.arange(new) * old // max(new - 1, 1))


@mistake("resize_nearest")
def from_the_ends_of_cells(x, size):
    """You count output cells from 1. Cell i = 0 takes cell 0, and cell i takes floor(i * H /
    H_out)."""
    return _resized(x, size, lambda old, new: (np.arange(new) + 1) * old // new)


@mistake("resize_nearest")
def last_cell_of_each_block(x, size):
    """Your cells are the last ones of their blocks, as if counted from the far end. Take
    floor(i * H / H_out)."""
    return _resized(x, size, lambda old, new: -(-(np.arange(new) + 1) * old // new) - 1)


@mistake("resize_nearest")
def ratio_turned_round(x, size):
    """You multiply by H_out / H. An output cell i looks for its cell in x at i * H /
    H_out."""
    return _resized(x, size, lambda old, new: np.arange(new) * new // old)


@mistake("resize_nearest")
def ratio_rounded_first(x, size):
    """You round H / H_out before you multiply by i. Multiply first, then round down."""
    return _resized(x, size, lambda old, new: np.arange(new) * (old // new))


@mistake("resize_nearest")
def factor_rounded_first(x, size):
    """You divide i by the rounded factor H_out / H. Multiply i by H first, then divide by
    H_out."""
    return _resized(x, size, lambda old, new: np.arange(new) // max(new // old, 1))


@mistake("resize_nearest")
def divided_before_multiplied(x, size):
    """Every cell of your answer is the first one of x: i // H_out is 0 for every i. Multiply
    by H before you divide."""
    return _resized(x, size, lambda old, new: np.zeros(new))


@mistake("resize_nearest")
def step_is_a_float(x, size):
    """You list the cells in steps of a float. Rounding makes the list too long for some
    sizes: calculate each cell from its i."""
    rows, columns = (
        np.arange(0, old, old / new).astype("int64")
        for old, new in zip(x.shape[2:], size, strict=True)
    )
    return x[:, :, rows][..., columns]


@mistake("resize_nearest")
def step_is_a_rounded_float(x, size):
    """Your steps are H / H_out, which a float rounds, so some cells come out one too low.
    Multiply i by H first, then divide."""
    return _resized(x, size, lambda old, new: np.arange(new) * (old / new))


@mistake("resize_nearest")
def divided_by_the_size_first(x, size):
    """You divide i by H_out before you multiply by H. A float is rounded there, so some cells
    come out one too low: multiply first."""
    return _resized(x, size, lambda old, new: np.arange(new) / new * old)


@mistake("resize_nearest")
def divided_by_a_rounded_float(x, size):
    """You divide i by H_out / H, which a float rounds, so some cells come out one too low.
    Multiply i by H first, then divide by H_out."""
    return _resized(x, size, lambda old, new: np.arange(new) / (new / old))


@mistake("resize_nearest")
def steps_and_repeats_rounded(x, size):
    """You repeat or leave out cells by a rounded factor. That is right only where it is a
    whole number."""

    def cells(old, new):
        places = np.arange(new)
        return places * (old // new) if old > new else places // (new // old)

    return _resized(x, size, cells)


@mistake("resize_nearest")
def every_step_th_cell(x, size):
    """You take every step-th cell, with a whole step. It is 0 where an axis becomes longer,
    and gives other sizes than asked for where it is rounded."""
    h, w = x.shape[2:]
    return x[:, :, :: h // size[0], :: w // size[1]].copy()


@mistake("resize_nearest")
def repeated_by_the_rounded_factor(x, size):
    """You repeat each cell by a rounded factor, so the size is not the one asked for. Choose
    a cell for each output cell."""
    h, w = x.shape[2:]
    return x.repeat(max(size[0] // h, 1), axis=2).repeat(max(size[1] // w, 1), axis=3)


@mistake("resize_nearest")
def size_as_width_and_height(x, size):
    """You take size as (width, height), as OpenCV does. Here it is (H_out, W_out)."""
    return solution.resize_nearest(x, (size[1], size[0]))


@mistake("resize_nearest")
def ratios_exchanged(x, size):
    """Your rows are counted by the ratio of the columns, and the columns by that of the
    rows. Each axis has its own."""
    h, w = x.shape[2:]
    return _take(x, np.arange(size[0]) * w // size[1], np.arange(size[1]) * h // size[0])


@mistake("resize_nearest")
def height_and_width_of_x_exchanged(x, size):
    """You read the shape of x as (N, C, W, H). It is (N, C, H, W), so the rows go by its
    third size."""
    h, w = x.shape[2:]
    rows, columns = np.arange(size[0]) * w // size[0], np.arange(size[1]) * h // size[1]
    return x[:, :, rows][..., columns]


@mistake("resize_nearest")
def ratio_of_the_rows_for_both(x, size):
    """You use the ratio of the rows for the columns too. Columns go by W and W_out."""
    h = x.shape[2]
    return _take(x, _cells(h, size[0]), np.arange(size[1]) * h // size[0])


@mistake("resize_nearest")
def ratio_of_the_columns_for_both(x, size):
    """You use the ratio of the columns for the rows too. Rows go by H and H_out."""
    w = x.shape[3]
    return _take(x, np.arange(size[0]) * w // size[1], _cells(w, size[1]))


@mistake("resize_nearest")
def channels_and_rows_resized(x, size):
    """You resize axes 1 and 2, as if x were (N, H, W, C). Here the channels come second."""
    return x[:, _cells(x.shape[1], size[0])][:, :, _cells(x.shape[2], size[1])]


@mistake("resize_nearest")
def images_and_channels_resized(x, size):
    """You resize the first two axes, images and channels. Rows and columns are the last
    two."""
    return x[_cells(len(x), size[0])][:, _cells(x.shape[1], size[1])]


@mistake("resize_nearest")
def columns_not_resized(x, size):
    """You resize only the rows. The columns become W_out."""
    return x[:, :, _cells(x.shape[2], size[0])]


@mistake("resize_nearest")
def rows_not_resized(x, size):
    """You resize only the columns. The rows become H_out."""
    return x[..., _cells(x.shape[3], size[1])]


@mistake("resize_nearest")
def corner_cut_out(x, size):
    """You cut out or pad the corner of the image, with 0. A resized image shows all of x."""
    y = np.zeros((*x.shape[:2], *size), x.dtype)
    h, w = min(x.shape[2], size[0]), min(x.shape[3], size[1])
    y[:, :, :h, :w] = x[:, :, :h, :w]
    return y


@mistake("resize_nearest")
def image_tiled(x, size):
    """Your image begins again where x ends. Larger images have larger cells, each of them
    repeated."""
    return _resized(x, size, lambda old, new: np.arange(new) % old)


@mistake("resize_nearest")
def memory_repeated(x, size):
    """You fill the new array with the values in their order, again and again, as np.resize
    does. Choose by row and column."""
    return np.resize(x, (*x.shape[:2], *size))


@mistake("resize_nearest")
def zeros_between(x, size):
    """Most cells of your larger images are 0: you write each cell of x once. Go through the
    output cells instead."""
    h, w = x.shape[2:]
    y = np.zeros((*x.shape[:2], *size), x.dtype)
    for i in range(h):
        for j in range(w):
            y[:, :, i * size[0] // h, j * size[1] // w] = x[:, :, i, j]
    return y


@mistake("resize_nearest")
def pairs_of_rows_and_columns(x, size):
    """You index rows and columns together, which pairs them up. Every row is to meet every
    column: index one axis after the other."""
    return x[:, :, _cells(x.shape[2], size[0]), _cells(x.shape[3], size[1])]


@mistake("resize_nearest")
def mixed_between_cells(x, size):
    """You mix neighbouring cells, as bilinear resizing does. Nearest takes one cell of x and
    makes no new values."""
    y = x.astype("float64")
    for axis in (2, 3):
        old, new = x.shape[axis], size[axis - 2]
        places = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
        low = np.floor(places).astype("int64")
        high = np.minimum(low + 1, old - 1)
        part = (places - low).reshape((-1, 1) if axis == 2 else (-1,))
        y = y.take(low, axis) * (1 - part) + y.take(high, axis) * part
    return y.astype(x.dtype)


@mistake("resize_nearest")
def only_the_first_image_resized(x, size):
    """Your answer holds one image. All N images are resized."""
    return solution.resize_nearest(x[:1], size)


@mistake("resize_nearest")
def only_the_first_channel_resized(x, size):
    """Your answer holds one channel. All C channels are resized."""
    return solution.resize_nearest(x[:, :1], size)


@mistake("resize_nearest")
def size_ignored(x, size):
    """Your answer is as large as x. It has H_out rows and W_out columns."""
    return x.copy()


@mistake("resize_nearest")
def x_itself_if_the_size_stays(x, size):
    """Where the size stays the same you return x itself. Return an array of its own."""
    return x if tuple(size) == x.shape[2:] else solution.resize_nearest(x, size)


@mistake("resize_nearest")
def view_if_it_is_smaller(x, size):
    """Where cells are only left out you return a slice, a view of x. Return a copy."""
    h, w = x.shape[2:]
    if h % size[0] == 0 and w % size[1] == 0:
        return x[:, :, :: h // size[0], :: w // size[1]]
    return solution.resize_nearest(x, size)


@mistake("resize_nearest")
def resized_in_float64(x, size):
    """Your answer is float64 whatever x is: a new array gets that dtype unless you name
    another."""
    return solution.resize_nearest(x, size).astype("float64")


@mistake("resize_nearest")
def resized_in_float32(x, size):
    """Your answer is float32 whatever x is, which loses digits. Keep the dtype of x."""
    return solution.resize_nearest(x, size).astype("float32")


# rot90


def _transposed(x):
    return x.swapaxes(2, 3)


def _with_the_clock(x, times):
    return np.rot90(x, -times, axes=(2, 3)).copy()


@mistake("rot90")
def with_the_clock(x, k):
    """You turn with the clock. k = 1 turns against it: the top row becomes the left
    column, read upwards."""
    return _with_the_clock(x, k)


@mistake("rot90")
def images_and_channels_turned(x, k):
    """You turn the first two axes, images and channels: np.rot90 does so unless you name
    others. Rows and columns are the last two."""
    return np.rot90(x, k).copy()


@mistake("rot90")
def channels_and_rows_turned(x, k):
    """You turn axes 1 and 2, as if x were (N, H, W, C). Here rows and columns are axes 2
    and 3."""
    return np.rot90(x, k, axes=(1, 2)).copy()


@mistake("rot90")
def transposed_for_each_turn(x, k):
    """You exchange rows and columns, which is a mirror image. A turn also reverses one of
    the axes."""
    return _transposed(x).copy() if k % 2 else x.copy()


@mistake("rot90")
def transposed_always(x, k):
    """You exchange rows and columns once, whatever k is. That is a mirror image, not a
    turn."""
    return _transposed(x).copy()


@mistake("rot90")
def other_diagonal(x, k):
    """You mirror the images at a diagonal. A quarter turn exchanges rows and columns and
    reverses one axis, not both."""
    return _transposed(x)[:, :, ::-1, ::-1].copy() if k % 2 else x.copy()


@mistake("rot90")
def reshaped_only(x, k):
    """Your shape is right, but the values lie in their old order: reshape turns nothing.
    Exchange the axes."""
    if k % 2 == 0:
        return solution.rot90(x, k)
    return x.reshape(*x.shape[:2], x.shape[3], x.shape[2]).copy()


@mistake("rot90")
def reshaped_and_reversed(x, k):
    """For an odd k you reshape and reverse an axis. reshape keeps the values in their order:
    exchange the axes instead."""
    if k % 2 == 0:
        return solution.rot90(x, k)
    y = x.reshape(*x.shape[:2], x.shape[3], x.shape[2])
    return (y[:, :, ::-1] if k % 4 == 1 else y[..., ::-1]).copy()


@mistake("rot90")
def always_one_turn(x, k):
    """You turn by one quarter, whatever k is. k says how many quarters."""
    return _with_the_clock(x, -1)


@mistake("rot90")
def negative_turns_ignored(x, k):
    """Where k is negative you turn nothing: a loop over range(k) is empty then. Take k modulo
    4 first."""
    return _with_the_clock(x, -max(k, 0))


@mistake("rot90")
def sign_of_k_ignored(x, k):
    """You turn by k quarters without its sign. A negative k turns with the clock."""
    return _with_the_clock(x, -abs(k))


@mistake("rot90")
def sign_of_k_ignored_with_the_clock(x, k):
    """You turn with the clock, and by k without its sign. A positive k turns against the
    clock, a negative one with it."""
    return _with_the_clock(x, abs(k))


@mistake("rot90")
def negative_turns_ignored_with_the_clock(x, k):
    """You turn with the clock, and not at all where k is negative. A positive k turns
    against the clock."""
    return _with_the_clock(x, max(k, 0))


@mistake("rot90")
def nothing_beyond_three(x, k):
    """You turn nothing where k is above 3 or negative. Four quarters are a whole turn: only k
    modulo 4 counts."""
    return _with_the_clock(x, -k) if 0 <= k <= 3 else x.copy()


@mistake("rot90")
def none_beyond_three(x, k):
    """Where k is negative or above 3 none of your cases is met, and nothing is returned. Take
    k modulo 4 first."""
    return solution.rot90(x, k) if 0 <= k <= 3 else None


@mistake("rot90")
def four_added_once(x, k):
    """Where k is below -4 you turn nothing: it is still negative after 4 was added once. Take
    k modulo 4."""
    return solution.rot90(x, k) if k >= -4 else x.copy()


@mistake("rot90")
def nothing_above_three(x, k):
    """You turn nothing where k is above 3. Four quarters are a whole turn, and 5 are the same
    as 1."""
    return _with_the_clock(x, -k) if k <= 3 else x.copy()


@mistake("rot90")
def three_for_all_others(x, k):
    """Every k but 0, 1 and 2 is turned by three quarters: it falls into your last case. Take
    k modulo 4 first."""
    return _with_the_clock(x, -(k if k in (0, 1, 2) else 3))


@mistake("rot90")
def one_turn_more(x, k):
    """You turn by one quarter too much. For k = 0 nothing is turned."""
    return _with_the_clock(x, -k - 1)


@mistake("rot90")
def one_turn_too_few(x, k):
    """You turn by one quarter too little. For k = 1 there is one turn."""
    return _with_the_clock(x, -k + 1)


@mistake("rot90")
def half_a_turn_is_a_flip(x, k):
    """Half a turn of yours reverses the columns only. Half a turn reverses the rows too."""
    return x[..., ::-1].copy() if k % 4 == 2 else solution.rot90(x, k)


@mistake("rot90")
def half_a_turn_upside_down(x, k):
    """Half a turn of yours reverses the rows only. Half a turn reverses the columns too."""
    return x[:, :, ::-1].copy() if k % 4 == 2 else solution.rot90(x, k)


@mistake("rot90")
def half_a_turn_of_all_axes(x, k):
    """Half a turn of yours reverses images and channels too, as np.flip does unless you name
    the axes."""
    return np.flip(x).copy() if k % 4 == 2 else solution.rot90(x, k)


@mistake("rot90")
def half_a_turn_is_a_transposition(x, k):
    """Half a turn of yours exchanges rows and columns. It reverses both axes, and the shape
    stays."""
    return _transposed(x).copy() if k % 4 == 2 else solution.rot90(x, k)


@mistake("rot90")
def third_turn_as_the_first(x, k):
    """Three quarters of yours are the same as one quarter. They turn the other way."""
    return solution.rot90(x, 1 if k % 4 == 3 else k)


@mistake("rot90")
def turned_and_mirrored(x, k):
    """Your images are turned and then mirrored, left and right. A turn alone is asked
    for."""
    return solution.rot90(x, k)[..., ::-1].copy()


@mistake("rot90")
def not_turned(x, k):
    """Your answer is x as it was. See whether you turn something that you do not return."""
    return x.copy()


@mistake("rot90")
def only_the_first_image_turned(x, k):
    """Your answer holds one image. All N images are turned."""
    return solution.rot90(x[:1], k)


@mistake("rot90")
def axes_of_memory_for_no_turn(x, k):
    """Where k is a multiple of 4 you return x itself. Return an array of its own, also for no
    turn."""
    return x if k % 4 == 0 else solution.rot90(x, k)


@mistake("rot90")
def x_itself_for_0(x, k):
    """Where k is 0 you return x itself. Return an array of its own, also for no turn."""
    return x if k == 0 else solution.rot90(x, k)


@mistake("rot90")
def turn_is_a_view(x, k):
    """Your answer lies in the memory of x: np.rot90, flips and transpositions are views.
    Return a copy."""
    return np.rot90(x, k, axes=(2, 3))


@mistake("rot90")
def view_if_it_is_contiguous_after_the_turn(x, k):
    """Where the cells keep their order you return memory of x, as for k = 0. Return a copy
    always: np.ascontiguousarray makes one only if it must."""
    return np.ascontiguousarray(np.rot90(x, k, axes=(2, 3)))


@mistake("rot90")
def turned_in_float64(x, k):
    """Your answer is float64 whatever x is: a new array gets that dtype unless you name
    another."""
    return solution.rot90(x, k).astype("float64")


@mistake("rot90")
def turned_in_float64_unless_0(x, k):
    """Your turned images are float64 whatever x is: a new array gets that dtype unless you
    name another."""
    return solution.rot90(x, k).astype("float64" if k % 4 else x.dtype)


@mistake("rot90")
def turned_in_float32(x, k):
    """Your answer is float32 whatever x is, which loses digits. Keep the dtype of x."""
    return solution.rot90(x, k).astype("float32")
