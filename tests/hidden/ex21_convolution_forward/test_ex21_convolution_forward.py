"""Hidden suite of ex21, convolution forward."""

import numpy as np

from grader.judge.suite import asks, cases, points, read_only, strided


def draw(rng, *shapes, positive=False):
    """Draw whole numbers that are not 0; from 1 to 9 for a first case, or if no sign counts.

    float32 holds the answers exactly, so whoever returns that loses none of these checks.
    """
    if positive:
        return [rng.integers(1, 10, shape) * 1.0 for shape in shapes]
    return [rng.integers(-5, 5, shape) * 2.0 + 1 for shape in shapes]


def layer(rng, sizes, positive=False):
    """Draw x and weight; the kernel is the same after half a turn, and a square one transposed.

    So a kernel that is turned costs the check of single windows, and few others. Positive
    ones do the same for a sum that is cut off at 0.
    """
    n, c, o, h, w, kh, kw = sizes
    x, weight = draw(rng, (n, c, h, w), (o, c, kh, kw), positive=positive)
    weight = weight + weight[:, :, ::-1, ::-1]
    return x, weight + weight.swapaxes(2, 3) if kh == kw else weight


# Rows and columns of the map and of the kernel, which here is always smaller.
WINDOWS = [(2, 4, 1, 2), (3, 4, 2, 3), (4, 7, 3, 2), (5, 4, 4, 3), (4, 4, 3, 3)]


@points(2)
@cases("h, w, kh, kw", WINDOWS)
def test_sum_of_each_window(agree, rng, h, w, kh, kw):
    """conv2d multiplies each window by the kernel, and adds up."""
    first = (h, w, kh, kw) == WINDOWS[0]
    x, weight = draw(rng, (1, 1, h, w), (1, 1, kh, kw), positive=first)
    agree("conv2d", x, weight, np.zeros(1))
    if first:
        agree("conv2d", x, -weight, np.zeros(1))  # negative sums, in a small call


# N, C, O, H, W, KH, KW. Up to the batches, a check has one image, square kernels and square
# outputs, and one channel or filter, unless that is its subject.
DEEP = [
    (1, 3, 1, 2, 2, 1, 1),
    (1, 2, 1, 4, 4, 2, 2),
    (1, 4, 1, 3, 3, 2, 2),
    (1, 3, 1, 4, 4, 3, 3),
]


@points(2)
@cases("sizes", DEEP)
def test_channels_add_up(agree, rng, sizes):
    """conv2d adds up over the channels: one filter, one map."""
    x, weight = layer(rng, sizes, positive=True)
    agree("conv2d", x, weight, np.zeros(1))


# As many filters as rows and columns of the output, so a bias along those costs nothing here.
FILTERS = [(1, 1, 2, 2, 2, 1, 1), (1, 1, 3, 4, 4, 2, 2), (1, 1, 3, 5, 5, 3, 3)]


@points(2)
@cases("sizes", FILTERS)
def test_one_map_for_each_filter(agree, rng, sizes):
    """conv2d gives as many maps as there are filters."""
    x, weight = layer(rng, sizes, positive=True)
    agree("conv2d", x, weight, np.zeros(len(weight)))


# As many filters as columns, as rows, as images; in the last, all of these differ.
BIASES = [
    (1, 1, 2, 3, 2, 1, 1),
    (1, 1, 3, 3, 4, 2, 2),
    (1, 1, 3, 4, 3, 2, 2),
    (2, 1, 2, 3, 5, 2, 2),
    (1, 1, 3, 3, 5, 2, 2),
]


@points(1)
@cases("sizes", BIASES)
def test_bias_of_each_filter(agree, rng, sizes):
    """conv2d adds to every map the bias of its filter."""
    first = sizes == BIASES[0]
    x, weight = layer(rng, sizes, first)
    agree("conv2d", x, weight, *draw(rng, len(weight), positive=first))
    if sizes == BIASES[-1]:  # nothing but the bias, whatever becomes of the channels
        agree("conv2d", *draw(rng, (1, 3, 2, 3)), np.zeros((2, 3, 1, 2)), *draw(rng, 2))


# Rows, columns, or both are left over, or none; a stride may be larger than the map.
STRIDES = [
    ((1, 1, 1, 3, 4, 1, 1), 2),
    ((1, 1, 1, 6, 5, 2, 2), 3),
    ((1, 1, 1, 5, 6, 3, 3), 2),
    ((1, 1, 1, 4, 6, 2, 2), 5),
    ((1, 1, 1, 5, 5, 2, 2), 3),
]


@points(2)
@cases("sizes, stride", STRIDES)
def test_stride(agree, rng, sizes, stride):
    """conv2d moves by stride, down and across, and drops the rest."""
    x, weight = layer(rng, sizes, positive=True)
    if sizes == STRIDES[-1][0]:
        agree("conv2d", x, weight, np.zeros(1), stride=stride)
    else:
        agree("conv2d", x, weight, np.zeros(1), stride)


# No kernel is larger than the map: that is asked where filters do not fit.
PADDED = [
    ((1, 1, 1, 2, 2, 1, 1), 1),
    ((1, 1, 1, 2, 2, 2, 2), 2),
    ((1, 1, 1, 4, 4, 3, 3), 1),
]


@points(2)
@cases("sizes, padding", PADDED)
def test_padding(agree, rng, sizes, padding):
    """conv2d puts padding cells of zeros on all four sides."""
    x, weight = layer(rng, sizes, positive=True)
    agree("conv2d", x, weight, np.zeros(len(weight)), padding=padding)


