"""Known wrong answers of ex21, convolution forward."""

import numpy as np


def refuse(x, weight, padding=0):
    """Refuse what the statement refuses."""
    if weight.shape[1] != x.shape[1] or any(
        kernel > size + 2 * padding
        for kernel, size in zip(weight.shape[2:], x.shape[2:], strict=True)
    ):
        raise ValueError("these filters do not fit")


def framed(x, padding, **how):
    """Return x with a frame around its rows and columns."""
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), **how)


def broadcast_depths(x, weight):
    """Return both as deep as NumPy makes them; it refuses two depths that are not 1."""
    c = np.broadcast_shapes(x.shape[1:2], weight.shape[1:2])
    x = np.broadcast_to(x, (len(x), *c, *x.shape[2:]))
    return x, np.broadcast_to(weight, (len(weight), *c, *weight.shape[2:]))


def sizes(x, weight, step):
    """Return how often the kernel fits, down and across."""
    return [(x.shape[axis] - weight.shape[axis]) // step + 1 for axis in (2, 3)]


def add_up(window, filters):
    """Return the sum of a window for each image and filter, (N, O)."""
    return (window[:, None] * filters).sum(axis=(2, 3, 4))


def slide(x, weight, bias, size, down, across=None, each=add_up):
    """Slide the filters over x, whose padding is done, into an output of the given size."""
    across = down if across is None else across
    kh, kw = weight.shape[2:]
    out = np.zeros((len(x), len(weight), *size), x.dtype)
    for i, j in np.ndindex(*size):
        row, column = i * down, j * across
        window = x[:, :, row : row + kh, column : column + kw]
        out[:, :, i, j] = each(window, weight) + bias
    return out


def plain(x, weight, stride=1, padding=0):
    """Return the sums without a bias."""
    return solution.conv2d(x, weight, np.zeros(len(weight), x.dtype), stride, padding)


# The sum of a window


@mistake("conv2d")
def kernel_flipped(x, weight, bias, stride=1, padding=0):
    """You turn the kernel by half a turn, as mathematicians do. Here the formula does not
    flip: compare its indices with yours."""
    return solution.conv2d(x, weight[:, :, ::-1, ::-1], bias, stride, padding)


@mistake("conv2d")
def kernel_upside_down(x, weight, bias, stride=1, padding=0):
    """Your kernel stands upside down: its last row meets the window's first. Row a of the
    kernel belongs to row a of the window."""
    return solution.conv2d(x, weight[:, :, ::-1], bias, stride, padding)


@mistake("conv2d")
def kernel_mirrored(x, weight, bias, stride=1, padding=0):
    """Your kernel is mirrored: its last column meets the window's first. Column b of the
    kernel belongs to column b of the window."""
    return solution.conv2d(x, weight[..., ::-1], bias, stride, padding)


@mistake("conv2d")
def filters_flipped_in_every_axis(x, weight, bias, stride=1, padding=0):
    """You flip the kernel and the order of the channels as well. Channel c of the filter
    belongs to channel c of x."""
    return solution.conv2d(x, weight[:, ::-1, ::-1, ::-1], bias, stride, padding)


@mistake("conv2d")
def kernel_transposed(x, weight, bias, stride=1, padding=0):
    """Rows and columns of the kernel are exchanged. In weight, (O, C, KH, KW), rows come
    before columns."""
    return solution.conv2d(x, weight.swapaxes(2, 3), bias, stride, padding)


@mistake("conv2d")
def columns_of_the_kernel_for_both(x, weight, bias, stride=1, padding=0):
    """Your windows are KW x KW. A kernel need not be square: its rows are KH."""
    refuse(x, weight, padding)
    x, kw = framed(x, padding), weight.shape[3]
    out = np.zeros((len(x), len(weight), *sizes(x, weight, stride)), x.dtype)
    for _, o, i, j in np.ndindex(1, *out.shape[1:]):
        window = x[:, :, i * stride : i * stride + kw, j * stride : j * stride + kw]
        out[:, o, i, j] = (window * weight[o]).sum(axis=(1, 2, 3)) + bias[o]
    return out


@mistake("conv2d")
def rows_of_the_kernel_for_both(x, weight, bias, stride=1, padding=0):
    """Your windows are KH x KH. A kernel need not be square: its columns are KW."""
    refuse(x, weight, padding)
    x, kh = framed(x, padding), weight.shape[2]
    out = np.zeros((len(x), len(weight), *sizes(x, weight, stride)), x.dtype)
    for _, o, i, j in np.ndindex(1, *out.shape[1:]):
        window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kh]
        out[:, o, i, j] = (window * weight[o]).sum(axis=(1, 2, 3)) + bias[o]
    return out


@mistake("conv2d")
def averaged_over_the_kernel(x, weight, bias, stride=1, padding=0):
    """Your sums are divided by KH * KW, the cells of the kernel. Nothing is divided."""
    return plain(x, weight, stride, padding) / weight[0, 0].size + bias[:, None, None]


@mistake("conv2d")
def averaged_over_the_filter(x, weight, bias, stride=1, padding=0):
    """You take the mean of the products, over channels and cells. A convolution takes
    their sum."""
    return plain(x, weight, stride, padding) / weight[0].size + bias[:, None, None]


@mistake("conv2d")
def averaged_over_the_channels(x, weight, bias, stride=1, padding=0):
    """Your sums are divided by C, the number of channels. The channels are added up."""
    return plain(x, weight, stride, padding) / x.shape[1] + bias[:, None, None]


@mistake("conv2d")
def divided_by_the_sum_of_the_kernel(x, weight, bias, stride=1, padding=0):
    """Your sums are divided by the sum of the weights, as when an image is blurred. Here
    nothing is divided."""
    totals = weight.sum(axis=(1, 2, 3))[:, None, None]
    totals = np.where(totals == 0, 1, totals).astype(x.dtype)
    return plain(x, weight, stride, padding) / totals + bias[:, None, None]


