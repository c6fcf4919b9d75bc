"""Known wrong answers of ex22, convolution backward."""

import numpy as np


def framed(x, padding, **how):
    """Return x with a frame around its rows and columns."""
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), **how)


def fit(size, kernel, step):
    """Return how often a kernel fits."""
    return (size - kernel) // step + 1


def places(x, kernel_size, step):
    """Return how often the kernel fits, down and across."""
    return [fit(x.shape[2 + axis], kernel_size[axis], step) for axis in (0, 1)]


def cut(x, kernel_size, size, down, across=None, gap=1):
    """Return windows of x, whose padding is done: (N, H_out, W_out, C, KH, KW)."""
    across = down if across is None else across
    kh, kw = kernel_size
    x = np.pad(x, ((0, 0), (0, 0), (0, gap * kh + down), (0, gap * kw + across)))
    rows = down * np.arange(size[0])[:, None, None, None] + gap * np.arange(kh)[:, None]
    columns = across * np.arange(size[1])[:, None, None] + gap * np.arange(kw)
    return x[:, :, rows, columns].transpose(0, 2, 3, 1, 4, 5)


def matrix(windows):
    """Flatten windows: a row for each."""
    return windows.reshape(int(np.prod(windows.shape[:3])), -1)


def windows_of(x, kernel_size, stride=1, padding=0):
    """Return the right windows, (N, H_out, W_out, C, KH, KW)."""
    x = framed(x, padding)
    return cut(x, kernel_size, places(x, kernel_size, stride), stride)


def round_the_end(x, kernel_size, stride, padding):
    """Return the matrix of someone whose row -1 is the last of x; beyond, an index fails."""
    if padding > min(x.shape[2:]):
        raise IndexError("out of bounds")
    wide = np.pad(x, ((0, 0), (0, 0), (0, padding), (0, padding)))
    rows, columns = (np.r_[size - padding : size, 0 : size + padding] for size in x.shape[2:])
    return solution.im2col(wide[:, :, rows[:, None], columns], kernel_size, stride)


# im2col


@mistake("im2col")
def channels_after_the_cells(x, kernel_size, stride=1, padding=0):
    """Your columns have the order (KH, KW, C). The channels come first: all cells of channel
    0, then those of channel 1."""
    windows = windows_of(x, kernel_size, stride, padding)
    return matrix(windows.transpose(0, 1, 2, 4, 5, 3))


@mistake("im2col")
def cells_down_first(x, kernel_size, stride=1, padding=0):
    """In your rows the cells of a window go down first, then across. They go along the rows,
    (KH, KW)."""
    windows = windows_of(x, kernel_size, stride, padding)
    return matrix(windows.swapaxes(4, 5))


@mistake("im2col")
def windows_down_first(x, kernel_size, stride=1, padding=0):
    """Your windows go down first, then across. Their order is (N, H_out, W_out): across
    first."""
    windows = windows_of(x, kernel_size, stride, padding)
    return matrix(windows.swapaxes(1, 2))


@mistake("im2col")
def images_change_fastest(x, kernel_size, stride=1, padding=0):
    """Your rows have the order (H_out, W_out, N). All windows of an image stand together: N
    comes first."""
    windows = windows_of(x, kernel_size, stride, padding)
    return matrix(windows.transpose(1, 2, 0, 3, 4, 5))


@mistake("im2col")
def windows_in_columns(x, kernel_size, stride=1, padding=0):
    """Your windows stand in the columns. Here each window is a row."""
    return solution.im2col(x, kernel_size, stride, padding).T.copy()


@mistake("im2col")
def windows_in_columns_images_fastest(x, kernel_size, stride=1, padding=0):
    """Your windows stand in the columns, and the images change fastest, as in cs231n. Here
    each is a row, image by image."""
    return matrix(windows_of(x, kernel_size, stride, padding).transpose(1, 2, 0, 3, 4, 5)).T


@mistake("im2col")
def matrix_for_each_image(x, kernel_size, stride=1, padding=0):
    """You return a matrix for each image, three axes. Here all images are in one, one below
    the other."""
    columns = solution.im2col(x, kernel_size, stride, padding)
    return columns.reshape(len(x), -1, columns.shape[1])


@mistake("im2col")
def as_unfold(x, kernel_size, stride=1, padding=0):
    """You return (N, C*KH*KW, H_out*W_out), as PyTorch's unfold does. Here each window is a
    row of one matrix."""
    columns = solution.im2col(x, kernel_size, stride, padding)
    return columns.reshape(len(x), -1, columns.shape[1]).swapaxes(1, 2).copy()


@mistake("im2col")
def windows_not_flattened(x, kernel_size, stride=1, padding=0):
    """You return windows with six axes. The first three become the rows of a matrix, the last
    three its columns."""
    return windows_of(x, kernel_size, stride, padding)


@mistake("im2col")
def channels_before_the_places(x, kernel_size, stride=1, padding=0):
    """Your numbers lie as (N, C, H_out, W_out, KH, KW), and reshape does not bring C behind.
    Look for what exchanges axes."""
    windows = windows_of(x, kernel_size, stride, padding)
    flat = windows.transpose(0, 3, 1, 2, 4, 5)
    return flat.reshape(matrix(windows).shape)


@mistake("im2col")
def cells_before_the_places(x, kernel_size, stride=1, padding=0):
    """Your numbers lie as (N, C, KH, KW, H_out, W_out), and reshape does not bring the places
    forward. Look for what exchanges axes."""
    windows = windows_of(x, kernel_size, stride, padding)
    flat = windows.transpose(0, 3, 4, 5, 1, 2)
    return flat.reshape(matrix(windows).shape)


@mistake("im2col")
def row_for_each_channel(x, kernel_size, stride=1, padding=0):
    """Each channel of a window has a row of its own. All channels of a window stand in one
    row, side by side."""
    windows = windows_of(x, kernel_size, stride, padding)
    return windows.reshape(-1, int(np.prod(kernel_size)))


@mistake("im2col")
def only_the_first_image(x, kernel_size, stride=1, padding=0):
    """You return the windows of the first image alone. Those of all N images stand below each
    other."""
    return solution.im2col(x[:1], kernel_size, stride, padding)


