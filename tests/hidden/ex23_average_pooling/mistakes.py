"""Known wrong answers of ex23: average, global and stochastic pooling."""

import numpy as np


def framed(x, padding, value=0.0):
    beside = (padding, padding)
    return np.pad(x, ((0, 0), (0, 0), beside, beside), constant_values=value)


def refuse_impossible(x, kernel_size, padding=0):
    if padding > kernel_size // 2 or kernel_size > min(x.shape[2:]) + 2 * padding:
        raise ValueError("impossible window")


def sizes(x, kernel_size, step):
    return [max(0, (size - kernel_size) // step + 1) for size in x.shape[2:]]


def pooled(x, kernel_size, step, counts, reduce):
    """Give each window, cut off at the edge, to `reduce`, with axes 2 and 3 to remove."""
    out = np.zeros((*x.shape[:2], *counts), x.dtype)
    for i, j in np.ndindex(*counts):
        rows = slice(i * step, i * step + kernel_size)
        columns = slice(j * step, j * step + kernel_size)
        out[:, :, i, j] = reduce(x[:, :, rows, columns])
    return out


def total(window):
    return window.sum(axis=(2, 3))


def mean(window):
    return total(window) / max(1, window.shape[2] * window.shape[3])


def inside(x, kernel_size, step, padding, counts=None):
    """Return how many cells of each window lie in the map, for one image and channel."""
    ones = framed(np.ones((1, 1, *x.shape[2:]), x.dtype), padding)
    return pooled(ones, kernel_size, step, counts or sizes(ones, kernel_size, step), total)


def of_padded(x, kernel_size, stride, padding, reduce):
    """Refuse, pad with zeros, and pool with another reduction."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = framed(x, padding)
    return pooled(x, kernel_size, step, sizes(x, kernel_size, step), reduce)


def divided(x, kernel_size, stride, padding, include, counts):
    """Pool with another output size; windows may stick out, where cells count as 0.

    Without the padding a window that lies outside has no cells: 0 / 0.
    """
    step = kernel_size if stride is None else stride
    sums = pooled(framed(x, padding), kernel_size, step, counts, total)
    if include:
        return sums / kernel_size**2
    with np.errstate(all="ignore"):
        return sums / inside(x, kernel_size, step, padding, counts)


# avg_pool2d


@mistake("avg_pool2d")
def partial_windows_kept(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You round the output size up and pool what is left over at the edge. Only windows
    wholly inside the padded map count.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    up = [-(-(size + 2 * padding - kernel_size) // step) + 1 for size in x.shape[2:]]
    return divided(x, kernel_size, stride, padding, count_include_pad, up)


@mistake("avg_pool2d")
def means_of_partial_windows(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You begin windows until the edge is reached, so the last ones stick out. Only
    windows wholly inside the padded map count.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    begun = [len(range(0, size + 2 * padding, step)) for size in x.shape[2:]]
    if count_include_pad:
        return pooled(framed(x, padding), kernel_size, step, begun, mean)
    return divided(x, kernel_size, stride, padding, False, begun)


@mistake("avg_pool2d")
def left_over_refused(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a map that the windows do not fill to its edge; the rows and columns
    left over are simply in no window.
    """
    step = kernel_size if stride is None else stride
    if any((size + 2 * padding - kernel_size) % step for size in x.shape[2:]):
        raise ValueError("the windows do not fill the map")
    return solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)


@mistake("avg_pool2d")
def map_cut_into_blocks(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You cut the map into blocks side by side. Windows may also overlap, lie apart,
    leave cells over, and reach into the padding.
    """
    n, c, h, w = x.shape
    rows, columns = h // kernel_size, w // kernel_size
    blocks = x.reshape(n, c, rows, kernel_size, columns, kernel_size)
    return blocks.mean(axis=(3, 5))


@mistake("avg_pool2d")
def stride_of_one_by_default(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Without a stride you move by 1; stride=None means a stride of kernel_size."""
    step = 1 if stride is None else stride
    return solution.avg_pool2d(x, kernel_size, step, padding, count_include_pad)


@mistake("avg_pool2d")
def stride_ignored(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You always move by kernel_size, also when another stride is given."""
    return solution.avg_pool2d(x, kernel_size, None, padding, count_include_pad)


@mistake("avg_pool2d")
def windows_moved_by_one(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your output has the right size, but its windows move by one cell. The stride also
    says where each window begins.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    counts = sizes(framed(x, padding), kernel_size, step)
    return divided(x, kernel_size, 1, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def windows_moved_by_their_size(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your output has the right size, but its windows move by kernel_size. The stride also
    says where each window begins.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    counts = sizes(framed(x, padding), kernel_size, step)
    return divided(x, kernel_size, None, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def windows_as_large_as_a_step(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your windows have as many rows and columns as the stride. They have kernel_size; the
    stride says where they begin.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    wide = framed(x, padding)
    counts = sizes(wide, kernel_size, step)
    if count_include_pad:
        return pooled(wide, step, step, counts, mean)
    cells = np.maximum(inside(x, step, step, padding, counts), 1)
    return pooled(wide, step, step, counts, total) / cells


@mistake("avg_pool2d")
def size_without_the_padding(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You pad the map, but your output size is that of the map without padding."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    counts = sizes(x, kernel_size, step)
    return divided(x, kernel_size, stride, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def last_window_lost(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """The last window is missing where it ends exactly at the edge; look at where your
    range of starting rows and columns stops.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    starts = [size + 2 * padding - kernel_size for size in x.shape[2:]]
    counts = [len(range(0, start, step)) for start in starts]
    return divided(x, kernel_size, stride, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def steps_for_windows(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your count is one too small, for rows and for columns: add 1 after dividing."""
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return out[:, :, :-1, :-1].copy()


@mistake("avg_pool2d")
def height_and_width_swapped(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Rows and columns of the output are exchanged; the order is (N, C, H, W)."""
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return out.swapaxes(2, 3).copy()


@mistake("avg_pool2d")
def columns_counted_from_rows(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your output has as many columns as rows. The number of columns comes from W, that
    of rows from H.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    rows = sizes(framed(x, padding), kernel_size, step)[0]
    return divided(x, kernel_size, stride, padding, count_include_pad, (rows, rows))


@mistake("avg_pool2d")
def channels_taken_as_last(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You pool axes 1 and 2, as in the (H, W, C) of the notes; here the axes are
    (N, C, H, W).
    """
    moved = np.moveaxis(x, 3, 1)
    out = solution.avg_pool2d(moved, kernel_size, stride, padding, count_include_pad)
    return np.moveaxis(out, 1, 3).copy()


@mistake("avg_pool2d")
def mean_over_the_batch(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """All images get the same values: your mean runs over the batch too. Each image is
    pooled by itself.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return np.broadcast_to(out.mean(axis=0), out.shape).copy()


@mistake("avg_pool2d")
def mean_over_channels(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your mean runs over the channels too, and one channel is left; pooling keeps their
    number.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return out.mean(axis=1, keepdims=True)


@mistake("avg_pool2d")
def mean_over_channels_in_each(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """All channels of an image get the same values: your mean runs over the channels too.
    Each channel is pooled by itself.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return np.broadcast_to(out.mean(axis=1, keepdims=True), out.shape).copy()


@mistake("avg_pool2d")
def mean_over_all_maps(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """All images and channels get the same values: your mean runs over all of them. Each
    map is pooled by itself.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return np.broadcast_to(out.mean(axis=(0, 1)), out.shape).copy()


@mistake("avg_pool2d")
def sum_of_each_window(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You return the sum of each window: it is not divided by the number of cells."""
    return of_padded(x, kernel_size, stride, padding, total)


@mistake("avg_pool2d")
def divided_by_the_side(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You divide by kernel_size. A window has that many rows, and as many columns: count
    its cells.
    """
    sums = of_padded(x, kernel_size, stride, padding, total)
    if count_include_pad:
        return sums / kernel_size
    return solution.avg_pool2d(x, kernel_size, stride, padding, False)


@mistake("avg_pool2d")
def largest_of_each_window(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """This is max pooling with a padding of 0: you return the largest value of each
    window, not the mean.
    """
    return of_padded(x, kernel_size, stride, padding, lambda w: w.max(axis=(2, 3)))


@mistake("avg_pool2d")
def max_pooling(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """This is max pooling: you return the largest value of each window, not the mean."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = framed(x, padding, -np.inf)
    counts = sizes(x, kernel_size, step)
    return pooled(x, kernel_size, step, counts, lambda w: w.max(axis=(2, 3)))


@mistake("avg_pool2d")
def zeros_do_not_count(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You divide by the number of values that are not 0. A cell of the map counts,
    whatever its value is.
    """
    sums = of_padded(x, kernel_size, stride, padding, total)
    if count_include_pad:
        return sums / kernel_size**2
    return sums / np.maximum(of_padded((x != 0) * 1.0, kernel_size, stride, padding, total), 1)


@mistake("avg_pool2d")
def zeros_never_count(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You always divide by the number of values that are not 0. Cells count, whatever
    their values are.
    """
    sums = of_padded(x, kernel_size, stride, padding, total)
    return sums / np.maximum(of_padded((x != 0) * 1.0, kernel_size, stride, padding, total), 1)


@mistake("avg_pool2d")
def padding_always_counts(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """count_include_pad=False changes nothing: you always divide by all cells of the
    window. Then only cells of the map count.
    """
    return solution.avg_pool2d(x, kernel_size, stride, padding, True)


@mistake("avg_pool2d")
def padding_never_counts(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You always leave the padding out of the count, as Keras does. By default its cells
    count, too.
    """
    return solution.avg_pool2d(x, kernel_size, stride, padding, False)


@mistake("avg_pool2d")
def flag_the_wrong_way_round(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """With count_include_pad=True you leave the padding out, with False you count it: the
    two are exchanged.
    """
    return solution.avg_pool2d(x, kernel_size, stride, padding, not count_include_pad)


@mistake("avg_pool2d")
def one_count_for_all_windows(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Without the padding you divide all windows by the count of a corner. Others have
    more cells of the map.
    """
    if count_include_pad:
        return solution.avg_pool2d(x, kernel_size, stride, padding)
    sums = of_padded(x, kernel_size, stride, padding, total)
    return sums / (kernel_size - padding) ** 2


@mistake("avg_pool2d")
def counted_beyond_the_far_edge(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Without the padding your count is right at the top and on the left. At the bottom
    and on the right it still holds cells of the padding.
    """
    if count_include_pad:
        return solution.avg_pool2d(x, kernel_size, stride, padding)
    sums = of_padded(x, kernel_size, stride, padding, total)
    step = kernel_size if stride is None else stride
    starts = [np.arange(size) * step - padding for size in sums.shape[2:]]
    rows, columns = (kernel_size - np.maximum(-start, 0) for start in starts)
    return sums / np.outer(rows, columns)


@mistake("avg_pool2d")
def map_without_its_frame(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """With count_include_pad=False you do not pad at all, so your output is smaller. Only
    the count changes.
    """
    if count_include_pad:
        return solution.avg_pool2d(x, kernel_size, stride, padding)
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    counts = [(size - kernel_size) // step + 1 for size in x.shape[2:]]
    return pooled(x, kernel_size, step, counts, mean)


@mistake("avg_pool2d")
def padding_ignored(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You pool the map without its padding."""
    refuse_impossible(x, kernel_size, padding)
    return solution.avg_pool2d(x, kernel_size, stride)


@mistake("avg_pool2d")
def padding_counted_once(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your output size counts the padding once; it is there on both sides."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    counts = [max(0, (size + padding - kernel_size) // step + 1) for size in x.shape[2:]]
    return divided(x, kernel_size, stride, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def windows_pushed_into_the_map(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """At the top and on the left your windows are pushed into the map and stay as large.
    What lies in the padding is cut off there, too.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    rows, columns = sizes(framed(x, padding), kernel_size, step)
    out = np.zeros((*x.shape[:2], rows, columns), x.dtype)
    for i, j in np.ndindex(rows, columns):
        top, left = max(0, i * step - padding), max(0, j * step - padding)
        window = x[:, :, top : top + kernel_size, left : left + kernel_size]
        whole = total(window) / kernel_size**2
        out[:, :, i, j] = whole if count_include_pad else mean(window)
    return out


@mistake("avg_pool2d")
def every_axis_padded(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You pad all four axes, so there are new images and channels; only height and
    width are padded.
    """
    refuse_impossible(x, kernel_size, padding)
    return solution.avg_pool2d(np.pad(x, padding), kernel_size, stride)


@mistake("avg_pool2d")
def edge_repeated(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your frame repeats the edge of the map. The cells of the padding are 0."""
    refuse_impossible(x, kernel_size, padding)
    beside = (padding, padding)
    wide = np.pad(x, ((0, 0), (0, 0), beside, beside), mode="edge")
    out = solution.avg_pool2d(wide, kernel_size, stride)
    if count_include_pad:
        return out
    step = kernel_size if stride is None else stride
    return out * kernel_size**2 / inside(x, kernel_size, step, padding)


@mistake("avg_pool2d")
def padded_with_minus_infinity(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Windows at the edge give -inf: that is the padding of max pooling. Here its cells
    are 0.
    """
    refuse_impossible(x, kernel_size, padding)
    return solution.avg_pool2d(framed(x, padding, -np.inf), kernel_size, stride)


@mistake("avg_pool2d")
def means_rounded_down(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your means are whole numbers, rounded down. See which of the two divisions you
    use.
    """
    return np.floor(solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad))


@mistake("avg_pool2d")
def result_as_whole_numbers(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Your result has an int dtype, so what stands behind the point is lost. It has the
    dtype of x.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return out.astype(np.int64)


@mistake("avg_pool2d")
def impossible_accepted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You return an answer where ValueError is asked for: neither the size of the
    padding nor that of the window is looked at.
    """
    step = kernel_size if stride is None else stride
    counts = sizes(framed(x, padding), kernel_size, step)
    return divided(x, kernel_size, stride, padding, count_include_pad, counts)


@mistake("avg_pool2d")
def asserted_not_raised(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You use assert for impossible arguments. It raises AssertionError, and python -O
    leaves it out: raise ValueError.
    """
    try:
        return solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    except ValueError as refused:
        raise AssertionError(str(refused)) from None


def refuse_by(x, kernel_size, stride, padding, include, refused):
    """Pool; what is refused is another's to say."""
    if refused:
        raise ValueError("impossible window")
    step = kernel_size if stride is None else stride
    counts = sizes(framed(x, padding), kernel_size, step)
    return divided(x, kernel_size, stride, padding, include, counts)


@mistake("avg_pool2d")
def large_window_accepted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You return an answer for a window larger than the padded map; it is a ValueError."""
    refused = padding > kernel_size // 2
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def too_few_columns_accepted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a map with too few rows for the window, but not one with too few columns.
    Both are a ValueError.
    """
    refused = padding > kernel_size // 2 or kernel_size > x.shape[2] + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def too_few_rows_accepted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a map with too few columns for the window, but not one with too few rows.
    Both are a ValueError.
    """
    refused = padding > kernel_size // 2 or kernel_size > x.shape[3] + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def window_against_the_bare_map(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a window that is larger than the map alone. Only one larger than the
    padded map is refused.
    """
    refused = padding > kernel_size // 2 or kernel_size > min(x.shape[2:])
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def window_as_large_as_the_map(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a window that is just as large as the padded map. It fits; only a larger
    one does not.
    """
    refused = padding > kernel_size // 2 or kernel_size >= min(x.shape[2:]) + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def refused_if_no_side_fits(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a window only if it is larger than both sides of the padded map. Larger
    than one of them is too large.
    """
    refused = padding > kernel_size // 2 or kernel_size > max(x.shape[2:]) + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def half_the_window_refused(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a padding of exactly half the window. Only more than half is too much."""
    refuse_impossible(x, kernel_size, padding)
    refused = 2 * padding == kernel_size
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def largest_padding_refused(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a padding of kernel_size // 2, too, and so every window of one cell. Only
    more than that is too much.
    """
    refuse_impossible(x, kernel_size, padding)
    refused = padding >= kernel_size // 2
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def padding_below_the_window(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You refuse a padding as large as the window, and accept all that are smaller. More
    than half the window is too much already.
    """
    refused = padding >= kernel_size or kernel_size > min(x.shape[2:]) + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def large_padding_accepted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You accept a padding of more than half the window; it is a ValueError."""
    refused = kernel_size > min(x.shape[2:]) + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def half_rounded_up(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You accept a padding of half the window rounded up; the half is rounded down, so
    a window of 3 has at most 1.
    """
    much = padding > (kernel_size + 1) // 2
    refused = much or kernel_size > min(x.shape[2:]) + 2 * padding
    return refuse_by(x, kernel_size, stride, padding, count_include_pad, refused)


@mistake("avg_pool2d")
def result_in_float64(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    return out.astype(np.float64)


@mistake("avg_pool2d")
def window_of_one_is_a_view(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """For a window of one cell you return the memory of x; return a new array."""
    if kernel_size == 1 and padding == 0:
        step = 1 if stride is None else stride
        return x[:, :, ::step, ::step]
    return solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)


@mistake("avg_pool2d")
def x_divided_in_place(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """You write into x itself, so the caller's array has other values afterwards. Divide
    the sums, or a copy.
    """
    out = solution.avg_pool2d(x, kernel_size, stride, padding, count_include_pad)
    x /= kernel_size**2
    return out


# global_avg_pool


@mistake("global_avg_pool")
def axes_kept(x):
    """Your result has four axes, (N, C, 1, 1). The two that the mean removes are gone in
    (N, C).
    """
    return x.mean(axis=(2, 3), keepdims=True)


@mistake("global_avg_pool")
def axes_of_one_squeezed(x):
    """An axis of size 1 is lost: one image or one channel alone has another shape. Remove
    height and width only.
    """
    return np.squeeze(x.mean(axis=(2, 3)))


@mistake("global_avg_pool")
def mean_of_everything(x):
    """You return one number, the mean of all maps. Each map gives its own: (N, C)."""
    return float(x.mean())


@mistake("global_avg_pool")
def last_channels_of_keras(x):
    """Your mean runs over axes 1 and 2, as for (N, H, W, C). Here height and width are
    the last two.
    """
    return x.mean(axis=(1, 2))


@mistake("global_avg_pool")
def only_along_the_columns(x):
    """Your mean runs over the rows only, and a number for each column is left. It runs
    over height and width.
    """
    return x.mean(axis=2)


@mistake("global_avg_pool")
def only_along_the_rows(x):
    """Your mean runs over the columns only, and a number for each row is left. It runs
    over height and width.
    """
    return x.mean(axis=3)


@mistake("global_avg_pool")
def mean_of_the_channels(x):
    """Your mean runs over the channels, and the map is left. It is the map that goes, and
    the channels that stay.
    """
    return x.mean(axis=1)


@mistake("global_avg_pool")
def mean_of_the_batch(x):
    """You return a mean for each channel, over all images. Each image has its own:
    (N, C).
    """
    return x.mean(axis=(0, 2, 3))


@mistake("global_avg_pool")
def mean_of_the_image(x):
    """You return a mean for each image, over all channels. Each channel has its own:
    (N, C).
    """
    return x.mean(axis=(1, 2, 3))


@mistake("global_avg_pool")
def same_for_all_images(x):
    """All images get the same means: yours run over the batch too. Each image has its
    own.
    """
    return np.broadcast_to(x.mean(axis=(0, 2, 3)), x.shape[:2]).copy()


@mistake("global_avg_pool")
def same_for_all_channels(x):
    """All channels of an image get the same mean: yours runs over the channels too. Each
    channel has its own.
    """
    return np.broadcast_to(x.mean(axis=(1, 2, 3))[:, None], x.shape[:2]).copy()


@mistake("global_avg_pool")
def channels_before_images(x):
    """Your result is (C, N): its axes are exchanged. Images come first."""
    return x.mean(axis=(2, 3)).T.copy()


@mistake("global_avg_pool")
def sum_of_each_map(x):
    """You return the sum of each map: it is not divided by the number of its cells."""
    return x.sum(axis=(2, 3))


@mistake("global_avg_pool")
def divided_by_the_height(x):
    """You divide the sum of each map by its number of rows alone. A map has H * W
    cells.
    """
    return x.sum(axis=(2, 3)) / x.shape[2]


@mistake("global_avg_pool")
def divided_by_the_width(x):
    """You divide the sum of each map by its number of columns alone. A map has H * W
    cells.
    """
    return x.sum(axis=(2, 3)) / x.shape[3]


@mistake("global_avg_pool")
def divided_by_the_height_squared(x):
    """You divide by H * H. The map has H rows and W columns: count its cells."""
    return x.sum(axis=(2, 3)) / x.shape[2] ** 2


@mistake("global_avg_pool")
def largest_of_each_map(x):
    """This is global max pooling: you return the largest value of each map, not the
    mean.
    """
    return x.max(axis=(2, 3))


@mistake("global_avg_pool")
def first_window_only(x):
    """You give the mean of a square in the corner, as large as the shorter side. The mean
    runs over the whole map.
    """
    side = min(x.shape[2:])
    return x[:, :, :side, :side].mean(axis=(2, 3))


@mistake("global_avg_pool")
def zeros_of_the_map_left_out(x):
    """You divide by the number of values that are not 0. A cell of the map counts,
    whatever its value is.
    """
    return x.sum(axis=(2, 3)) / np.maximum((x != 0).sum(axis=(2, 3)), 1)


@mistake("global_avg_pool")
def negative_values_cut(x):
    """Negative values count as 0 in your means. There is no ReLU in this function."""
    return np.maximum(x, 0).mean(axis=(2, 3))


@mistake("global_avg_pool")
def maps_left_flat(x):
    """You flatten each image, (N, C*H*W), and take no mean. This layer is in place of
    flattening.
    """
    return x.reshape(len(x), -1).copy()


@mistake("global_avg_pool")
def global_mean_rounded_down(x):
    """Your means are whole numbers, rounded down. See which of the two divisions you
    use.
    """
    return np.floor(x.mean(axis=(2, 3)))


@mistake("global_avg_pool")
def global_mean_in_float64(x):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    return x.mean(axis=(2, 3)).astype(np.float64)


@mistake("global_avg_pool")
def global_mean_as_a_list(x):
    """You return a list. Make it an array (N, C) of the dtype of x."""
    return x.mean(axis=(2, 3)).tolist()


@mistake("global_avg_pool")
def maps_divided_in_place(x):
    """You write into x itself, so the caller's array has other values afterwards. Work on
    new arrays.
    """
    x /= x.shape[2] * x.shape[3]
    return x.sum(axis=(2, 3))


# stochastic_pool2d_eval


def windows(x, kernel_size, step=None):
    """Return copies of all windows, (N, C, H_out, W_out, cells)."""
    step = step or kernel_size
    rows, columns = (range(0, s - kernel_size + 1, step) for s in x.shape[2:])
    found = np.zeros((*x.shape[:2], len(rows), len(columns), kernel_size**2), x.dtype)
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            window = x[:, :, top : top + kernel_size, left : left + kernel_size]
            found[:, :, i, j] = window.reshape(*x.shape[:2], -1)
    return found


def over(above, below):
    """Divide; 0 where there is nothing to divide by."""
    return above / np.where(below == 0, 1, below)


def weighted(cells):
    return over((cells * cells).sum(axis=-1), cells.sum(axis=-1))


def with_edge(x, kernel_size):
    """Return x with zeros behind it, up to the next multiple of the window."""
    more = [-size % kernel_size for size in x.shape[2:]]
    return np.pad(x, ((0, 0), (0, 0), (0, more[0]), (0, more[1])))


@mistake("stochastic_pool2d_eval")
def plain_mean(x, kernel_size):
    """This is average pooling: all cells count alike. Each counts with its probability,
    x / sum.
    """
    return windows(x, kernel_size).mean(axis=4)


@mistake("stochastic_pool2d_eval")
def largest_is_kept(x, kernel_size):
    """You return the largest value of each window. All cells count, each with its
    probability.
    """
    return windows(x, kernel_size).max(axis=4)


@mistake("stochastic_pool2d_eval")
def largest_of_the_products(x, kernel_size):
    """You return the largest product of value and probability. Add all products of the
    window.
    """
    cells = windows(x, kernel_size)
    return over((cells**2).max(axis=4), cells.sum(axis=4))


@mistake("stochastic_pool2d_eval")
def sum_of_the_window(x, kernel_size):
    """You return the sum of each window. Each value is multiplied by its probability
    first.
    """
    return windows(x, kernel_size).sum(axis=4)


@mistake("stochastic_pool2d_eval")
def sum_of_the_probabilities(x, kernel_size):
    """Your result is 1 in each window: these are the probabilities alone, added. Multiply
    each by its value.
    """
    cells = windows(x, kernel_size)
    return over(cells.sum(axis=4), cells.sum(axis=4))


@mistake("stochastic_pool2d_eval")
def squares_not_divided(x, kernel_size):
    """You add the squares of the window. The weights are x / sum: the division is
    missing.
    """
    return (windows(x, kernel_size) ** 2).sum(axis=4)


@mistake("stochastic_pool2d_eval")
def mean_of_squares(x, kernel_size):
    """You give the mean of the squares. The weights are x / sum: see by what you
    divide.
    """
    return (windows(x, kernel_size) ** 2).mean(axis=4)


@mistake("stochastic_pool2d_eval")
def root_mean_square(x, kernel_size):
    """You give the root of the mean square. Here the squares are divided by the sum, and
    no root is taken.
    """
    return np.sqrt((windows(x, kernel_size) ** 2).mean(axis=4))


@mistake("stochastic_pool2d_eval")
def divided_by_the_cells_too(x, kernel_size):
    """Your results are too small by the number of cells. The probabilities add up to 1
    already: take the sum, not the mean.
    """
    return weighted(windows(x, kernel_size)) / kernel_size**2


@mistake("stochastic_pool2d_eval")
def divided_by_the_largest(x, kernel_size):
    """You divide by the largest value of the window. Probabilities are divided by the
    sum.
    """
    cells = windows(x, kernel_size)
    return over((cells**2).sum(axis=4), cells.max(axis=4))


@mistake("stochastic_pool2d_eval")
def squares_as_chances(x, kernel_size):
    """You weight by x^2 / (sum of x^2). The probability of a cell is its value, divided
    by the sum.
    """
    cells = windows(x, kernel_size)
    return over((cells**3).sum(axis=4), (cells**2).sum(axis=4))


@mistake("stochastic_pool2d_eval")
def softmax_of_the_window(x, kernel_size):
    """You weight by a softmax. The probability of a cell is its value, divided by the
    sum, and there is no exp.
    """
    cells = windows(x, kernel_size)
    power = np.exp(cells - cells.max(axis=4, keepdims=True))
    return (power / power.sum(axis=4, keepdims=True) * cells).sum(axis=4)


@mistake("stochastic_pool2d_eval")
def mean_of_positive_values(x, kernel_size):
    """You give the mean of the positive values. They do not count alike: each counts with
    its probability.
    """
    cells = windows(x, kernel_size)
    return over(cells.sum(axis=4), (cells > 0).sum(axis=4)).astype(x.dtype)


@mistake("stochastic_pool2d_eval")
def chances_of_the_whole_map(x, kernel_size):
    """You divide by the sum of the whole map. Each window has probabilities of its own,
    that add up to 1.
    """
    squares = (windows(x, kernel_size) ** 2).sum(axis=4)
    return over(squares, x.sum(axis=(2, 3), keepdims=True))


@mistake("stochastic_pool2d_eval")
def chances_over_channels(x, kernel_size):
    """You divide by the sum of the window over all channels. Each channel has
    probabilities of its own.
    """
    cells = windows(x, kernel_size)
    return over((cells**2).sum(axis=4), cells.sum(axis=(1, 4))[:, None])


@mistake("stochastic_pool2d_eval")
def chances_over_the_batch(x, kernel_size):
    """You divide by the sum of the window over all images. Each image has probabilities
    of its own.
    """
    cells = windows(x, kernel_size)
    return over((cells**2).sum(axis=4), cells.sum(axis=(0, 4))[None])


@mistake("stochastic_pool2d_eval")
def zero_window_gives_nan(x, kernel_size):
    """A window of zeros gives nan: 0 is divided by 0. Such a window gives 0."""
    cells = windows(x, kernel_size)
    with np.errstate(all="ignore"):
        return (cells**2).sum(axis=4) / cells.sum(axis=4)


@mistake("stochastic_pool2d_eval")
def zero_window_refused(x, kernel_size):
    """You refuse a window of zeros. It gives 0."""
    if (windows(x, kernel_size).sum(axis=4) == 0).any():
        raise ValueError("a window of zeros")
    return solution.stochastic_pool2d_eval(x, kernel_size)


@mistake("stochastic_pool2d_eval")
def one_zero_window_clears_the_map(x, kernel_size):
    """If any window has only zeros, all of your results are 0. Look at each window by
    itself.
    """
    out = weighted(windows(x, kernel_size))
    return out * (windows(x, kernel_size).sum(axis=4) != 0).all()


@mistake("stochastic_pool2d_eval")
def zero_at_the_place_in_all_maps(x, kernel_size):
    """Where one map has a window of zeros, all others give 0 at that place, too. Look at
    the window of each image and channel by itself.
    """
    out = weighted(windows(x, kernel_size))
    return out * (windows(x, kernel_size).sum(axis=4) != 0).all(axis=(0, 1))


@mistake("stochastic_pool2d_eval")
def nan_beside_other_maps(x, kernel_size):
    """A window of zeros gives 0 only where all images and channels have one, and nan
    elsewhere. Look at each window by itself.
    """
    sums = windows(x, kernel_size).sum(axis=4)
    alone = (sums == 0) & (sums != 0).any(axis=(0, 1))
    return np.where(alone, np.nan, weighted(windows(x, kernel_size))).astype(x.dtype)


@mistake("stochastic_pool2d_eval")
def one_added_to_the_sum(x, kernel_size):
    """You add 1 to the sum of each window, so your results are too small. Treat a sum of
    0 by itself.
    """
    cells = windows(x, kernel_size)
    return (cells**2).sum(axis=4) / (cells.sum(axis=4) + 1)


@mistake("stochastic_pool2d_eval")
def millionth_added_to_the_sum(x, kernel_size):
    """Your results are a little too small, and far too small where values are tiny. See
    what you add to the sum.
    """
    cells = windows(x, kernel_size)
    return (cells**2).sum(axis=4) / (cells.sum(axis=4) + x.dtype.type(1e-6))


@mistake("stochastic_pool2d_eval")
def hundred_millionth_added(x, kernel_size):
    """Your results are too small where values are tiny: 1e-8 is added to the sum. Treat a
    sum of 0 by itself.
    """
    cells = windows(x, kernel_size)
    return (cells**2).sum(axis=4) / (cells.sum(axis=4) + x.dtype.type(1e-8))


@mistake("stochastic_pool2d_eval")
def tiny_windows_are_zero(x, kernel_size):
    """A window of very small numbers gives too little, or 0. Treat a sum of exactly 0 by
    itself, and no other.
    """
    cells = windows(x, kernel_size)
    return np.where(cells.sum(axis=4) < 1e-8, 0, weighted(cells)).astype(x.dtype)


@mistake("stochastic_pool2d_eval")
def windows_overlap(x, kernel_size):
    """Your windows move by 1 and overlap. They lie side by side: the stride is
    kernel_size.
    """
    return weighted(windows(x, kernel_size, 1))


@mistake("stochastic_pool2d_eval")
def rest_pooled_as_well(x, kernel_size):
    """You round the output size up and pool what is left over at the edge. Only whole
    windows count.
    """
    return weighted(windows(with_edge(x, kernel_size), kernel_size))


@mistake("stochastic_pool2d_eval")
def rest_refused(x, kernel_size):
    """You refuse a map that is no multiple of the window; the rows and columns left over
    are simply in no window.
    """
    if any(size % kernel_size for size in x.shape[2:]):
        raise ValueError("no multiple")
    return solution.stochastic_pool2d_eval(x, kernel_size)


@mistake("stochastic_pool2d_eval")
def last_windows_missing(x, kernel_size):
    """The last window is missing where it ends exactly at the edge. See where your range
    of starting rows and columns stops.
    """
    cut = x[:, :, :-1, :-1]
    return weighted(windows(cut, kernel_size))


@mistake("stochastic_pool2d_eval")
def rows_for_columns(x, kernel_size):
    """Rows and columns of the output are exchanged; the order is (N, C, H, W)."""
    return weighted(windows(x, kernel_size)).swapaxes(2, 3).copy()


@mistake("stochastic_pool2d_eval")
def channels_last_as_in_keras(x, kernel_size):
    """You pool axes 1 and 2, as in the (H, W, C) of the notes; here the axes are
    (N, C, H, W).
    """
    return np.moveaxis(weighted(windows(np.moveaxis(x, 3, 1), kernel_size)), 1, 3).copy()


@mistake("stochastic_pool2d_eval")
def eval_in_float64(x, kernel_size):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    return solution.stochastic_pool2d_eval(x, kernel_size).astype(np.float64)


@mistake("stochastic_pool2d_eval")
def eval_squares_x(x, kernel_size):
    """You write into x itself, so the caller's array has other values afterwards. Work on
    new arrays.
    """
    out = solution.stochastic_pool2d_eval(x, kernel_size)
    x *= x
    return out


@mistake("stochastic_pool2d_eval")
def eval_of_one_cell_is_x(x, kernel_size):
    """For a window of one cell you return x itself; return a new array."""
    return x if kernel_size == 1 else solution.stochastic_pool2d_eval(x, kernel_size)


# stochastic_pool2d: what is certain whatever is drawn. Chances are claimed by the suite.


def drawn(cells, rng):
    """Return the place of the cell that is kept in each window, (N, C, H_out, W_out, 1)."""
    upto = np.cumsum(cells, axis=-1)
    point = rng.random(cells.shape[:-1])[..., None] * upto[..., -1:]
    return np.minimum((upto <= point).sum(axis=-1, keepdims=True), cells.shape[-1] - 1)


def kept(cells, rng):
    return np.take_along_axis(cells, drawn(cells, rng), axis=-1)[..., 0]


def kept_where(cells, some, rng):
    """Return the cells at the places that some windows draw; 0 where these hold nothing."""
    place = np.broadcast_to(drawn(some, rng), (*cells.shape[:4], 1))
    found = np.take_along_axis(cells, place, axis=4)[..., 0]
    return found * (some.sum(axis=4) > 0)


@mistake("stochastic_pool2d")
def mean_in_training_too(x, kernel_size, rng):
    """You return the mean of each window, and nothing is drawn. One of its values is
    kept.
    """
    return windows(x, kernel_size).mean(axis=4)


@mistake("stochastic_pool2d")
def place_of_the_cell(x, kernel_size, rng):
    """You return the place of the cell in its window. Return the value that stands
    there.
    """
    cells = windows(x, kernel_size)
    return (drawn(cells, rng)[..., 0] * (cells.sum(axis=4) > 0)).astype(x.dtype)


@mistake("stochastic_pool2d")
def probability_of_the_cell(x, kernel_size, rng):
    """Where one cell alone is positive you return 1, as its probability is, or a count of
    draws. Return its value in x.
    """
    cells = windows(x, kernel_size)
    return kept(over(cells, cells.sum(axis=4, keepdims=True)), rng)


@mistake("stochastic_pool2d")
def cell_before_the_drawn_one(x, kernel_size, rng):
    """You give 0 where one cell alone is positive: that cell is certain. Look at your
    probabilities, at which cell you take, and at which windows you leave at 0.
    """
    cells = windows(x, kernel_size)
    return np.take_along_axis(cells, drawn(cells, rng) - 1, axis=4)[..., 0]


@mistake("stochastic_pool2d")
def cell_after_the_drawn_one(x, kernel_size, rng):
    """Where one cell alone is positive you keep a 0, unless it is the last of its window.
    See whether your probabilities and values belong to the same cells.
    """
    cells = windows(x, kernel_size)
    place = np.minimum(drawn(cells, rng) + 1, kernel_size**2 - 1)
    return np.take_along_axis(cells, place, axis=4)[..., 0]


@mistake("stochastic_pool2d")
def one_place_for_all_channels(x, kernel_size, rng):
    """Every channel keeps the cell at the place that the first one drew, be it a 0. Each
    channel draws by itself.
    """
    cells = windows(x, kernel_size)
    return kept_where(cells, cells[:, :1], rng)


@mistake("stochastic_pool2d")
def one_place_for_all_images(x, kernel_size, rng):
    """Every image keeps the cell at the place that the first one drew, be it a 0. Each
    image draws by itself.
    """
    cells = windows(x, kernel_size)
    return kept_where(cells, cells[:1], rng)


@mistake("stochastic_pool2d")
def one_place_for_all_maps(x, kernel_size, rng):
    """All maps keep the cell at the place that the first one drew, be it a 0. Each image
    and channel draws by itself.
    """
    cells = windows(x, kernel_size)
    return kept_where(cells, cells[:1, :1], rng)


@mistake("stochastic_pool2d")
def one_place_for_all_windows(x, kernel_size, rng):
    """All windows of a map keep the cell at the place that the first one drew. Each
    window draws by itself.
    """
    cells = windows(x, kernel_size)
    return kept_where(cells, cells[:, :, :1, :1], rng)


@mistake("stochastic_pool2d")
def windows_of_zeros_raise(x, kernel_size, rng):
    """A window of zeros raises an exception: it has no probabilities. Such a window gives
    0.
    """
    cells = windows(x, kernel_size)
    if (cells.sum(axis=4) == 0).any():
        raise ValueError("Probabilities contain NaN")
    return kept(cells, rng)


@mistake("stochastic_pool2d")
def windows_of_zeros_are_nan(x, kernel_size, rng):
    """A window of zeros gives nan: 0 is divided by 0. Such a window gives 0."""
    cells = windows(x, kernel_size)
    return np.where(cells.sum(axis=4) == 0, np.nan, kept(cells, rng)).astype(x.dtype)


@mistake("stochastic_pool2d")
def row_ends_at_a_window_of_zeros(x, kernel_size, rng):
    """After a window of zeros the rest of its row gives 0, too. Go on with the next window
    there.
    """
    cells = windows(x, kernel_size)
    before = np.logical_and.accumulate(cells.sum(axis=4) != 0, axis=3)
    return kept(cells, rng) * before


@mistake("stochastic_pool2d")
def tiny_windows_not_drawn(x, kernel_size, rng):
    """A window of very small numbers does not give its value. Only a sum of exactly 0 has
    nothing to divide by.
    """
    cells = windows(x, kernel_size)
    return np.where(cells.sum(axis=4) < 1e-8, 0, kept(cells, rng)).astype(x.dtype)


@mistake("stochastic_pool2d")
def weights_not_normalised(x, kernel_size, rng):
    """An exception comes where a window does not add up to 1: the values themselves are
    no probabilities. Divide them by their sum.
    """
    cells = windows(x, kernel_size)
    if (abs(cells.sum(axis=4) - 1) > 1e-8).any():
        raise ValueError("Probabilities do not sum to 1")
    return kept(cells, rng)


@mistake("stochastic_pool2d")
def overlapping_windows_drawn(x, kernel_size, rng):
    """Your windows move by 1 and overlap. They lie side by side: the stride is
    kernel_size.
    """
    return kept(windows(x, kernel_size, 1), rng)


@mistake("stochastic_pool2d")
def rest_drawn_as_well(x, kernel_size, rng):
    """You round the output size up and draw from what is left over at the edge. Only
    whole windows count.
    """
    return kept(windows(with_edge(x, kernel_size), kernel_size), rng)


@mistake("stochastic_pool2d")
def rest_not_allowed(x, kernel_size, rng):
    """You refuse a map that is no multiple of the window; the rows and columns left over
    are simply in no window.
    """
    if any(size % kernel_size for size in x.shape[2:]):
        raise ValueError("no multiple")
    return kept(windows(x, kernel_size), rng)


@mistake("stochastic_pool2d")
def last_windows_not_drawn(x, kernel_size, rng):
    """The last window is missing where it ends exactly at the edge. See where your range
    of starting rows and columns stops.
    """
    return kept(windows(x[:, :, :-1, :-1], kernel_size), rng)


@mistake("stochastic_pool2d")
def drawn_rows_for_columns(x, kernel_size, rng):
    """Rows and columns of the output are exchanged; the order is (N, C, H, W)."""
    return kept(windows(x, kernel_size), rng).swapaxes(2, 3).copy()


@mistake("stochastic_pool2d")
def drawn_with_channels_last(x, kernel_size, rng):
    """You pool axes 1 and 2, as in the (H, W, C) of the notes; here the axes are
    (N, C, H, W).
    """
    return np.moveaxis(kept(windows(np.moveaxis(x, 3, 1), kernel_size), rng), 1, 3).copy()


@mistake("stochastic_pool2d")
def map_keeps_its_size(x, kernel_size, rng):
    """Your result is as large as x, with 0 where nothing was kept. Pooling leaves one
    number of each window.
    """
    cells = windows(x, kernel_size)
    place = drawn(cells, rng)[..., 0]
    out = np.zeros_like(x)
    for n, c, i, j in np.ndindex(place.shape):
        down, across = divmod(int(place[n, c, i, j]), kernel_size)
        row, column = i * kernel_size + down, j * kernel_size + across
        out[n, c, row, column] = x[n, c, row, column]
    return out


@mistake("stochastic_pool2d")
def values_and_places(x, kernel_size, rng):
    """You return two arrays. Return the values that were kept, and nothing else."""
    cells = windows(x, kernel_size)
    place = drawn(cells, rng)
    return np.take_along_axis(cells, place, axis=4)[..., 0], place[..., 0]


@mistake("stochastic_pool2d")
def axis_of_the_cells_kept(x, kernel_size, rng):
    """Your result has a fifth axis, of size 1: that of the cells of a window. Take it
    away.
    """
    cells = windows(x, kernel_size)
    return np.take_along_axis(cells, drawn(cells, rng), axis=4)


@mistake("stochastic_pool2d")
def drawn_in_float64(x, kernel_size, rng):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    return kept(windows(x, kernel_size), rng).astype(np.float64)


@mistake("stochastic_pool2d")
def x_made_probabilities(x, kernel_size, rng):
    """You write into x itself, so the caller's array has other values afterwards. Work on
    new arrays.
    """
    out = kept(windows(x, kernel_size), rng)
    x /= max(x.sum(), 1)
    return out


@mistake("stochastic_pool2d")
def one_cell_is_x_itself(x, kernel_size, rng):
    """For a window of one cell you return x itself; return a new array."""
    return x if kernel_size == 1 else kept(windows(x, kernel_size), rng)