@mistake("conv2d")
def largest_product(x, weight, bias, stride=1, padding=0):
    """You take the largest product of a window, as pooling would. A convolution adds all
    of them up."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride,
                 each=lambda w, f: (w[:, None] * f).max(axis=(2, 3, 4)))  # fmt: skip


@mistake("conv2d")
def only_the_last_product(x, weight, bias, stride=1, padding=0):
    """Only the last product counts: last channel, last cell of the window. See whether
    products are added, or replace each other."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride,
                 each=lambda w, f: w[:, None, -1, -1, -1] * f[:, -1, -1, -1])  # fmt: skip


@mistake("conv2d")
def corner_of_the_window_for_all_weights(x, weight, bias, stride=1, padding=0):
    """All weights are multiplied by the window's first cell. The cell moves with the
    weight: i*S + a and j*S + b."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride,
                 each=lambda w, f: (w[:, None, :, :1, :1] * f).sum(axis=(2, 3, 4)))  # fmt: skip


@mistake("conv2d")
def sums_multiplied(x, weight, bias, stride=1, padding=0):
    """You add up the window and the kernel first, then multiply. Multiply cell by cell,
    then add up."""
    refuse(x, weight, padding)
    x = framed(x, padding)

    def each(w, f):
        return w.sum(axis=(1, 2, 3))[:, None] * f.sum(axis=(1, 2, 3))

    return slide(x, weight, bias, sizes(x, weight, stride), stride, each=each)


@mistake("conv2d")
def weights_left_out(x, weight, bias, stride=1, padding=0):
    """You add up the cells of each window, without the weights. Each cell is multiplied
    by its weight first."""
    return solution.conv2d(x, np.ones_like(weight), bias, stride, padding)


@mistake("conv2d")
def last_row_and_column_of_the_kernel_left_out(x, weight, bias, stride=1, padding=0):
    """The kernel's last row and last column count nowhere. See where your two sums over
    its cells end."""
    less = weight.copy()
    less[:, :, -1] = less[..., -1] = 0
    return solution.conv2d(x, less, bias, stride, padding)


@mistake("conv2d")
def first_row_and_column_of_the_kernel_left_out(x, weight, bias, stride=1, padding=0):
    """The kernel's first row and first column count nowhere. Counting begins at 0: see
    where your two sums over its cells begin."""
    less = weight.copy()
    less[:, :, 0] = less[..., 0] = 0
    return solution.conv2d(x, less, bias, stride, padding)


@mistake("conv2d")
def matrix_product_of_window_and_kernel(x, weight, bias, stride=1, padding=0):
    """You take the matrix product of window and kernel, and add that up. The two are
    multiplied cell by cell."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride,
                 each=lambda w, f: (w[:, None] @ f).sum(axis=(2, 3, 4)))  # fmt: skip


@mistake("conv2d")
def added_instead_of_multiplied(x, weight, bias, stride=1, padding=0):
    """You add each weight to its cell. Multiply them, then add up the products."""
    ones, terms = np.ones_like(weight), weight.sum(axis=(1, 2, 3))
    return solution.conv2d(x, ones, bias + terms, stride, padding)


@mistake("conv2d")
def sums_run_on_through_the_map(x, weight, bias, stride=1, padding=0):
    """Each sum of a map begins with those before it. See where your sum is set back to
    0."""
    sums = plain(x, weight, stride, padding)
    flat = sums.reshape(*sums.shape[:2], -1).cumsum(axis=2)
    return flat.reshape(sums.shape) + bias[:, None, None]


@mistake("conv2d")
def sums_run_on_through_all(x, weight, bias, stride=1, padding=0):
    """Each sum begins with all sums before it, of other maps and images too. See where
    your sum is set back to 0."""
    sums = plain(x, weight, stride, padding)
    return sums.cumsum().reshape(sums.shape) + bias[:, None, None]


# Channels and filters


@mistake("conv2d")
def channels_kept_apart(x, weight, bias, stride=1, padding=0):
    """Your output has one more axis, for the channels. A filter adds up over all channels,
    and gives one map."""
    refuse(x, weight, padding)
    maps = [plain(x[:, [c]], weight[:, [c]], stride, padding) for c in range(x.shape[1])]
    return np.stack(maps, axis=2) + bias[:, None, None, None]


@mistake("conv2d")
def map_for_each_channel_of_each_filter(x, weight, bias, stride=1, padding=0):
    """You give a map for each channel of each filter, O * C of them. A filter adds up over
    its channels."""
    refuse(x, weight, padding)
    maps = [plain(x[:, [c]], weight[:, [c]], stride, padding) for c in range(x.shape[1])]
    out = np.stack(maps, axis=2) + bias[:, None, None, None]
    return out.reshape(len(x), -1, *out.shape[3:])


@mistake("conv2d")
def only_the_first_channel(x, weight, bias, stride=1, padding=0):
    """Only the first channel counts. A filter adds up over all C channels."""
    refuse(x, weight, padding)
    return solution.conv2d(x[:, :1], weight[:, :1], bias, stride, padding)


@mistake("conv2d")
def only_the_last_channel(x, weight, bias, stride=1, padding=0):
    """Only the last channel counts. See whether the channels are added up, or replace each
    other."""
    refuse(x, weight, padding)
    return solution.conv2d(x[:, -1:], weight[:, -1:], bias, stride, padding)


@mistake("conv2d")
def first_table_for_all_channels(x, weight, bias, stride=1, padding=0):
    """All channels meet the first table of the filter. A filter has a table of its own for
    each channel."""
    refuse(x, weight, padding)
    same = np.broadcast_to(weight[:, :1], weight.shape)
    return solution.conv2d(x, same, bias, stride, padding)