@mistake("im2col")
def windows_turned(x, kernel_size, stride=1, padding=0):
    """Your windows are turned by half a turn: their last cell comes first. Nothing is
    flipped."""
    return matrix(windows_of(x, kernel_size, stride, padding)[..., ::-1, ::-1])


@mistake("im2col")
def kernel_size_exchanged(x, kernel_size, stride=1, padding=0):
    """You take kernel_size as (KW, KH). It is (KH, KW): rows, then columns."""
    return solution.im2col(x, kernel_size[::-1], stride, padding)


@mistake("im2col")
def rows_of_the_kernel_for_both(x, kernel_size, stride=1, padding=0):
    """Your windows are KH x KH. A kernel need not be square: its columns are KW."""
    return solution.im2col(x, (kernel_size[0],) * 2, stride, padding)


@mistake("im2col")
def stride_ignored(x, kernel_size, stride=1, padding=0):
    """You always move by one cell. The windows move by stride cells, down and across."""
    return solution.im2col(x, kernel_size, 1, padding)


@mistake("im2col")
def windows_moved_by_one(x, kernel_size, stride=1, padding=0):
    """There are as many rows as there should be, but the windows move by one cell. The stride
    also says where each begins."""
    x = framed(x, padding)
    return matrix(cut(x, kernel_size, places(x, kernel_size, stride), 1))


@mistake("im2col")
def stride_down_only(x, kernel_size, stride=1, padding=0):
    """You move by stride down, but by one cell across. The stride holds for both."""
    x = framed(x, padding)
    size = places(x, kernel_size, stride)[0], places(x, kernel_size, 1)[1]
    return matrix(cut(x, kernel_size, size, stride, 1))


@mistake("im2col")
def stride_across_only(x, kernel_size, stride=1, padding=0):
    """You move by stride across, but by one cell down. The stride holds for both."""
    x = framed(x, padding)
    size = places(x, kernel_size, 1)[0], places(x, kernel_size, stride)[1]
    return matrix(cut(x, kernel_size, size, 1, stride))


@mistake("im2col")
def gaps_as_wide_as_the_stride(x, kernel_size, stride=1, padding=0):
    """Inside a window you also skip cells, by the stride. The cells of a window lie side by
    side."""
    x = framed(x, padding)
    return matrix(cut(x, kernel_size, places(x, kernel_size, stride), stride, gap=stride))


@mistake("im2col")
def partial_windows_kept(x, kernel_size, stride=1, padding=0):
    """You round the number of windows up, and fill the last ones with zeros. Only whole
    windows count."""
    x = framed(x, padding)
    up = [-(-(x.shape[2 + a] - kernel_size[a]) // stride) + 1 for a in (0, 1)]
    return matrix(cut(x, kernel_size, up, stride))


@mistake("im2col")
def last_window_lost(x, kernel_size, stride=1, padding=0):
    """The last window is missing where it ends exactly at the edge. See where your range of
    first rows and columns stops."""
    x = framed(x, padding)
    counts = [len(range(0, x.shape[2 + a] - kernel_size[a], stride)) for a in (0, 1)]
    columns = cut(x, kernel_size, counts, stride)
    return columns.reshape(len(x) * counts[0] * counts[1], int(np.prod(columns.shape[3:])))


@mistake("im2col")
def last_window_lost_in_lists(x, kernel_size, stride=1, padding=0):
    """The last window is missing where it ends exactly at the edge; without windows your
    array has no columns. See where your range stops."""
    x = framed(x, padding)
    counts = [len(range(0, x.shape[2 + a] - kernel_size[a], stride)) for a in (0, 1)]
    if 0 in counts:
        return np.array([])
    return matrix(cut(x, kernel_size, counts, stride))


@mistake("im2col")
def one_window_too_few(x, kernel_size, stride=1, padding=0):
    """You count one row and one column of windows too few. Look at the end of the formulas of
    H_out and W_out."""
    x = framed(x, padding)
    counts = [size - 1 for size in places(x, kernel_size, stride)]
    columns = cut(x, kernel_size, counts, stride)
    return columns.reshape(len(x) * counts[0] * counts[1], int(np.prod(columns.shape[3:])))


@mistake("im2col")
def one_window_too_few_or_no_reshape(x, kernel_size, stride=1, padding=0):
    """You count one row and one column of windows too few, and nothing can be reshaped. Look
    at the end of the formulas of H_out and W_out."""
    x = framed(x, padding)
    counts = [size - 1 for size in places(x, kernel_size, stride)]
    return cut(x, kernel_size, counts, stride).reshape(len(x) * counts[0] * counts[1], -1)


@mistake("im2col")
def windows_of_images_beside_each_other(x, kernel_size, stride=1, padding=0):
    """Right for one image; with more, cells of different images meet in one row. Look at the
    order of axes before your reshape."""
    windows = windows_of(x, kernel_size, stride, padding)
    per_image = windows.transpose(0, 3, 4, 5, 1, 2)
    return per_image.reshape(int(np.prod(per_image.shape[1:4])), -1).T.copy()


@mistake("im2col")
def padding_ignored(x, kernel_size, stride=1, padding=0):
    """You cut the windows from x without its padding."""
    x_only = places(x, kernel_size, stride)
    if min(x_only) < 1:
        raise ValueError("negative dimensions are not allowed")
    return matrix(cut(x, kernel_size, x_only, stride))


@mistake("im2col")
def padding_at_one_end(x, kernel_size, stride=1, padding=0):
    """Your windows end as if x were padded at the top and left only. The padding is on all
    four sides."""
    before = np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0)))
    size = places(before, kernel_size, stride)
    if min(size) < 1:
        raise ValueError("negative dimensions are not allowed")
    return matrix(cut(before, kernel_size, size, stride))


@mistake("im2col")
def frame_below_and_right_only(x, kernel_size, stride=1, padding=0):
    """Your padding is all below x and right of it. The frame is on all four sides: x begins in
    row P and column P."""
    wide = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
    return solution.im2col(wide, kernel_size, stride)


@mistake("im2col")
def frame_from_the_other_end(x, kernel_size, stride=1, padding=0):
    """Above and left of x you ask for negative indices, and those count from the other end. The
    frame is zeros on all four sides."""
    return round_the_end(x, kernel_size, stride, padding)


