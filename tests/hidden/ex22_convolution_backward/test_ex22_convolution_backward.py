"""Hidden suite of ex22, convolution backward."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


def count(size, kernel, stride=1, padding=0):
    """Return how often a kernel fits along an axis."""
    return (size + 2 * padding - kernel) // stride + 1


def draw(rng, *shapes, first=False):
    """Draw whole numbers that are not 0, from 1 to 9 for a first case.

    float32 holds the answers exactly, so whoever returns that loses none of these checks.
    """
    if first:
        return [rng.integers(1, 10, shape) * 1.0 for shape in shapes]
    return [rng.integers(-5, 5, shape) * 2.0 + 1 for shape in shapes]


def windows(rng, sizes, stride=1, padding=0, first=False):
    """Draw the windows of such images, as a matrix; return all that col2im is given."""
    n, c, h, w, kh, kw = sizes
    rows = n * count(h, kh, stride, padding) * count(w, kw, stride, padding)
    columns = draw(rng, (rows, c * kh * kw), first=first)[0]
    return columns, (n, c, h, w), (kh, kw), stride, padding


def layer(rng, sizes, stride=1, padding=0, first=False):
    """Draw grad_out, x and weight."""
    n, c, o, h, w, kh, kw = sizes
    out = count(h, kh, stride, padding), count(w, kw, stride, padding)
    return draw(rng, (n, o, *out), (n, c, h, w), (o, c, kh, kw), first=first)


def either_way(grad_out, x, weight):
    """Return them with filters that are the same after half a turn.

    So filters that are turned cost the checks of one map, and no other.
    """
    return grad_out, x, weight + weight[:, :, ::-1, ::-1]


def laid(array, another_way):
    """Return it, laid otherwise in memory if asked for.

    The check of arguments charges no values, so whoever goes by the memory shows here.
    """
    return np.asfortranarray(array) if another_way else array


# N, C, H, W, KH, KW
ONE_MAP = [(1, 1, 2, 3, 1, 2), (1, 1, 3, 4, 2, 3), (1, 1, 4, 2, 3, 2), (1, 1, 3, 3, 2, 2)]


@points(1)
@cases("sizes", ONE_MAP)
def test_every_window_is_a_row(agree, rng, sizes):
    """im2col writes each window of a map as a row, from left to right, then down."""
    n, c, h, w, kh, kw = sizes
    agree("im2col", *draw(rng, (n, c, h, w), first=sizes == ONE_MAP[0]), (kh, kw))


MANY_MAPS = [
    (1, 2, 1, 3, 1, 2),
    (2, 1, 1, 3, 1, 2),
    (1, 3, 2, 3, 2, 2),
    (3, 2, 3, 1, 2, 1),
    (2, 3, 1, 4, 1, 2),
]


@points(2)
@cases("sizes", MANY_MAPS)
def test_channels_beside_images_below(agree, rng, sizes):
    """im2col puts channels side by side, and images one below the other."""
    n, c, h, w, kh, kw = sizes
    (x,) = draw(rng, (n, c, h, w), first=sizes == MANY_MAPS[0])
    agree("im2col", laid(x, sizes == MANY_MAPS[-1]), (kh, kw))


# Rows, columns, or both are left over, or none. One has the sizes of a map above, moved.
PLACED = [
    ((1, 1, 1, 4, 1, 2), 2, 0),
    ((1, 1, 1, 2, 1, 2), 1, 1),
    ((1, 2, 4, 3, 1, 2), 3, 0),
    ((1, 1, 3, 3, 2, 2), 2, 0),
    ((1, 1, 1, 3, 3, 2), 1, 1),
    ((1, 1, 3, 4, 2, 3), 2, 1),
    ((1, 2, 1, 2, 2, 1), 3, 2),
]


@points(1)
@cases("sizes, stride, padding", PLACED)
def test_im2col_with_stride_and_padding(agree, rng, sizes, stride, padding):
    """im2col moves by stride, over x with a frame of zeros."""
    n, c, h, w, kh, kw = sizes
    x = draw(rng, (n, c, h, w), first=sizes == PLACED[0][0])[0]
    if padding and stride == 1:
        agree("im2col", x, (kh, kw), padding=padding)
    else:
        agree("im2col", x, (kh, kw), stride, padding)


# In these no two windows meet; in the last three some cells are in none. The second has
# several images and channels at once, which a reshape can mix.
APART = [
    ((1, 1, 1, 4, 1, 2), 2),
    ((2, 3, 2, 1, 1, 1), 1),
    ((2, 1, 2, 3, 2, 3), 1),
    ((1, 1, 3, 5, 1, 2), 2),
    ((1, 1, 5, 4, 2, 1), 3),
    ((2, 1, 2, 7, 1, 3), 4),
]


@points(2)
@cases("sizes, stride", APART)
def test_numbers_go_back_to_their_cells(agree, rng, sizes, stride):
    """col2im puts each number back into the cell that it came from."""
    agree("col2im", *windows(rng, sizes, stride, first=sizes == APART[0][0])[:4])


OVERLAPPING = [
    ((1, 1, 1, 3, 1, 2), 1),
    ((1, 1, 3, 4, 2, 3), 1),
    ((2, 1, 4, 3, 2, 2), 1),
    ((1, 2, 4, 3, 3, 2), 1),
    ((2, 1, 3, 5, 2, 3), 2),
]


@points(2)
@cases("sizes, stride", OVERLAPPING)
def test_overlapping_windows_add(agree, rng, sizes, stride):
    """col2im adds up what several windows hold of one cell."""
    columns, *rest = windows(rng, sizes, stride, first=sizes == OVERLAPPING[0][0])
    columns = laid(columns, sizes == OVERLAPPING[3][0])
    agree("col2im", columns, *rest[: 2 if stride == 1 else 3])


FRAMED = [
    ((1, 1, 1, 2, 1, 2), 2, 1),
    ((1, 2, 3, 2, 4, 1), 1, 1),
    ((2, 1, 2, 3, 3, 4), 2, 1),
    ((1, 2, 2, 4, 3, 2), 3, 2),
]


@points(1)
@cases("sizes, stride, padding", FRAMED)
def test_padding_is_dropped(agree, rng, sizes, stride, padding):
    """col2im drops what came from the padding."""
    given = windows(rng, sizes, stride, padding, first=sizes == FRAMED[0][0])
    if stride == 1:
        agree("col2im", *given[:3], padding=padding)
    else:
        agree("col2im", *given)


# N, C, O, H, W, KH, KW; the kernel is as large as the map, so there is one window.
ONE_WINDOW = [(1, 1, 1, 1, 2, 1, 2), (1, 1, 3, 2, 1, 2, 1), (1, 2, 2, 2, 3, 2, 3)]


@points(1)
@needs("im2col", "col2im")
@cases("sizes", ONE_WINDOW)
def test_gradients_of_one_window(agree, rng, sizes):
    """conv2d_backward finds all three gradients for a single window."""
    agree("conv2d_backward", *layer(rng, sizes, first=sizes == ONE_WINDOW[0]))


MORE_WINDOWS = [
    (1, 1, 1, 1, 3, 1, 2),
    (1, 1, 2, 2, 3, 1, 2),
    (1, 2, 1, 3, 4, 2, 2),
    (1, 2, 3, 1, 5, 1, 3),
    (1, 2, 2, 3, 3, 2, 2),
]


@points(2)
@needs("im2col", "col2im")
@cases("sizes", MORE_WINDOWS)
def test_gradients_of_all_windows_add_up(agree, rng, sizes):
    """conv2d_backward adds up over all windows of a map."""
    arrays = layer(rng, sizes, first=sizes == MORE_WINDOWS[0])
    agree("conv2d_backward", *(laid(array, sizes == MORE_WINDOWS[3]) for array in arrays))


BATCHES = [
    ((2, 1, 1, 1, 2, 1, 1), 1, 0),
    ((3, 1, 2, 1, 4, 1, 2), 1, 0),
    ((2, 3, 4, 1, 6, 1, 2), 1, 0),
    ((3, 1, 3, 2, 3, 1, 2), 1, 0),
    ((2, 1, 2, 2, 3, 2, 3), 2, 1),
]


@points(1)
@needs("im2col", "col2im")
@cases("sizes, stride, padding", BATCHES)
def test_gradients_of_a_batch(agree, rng, sizes, stride, padding):
    """In a batch dweight and dbias are sums over the images; dx has them apart."""
    arrays = layer(rng, sizes, stride, padding, first=sizes == BATCHES[0][0])
    placed = (stride, padding) if stride > 1 else ()
    agree("conv2d_backward", *either_way(*arrays), *placed)


# One image and one filter: several of them, moved and padded, are asked in a batch. In the
# fifth a row and a column of the frame are left over, none of x.
STRIDES = [
    ((1, 1, 1, 1, 5, 1, 2), 2, 0),
    ((1, 1, 1, 1, 2, 1, 2), 1, 1),
    ((1, 1, 1, 4, 3, 2, 3), 3, 0),
    ((1, 1, 1, 2, 3, 3, 4), 1, 1),
    ((1, 1, 1, 2, 4, 3, 3), 2, 1),
    ((1, 2, 1, 2, 4, 3, 2), 3, 2),
]


@points(2)
@needs("im2col", "col2im")
@cases("sizes, stride, padding", STRIDES)
def test_gradients_with_stride_and_padding(agree, rng, sizes, stride, padding):
    """conv2d_backward uses stride and padding in dx and in dweight."""
    arrays = either_way(*layer(rng, sizes, stride, padding, first=sizes == STRIDES[0][0]))
    if padding and stride == 1:
        agree("conv2d_backward", *arrays, padding=padding)
    else:
        agree("conv2d_backward", *arrays, stride, padding)


@points(1)
@needs("im2col", "col2im", "conv2d_backward")
def test_float64_keeps_its_digits(agree, rng):
    """float64 in gives float64 out, with all its digits."""
    powers = np.ldexp(1.0, np.arange(-2, 30))
    finer = 1 + 2.0**-24  # float32 rounds it down to 1, so a product is wrong by 1.2e-7 of it
    cell = (1, 1, 1, 1)
    x, weight, grad_out = (powers[rng.integers(0, 32, cell)] * finer for _ in range(3))
    # One number alone is wrong by half of that, which the usual tolerance would forgive.
    agree("im2col", x, (1, 1), rtol=0, atol=0)
    agree("col2im", x[0, 0], cell, (1, 1), rtol=0, atol=0)
    agree("conv2d_backward", grad_out, x, weight)
    # Whoever rounds instead is further off: by odd parts of a million.
    x, weight, grad_out = ((rng.integers(0, 2048, cell) * 2 + 1) / 2**20 for _ in range(3))
    agree("im2col", x, (1, 1))
    agree("col2im", x[0, 0], cell, (1, 1))
    agree("conv2d_backward", grad_out, x, weight)


def single(rng, dtype="float64"):
    """Draw grad_out, x and weight of one cell: what is wrong elsewhere is right here."""
    return [(abs(rng.array((1, 1, 1, 1))) * 16).astype(dtype) for _ in range(3)]


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """All three functions keep the dtype: float32 stays float32, float64 float64."""
    grad_out, x, weight = single(rng, "float32")
    agree("im2col", x, (1, 1))
    agree("col2im", x[0, 0], (1, 1, 1, 1), (1, 1))
    agree("conv2d_backward", grad_out, x, weight)
    # A frame, or zeros for a stride, may be the only arrays made. There is one window, however
    # it moves.
    for dtype in ("float32", "float64"):
        grad_out, x, _ = single(rng, dtype)
        columns, weight = (rng.array(shape).astype(dtype) for shape in ((1, 9), (1, 1, 3, 3)))
        agree("im2col", x, (3, 3), 2, 1)
        agree("col2im", columns, (1, 1, 1, 1), (3, 3), 2, 1)
        agree("conv2d_backward", grad_out, x, weight, 2, 1)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    grad_out, x, weight = single(rng)
    keeps("im2col", x, (1, 1))
    keeps("col2im", grad_out[0, 0], (1, 1, 1, 1), (1, 1))
    keeps("conv2d_backward", grad_out, x, weight)
    # Two images: whoever adds up in a view of the first one changes it.
    grad_out, x, weight = layer(rng, (2, 2, 2, 2, 2, 2, 1))
    columns, *rest = windows(rng, (2, 1, 2, 3, 2, 2))
    keeps("im2col", x, (2, 2))
    keeps("conv2d_backward", grad_out, x, weight)
    agree("im2col", strided(x), (1, 2))
    agree("im2col", np.asfortranarray(read_only(x)), (2, 1))
    agree("col2im", read_only(columns), *rest)
    agree("col2im", np.asfortranarray(strided(columns)), *rest)
    agree("conv2d_backward", strided(grad_out), np.asfortranarray(x), read_only(weight))
    agree("conv2d_backward", read_only(grad_out), strided(x), np.asfortranarray(weight))