# In the third, all nine sizes differ, those of the output too. In the fourth, the padding is
# 3, and what the map leaves over and what the padding leaves over make one more step. The last
# has as many filters as channels.
BATCHES = [
    ((2, 1, 1, 2, 3, 1, 2), 1, 0),
    ((3, 1, 2, 3, 5, 2, 3), 2, 1),
    ((2, 5, 4, 8, 10, 7, 6), 2, 0),
    ((2, 2, 1, 4, 7, 4, 5), 4, 3),
    ((2, 2, 2, 2, 3, 2, 1), 2, 1),
]


@points(1)
@cases("sizes, stride, padding", BATCHES)
def test_every_image_of_a_batch(agree, rng, sizes, stride, padding):
    """conv2d treats all images alike, padded and with a stride."""
    first = sizes == BATCHES[0][0]
    x, weight = layer(rng, sizes, first)
    bias = draw(rng, len(weight), positive=first)[0]
    if sizes == BATCHES[-1][0]:  # values count however they lie in memory
        x, weight = np.asfortranarray(x), strided(weight)
    agree("conv2d", x, weight, bias, stride, padding)


def alike(x, weight):
    """Return images of one number, and filters of one weight.

    Each length is 1 or 2, and all answers are alike: what is wrong elsewhere is right here,
    unless it raises.
    """
    return x * np.ones((2, 1, 2, 2)), weight * np.ones((2, 1, 1, 1))


def single(rng):
    """Draw such arrays from a wide range of whole numbers."""
    return alike(*(abs(rng.array(1)) * 16 for _ in range(2)))


@points(1)
def test_float64_keeps_its_digits(agree, rng):
    """float64 in gives float64 out, with all its digits."""
    powers = np.ldexp(1.0, np.arange(-2, 30))
    finer = 1 + 2.0**-24  # float32 rounds it down to 1, so a product is wrong by 1.2e-7 of it
    x, weight = (powers[rng.integers(0, 32, 1)] * finer for _ in range(2))
    agree("conv2d", *alike(x, weight), np.zeros(2))
    # Whoever rounds instead is further off: by odd 64ths.
    agree("conv2d", *alike(x * 0, weight), np.ones(2) * (rng.integers(0, 64, 1) * 2 + 1) / 64)
    # The product takes 50 bits and more, and the bias all but the last 30 away: whoever has x,
    # weight, bias or the product in float32 is far off, and whoever rounds gets 0.
    low, small = rng.integers(0, 16, 2) * 2.0 + 1, np.ldexp(1.0, -(rng.integers(0, 8, 1) + 48))
    x, weight = ((2.0**25 + odd) * small for odd in low)
    bias = -np.ones(2) * (2.0**50 + 2.0**25) * small * small
    agree("conv2d", *alike(x, weight), bias, atol=0.0)


# The kernel has more rows, or more columns, than the padded map; where it is one too many,
# the output has a length of 0, and is an array all the same. With a stride of 2 int() makes
# -1/2 a 0, so the kernel seems to fit once, and NumPy broadcasts the row.
REFUSED = [
    ((1, 1, 1, 3, 2, 1, 4), 1, 0),
    ((1, 1, 1, 2, 3, 3, 1), 1, 0),
    ((1, 1, 1, 3, 2, 1, 3), 1, 0),
    ((1, 1, 1, 1, 2, 2, 3), 1, 0),
    ((1, 1, 1, 2, 2, 2, 3), 1, 0),
    ((1, 1, 1, 1, 2, 2, 1), 2, 0),
    ((1, 2, 3, 2, 2, 2, 9), 2, 2),
]


@points(1)
@asks("exception")
@cases("sizes, stride, padding", REFUSED)
def test_filters_that_do_not_fit(agree, rng, sizes, stride, padding):
    """conv2d raises ValueError for filters that are too large or not as deep as x."""
    x, weight = layer(rng, sizes)
    bias = np.zeros(len(weight))
    agree("conv2d", x, weight, bias, stride, padding)
    if sizes != REFUSED[0][0]:
        return
    deeper, flatter = draw(rng, (1, 2, 1, 1), (1, 2, 2, 3))
    agree("conv2d", x, deeper, bias)
    agree("conv2d", flatter, np.ones((2, 1, 1, 2)), np.zeros(2))  # one table for each channel
    agree("conv2d", *single(rng), np.zeros(2))
    agree("conv2d", *layer(rng, (1, 1, 1, 2, 3, 2, 3)), bias)  # exactly as large
    agree("conv2d", *layer(rng, (1, 1, 1, 1, 2, 2, 3)), bias, padding=1)  # fit when padded
    agree("conv2d", *layer(rng, (1, 1, 1, 1, 2, 4, 5)), bias, padding=2)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out."""
    for x, weight in (single(rng), layer(rng, (2, 2, 1, 3, 4, 1, 2))):
        x, weight, bias = (a.astype("float32") for a in (x, weight, np.zeros(len(weight))))
        agree("conv2d", x, weight, bias)
    agree("conv2d", x[:1], weight, bias, 2, 1)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    keeps("conv2d", *single(rng), np.zeros(2))
    x, weight = layer(rng, (2, 2, 1, 3, 4, 1, 2))  # with stride 2 nothing is left over
    bias = np.zeros(len(weight))
    keeps("conv2d", x, weight, bias)
    agree("conv2d", strided(x), np.asfortranarray(weight), read_only(bias))
    agree("conv2d", np.asfortranarray(x), read_only(weight), strided(bias), 2, 1)
    agree("conv2d", read_only(x), strided(weight), bias)