@mistake("im2col")
def edge_repeated_for_padding(x, kernel_size, stride=1, padding=0):
    """Your frame repeats the cells at the edge of x. The padding is zeros."""
    return solution.im2col(framed(x, padding, mode="edge"), kernel_size, stride)


@mistake("im2col")
def every_axis_padded(x, kernel_size, stride=1, padding=0):
    """You pad all four axes of x, so there are new images and channels. Only rows and columns
    are padded."""
    return solution.im2col(np.pad(x, padding), kernel_size, stride)


@mistake("im2col")
def columns_in_float64(x, kernel_size, stride=1, padding=0):
    """Your matrix is float64 whatever x is. An array made without a dtype is float64: look
    where you make it."""
    return solution.im2col(x, kernel_size, stride, padding).astype("float64")


@mistake("im2col")
def padded_in_float64(x, kernel_size, stride=1, padding=0):
    """With padding your matrix is float64 whatever x is. An array made without a dtype is
    float64: look where you pad."""
    columns = solution.im2col(x, kernel_size, stride, padding)
    return columns.astype("float64") if padding else columns


@mistake("im2col")
def columns_in_float32(x, kernel_size, stride=1, padding=0):
    """Your matrix is float32 whatever x is. Keep the dtype of x."""
    return solution.im2col(x, kernel_size, stride, padding).astype("float32")


@mistake("im2col")
def columns_cut_to_whole_numbers(x, kernel_size, stride=1, padding=0):
    """Your numbers have lost what stands behind the point. Look where an array of integers is
    made."""
    return np.trunc(solution.im2col(x, kernel_size, stride, padding))


@mistake("im2col")
def view_of_x(x, kernel_size, stride=1, padding=0):
    """For a kernel of one cell you return the memory of x. Return a new array."""
    if tuple(kernel_size) == (1, 1) and stride == 1 and padding == 0:
        return x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])
    return solution.im2col(x, kernel_size, stride, padding)


# col2im


def spread(windows, input_shape, stride, padding, down=None, across=None, gap=1):
    """Add windows (N, H_out, W_out, C, KH, KW) up in a padded image, and crop it."""
    n, c, h, w = input_shape
    _, rows, columns, _, kh, kw = windows.shape
    down, across = (stride if one is None else one for one in (down, across))
    room = np.zeros((n, c, h + 2 * padding + gap * kh + rows * down,
                     w + 2 * padding + gap * kw + columns * across), windows.dtype)  # fmt: skip
    for i, j, a, b in np.ndindex(rows, columns, kh, kw):
        room[:, :, i * down + gap * a, j * across + gap * b] += windows[:, i, j, :, a, b]
    return room[:, :, : h + 2 * padding, : w + 2 * padding]


def cropped(padded, padding):
    """Return the middle of a padded image."""
    h, w = (size - padding for size in padded.shape[2:])
    return padded[:, :, padding:h, padding:w].copy()


def six(columns, input_shape, kernel_size, stride, padding):
    """Return the six axes of the windows of a matrix: N, H_out, W_out, C, KH, KW."""
    n, c, h, w = input_shape
    kh, kw = kernel_size
    return n, fit(h + 2 * padding, kh, stride), fit(w + 2 * padding, kw, stride), c, kh, kw


def unflattened(columns, input_shape, kernel_size, stride=1, padding=0):
    """Return the windows of a matrix, (N, H_out, W_out, C, KH, KW)."""
    return columns.reshape(six(columns, input_shape, kernel_size, stride, padding))


def written(windows, input_shape, stride, padding):
    """Write windows into a padded image, the later ones over the earlier ones."""
    n, c, h, w = input_shape
    _, rows, columns, _, kh, kw = windows.shape
    room = np.zeros((n, c, h + 2 * padding, w + 2 * padding), windows.dtype)
    for i, j in np.ndindex(rows, columns):
        row, column = i * stride, j * stride
        room[:, :, row : row + kh, column : column + kw] = windows[:, i, j]
    return room


def wrapped(wide, padding):
    """Return the middle of a padded image, with its frame above and left at the other end."""
    for axis in (2, 3):
        wide = np.moveaxis(wide, axis, 0).copy()
        if len(wide) < 3 * padding:
            raise IndexError("out of bounds")
        for row in range(padding):  # row - padding counts from the end
            wide[row - 2 * padding] += wide[row]
        wide = np.moveaxis(wide[padding : len(wide) - padding], 0, axis)
    return wide.copy()


@mistake("col2im")
def later_windows_overwrite(columns, input_shape, kernel_size, stride=1, padding=0):
    """A cell of several windows has the number of the last one alone. Its numbers add up: see
    whether you add, or write over."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(written(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def earlier_windows_overwrite(columns, input_shape, kernel_size, stride=1, padding=0):
    """A cell of several windows has the number of the first one alone. Its numbers add up: see
    whether you add, or write over."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    n, c, h, w = input_shape
    _, rows, across, _, kh, kw = windows.shape
    room = np.zeros((n, c, h + 2 * padding, w + 2 * padding), windows.dtype)
    for i, j in [*np.ndindex(rows, across)][::-1]:
        row, column = i * stride, j * stride
        room[:, :, row : row + kh, column : column + kw] = windows[:, i, j]
    return cropped(room, padding)


@mistake("col2im")
def averaged_over_the_windows(columns, input_shape, kernel_size, stride=1, padding=0):
    """You divide each cell by the number of windows that see it. Its numbers add up, and
    nothing is divided: col2im is no inverse."""
    given = input_shape, kernel_size, stride, padding
    seen = solution.col2im(np.ones_like(columns), *given)
    return solution.col2im(columns, *given) / np.maximum(seen, 1)


@mistake("col2im")
def padding_kept(columns, input_shape, kernel_size, stride=1, padding=0):
    """You return the padded image. What came from the padding is dropped: the result has
    input_shape."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return spread(windows, input_shape, stride, padding).copy()


@mistake("col2im")
def cropped_at_the_far_end_only(columns, input_shape, kernel_size, stride=1, padding=0):
    """You crop at the bottom and right only, so everything lies padding cells too far down and
    right. The frame is on all four sides."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    n, c, h, w = input_shape
    return spread(windows, input_shape, stride, padding)[:, :, :h, :w].copy()


