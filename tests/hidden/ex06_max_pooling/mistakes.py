"""Known wrong answers of ex06, max pooling."""

import numpy as np


def padded(x, padding, value=-np.inf):
    beside = (padding, padding)
    return np.pad(x, ((0, 0), (0, 0), beside, beside), constant_values=value)


def refuse_impossible(x, kernel_size, padding=0):
    if padding > kernel_size // 2 or kernel_size > min(x.shape[2:]) + 2 * padding:
        raise ValueError("impossible window")


def sizes(x, kernel_size, step):
    return [(size - kernel_size) // step + 1 for size in x.shape[2:]]


def place(i, j, kernel_size, step):
    """Return the rows and the columns of window (i, j)."""
    row, column = i * step, j * step
    return slice(row, row + kernel_size), slice(column, column + kernel_size)


def pooled(x, kernel_size, step, h_out, w_out, reduce=np.max):
    """Pool x, whose padding is done, into an output of the given size."""
    out = np.zeros((*x.shape[:2], h_out, w_out), x.dtype)
    for i in range(h_out):
        for j in range(w_out):
            rows, columns = place(i, j, kernel_size, step)
            out[:, :, i, j] = reduce(x[:, :, rows, columns], axis=(2, 3))
    return out


def spread(grad_out, x, kernel_size, step, share):
    """Add grad * share(window) to each window: share says who gets how much."""
    grad_x = np.zeros(x.shape, x.dtype)
    for n, c, i, j in np.ndindex(grad_out.shape):
        where = (n, c, *place(i, j, kernel_size, step))
        grad_x[where] += grad_out[n, c, i, j] * share(x[where])
    return grad_x


def only(window, number):
    """Return a share of 1 for one cell, counted in reading order, and 0 elsewhere."""
    share = np.zeros(window.shape, window.dtype)
    share.flat[number] = 1
    return share


# max_pool2d


@mistake("max_pool2d")
def partial_windows_kept(x, kernel_size, stride=None, padding=0):
    """You round the output size up and pool what is left over at the edge as well;
    only windows that lie wholly inside the padded map count.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    up = [-(-(size - kernel_size) // step) + 1 for size in x.shape[2:]]
    return pooled(x, kernel_size, step, *up)


@mistake("max_pool2d")
def windows_run_over_the_edge(x, kernel_size, stride=None, padding=0):
    """You begin windows until the edge is reached, so that the last ones stick out;
    the last one to count is the last that lies wholly inside the padded map.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    begun = [len(range(0, size, step)) for size in x.shape[2:]]
    return pooled(x, kernel_size, step, *begun)


@mistake("max_pool2d")
def windows_beyond_the_edge_are_minus_infinity(x, kernel_size, stride=None, padding=0):
    """You round the output size up: some windows reach over the edge, and those that lie
    beyond it give -inf. Only whole windows count.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    up = [-(-(size + 2 * padding - kernel_size) // step) + 1 for size in x.shape[2:]]
    wide = np.pad(padded(x, padding), ((0, 0), (0, 0), (0, step + kernel_size),
                  (0, step + kernel_size)), constant_values=-np.inf)  # fmt: skip
    return pooled(wide, kernel_size, step, *up)


@mistake("max_pool2d")
def left_over_refused(x, kernel_size, stride=None, padding=0):
    """You refuse a map that the windows do not fill to its edge; the rows and columns
    left over are simply in no window.
    """
    step = kernel_size if stride is None else stride
    if any((size + 2 * padding - kernel_size) % step for size in x.shape[2:]):
        raise ValueError("the windows do not fill the map")
    return solution.max_pool2d(x, kernel_size, stride, padding)


@mistake("max_pool2d")
def map_cut_into_blocks(x, kernel_size, stride=None, padding=0):
    """You cut the map into blocks side by side. Windows may also overlap, lie apart,
    leave cells over at the edge, and reach into the padding.
    """
    n, c, h, w = x.shape
    rows, columns = h // kernel_size, w // kernel_size
    blocks = x.reshape(n, c, rows, kernel_size, columns, kernel_size)
    return blocks.max(axis=(3, 5))


@mistake("max_pool2d")
def stride_of_one_by_default(x, kernel_size, stride=None, padding=0):
    """Without a stride you move by 1; stride=None means a stride of kernel_size."""
    return solution.max_pool2d(x, kernel_size, 1 if stride is None else stride, padding)


@mistake("max_pool2d")
def stride_ignored(x, kernel_size, stride=None, padding=0):
    """You always move by kernel_size, also when another stride is given."""
    return solution.max_pool2d(x, kernel_size, None, padding)


@mistake("max_pool2d")
def windows_moved_by_one(x, kernel_size, stride=None, padding=0):
    """Your output has the right size, but its windows move by one cell. The stride also
    says where each window begins.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    return pooled(x, kernel_size, 1, *sizes(x, kernel_size, step))


@mistake("max_pool2d")
def output_size_without_the_padding(x, kernel_size, stride=None, padding=0):
    """You pad the map, but your output size is that of the map without padding."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    return pooled(padded(x, padding), kernel_size, step, *sizes(x, kernel_size, step))


@mistake("max_pool2d")
def size_without_the_padding_by_a_slash(x, kernel_size, stride=None, padding=0):
    """You pad the map, but work out the output size from the map without padding."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    small = [int(1 + (size - kernel_size) / step) for size in x.shape[2:]]
    return pooled(padded(x, padding), kernel_size, step, *small)


@mistake("max_pool2d")
def last_window_lost(x, kernel_size, stride=None, padding=0):
    """The last window is missing where it ends exactly at the edge; look at where your
    range of starting rows and columns stops.
    """
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    counts = [len(range(0, size - kernel_size, step)) for size in x.shape[2:]]
    return pooled(x, kernel_size, step, *counts)


@mistake("max_pool2d")
def steps_counted_instead_of_windows(x, kernel_size, stride=None, padding=0):
    """Your count is one too small, for rows and for columns: add 1 after dividing."""
    out = solution.max_pool2d(x, kernel_size, stride, padding)
    return out[:, :, :-1, :-1].copy()


@mistake("max_pool2d")
def height_and_width_swapped(x, kernel_size, stride=None, padding=0):
    """Rows and columns of the output are exchanged; the order is (N, C, H, W)."""
    return solution.max_pool2d(x, kernel_size, stride, padding).swapaxes(2, 3).copy()


@mistake("max_pool2d")
def channels_taken_as_last(x, kernel_size, stride=None, padding=0):
    """You pool axes 1 and 2, as in the (H, W, C) of the notes; here the axes are
    (N, C, H, W).
    """
    last_to_second = np.moveaxis(x, 3, 1)
    out = solution.max_pool2d(last_to_second, kernel_size, stride, padding)
    return np.moveaxis(out, 1, 3).copy()


@mistake("max_pool2d")
def one_maximum_for_all_maps(x, kernel_size, stride=None, padding=0):
    """Every image and channel gets the same values: your maximum runs over the whole
    batch and all channels, where each map should be pooled by itself.
    """
    out = solution.max_pool2d(x, kernel_size, stride, padding)
    return np.broadcast_to(out.max(axis=(0, 1), keepdims=True), out.shape).copy()


@mistake("max_pool2d")
def maximum_over_channels(x, kernel_size, stride=None, padding=0):
    """You take the largest value over the channels too; pooling keeps their number."""
    out = solution.max_pool2d(x, kernel_size, stride, padding)
    return out.max(axis=1, keepdims=True)


@mistake("max_pool2d")
def maximum_over_channels_in_each(x, kernel_size, stride=None, padding=0):
    """All channels of an image get the same values: your maximum runs over the channels
    too. Each channel is pooled by itself.
    """
    out = solution.max_pool2d(x, kernel_size, stride, padding)
    return np.broadcast_to(out.max(axis=1, keepdims=True), out.shape).copy()


@mistake("max_pool2d")
def smallest_of_each_window(x, kernel_size, stride=None, padding=0):
    """You return the smallest value of each window, not the largest."""
    return -solution.max_pool2d(-x, kernel_size, stride, padding)


@mistake("max_pool2d")
def mean_of_each_window(x, kernel_size, stride=None, padding=0):
    """This is average pooling: you return the mean of each window."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    x = padded(x, padding, 0)
    return pooled(x, kernel_size, step, *sizes(x, kernel_size, step), np.mean)


@mistake("max_pool2d")
def largest_magnitude(x, kernel_size, stride=None, padding=0):
    """You keep the value farthest from zero; the largest of -3 and 1 is 1."""
    high = solution.max_pool2d(x, kernel_size, stride, padding)
    low = -solution.max_pool2d(-x, kernel_size, stride, padding)
    return np.where(high >= -low, high, low)


@mistake("max_pool2d")
def zero_padding(x, kernel_size, stride=None, padding=0):
    """Your padding is 0, which wins against negative values; it must never win."""
    refuse_impossible(x, kernel_size, padding)
    return solution.max_pool2d(padded(x, padding, 0), kernel_size, stride)


@mistake("max_pool2d")
def padded_with_minus_1000(x, kernel_size, stride=None, padding=0):
    """You pad with -1000, which wins where a window holds only smaller numbers. Only
    minus infinity never wins.
    """
    refuse_impossible(x, kernel_size, padding)
    return solution.max_pool2d(padded(x, padding, -1000.0), kernel_size, stride)


@mistake("max_pool2d")
def padded_with_minus_999(x, kernel_size, stride=None, padding=0):
    """You pad with -999, which wins where a window holds only smaller numbers. Only
    minus infinity never wins.
    """
    refuse_impossible(x, kernel_size, padding)
    return solution.max_pool2d(padded(x, padding, -999.0), kernel_size, stride)


@mistake("max_pool2d")
def padded_with_minus_a_billion(x, kernel_size, stride=None, padding=0):
    """You pad with -1e9, which wins where a window holds only smaller numbers. Only minus
    infinity never wins.
    """
    refuse_impossible(x, kernel_size, padding)
    return solution.max_pool2d(padded(x, padding, -1e9), kernel_size, stride)


@mistake("max_pool2d")
def edge_mirrored_for_padding(x, kernel_size, stride=None, padding=0):
    """Your frame mirrors x at its edge, so its cells can win. Padding must never win
    against a cell of the map.
    """
    refuse_impossible(x, kernel_size, padding)
    beside = (padding, padding)
    wide = np.pad(x, ((0, 0), (0, 0), beside, beside), mode="reflect")
    return solution.max_pool2d(wide, kernel_size, stride)


@mistake("max_pool2d")
def maximum_starts_at_zero(x, kernel_size, stride=None, padding=0):
    """A window of negative values gives 0: your search for the largest value starts
    from 0, which is in no window.
    """
    return np.maximum(solution.max_pool2d(x, kernel_size, stride, padding), 0)


@mistake("max_pool2d")
def padding_ignored(x, kernel_size, stride=None, padding=0):
    """You pool the map without its padding."""
    refuse_impossible(x, kernel_size, padding)
    return solution.max_pool2d(x, kernel_size, stride)


@mistake("max_pool2d")
def padding_counted_once(x, kernel_size, stride=None, padding=0):
    """Your output size counts the padding once; it is there on both sides."""
    refuse_impossible(x, kernel_size, padding)
    step = kernel_size if stride is None else stride
    rows, columns = (size + padding for size in x.shape[2:])
    x = padded(x, padding)[:, :, :rows, :columns]
    return pooled(x, kernel_size, step, *sizes(x, kernel_size, step))


@mistake("max_pool2d")
def every_axis_padded(x, kernel_size, stride=None, padding=0):
    """You pad all four axes, so there are new images and channels; only height and
    width are padded.
    """
    refuse_impossible(x, kernel_size, padding)
    everywhere = np.pad(x, padding, constant_values=-np.inf)
    return solution.max_pool2d(everywhere, kernel_size, stride)


@mistake("max_pool2d")
def impossible_arguments_accepted(x, kernel_size, stride=None, padding=0):
    """You return an answer where ValueError is asked for: neither the size of the
    padding nor that of the window is looked at.
    """
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    return pooled(x, kernel_size, step, *(max(0, s) for s in sizes(x, kernel_size, step)))


@mistake("max_pool2d")
def asserted_instead_of_raised(x, kernel_size, stride=None, padding=0):
    """You use assert for impossible arguments. It raises AssertionError, and python -O
    leaves it out: raise ValueError.
    """
    try:
        return solution.max_pool2d(x, kernel_size, stride, padding)
    except ValueError as refused:
        raise AssertionError(str(refused)) from None


@mistake("max_pool2d")
def large_window_accepted(x, kernel_size, stride=None, padding=0):
    """You return an answer for a window larger than the padded map; it is a ValueError."""
    if padding > kernel_size // 2:
        raise ValueError("padding is more than half of the window")
    step = kernel_size if stride is None else stride
    x = padded(x, padding)
    return pooled(x, kernel_size, step, *(max(0, s) for s in sizes(x, kernel_size, step)))


@mistake("max_pool2d")
def large_padding_accepted(x, kernel_size, stride=None, padding=0):
    """You accept a padding of more than half the window; it is a ValueError."""
    return solution.max_pool2d(padded(x, padding), kernel_size, stride)


@mistake("max_pool2d")
def half_of_the_window_rounded_up(x, kernel_size, stride=None, padding=0):
    """You accept a padding of half the window rounded up; the half is rounded down, so
    a window of 3 has at most 1.
    """
    if padding > (kernel_size + 1) // 2:
        raise ValueError("padding is more than half of the window")
    return solution.max_pool2d(padded(x, padding), kernel_size, stride)


@mistake("max_pool2d")
def result_in_float64(x, kernel_size, stride=None, padding=0):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    out = solution.max_pool2d(x, kernel_size, stride, padding)
    return out.astype(np.float64)


@mistake("max_pool2d")
def window_of_one_shares_memory(x, kernel_size, stride=None, padding=0):
    """For a window of one cell you return the memory of x; return a new array."""
    if kernel_size == 1 and padding == 0:
        step = 1 if stride is None else stride
        return x[:, :, ::step, ::step]
    return solution.max_pool2d(x, kernel_size, stride, padding)


# max_pool2d_backward


@mistake("max_pool2d_backward")
def gradient_to_every_tie(grad_out, x, kernel_size, stride=None):
    """Where the largest value occurs twice in a window, both cells get the gradient;
    only the first one was kept.
    """
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: w == w.max())


@mistake("max_pool2d_backward")
def gradient_to_every_cell_that_is_close(grad_out, x, kernel_size, stride=None):
    """Every cell within 0.01 of the largest gets the gradient. Only the largest one was
    kept, and values that are almost equal differ.
    """
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: abs(w - w.max()) < 1e-2)


@mistake("max_pool2d_backward")
def first_cell_that_is_close(grad_out, x, kernel_size, stride=None):
    """You take the first cell within 0.01 of the largest. Values that are almost equal
    differ: compare exactly, or use argmax.
    """
    step = kernel_size if stride is None else stride
    return spread(
        grad_out, x, kernel_size, step, lambda w: only(w, (abs(w - w.max()) < 1e-2).argmax())
    )


@mistake("max_pool2d_backward")
def every_tie_set_instead_of_added(grad_out, x, kernel_size, stride=None):
    """Ties all get the gradient, and a later window overwrites what an earlier one left.
    The first of equal values gets it, and gradients add up.
    """
    step = kernel_size if stride is None else stride
    grad_x = np.zeros(x.shape, x.dtype)
    for n, c, i, j in np.ndindex(grad_out.shape):
        where = (n, c, *place(i, j, kernel_size, step))
        grad_x[where][x[where] == x[where].max()] = grad_out[n, c, i, j]
    return grad_x


@mistake("max_pool2d_backward")
def gradient_shared_among_ties(grad_out, x, kernel_size, stride=None):
    """Where the largest value occurs twice in a window, you share the gradient out;
    the first one gets all of it.
    """
    step = kernel_size if stride is None else stride
    return spread(
        grad_out, x, kernel_size, step, lambda w: (w == w.max()) / np.sum(w == w.max())
    )


@mistake("max_pool2d_backward")
def gradient_to_the_last_tie(grad_out, x, kernel_size, stride=None):
    """Of equal largest values you take the last one in reading order, not the first:
    look at whether an equal value replaces the one found before.
    """
    step = kernel_size if stride is None else stride
    return spread(
        grad_out,
        x,
        kernel_size,
        step,
        lambda w: only(w, np.flatnonzero(w == w.max())[-1]),
    )


@mistake("max_pool2d_backward")
def ties_read_down_the_columns(grad_out, x, kernel_size, stride=None):
    """Of equal largest values you take the first one down the columns; reading order
    goes along the rows.
    """
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: only(w.T, w.T.argmax()).T)


@mistake("max_pool2d_backward")
def row_and_column_swapped(grad_out, x, kernel_size, stride=None):
    """In each window the gradient lands on the mirror image of the cell that was kept:
    its row and its column are exchanged.
    """
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: only(w, w.argmax()).T)


@mistake("max_pool2d_backward")
def overlapping_windows_overwrite(grad_out, x, kernel_size, stride=None):
    """A cell that several windows kept has the gradient of the last one alone; it
    should have the sum.
    """
    step = kernel_size if stride is None else stride
    grad_x = np.zeros(x.shape, x.dtype)
    for n, c, i, j in np.ndindex(grad_out.shape):
        window = (n, c, *place(i, j, kernel_size, step))
        down, across = divmod(int(x[window].argmax()), kernel_size)
        grad_x[window][down, across] = grad_out[n, c, i, j]
    return grad_x


@mistake("max_pool2d_backward")
def overlapping_windows_erase(grad_out, x, kernel_size, stride=None):
    """Each window sets all its cells anew, zeros too, and so erases what an earlier
    window left there; the gradients of a cell add up.
    """
    step = kernel_size if stride is None else stride
    grad_x = np.zeros(x.shape, x.dtype)
    for n, c, i, j in np.ndindex(grad_out.shape):
        where = (n, c, *place(i, j, kernel_size, step))
        grad_x[where] = grad_out[n, c, i, j] * only(x[where], x[where].argmax())
    return grad_x


@mistake("max_pool2d_backward")
def gradient_spread_evenly(grad_out, x, kernel_size, stride=None):
    """This is the gradient of average pooling: every cell of a window gets a part."""
    step = kernel_size if stride is None else stride
    share = 1 / kernel_size**2
    return spread(grad_out, x, kernel_size, step, lambda w: share)


@mistake("max_pool2d_backward")
def gradient_to_the_whole_window(grad_out, x, kernel_size, stride=None):
    """Every cell of a window gets the gradient; only the cell that was kept should."""
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: 1)


@mistake("max_pool2d_backward")
def upstream_gradient_ignored(grad_out, x, kernel_size, stride=None):
    """You count how often a cell was kept; each time it should get the value of
    grad_out for that window.
    """
    return solution.max_pool2d_backward(np.ones_like(grad_out), x, kernel_size, stride)


@mistake("max_pool2d_backward")
def multiplied_by_the_maximum(grad_out, x, kernel_size, stride=None):
    """The gradient is multiplied by the value that was kept; the derivative of the
    largest value with respect to itself is 1.
    """
    return x * solution.max_pool2d_backward(grad_out, x, kernel_size, stride)


@mistake("max_pool2d_backward")
def one_cell_for_all_channels(grad_out, x, kernel_size, stride=None):
    """Every channel's gradient goes where the first channel has its largest values. Each
    channel has its own."""
    same = np.broadcast_to(x[:, :1], x.shape)
    return solution.max_pool2d_backward(grad_out, same, kernel_size, stride)


@mistake("max_pool2d_backward")
def backward_stride_of_one_by_default(grad_out, x, kernel_size, stride=None):
    """Without a stride you move by 1; stride=None means a stride of kernel_size."""
    step = 1 if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: only(w, w.argmax()))


@mistake("max_pool2d_backward")
def left_over_cells_missing(grad_out, x, kernel_size, stride=None):
    """Your result ends with the last window; it has the shape of x, and the cells left
    over at the edge get 0.
    """
    step = kernel_size if stride is None else stride
    rows, columns = ((count - 1) * step + kernel_size for count in grad_out.shape[2:])
    full = solution.max_pool2d_backward(grad_out, x, kernel_size, stride)
    return full[:, :, :rows, :columns].copy()


@mistake("max_pool2d_backward")
def negative_windows_lose_their_place(grad_out, x, kernel_size, stride=None):
    """In a window of negative values the gradient lands on the first cell: your search
    for the largest value starts from 0.
    """
    step = kernel_size if stride is None else stride
    return spread(grad_out, x, kernel_size, step, lambda w: only(w, np.maximum(w, 0).argmax()))


@mistake("max_pool2d_backward")
def gradient_in_float64(grad_out, x, kernel_size, stride=None):
    """float32 goes in, float64 comes out: an array made without a dtype is float64."""
    grad_x = solution.max_pool2d_backward(grad_out, x, kernel_size, stride)
    return grad_x.astype(np.float64)


@mistake("max_pool2d_backward")
def gradient_written_into_x(grad_out, x, kernel_size, stride=None):
    """You write the gradient into x itself; make a new array in the shape of x."""
    grad_x = solution.max_pool2d_backward(grad_out, x, kernel_size, stride)
    x[...] = grad_x
    return x