@mistake("conv2d")
def channel_with_the_number_of_the_filter(x, weight, bias, stride=1, padding=0):
    """Filter o looks at channel o alone. Every filter adds up over all channels of x."""
    refuse(x, weight, padding)
    own = np.zeros_like(weight)
    for o in range(len(weight)):
        own[o, o % x.shape[1]] = weight[o, o % x.shape[1]]
    return solution.conv2d(x, own, bias, stride, padding)


@mistake("conv2d")
def only_the_first_filter(x, weight, bias, stride=1, padding=0):
    """Your output has one map, that of the first filter. It has a map for each of the O
    filters."""
    return solution.conv2d(x, weight[:1], bias[:1], stride, padding)


@mistake("conv2d")
def first_filter_for_all_maps(x, weight, bias, stride=1, padding=0):
    """All your maps are made with the first filter. Map o is made with filter o."""
    same = np.broadcast_to(weight[:1], weight.shape)
    return solution.conv2d(x, same, bias, stride, padding)


@mistake("conv2d")
def filters_added_up(x, weight, bias, stride=1, padding=0):
    """You add up the maps of all filters into one. Each filter gives a map of its own."""
    return solution.conv2d(x, weight, bias, stride, padding).sum(axis=1, keepdims=True)


@mistake("conv2d")
def one_map_and_the_filters_added_up(x, weight, bias, stride=1, padding=0):
    """All your maps are alike: the sum over all filters. Map o is made with filter o
    alone."""
    sums = plain(x, weight, stride, padding)
    return np.zeros_like(sums) + sums.sum(axis=1, keepdims=True) + bias[:, None, None]


@mistake("conv2d")
def sums_run_on_along_the_filters(x, weight, bias, stride=1, padding=0):
    """Each map holds those of the filters before it, too. See where your sum is set back
    to 0."""
    return plain(x, weight, stride, padding).cumsum(axis=1) + bias[:, None, None]


@mistake("conv2d")
def filters_counted_by_the_second_axis(x, weight, bias, stride=1, padding=0):
    """You take weight as (C, O, KH, KW). Here the filters are its first axis, and their
    channels the second."""
    return solution.conv2d(x, weight.swapaxes(0, 1), bias, stride, padding)


@mistake("conv2d")
def weight_as_in_keras(x, weight, bias, stride=1, padding=0):
    """You take weight as (KH, KW, C, O), as in Keras. Here it is (O, C, KH, KW)."""
    return solution.conv2d(x, weight.transpose(3, 2, 0, 1), bias, stride, padding)


@mistake("conv2d")
def everything_as_in_keras(x, weight, bias, stride=1, padding=0):
    """You take x as (N, H, W, C) and weight as (KH, KW, C, O), as in Keras. Here the order
    is PyTorch's."""
    first, filters = x.transpose(0, 3, 1, 2), weight.transpose(3, 2, 0, 1)
    return solution.conv2d(first, filters, bias, stride, padding).transpose(0, 2, 3, 1)


@mistake("conv2d")
def images_as_in_keras(x, weight, bias, stride=1, padding=0):
    """You take x as (N, H, W, C), as in Keras. Here the channels are the second axis of x
    and of out."""
    out = solution.conv2d(x.transpose(0, 3, 1, 2), weight, bias, stride, padding)
    return out.transpose(0, 2, 3, 1)


@mistake("conv2d")
def order_of_the_filters_cells(x, weight, bias, stride=1, padding=0):
    """You flatten windows and filters in different orders, so weights meet other cells.
    In both the channels come first, then rows, then columns."""
    o, c, kh, kw = weight.shape
    other = weight.reshape(o, kh, kw, c).transpose(0, 3, 1, 2)
    return solution.conv2d(x, other, bias, stride, padding)


@mistake("conv2d")
def weight_reshaped_for_the_product(x, weight, bias, stride=1, padding=0):
    """You reshape weight to (C*KH*KW, O), which mixes the filters. Flatten each filter
    first, then exchange the two axes."""
    o = len(weight)
    mixed = weight.reshape(-1, o).T.reshape(weight.shape)
    return solution.conv2d(x, mixed, bias, stride, padding)


# Bias


@mistake("conv2d")
def bias_left_out(x, weight, bias, stride=1, padding=0):
    """These are the sums alone. The bias of each filter is added to its map."""
    return plain(x, weight, stride, padding)


@mistake("conv2d")
def bias_subtracted(x, weight, bias, stride=1, padding=0):
    """You subtract the bias. A bias is added."""
    return solution.conv2d(x, weight, -bias, stride, padding)


@mistake("conv2d")
def bias_along_the_columns(x, weight, bias, stride=1, padding=0):
    """Your bias lies along the columns of the output. It belongs to the maps, the second
    axis of (N, O, H_out, W_out)."""
    return plain(x, weight, stride, padding) + bias


@mistake("conv2d")
def bias_along_the_rows(x, weight, bias, stride=1, padding=0):
    """Your bias lies along the rows of the output. It belongs to the maps, the second axis
    of (N, O, H_out, W_out)."""
    return plain(x, weight, stride, padding) + bias[:, None]


@mistake("conv2d")
def bias_along_the_images(x, weight, bias, stride=1, padding=0):
    """Your bias lies along the images. It belongs to the maps, the second axis of
    (N, O, H_out, W_out)."""
    return plain(x, weight, stride, padding) + bias[:, None, None, None]


@mistake("conv2d")
def bias_summed(x, weight, bias, stride=1, padding=0):
    """Every map gets the sum of all biases. Map o has a bias of its own, bias[o]."""
    return plain(x, weight, stride, padding) + bias.sum()


@mistake("conv2d")
def first_bias_for_all_maps(x, weight, bias, stride=1, padding=0):
    """Every map gets the first bias. Map o has a bias of its own, bias[o]."""
    return plain(x, weight, stride, padding) + bias[0]


@mistake("conv2d")
def bias_for_every_channel(x, weight, bias, stride=1, padding=0):
    """Each sum holds its bias C times. It is added once, after all channels: see how deep
    in your loops that stands."""
    return solution.conv2d(x, weight, bias * x.shape[1], stride, padding)