@mistake("col2im")
def cropped_to_nothing(columns, input_shape, kernel_size, stride=1, padding=0):
    """Without padding your image is empty. A slice that ends at -padding ends at 0 then: count
    the end from the front."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    wide = spread(windows, input_shape, stride, padding)
    return wide[:, :, padding:-padding, padding:-padding].copy()


@mistake("col2im")
def cropped_to_nothing_with_room_for_the_stride(
    columns, input_shape, kernel_size, stride=1, padding=0
):
    """Without padding your image is empty, with it a stride leaves too much. Crop from padding
    to padding + H and padding + W."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    wide = np.pad(spread(windows, input_shape, stride, padding),
                  ((0, 0), (0, 0), (0, stride - 1), (0, stride - 1)))  # fmt: skip
    return wide[:, :, padding:-padding, padding:-padding].copy()


@mistake("col2im")
def cropped_too_short(columns, input_shape, kernel_size, stride=1, padding=0):
    """With padding your image is too small: rows padding to H are H minus padding rows. The
    image ends padding cells later."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    n, c, h, w = input_shape
    return spread(windows, input_shape, stride, padding)[:, :, padding:h, padding:w].copy()


@mistake("col2im")
def image_ends_with_the_last_window(columns, input_shape, kernel_size, stride=1, padding=0):
    """Your image is too small where rows or columns are left over. It has input_shape: make
    room for all of the padded image."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    _, rows, across, _, kh, kw = windows.shape
    wide = spread(windows, input_shape, stride, padding)
    wide = wide[:, :, : (rows - 1) * stride + kh, : (across - 1) * stride + kw]
    n, c, h, w = input_shape
    return wide[:, :, padding : padding + h, padding : padding + w].copy()


@mistake("col2im")
def frame_added_at_the_other_end(columns, input_shape, kernel_size, stride=1, padding=0):
    """What came from the frame above and left is added at the other end: negative indices count
    from there. It is dropped."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    wide = spread(windows, input_shape, stride, padding)
    return wrapped(wide, padding)


@mistake("col2im")
def places_counted_without_padding(columns, input_shape, kernel_size, stride=1, padding=0):
    """You count the windows without the padding, so that the matrix cannot be reshaped. They
    were cut from the padded image."""
    return solution.col2im(columns, input_shape, kernel_size, stride, 0)


@mistake("col2im")
def windows_laid_by_one(columns, input_shape, kernel_size, stride=1, padding=0):
    """You lay the windows one cell apart. Window (i, j) begins in row i*S and column j*S."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows, input_shape, 1, padding), padding)


@mistake("col2im")
def laid_by_stride_down_only(columns, input_shape, kernel_size, stride=1, padding=0):
    """You lay the windows stride cells apart downwards, but one cell apart across. The stride
    holds for both."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows, input_shape, stride, padding, across=1), padding)


@mistake("col2im")
def laid_by_stride_across_only(columns, input_shape, kernel_size, stride=1, padding=0):
    """You lay the windows stride cells apart across, but one cell apart downwards. The stride
    holds for both."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows, input_shape, stride, padding, down=1), padding)


@mistake("col2im")
def laid_with_gaps(columns, input_shape, kernel_size, stride=1, padding=0):
    """Inside a window you leave gaps, by the stride. The cells of a window lie side by
    side."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows, input_shape, stride, padding, gap=stride), padding)


@mistake("col2im")
def stride_taken_for_one(columns, input_shape, kernel_size, stride=1, padding=0):
    """You count the windows without the stride, so that the matrix cannot be reshaped. They
    were cut stride cells apart."""
    return solution.col2im(columns, input_shape, kernel_size, 1, padding)


@mistake("col2im")
def columns_read_with_channels_last(columns, input_shape, kernel_size, stride=1, padding=0):
    """You read the columns as (KH, KW, C). The channels come first: all cells of channel 0,
    then those of channel 1."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(n, rows, across, kh, kw, c).transpose(0, 1, 2, 5, 3, 4)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def columns_read_down_first(columns, input_shape, kernel_size, stride=1, padding=0):
    """You read the cells of a window down first, then across. They go along the rows,
    (KH, KW)."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(n, rows, across, c, kw, kh).swapaxes(4, 5)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def rows_read_down_first(columns, input_shape, kernel_size, stride=1, padding=0):
    """You lay the windows down first, then across. Their order is (N, H_out, W_out): across
    first."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(n, across, rows, c, kh, kw).swapaxes(1, 2)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def rows_read_with_images_last(columns, input_shape, kernel_size, stride=1, padding=0):
    """You read the rows as (H_out, W_out, N). All windows of an image stand together: N comes
    first."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(rows, across, n, c, kh, kw).transpose(2, 0, 1, 3, 4, 5)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def reshaped_with_channels_before_places(
    columns, input_shape, kernel_size, stride=1, padding=0
):
    """You reshape to (N, C, H_out, W_out, KH, KW), but the numbers lie as (N, H_out, W_out,
    C, KH, KW). Reshape so first."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(n, c, rows, across, kh, kw).transpose(0, 2, 3, 1, 4, 5)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def reshaped_with_cells_before_places(columns, input_shape, kernel_size, stride=1, padding=0):
    """You reshape to (N, C, KH, KW, H_out, W_out), but the numbers lie as (N, H_out, W_out,
    C, KH, KW). Reshape so first."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(n, c, kh, kw, rows, across).transpose(0, 4, 5, 1, 2, 3)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def windows_read_from_columns(columns, input_shape, kernel_size, stride=1, padding=0):
    """You read the matrix as if a window stood in each column. Here each window is a row."""
    n, rows, across, c, kh, kw = six(columns, input_shape, kernel_size, stride, padding)
    windows = columns.reshape(c, kh, kw, n, rows, across).transpose(3, 4, 5, 0, 1, 2)
    return cropped(spread(windows, input_shape, stride, padding), padding)


@mistake("col2im")
def windows_laid_turned(columns, input_shape, kernel_size, stride=1, padding=0):
    """You turn each window by half a turn before it is added. Nothing is flipped."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows[..., ::-1, ::-1], input_shape, stride, padding), padding)


@mistake("col2im")
def last_window_left_out(columns, input_shape, kernel_size, stride=1, padding=0):
    """The last row and the last column of windows are not added. See where your range of
    places stops."""
    windows = unflattened(columns, input_shape, kernel_size, stride, padding)
    return cropped(spread(windows[:, :-1, :-1], input_shape, stride, padding), padding)


@mistake("col2im")
def kernel_size_read_backwards(columns, input_shape, kernel_size, stride=1, padding=0):
    """You take kernel_size as (KW, KH). It is (KH, KW): rows, then columns."""
    return solution.col2im(columns, input_shape, kernel_size[::-1], stride, padding)


@mistake("col2im")
def images_added_up(columns, input_shape, kernel_size, stride=1, padding=0):
    """All your images are alike: you add up over the batch. Each image gets the numbers of its
    own windows."""
    x = solution.col2im(columns, input_shape, kernel_size, stride, padding)
    return np.zeros_like(x) + x.sum(axis=0)


@mistake("col2im")
def only_the_first_image_filled(columns, input_shape, kernel_size, stride=1, padding=0):
    """Only your first image is filled, all others are 0. The rows of the next image come
    after."""
    x = solution.col2im(columns, input_shape, kernel_size, stride, padding)
    x[1:] = 0
    return x


@mistake("col2im")
def image_in_float64(columns, input_shape, kernel_size, stride=1, padding=0):
    """Your image is float64 whatever columns is. An array made without a dtype is float64: look
    where you make it."""
    x = solution.col2im(columns, input_shape, kernel_size, stride, padding)
    return x.astype("float64")


@mistake("col2im")
def image_in_float32(columns, input_shape, kernel_size, stride=1, padding=0):
    """Your image is float32 whatever columns is. Keep the dtype of columns."""
    x = solution.col2im(columns, input_shape, kernel_size, stride, padding)
    return x.astype("float32")


@mistake("col2im")
def image_cut_to_whole_numbers(columns, input_shape, kernel_size, stride=1, padding=0):
    """Your numbers have lost what stands behind the point. Look where an array of integers is
    made."""
    return np.trunc(solution.col2im(columns, input_shape, kernel_size, stride, padding))


@mistake("col2im")
def columns_reshaped_only(columns, input_shape, kernel_size, stride=1, padding=0):
    """You reshape columns to input_shape, which fails where windows overlap, and shares its
    memory elsewhere. Add every number to its cell."""
    return columns.reshape(input_shape)


@mistake("col2im")
def view_of_columns(columns, input_shape, kernel_size, stride=1, padding=0):
    """For a kernel of one cell you return the memory of columns. Return a new array."""
    if tuple(kernel_size) == (1, 1) and stride == 1 and padding == 0:
        n, c, h, w = input_shape
        return columns.reshape(n, h, w, c).transpose(0, 3, 1, 2)
    return solution.col2im(columns, input_shape, kernel_size, stride, padding)


# conv2d_backward


def parts(grad_out, x, weight, stride=1, padding=0):
    """Return what the solution's product is made of: grads (L, O), columns and filters."""
    columns = solution.im2col(x, weight.shape[2:], stride, padding)
    grads = np.moveaxis(grad_out, 1, 3).reshape(len(columns), len(weight))
    return grads, columns, weight.reshape(len(weight), -1)


def back(rows, x, weight, stride=1, padding=0):
    """Return the image that gradients of windows add up to."""
    return solution.col2im(rows, x.shape, weight.shape[2:], stride, padding)


@mistake("conv2d_backward")
def all_negated(grad_out, x, weight, stride=1, padding=0):
    """All three gradients have the opposite sign. grad_out is the gradient itself: nothing
    changes its sign here."""
    return tuple(-g for g in solution.conv2d_backward(grad_out, x, weight, stride, padding))


@mistake("conv2d_backward")
def all_averaged(grad_out, x, weight, stride=1, padding=0):
    """You divide all gradients by N. A mean over the batch, if there is one, is in grad_out
    already."""
    found = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return tuple(g / len(x) for g in found)


@mistake("conv2d_backward")
def parameters_averaged(grad_out, x, weight, stride=1, padding=0):
    """dx is right, but you divide dweight and dbias by N. A mean over the batch, if there is
    one, is in grad_out already."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight / len(x), dbias / len(x)


@mistake("conv2d_backward")
def averaged_over_the_windows_of_all(grad_out, x, weight, stride=1, padding=0):
    """You divide dweight and dbias by the number of windows. They are sums over all windows of
    all images."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = grad_out[:, 0].size
    return dx, dweight / windows, dbias / windows


@mistake("conv2d_backward")
def dweight_averaged(grad_out, x, weight, stride=1, padding=0):
    """Only dweight is wrong: you divide it by N. It is a sum over the batch, as dbias is."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight / len(x), dbias


@mistake("conv2d_backward")
def dbias_averaged(grad_out, x, weight, stride=1, padding=0):
    """Only dbias is wrong: it is a mean over images and cells. It is their sum, as dweight
    is."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias / grad_out[:, 0].size


@mistake("conv2d_backward")
def dbias_over_images(grad_out, x, weight, stride=1, padding=0):
    """Only dbias is wrong: you divide it by N. It is a sum over the batch, as dweight is."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias / len(x)


@mistake("conv2d_backward")
def dbias_summed_over_images_only(grad_out, x, weight, stride=1, padding=0):
    """dbias has rows and columns, (O, H_out, W_out): you sum over the images only. A bias is in
    every cell of its map."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.sum(axis=0)


@mistake("conv2d_backward")
def dbias_for_each_image(grad_out, x, weight, stride=1, padding=0):
    """dbias is (N, O): you sum over rows and columns only. All images share a bias: sum over
    them as well."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.sum(axis=(2, 3))


@mistake("conv2d_backward")
def dbias_not_over_the_columns(grad_out, x, weight, stride=1, padding=0):
    """dbias is (O, W_out): you sum over images and rows only. A bias is in every cell of its
    map."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.sum(axis=(0, 2))


@mistake("conv2d_backward")
def dbias_with_extra_axes(grad_out, x, weight, stride=1, padding=0):
    """dbias has the shape (1, O, 1, 1). The sums must lose the axes that they run over: it is
    (O,)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias[None, :, None, None]


@mistake("conv2d_backward")
def dbias_as_a_column(grad_out, x, weight, stride=1, padding=0):
    """dbias has the shape (O, 1). It has the shape of bias, (O,)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias[:, None]