@mistake("conv2d")
def bias_for_every_cell(x, weight, bias, stride=1, padding=0):
    """Each sum holds its bias KH * KW times. It is added once, after the whole window: see
    how deep in your loops that stands."""
    return solution.conv2d(x, weight, bias * weight[0, 0].size, stride, padding)


@mistake("conv2d")
def bias_for_every_product(x, weight, bias, stride=1, padding=0):
    """Each sum holds its bias once for every product. It is added once, at the end: see
    how deep in your loops that stands."""
    return solution.conv2d(x, weight, bias * weight[0].size, stride, padding)


@mistake("conv2d")
def bias_multiplied(x, weight, bias, stride=1, padding=0):
    """You multiply the sums by the bias. A bias is added."""
    return plain(x, weight, stride, padding) * bias[:, None, None]


@mistake("conv2d")
def bias_for_the_first_image_only(x, weight, bias, stride=1, padding=0):
    """Only your first image gets the bias. Every image gets it."""
    out = plain(x, weight, stride, padding)
    out[0] += bias[:, None, None]
    return out


@mistake("conv2d")
def kernel_flipped_and_bias_along_the_columns(x, weight, bias, stride=1, padding=0):
    """You turn the kernel by half a turn, and your bias lies along the columns. Nothing is
    flipped, and bias belongs to the maps."""
    return plain(x, weight[:, :, ::-1, ::-1], stride, padding) + bias


@mistake("conv2d")
def kernel_flipped_and_no_bias(x, weight, bias, stride=1, padding=0):
    """You turn the kernel by half a turn, and leave the bias out. The formula does not flip,
    and it ends with a bias."""
    return plain(x, weight[:, :, ::-1, ::-1], stride, padding)


# Stride


@mistake("conv2d")
def stride_ignored(x, weight, bias, stride=1, padding=0):
    """You always move by one cell. The window moves by stride cells, down and across."""
    return solution.conv2d(x, weight, bias, 1, padding)


@mistake("conv2d")
def windows_moved_by_one(x, weight, bias, stride=1, padding=0):
    """Your output has the right size, but its windows move by one cell. The stride also
    says where each window begins."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), 1)


@mistake("conv2d")
def only_every_stride_th_output_made(x, weight, bias, stride=1, padding=0):
    """Most cells of your output stay 0: you go through the output in steps of the stride.
    The window moves so, the output does not."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    size = sizes(x, weight, stride)
    every = slide(x, weight, bias, size, 1)
    out = np.zeros_like(every)
    out[:, :, ::stride, ::stride] = every[:, :, ::stride, ::stride]
    return out


@mistake("conv2d")
def stride_down_only(x, weight, bias, stride=1, padding=0):
    """You move by stride down, but by one cell across. The stride holds for both."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    size = sizes(x, weight, stride)[0], sizes(x, weight, 1)[1]
    return slide(x, weight, bias, size, stride, 1)


@mistake("conv2d")
def stride_across_only(x, weight, bias, stride=1, padding=0):
    """You move by stride across, but by one cell down. The stride holds for both."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    size = sizes(x, weight, 1)[0], sizes(x, weight, stride)[1]
    return slide(x, weight, bias, size, 1, stride)


@mistake("conv2d")
def windows_side_by_side(x, weight, bias, stride=1, padding=0):
    """Your windows never overlap: each begins where the one before ends. They move by
    stride, which is 1 unless given."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    kh, kw = weight.shape[2:]
    size = x.shape[2] // kh, x.shape[3] // kw
    return slide(x, weight, bias, size, kh, kw)


@mistake("conv2d")
def left_over_refused(x, weight, bias, stride=1, padding=0):
    """You refuse a map that the windows do not fill to its edge. Rows and columns left
    over are simply in no window."""
    refuse(x, weight, padding)
    if any((x.shape[a] + 2 * padding - weight.shape[a]) % stride for a in (2, 3)):
        raise ValueError("the windows do not fill the map")
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def left_over_refused_by_an_assert(x, weight, bias, stride=1, padding=0):
    """You assert that the stride divides. Rows and columns left over are simply in no
    window."""
    refuse(x, weight, padding)
    assert not any((x.shape[a] + 2 * padding - weight.shape[a]) % stride for a in (2, 3))
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def left_over_asserted_and_no_refusal(x, weight, bias, stride=1, padding=0):
    """Your assert refuses rows and columns left over, and filters that do not fit are
    accepted. The first are dropped, the second are a ValueError."""
    x, weight = broadcast_depths(x, weight)
    x = framed(x, padding)
    assert all((x.shape[a] - weight.shape[a]) % stride == 0 for a in (2, 3))
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def partial_windows_kept(x, weight, bias, stride=1, padding=0):
    """You round the output size up, and fill windows that reach over the edge with zeros.
    Only whole windows count."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    up = [-(-(x.shape[a] - weight.shape[a]) // stride) + 1 for a in (2, 3)]
    more = np.pad(x, ((0, 0), (0, 0), (0, stride), (0, stride)))
    return slide(more, weight, bias, up, stride)


@mistake("conv2d")
def partial_windows_do_not_fit(x, weight, bias, stride=1, padding=0):
    """You round the output size up. Where rows or columns are left over, the last window is
    too small: only whole windows count."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    up = [-(-(x.shape[a] - weight.shape[a]) // stride) + 1 for a in (2, 3)]
    return slide(x, weight, bias, up, stride)


@mistake("conv2d")
def size_rounded_to_the_nearest(x, weight, bias, stride=1, padding=0):
    """You round the output size to the nearest whole number. It is rounded down: rows and
    columns left over are in no window."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    size = [round((x.shape[a] - weight.shape[a]) / stride + 1) for a in (2, 3)]
    return slide(x, weight, bias, size, stride)