@mistake("conv2d_backward")
def dbias_summed_over_everything(grad_out, x, weight, stride=1, padding=0):
    """dbias is one number, the sum of all of grad_out. Each filter has a bias of its own."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.sum()


@mistake("conv2d_backward")
def dbias_over_the_filters(grad_out, x, weight, stride=1, padding=0):
    """dbias has a number for each image: you sum over the filters. Sum over all axes but
    theirs."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.sum(axis=(1, 2, 3))


@mistake("conv2d_backward")
def dbias_of_the_last_image(grad_out, x, weight, stride=1, padding=0):
    """dbias holds the last image alone. See whether the images are added to it, or replace
    it."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out[-1].sum(axis=(1, 2))


@mistake("conv2d_backward")
def dbias_of_the_last_window(grad_out, x, weight, stride=1, padding=0):
    """dbias holds the last window of the last image alone. See whether windows are added to
    it, or replace it."""
    dx, dweight, _ = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out[-1, :, -1, -1].copy()


@mistake("conv2d_backward")
def dbias_of_rows_of_filters(grad_out, x, weight, stride=1, padding=0):
    """For dbias you reshape grad_out to O rows, which mixes images and filters. Sum over axes
    of grad_out as it is."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.reshape(len(dbias), -1).sum(axis=1)


@mistake("conv2d_backward")
def dbias_of_columns_of_filters(grad_out, x, weight, stride=1, padding=0):
    """For dbias you reshape grad_out to O columns, which mixes cells and filters. Sum over axes
    of grad_out as it is."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, grad_out.reshape(-1, len(dbias)).sum(axis=0)


@mistake("conv2d_backward")
def dbias_stays_zero(grad_out, x, weight, stride=1, padding=0):
    """dbias is 0 everywhere. See whether its sum is stored, or only computed."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias * 0


@mistake("conv2d_backward")
def grad_out_reshaped(grad_out, x, weight, stride=1, padding=0):
    """You reshape grad_out to O columns, but it lies as (N, O, H_out, W_out), so gradients mix.
    Bring O to the end first."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.reshape(-1, len(weight))
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def grad_out_reshaped_but_not_for_dbias(grad_out, x, weight, stride=1, padding=0):
    """For dx and dweight you reshape grad_out to O columns. It lies as (N, O, H_out,
    W_out): bring O to the end first."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.reshape(-1, len(weight))
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grad_out.sum(axis=(0, 2, 3))


@mistake("conv2d_backward")
def grad_out_reshaped_to_rows_of_filters(grad_out, x, weight, stride=1, padding=0):
    """You reshape grad_out to O rows, but it lies as (N, O, H_out, W_out), so images mix. Move
    O to one end first."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.reshape(len(weight), -1).T
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def grad_out_reshaped_to_rows_but_not_for_dbias(grad_out, x, weight, stride=1, padding=0):
    """For dx and dweight you reshape grad_out to O rows. It lies as (N, O, H_out, W_out): move
    O to one end first."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.reshape(len(weight), -1).T
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grad_out.sum(axis=(0, 2, 3))


@mistake("conv2d_backward")
def grad_out_with_columns_before_rows(grad_out, x, weight, stride=1, padding=0):
    """Your gradients lie as (N, W_out, H_out, O): rows and columns are exchanged. The rows of
    columns are in the order (N, H_out, W_out)."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.transpose(0, 3, 2, 1).reshape(-1, len(weight))
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def grad_out_with_images_last(grad_out, x, weight, stride=1, padding=0):
    """Your gradients lie as (H_out, W_out, N, O). The rows of columns are image by image, in
    the order (N, H_out, W_out)."""
    _, columns, filters = parts(grad_out, x, weight, stride, padding)
    grads = grad_out.transpose(2, 3, 0, 1).reshape(-1, len(weight))
    dx = back(grads @ filters, x, weight, stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def upstream_gradient_ignored(grad_out, x, weight, stride=1, padding=0):
    """You do not use the numbers of grad_out: yours are the gradients of the plain sum of
    out."""
    return solution.conv2d_backward(np.ones_like(grad_out), x, weight, stride, padding)


@mistake("conv2d_backward")
def dweight_turned(grad_out, x, weight, stride=1, padding=0):
    """Each table of dweight is turned by half a turn. Forward nothing was flipped, so nothing
    is flipped in dweight."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight[:, :, ::-1, ::-1].copy(), dbias


@mistake("conv2d_backward")
def dweight_transposed(grad_out, x, weight, stride=1, padding=0):
    """In dweight rows and columns of the kernel are exchanged. It has the shape of weight,
    (O, C, KH, KW)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight.swapaxes(2, 3).copy(), dbias


@mistake("conv2d_backward")
def dweight_as_a_matrix(grad_out, x, weight, stride=1, padding=0):
    """dweight is a matrix, (O, C*KH*KW). Give it the shape of weight."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight.reshape(len(weight), -1), dbias


@mistake("conv2d_backward")
def dweight_with_channels_first(grad_out, x, weight, stride=1, padding=0):
    """dweight is (C, O, KH, KW). It has the shape of weight: filters first."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight.swapaxes(0, 1).copy(), dbias


@mistake("conv2d_backward")
def dweight_reshaped(grad_out, x, weight, stride=1, padding=0):
    """You make dweight as (C*KH*KW, O) and reshape it, so gradients land on the wrong weights.
    Exchange the two axes first."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight.reshape(len(weight), -1).T.reshape(weight.shape), dbias


@mistake("conv2d_backward")
def dweight_of_the_last_window(grad_out, x, weight, stride=1, padding=0):
    """dweight holds the last window of the last image alone. See whether windows are added to
    it, or replace it."""
    grads, columns, _ = parts(grad_out, x, weight, stride, padding)
    dx, _, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, np.outer(grads[-1], columns[-1]).reshape(weight.shape), dbias


@mistake("conv2d_backward")
def dweight_of_the_last_image(grad_out, x, weight, stride=1, padding=0):
    """dweight holds the last image alone. See whether the images are added to it, or replace
    it."""
    last = solution.conv2d_backward(grad_out[-1:], x[-1:], weight, stride, padding)
    dx, _, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, last[1], dbias