@mistake("conv2d")
def last_window_lost_in_lists(x, weight, bias, stride=1, padding=0):
    """The last window is missing where it ends exactly at the edge, and where nothing is left
    an axis, too. See where your ranges stop."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    counts = [len(range(0, x.shape[a] - weight.shape[a], stride)) for a in (2, 3)]
    return np.array(slide(x, weight, bias, counts, stride).tolist(), x.dtype)


@mistake("conv2d")
def last_window_lost(x, weight, bias, stride=1, padding=0):
    """The last window is missing where it ends exactly at the edge. See where your range
    of first rows and columns stops."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    counts = [len(range(0, x.shape[a] - weight.shape[a], stride)) for a in (2, 3)]
    return slide(x, weight, bias, counts, stride)


@mistake("conv2d")
def steps_counted_instead_of_windows(x, weight, bias, stride=1, padding=0):
    """Your output has one row and one column too few: add 1 after dividing."""
    return solution.conv2d(x, weight, bias, stride, padding)[:, :, :-1, :-1].copy()


@mistake("conv2d")
def last_row_and_column_stay_0(x, weight, bias, stride=1, padding=0):
    """The last row and the last column of your output stay 0. See where your ranges over
    the output stop."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    out[:, :, -1] = out[..., -1] = 0
    return out


@mistake("conv2d")
def height_for_both(x, weight, bias, stride=1, padding=0):
    """Your output is as wide as it is high: its width is worked out from rows. A map need
    not be square."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    rows = sizes(x, weight, stride)[0]
    return slide(x, weight, bias, (rows, rows), stride)


@mistake("conv2d")
def width_for_both(x, weight, bias, stride=1, padding=0):
    """Your output is as high as it is wide: its height is worked out from columns. A map
    need not be square."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    columns = sizes(x, weight, stride)[1]
    return slide(x, weight, bias, (columns, columns), stride)


@mistake("conv2d")
def gaps_as_wide_as_the_stride(x, weight, bias, stride=1, padding=0):
    """Inside a window you also skip cells, by the stride. The cells of a window lie side by
    side; the stride says where windows begin."""
    refuse(x, weight, padding)
    x = framed(x, padding)
    size = sizes(x, weight, stride)
    kh, kw = weight.shape[2:]
    more = np.pad(x, ((0, 0), (0, 0), (0, stride * kh), (0, stride * kw)))
    out = np.zeros((len(x), len(weight), *size), x.dtype)
    for i, j in np.ndindex(*size):
        window = more[:, :, i * stride :: stride, j * stride :: stride][:, :, :kh, :kw]
        out[:, :, i, j] = add_up(window, weight) + bias
    return out


# Padding


@mistake("conv2d")
def padding_ignored(x, weight, bias, stride=1, padding=0):
    """You slide over x without its padding."""
    return solution.conv2d(x, weight, bias, stride, 0)


@mistake("conv2d")
def padding_at_one_end(x, weight, bias, stride=1, padding=0):
    """Your windows end as if x were padded at the top and left only. The size counts the
    padding twice."""
    refuse(x, weight, padding)
    before = np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0)))
    return slide(before, weight, bias, sizes(before, weight, stride), stride)


@mistake("conv2d")
def padding_at_the_far_end(x, weight, bias, stride=1, padding=0):
    """You pad at the bottom and at the right only. The padding is there on all four
    sides."""
    refuse(x, weight, padding)
    after = np.pad(x, ((0, 0), (0, 0), (0, padding), (0, padding)))
    return slide(after, weight, bias, sizes(after, weight, stride), stride)


@mistake("conv2d")
def size_without_the_padding(x, weight, bias, stride=1, padding=0):
    """You pad x, but your output size is that of the map without padding."""
    refuse(x, weight, padding)
    size = [max(count, 0) for count in sizes(x, weight, stride)]
    return slide(framed(x, padding), weight, bias, size, stride)


@mistake("conv2d")
def rows_padded_only(x, weight, bias, stride=1, padding=0):
    """You pad above and below, but not on the left and right. The padding is there on all
    four sides."""
    refuse(x, weight, padding)
    taller = np.pad(x, ((0, 0), (0, 0), (padding, padding), (0, 0)))
    return slide(taller, weight, bias, sizes(taller, weight, stride), stride)


@mistake("conv2d")
def columns_padded_only(x, weight, bias, stride=1, padding=0):
    """You pad on the left and right, but not above and below. The padding is there on all
    four sides."""
    refuse(x, weight, padding)
    wider = np.pad(x, ((0, 0), (0, 0), (0, 0), (padding, padding)))
    return slide(wider, weight, bias, sizes(wider, weight, stride), stride)


@mistake("conv2d")
def edge_repeated_for_padding(x, weight, bias, stride=1, padding=0):
    """Your frame repeats the cells at the edge of x. The padding is zeros."""
    return solution.conv2d(framed(x, padding, mode="edge"), weight, bias, stride)


@mistake("conv2d")
def frame_of_ones(x, weight, bias, stride=1, padding=0):
    """Your frame holds ones. The padding is zeros."""
    return solution.conv2d(framed(x, padding, constant_values=1), weight, bias, stride)


@mistake("conv2d")
def frame_from_the_other_end(x, weight, bias, stride=1, padding=0):
    """Above and on the left your frame holds cells from the other end of x: an index below
    0 counts from the end. The padding is zeros."""
    refuse(x, weight, padding)
    around = framed(x, padding)
    for axis in (2, 3):
        rest = range(padding, around.shape[axis])
        if padding > x.shape[axis]:
            raise IndexError("an index is below the first")
        places = [*(x.shape[axis] + k for k in range(padding)), *rest]
        around = around.take(places, axis)
    return slide(around, weight, bias, sizes(around, weight, stride), stride)


@mistake("conv2d")
def output_padded(x, weight, bias, stride=1, padding=0):
    """You pad the output, with a frame of zeros. The padding belongs around x, before the
    windows."""
    return framed(solution.conv2d(x, weight, bias, stride), padding)


@mistake("conv2d")
def every_axis_padded(x, weight, bias, stride=1, padding=0):
    """You pad all four axes of x, so there are new images and channels. Only rows and
    columns are padded."""
    return solution.conv2d(np.pad(x, padding), weight, bias, stride)


@mistake("conv2d")
def every_axis_padded_and_cut(x, weight, bias, stride=1, padding=0):
    """You pad all four axes of x, so your first image is one of zeros, and there are new
    channels. Only rows and columns are padded."""
    refuse(x, weight, padding)
    if padding and x.shape[1] > 1:
        raise ValueError("more channels than the filters have")
    more = np.pad(x, padding)[: len(x)].sum(axis=1, keepdims=True) if padding else x
    return solution.conv2d(more, weight, bias, stride)


@mistake("conv2d")
def images_padded_as_well(x, weight, bias, stride=1, padding=0):
    """There are new images in your output: the first axis is padded as well. Only rows and
    columns are."""
    more = np.pad(x, ((padding, padding), (0, 0), (padding, padding), (padding, padding)))
    return solution.conv2d(more, weight, bias, stride)


@mistake("conv2d")
def padded_to_keep_the_size(x, weight, bias, stride=1, padding=0):
    """You pad until the output is as large as x, whatever padding is given. Without
    padding the output is smaller."""
    refuse(x, weight, padding)
    frame = [((k - 1) // 2, k // 2) for k in weight.shape[2:]]
    return solution.conv2d(np.pad(x, ((0, 0), (0, 0), *frame)), weight, bias, stride)


@mistake("conv2d")
def zeros_around_what_fits(x, weight, bias, stride=1, padding=0):
    """Your output is as large as the padded map, with zeros where no window fits. It has a
    cell for each window, and no others."""
    small = solution.conv2d(x, weight, bias, stride, padding)
    rows, columns = (x.shape[a] + 2 * padding for a in (2, 3))
    out = np.zeros((*small.shape[:2], rows, columns), small.dtype)
    out[:, :, : small.shape[2], : small.shape[3]] = small
    return out


# The output


@mistake("conv2d")
def rows_and_columns_exchanged(x, weight, bias, stride=1, padding=0):
    """Rows and columns of the output are exchanged. The order is (N, O, H_out, W_out)."""
    return solution.conv2d(x, weight, bias, stride, padding).swapaxes(2, 3).copy()


@mistake("conv2d")
def maps_at_the_end(x, weight, bias, stride=1, padding=0):
    """Your output is (N, H_out, W_out, O), as in Keras. Here the maps are the second
    axis."""
    return np.moveaxis(solution.conv2d(x, weight, bias, stride, padding), 1, 3).copy()


@mistake("conv2d")
def maps_before_images(x, weight, bias, stride=1, padding=0):
    """Your output is (O, N, H_out, W_out). The images come first."""
    return solution.conv2d(x, weight, bias, stride, padding).swapaxes(0, 1).copy()


@mistake("conv2d")
def output_reshaped(x, weight, bias, stride=1, padding=0):
    """Your sums lie as (N, H_out, W_out, O), and reshape does not bring O forward. Look for
    what exchanges axes."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    return np.moveaxis(out, 1, 3).reshape(out.shape)


@mistake("conv2d")
def output_reshaped_from_maps_first(x, weight, bias, stride=1, padding=0):
    """Your sums lie as (O, N, H_out, W_out), and reshape does not bring N forward. Look for
    what exchanges axes."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    return out.swapaxes(0, 1).reshape(out.shape)


@mistake("conv2d")
def output_reshaped_from_windows_first(x, weight, bias, stride=1, padding=0):
    """Your sums lie as (H_out, W_out, N, O), and reshape does not bring N and O forward.
    Look for what exchanges axes."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    return out.transpose(2, 3, 0, 1).reshape(out.shape)


@mistake("conv2d")
def axes_of_one_dropped(x, weight, bias, stride=1, padding=0):
    """Where a length is 1 an axis is missing. The output always has four axes, also with
    one image or one filter."""
    return np.squeeze(solution.conv2d(x, weight, bias, stride, padding))


@mistake("conv2d")
def only_the_first_image(x, weight, bias, stride=1, padding=0):
    """Only your first image is right, all others are 0. See whether all images are gone
    through, and where your return stands."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    out[1:] = 0
    return out


@mistake("conv2d")
def only_the_first_map(x, weight, bias, stride=1, padding=0):
    """Only the first map of your first image is right, all others are 0. See where your
    return stands."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    out[1:] = out[:, 1:] = 0
    return out


@mistake("conv2d")
def first_image_for_all(x, weight, bias, stride=1, padding=0):
    """All your images are alike: each is made from the first image of x. Image n of the
    output is made from image n."""
    return solution.conv2d(np.stack([x[0]] * len(x)), weight, bias, stride, padding)


@mistake("conv2d")
def first_image_returned(x, weight, bias, stride=1, padding=0):
    """You return the first image's maps alone. The output has all N images."""
    return solution.conv2d(x[:1], weight, bias, stride, padding)


@mistake("conv2d")
def images_added_up(x, weight, bias, stride=1, padding=0):
    """All your images are alike: you add up over the batch. Each image has maps of its
    own."""
    sums = plain(x, weight, stride, padding)
    return np.zeros_like(sums) + sums.sum(axis=0) + bias[:, None, None]


@mistake("conv2d")
def relu_applied(x, weight, bias, stride=1, padding=0):
    """Your negative sums are 0. A convolution has no activation: ReLU is a layer of its
    own."""
    return np.maximum(solution.conv2d(x, weight, bias, stride, padding), 0)


@mistake("conv2d")
def absolute_values(x, weight, bias, stride=1, padding=0):
    """Your output has no signs. A sum may be negative, and stays so."""
    return np.abs(solution.conv2d(x, weight, bias, stride, padding))