@mistake("conv2d_backward")
def parameters_of_the_last_image(grad_out, x, weight, stride=1, padding=0):
    """dweight and dbias hold the last image alone. See whether the images are added to them,
    or replace them."""
    last = solution.conv2d_backward(grad_out[-1:], x[-1:], weight, stride, padding)
    dx = solution.conv2d_backward(grad_out, x, weight, stride, padding)[0]
    return dx, *last[1:]


@mistake("conv2d_backward")
def dweight_without_padding(grad_out, x, weight, stride=1, padding=0):
    """In dweight the frame holds the edge of x once more. The windows come from x padded with
    zeros."""
    dx, _, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    edged = framed(x, padding, mode="edge")
    return dx, solution.conv2d_backward(grad_out, edged, weight, stride)[1], dbias


@mistake("conv2d_backward")
def stride_left_out_of_dweight(grad_out, x, weight, stride=1, padding=0):
    """In dweight the windows are one cell apart. They are those of the forward pass, which
    begin in row i*S and column j*S."""
    dx, _, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    columns = matrix(cut(framed(x, padding), weight.shape[2:], grad_out.shape[2:], 1))
    grads = np.moveaxis(grad_out, 1, 3).reshape(-1, len(weight))
    return dx, (grads.T @ columns).reshape(weight.shape), dbias


@mistake("conv2d_backward")
def stride_left_out_of_dx(grad_out, x, weight, stride=1, padding=0):
    """In dx the windows are laid one cell apart. Window (i, j) begins in row i*S and column
    j*S."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    return cropped(spread(windows, x.shape, 1, padding), padding), dweight, dbias


@mistake("conv2d_backward")
def stride_left_out_of_both(grad_out, x, weight, stride=1, padding=0):
    """In dx and in dweight the windows are one cell apart. Forward, they began in row i*S
    and column j*S."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    columns = matrix(cut(framed(x, padding), weight.shape[2:], grad_out.shape[2:], 1))
    dx = cropped(spread(windows, x.shape, 1, padding), padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


def moved_otherwise(grad_out, x, weight, stride, padding, *given):
    """Return the gradients of someone who gives only this on to col2im, which mostly raises."""
    grads, columns, filters = parts(grad_out, x, weight, stride, padding)
    dx = solution.col2im(grads @ filters, x.shape, weight.shape[2:], *given)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def fails_with_padding(grad_out, x, weight, stride=1, padding=0):
    """With padding your shapes do not fit. See whether both im2col and col2im are given it, or
    how you pad x yourself."""
    return moved_otherwise(grad_out, x, weight, stride, padding, stride)


@mistake("conv2d_backward")
def fails_with_a_stride(grad_out, x, weight, stride=1, padding=0):
    """With a stride your shapes do not fit. See whether both im2col and col2im are given it, or
    how you cut the windows yourself."""
    return moved_otherwise(grad_out, x, weight, stride, padding, 1, padding)


@mistake("conv2d_backward")
def fails_with_either(grad_out, x, weight, stride=1, padding=0):
    """With a stride or with padding your shapes do not fit. See whether both are given on to
    im2col and to col2im."""
    return moved_otherwise(grad_out, x, weight, stride, padding)


@mistake("conv2d_backward")
def padding_not_subtracted(grad_out, x, weight, stride=1, padding=0):
    """In dx and dweight you take i*S + a for a row of x. It is a row of padded, and x begins in
    its row P; columns likewise."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    dx = spread(windows, x.shape, stride, padding)[:, :, : x.shape[2], : x.shape[3]]
    wide = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
    columns = solution.im2col(wide, weight.shape[2:], stride)
    return dx.copy(), (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def cells_from_the_other_end(grad_out, x, weight, stride=1, padding=0):
    """Above and left of x your indices are negative, in dx and in dweight, and those count from
    the other end. Only padding is there."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    dx = wrapped(spread(windows, x.shape, stride, padding), padding)
    columns = round_the_end(x, weight.shape[2:], stride, padding)
    return dx, (grads.T @ columns).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def dx_with_its_padding(grad_out, x, weight, stride=1, padding=0):
    """Your dx still has the frame. It has the shape of x: what goes to the padding is
    dropped."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    return spread(windows, x.shape, stride, padding).copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_cropped_at_the_far_end_only(grad_out, x, weight, stride=1, padding=0):
    """Your dx lies padding cells too far down and right. The frame is on all four sides: crop
    it at the top and left, too."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    dx = spread(windows, x.shape, stride, padding)[:, :, : x.shape[2], : x.shape[3]]
    return dx.copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_cropped_to_nothing(grad_out, x, weight, stride=1, padding=0):
    """Without padding your dx is empty. A slice that ends at -padding ends at 0 then: count the
    end from the front."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return (dx if padding else dx[:, :, 0:0, 0:0]), dweight, dbias


@mistake("conv2d_backward")
def dx_cropped_too_short(grad_out, x, weight, stride=1, padding=0):
    """With padding your dx is too small: rows padding to H are H minus padding rows. It ends
    padding cells later."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    dx = spread(windows, x.shape, stride, padding)
    return dx[:, :, padding : x.shape[2], padding : x.shape[3]].copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_ends_with_the_last_window(grad_out, x, weight, stride=1, padding=0):
    """dx is smaller than x where rows or columns are left over. It is as large as x: these
    cells are 0."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    rows, columns = (
        max((grad_out.shape[a] - 1) * stride + weight.shape[a] - 2 * padding, 0) for a in (2, 3)
    )
    return dx[:, :, :rows, :columns].copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_ends_where_no_window_reaches(grad_out, x, weight, stride=1, padding=0):
    """dx is smaller than x where rows or columns are left over. It is as large as x, with 0 in
    the cells that no window sees."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    rows, columns = (
        (grad_out.shape[a] - 1) * stride + weight.shape[a] - padding for a in (2, 3)
    )
    return dx[:, :, : max(rows, 0), : max(columns, 0)].copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_overwritten(grad_out, x, weight, stride=1, padding=0):
    """In dx a cell of several windows has the gradient of the last one alone: see whether
    you add, or write over."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    return cropped(written(windows, x.shape, stride, padding), padding), dweight, dbias


@mistake("conv2d_backward")
def dx_overwritten_by_each_product(grad_out, x, weight, stride=1, padding=0):
    """In dx a cell has the product of the last filter and the last window alone. See whether
    you add, or write over."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    rows = grads[:, -1:] @ filters[-1:]
    windows = unflattened(rows, x.shape, weight.shape[2:], stride, padding)
    return cropped(written(windows, x.shape, stride, padding), padding), dweight, dbias