@mistake("conv2d")
def kept_between_0_and_255(x, weight, bias, stride=1, padding=0):
    """You keep your sums between 0 and 255, as pixels are. The output is no picture: keep
    every sum."""
    return np.clip(solution.conv2d(x, weight, bias, stride, padding), 0, 255)


# Form, arguments and refusals


@mistake("conv2d")
def output_in_float64(x, weight, bias, stride=1, padding=0):
    """Your output is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return solution.conv2d(x, weight, bias, stride, padding).astype("float64")


@mistake("conv2d")
def output_in_float32(x, weight, bias, stride=1, padding=0):
    """Your output is float32 whatever you were given. Keep the dtype of the arguments."""
    return solution.conv2d(x, weight, bias, stride, padding).astype("float32")


@mistake("conv2d")
def summed_in_float32(x, weight, bias, stride=1, padding=0):
    """Your output is float64, but right to seven digits only, as float32 is. Keep the dtype
    on the way, too."""
    single = [array.astype("float32") for array in (x, weight, bias)]
    return solution.conv2d(*single, stride, padding).astype(x.dtype)


@mistake("conv2d")
def output_cut_to_whole_numbers(x, weight, bias, stride=1, padding=0):
    """Your output has lost what stands behind the point. Look where an array of integers
    is made."""
    return np.trunc(solution.conv2d(x, weight, bias, stride, padding))


@mistake("conv2d")
def output_rounded(x, weight, bias, stride=1, padding=0):
    """Your output is rounded to four digits behind the point. Return all of them."""
    return np.round(solution.conv2d(x, weight, bias, stride, padding), 4)


@mistake("conv2d")
def nested_lists(x, weight, bias, stride=1, padding=0):
    """You return lists in lists. Make an array of them, with the dtype of x."""
    return solution.conv2d(x, weight, bias, stride, padding).tolist()


@mistake("conv2d")
def bias_reshaped_in_place(x, weight, bias, stride=1, padding=0):
    """The output is right, but the caller's bias has changed its shape. Reshape a copy or a
    view, and leave bias alone."""
    out = solution.conv2d(x, weight, bias, stride, padding)
    bias.shape = (1, -1, 1, 1)
    return out


@mistake("conv2d")
def weight_flipped_in_place(x, weight, bias, stride=1, padding=0):
    """You flip the kernel in the caller's own array. The formula does not flip, and
    arguments are left alone."""
    weight[:] = weight[:, :, ::-1, ::-1].copy()
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def products_written_into_x(x, weight, bias, stride=1, padding=0):
    """The products are written into your window, a view of x or of its padded copy.
    Multiply into a new array."""
    refuse(x, weight, padding)
    x = framed(x, padding) if padding else x
    kh, kw = weight.shape[2:]
    out = np.zeros((len(x), len(weight), *sizes(x, weight, stride)), x.dtype)
    for n, o, i, j in np.ndindex(*out.shape):
        row, column = i * stride, j * stride
        window = x[n, :, row : row + kh, column : column + kw]
        window *= weight[o]
        out[n, o, i, j] = window.sum() + bias[o]
    return out


@mistake("conv2d")
def nothing_is_looked_at(x, weight, bias, stride=1, padding=0):
    """You answer where ValueError is asked for: a depth of 1 is broadcast, and a kernel
    slightly too large gives an empty map."""
    x, weight = broadcast_depths(x, weight)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def nothing_is_looked_at_and_cut_towards_zero(x, weight, bias, stride=1, padding=0):
    """You answer where ValueError is asked for: a depth of 1 is broadcast, and a size below
    0 is cut to 0."""
    x, weight = broadcast_depths(x, weight)
    x = framed(x, padding)
    size = [int((x.shape[a] - weight.shape[a]) / stride + 1) for a in (2, 3)]
    return slide(x, weight, bias, size, stride)


@mistake("conv2d")
def empty_maps_for_all_that_is_too_large(x, weight, bias, stride=1, padding=0):
    """You answer where ValueError is asked for: a depth of 1 is broadcast, and any kernel
    too large gives an empty map."""
    x, weight = broadcast_depths(x, weight)
    x = framed(x, padding)
    return slide(x, weight, bias, [max(count, 0) for count in sizes(x, weight, stride)], stride)


@mistake("conv2d")
def only_the_depth_is_looked_at(x, weight, bias, stride=1, padding=0):
    """You return an answer for a kernel that is larger than the padded map. It fits
    nowhere: raise ValueError."""
    refuse(x, weight[:, :, :1, :1])
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def columns_are_not_looked_at(x, weight, bias, stride=1, padding=0):
    """You return an answer for a kernel with more columns than the padded map. See which
    axes your comparison looks at."""
    refuse(x, weight[..., :1], padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def rows_are_not_looked_at(x, weight, bias, stride=1, padding=0):
    """You return an answer for a kernel with more rows than the padded map. See which axes
    your comparison looks at."""
    refuse(x, weight[:, :, :1], padding)
    x = framed(x, padding)
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def refused_only_if_both_are_too_large(x, weight, bias, stride=1, padding=0):
    """You refuse a kernel only if both its rows and its columns are too many. One of the two
    is enough."""
    refuse(x, weight[:, :, :1, :1])
    x = framed(x, padding)
    if all(weight.shape[a] > x.shape[a] for a in (2, 3)):
        raise ValueError("the kernel does not fit")
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def cells_compared(x, weight, bias, stride=1, padding=0):
    """You refuse a kernel only if it has more cells than the padded map. Compare rows with
    rows, and columns with columns."""
    refuse(x, weight[:, :, :1, :1])
    x = framed(x, padding)
    if weight[0, 0].size > x[0, 0].size:
        raise ValueError("the kernel does not fit")
    return slide(x, weight, bias, sizes(x, weight, stride), stride)


@mistake("conv2d")
def depth_of_one_broadcast(x, weight, bias, stride=1, padding=0):
    """You accept another depth where one of the two is 1, for NumPy broadcasts that.
    Compare the depths, and raise ValueError."""
    return solution.conv2d(*broadcast_depths(x, weight), bias, stride, padding)


@mistake("conv2d")
def channels_counted_in_x(x, weight, bias, stride=1, padding=0):
    """Filters deeper than x are accepted, flatter ones end in an IndexError. Compare the two
    depths, and raise ValueError."""
    if weight.shape[1] < x.shape[1]:
        raise IndexError("weight has no such channel")
    return solution.conv2d(x, weight[:, : x.shape[1]], bias, stride, padding)


@mistake("conv2d")
def channels_counted_in_x_and_no_size(x, weight, bias, stride=1, padding=0):
    """Deeper filters and larger ones are accepted, flatter ones end in an IndexError. Compare
    depths and sizes, and raise ValueError."""
    x = framed(x, padding)
    size = sizes(x, weight, stride)
    if weight.shape[1] < x.shape[1] and min(size) > 0:
        raise IndexError("weight has no such channel")
    return slide(x, weight[:, : x.shape[1]], bias, size, stride)


@mistake("conv2d")
def channels_counted_in_weight(x, weight, bias, stride=1, padding=0):
    """Filters flatter than x are accepted, deeper ones end in an IndexError. Compare the two
    depths, and raise ValueError."""
    if weight.shape[1] > x.shape[1]:
        raise IndexError("x has no such channel")
    return solution.conv2d(x[:, : weight.shape[1]], weight, bias, stride, padding)


@mistake("conv2d")
def channels_counted_in_weight_and_no_size(x, weight, bias, stride=1, padding=0):
    """Flatter filters and larger ones are accepted, deeper ones end in an IndexError. Compare
    depths and sizes, and raise ValueError."""
    x = framed(x, padding)
    size = sizes(x, weight, stride)
    if weight.shape[1] > x.shape[1] and min(size) > 0:
        raise IndexError("x has no such channel")
    return slide(x[:, : weight.shape[1]], weight, bias, size, stride)


@mistake("conv2d")
def deeper_filters_cut(x, weight, bias, stride=1, padding=0):
    """You accept filters deeper than x, and leave out the channels that are too many. Compare
    the two depths, and raise ValueError."""
    return solution.conv2d(x, weight[:, : x.shape[1]], bias, stride, padding)


@mistake("conv2d")
def deeper_images_cut(x, weight, bias, stride=1, padding=0):
    """You accept filters flatter than x, and leave out channels of x. Compare the two depths,
    and raise ValueError."""
    return solution.conv2d(x[:, : weight.shape[1]], weight, bias, stride, padding)


@mistake("conv2d")
def both_cut_to_the_shorter_depth(x, weight, bias, stride=1, padding=0):
    """You accept filters deeper or flatter than x, and leave out channels that the other has
    not. Compare the depths, and raise ValueError."""
    depth = min(x.shape[1], weight.shape[1])
    return solution.conv2d(x[:, :depth], weight[:, :depth], bias, stride, padding)


@mistake("conv2d")
def asserted_instead_of_raised(x, weight, bias, stride=1, padding=0):
    """You use assert for impossible filters. It raises AssertionError, and python -O leaves
    it out: raise ValueError."""
    try:
        return solution.conv2d(x, weight, bias, stride, padding)
    except ValueError as refused:
        raise AssertionError(str(refused)) from None


@mistake("conv2d")
def none_instead_of_an_error(x, weight, bias, stride=1, padding=0):
    """You return None for impossible filters. Raise ValueError: whoever called cannot go on
    with None."""
    try:
        return solution.conv2d(x, weight, bias, stride, padding)
    except ValueError:
        return None


@mistake("conv2d")
def kernel_as_large_as_the_map_refused(x, weight, bias, stride=1, padding=0):
    """You refuse a kernel that is exactly as large as the padded map. It fits once: only a
    larger one is refused."""
    if any(weight.shape[a] >= x.shape[a] + 2 * padding for a in (2, 3)):
        raise ValueError("the kernel does not fit")
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def kernel_compared_without_the_padding(x, weight, bias, stride=1, padding=0):
    """You refuse a kernel that is larger than x, also where it fits into the padded map.
    Compare after padding."""
    refuse(x, weight)
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def padding_counted_once(x, weight, bias, stride=1, padding=0):
    """You refuse kernels that are larger than the map and one frame, but fit into the padded
    map. There is padding on both sides."""
    if any(weight.shape[a] > x.shape[a] + padding for a in (2, 3)):
        raise ValueError("the kernel does not fit")
    return solution.conv2d(x, weight, bias, stride, padding)


@mistake("conv2d")
def bias_only_without_padding(x, weight, bias, stride=1, padding=0):
    """Where there is padding, the bias is missing. Each map has its bias, with padding and
    without."""
    return solution.conv2d(x, weight, bias * (padding == 0), stride, padding)


@mistake("conv2d")
def bias_only_with_stride_one(x, weight, bias, stride=1, padding=0):
    """Where the stride is above 1, the bias is missing. Each map has its bias, whatever the
    stride."""
    return solution.conv2d(x, weight, bias * (stride == 1), stride, padding)


@mistake("conv2d")
def too_large_a_kernel_fits_with_a_stride(x, weight, bias, stride=1, padding=0):
    """A kernel larger than the map is accepted where the stride is above 1: int() makes
    -1/2 a 0. Compare the sizes themselves, before you divide."""
    refuse(x, weight[:, :, :1, :1])
    x = framed(x, padding)
    size = [int((x.shape[a] - weight.shape[a]) / stride) + 1 for a in (2, 3)]
    if min(size) < 1:
        raise ValueError("the kernel does not fit")
    return slide(x, weight, bias, size, stride)