@mistake("conv2d_backward")
def dx_and_dweight_overwritten(grad_out, x, weight, stride=1, padding=0):
    """dx and dweight hold the last window that reaches a cell or a weight, alone: see
    whether you add, or write over."""
    grads, columns, filters = parts(grad_out, x, weight, stride, padding)
    windows = unflattened(grads @ filters, x.shape, weight.shape[2:], stride, padding)
    dx = cropped(written(windows, x.shape, stride, padding), padding)
    return dx, np.outer(grads[-1], columns[-1]).reshape(weight.shape), grads.sum(axis=0)


@mistake("conv2d_backward")
def dx_from_turned_filters(grad_out, x, weight, stride=1, padding=0):
    """In dx the filters are turned by half a turn. Each weight takes the gradient back to
    the cell that it met."""
    turned = weight[:, :, ::-1, ::-1]
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return solution.conv2d_backward(grad_out, x, turned, stride, padding)[0], dweight, dbias


@mistake("conv2d_backward")
def dx_from_the_last_filter(grad_out, x, weight, stride=1, padding=0):
    """In dx only the last filter counts. See whether the filters' shares are added, or replace
    each other."""
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    dx = solution.conv2d_backward(grad_out[:, -1:], x, weight[-1:], stride, padding)[0]
    return dx, dweight, dbias


@mistake("conv2d_backward")
def dx_from_reshaped_filters(grad_out, x, weight, stride=1, padding=0):
    """For dx you reshape weight to (C*KH*KW, O), which mixes the filters. Flatten each filter:
    (O, C*KH*KW)."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    rows = grads @ weight.reshape(filters.shape[::-1]).T
    return back(rows, x, weight, stride, padding), dweight, dbias


@mistake("conv2d_backward")
def dx_from_exchanged_filters(grad_out, x, weight, stride=1, padding=0):
    """For dx you exchange O and C in weight before you reshape it. Each row of the matrix is
    one filter: weight lies right as it is."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    rows = grads @ weight.swapaxes(0, 1).reshape(filters.shape)
    return back(rows, x, weight, stride, padding), dweight, dbias


@mistake("conv2d_backward")
def dx_alike_in_all_channels(grad_out, x, weight, stride=1, padding=0):
    """All channels of your dx are alike. Each channel goes back through its own table of the
    filters."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return np.zeros_like(dx) + dx.sum(axis=1, keepdims=True), dweight, dbias


@mistake("conv2d_backward")
def dx_averaged(grad_out, x, weight, stride=1, padding=0):
    """Only dx is wrong: you divide it by N. Each image has a gradient of its own, and nothing
    is divided."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx / len(x), dweight, dbias


@mistake("conv2d_backward")
def dx_of_the_last_image(grad_out, x, weight, stride=1, padding=0):
    """dx holds the last image alone. It has the shape of x: keep the gradient of each image."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx[-1:].copy(), dweight, dbias


@mistake("conv2d_backward")
def dx_as_windows(grad_out, x, weight, stride=1, padding=0):
    """Your dx is the matrix of windows. Its numbers still have to be added up in the cells that
    they came from."""
    grads, _, filters = parts(grad_out, x, weight, stride, padding)
    _, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return grads @ filters, dweight, dbias


@mistake("conv2d_backward")
def dx_stays_zero(grad_out, x, weight, stride=1, padding=0):
    """dx is 0 everywhere. See whether its sums are stored, or only computed."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx * 0, dweight, dbias


@mistake("conv2d_backward")
def dweight_first(grad_out, x, weight, stride=1, padding=0):
    """You return dx last. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dweight, dbias, dx


@mistake("conv2d_backward")
def dweight_before_dx(grad_out, x, weight, stride=1, padding=0):
    """You return dweight before dx. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dweight, dx, dbias


@mistake("conv2d_backward")
def dbias_before_dweight(grad_out, x, weight, stride=1, padding=0):
    """You return dbias before dweight. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dbias, dweight


@mistake("conv2d_backward")
def without_dbias(grad_out, x, weight, stride=1, padding=0):
    """You return two gradients. Asked for are three: (dx, dweight, dbias)."""
    return solution.conv2d_backward(grad_out, x, weight, stride, padding)[:2]


@mistake("conv2d_backward")
def weight_updated_too(grad_out, x, weight, stride=1, padding=0):
    """The gradients are right, but the caller's weight has changed as well. The optimizer takes
    the step, not the layer."""
    found = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    weight -= found[1]
    return found


@mistake("conv2d_backward")
def gradients_in_float64(grad_out, x, weight, stride=1, padding=0):
    """Your gradients are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    found = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return tuple(g.astype("float64") for g in found)


@mistake("conv2d_backward")
def dx_and_dweight_in_float64(grad_out, x, weight, stride=1, padding=0):
    """dx and dweight are float64 whatever you were given. An array made without a dtype is
    float64: look where you make them."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx.astype("float64"), dweight.astype("float64"), dbias


@mistake("conv2d_backward")
def dx_in_float64(grad_out, x, weight, stride=1, padding=0):
    """Only dx is float64 whatever you were given. An array made without a dtype is float64:
    look where you make it."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx.astype("float64"), dweight, dbias


@mistake("conv2d_backward")
def dbias_in_float64(grad_out, x, weight, stride=1, padding=0):
    """Only dbias is float64 whatever you were given. An array made without a dtype is float64:
    look where you make it."""
    dx, dweight, dbias = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return dx, dweight, dbias.astype("float64")


@mistake("conv2d_backward")
def gradients_in_float32(grad_out, x, weight, stride=1, padding=0):
    """Your gradients are float32 whatever you were given. Keep the dtype of the arguments."""
    found = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return tuple(g.astype("float32") for g in found)


@mistake("conv2d_backward")
def gradients_rounded(grad_out, x, weight, stride=1, padding=0):
    """Your gradients are rounded to four digits behind the point. Return all of them."""
    found = solution.conv2d_backward(grad_out, x, weight, stride, padding)
    return tuple(np.round(g, 4) for g in found)
