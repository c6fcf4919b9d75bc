"""Probes of ex21, convolution forward: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

# N, C, O, H, W, KH, KW
SIZES = [
    (1, 1, 1, 1, 1, 1, 1), (1, 1, 1, 2, 3, 1, 2), (1, 1, 1, 3, 2, 2, 1), (1, 2, 1, 2, 2, 2, 2),
    (1, 1, 2, 2, 3, 2, 2), (2, 1, 1, 3, 2, 2, 2), (1, 1, 1, 3, 3, 2, 2), (1, 2, 2, 2, 2, 1, 2),
    (2, 2, 1, 1, 3, 1, 2), (2, 1, 2, 1, 2, 1, 1), (1, 3, 2, 2, 3, 2, 3), (2, 2, 2, 1, 3, 1, 3),
    (3, 1, 1, 2, 1, 2, 1), (1, 1, 3, 2, 3, 2, 1), (1, 2, 3, 1, 4, 1, 3),
    (1, 3, 3, 2, 2, 2, 2), (1, 2, 1, 4, 3, 3, 2),
]  # fmt: skip
STRIDES = [
    ((1, 1, 1, 1, 4, 1, 1), 2), ((1, 1, 1, 3, 4, 1, 2), 2), ((1, 2, 1, 4, 3, 2, 3), 2),
    ((2, 1, 1, 4, 2, 2, 2), 2), ((1, 1, 1, 3, 5, 3, 1), 2),
    ((1, 2, 2, 2, 5, 2, 2), 3), ((1, 1, 1, 4, 5, 2, 3), 4), ((2, 1, 2, 2, 3, 1, 2), 5),
    ((1, 1, 1, 3, 3, 2, 2), 1),
]  # fmt: skip
PADDED = [
    ((1, 1, 1, 1, 1, 2, 1), 1), ((1, 1, 1, 1, 2, 2, 3), 1), ((1, 2, 1, 2, 1, 3, 2), 1),
    ((1, 1, 2, 2, 3, 4, 5), 1),
    ((1, 2, 2, 1, 2, 3, 3), 1), ((1, 1, 1, 1, 2, 5, 4), 2), ((1, 1, 1, 2, 2, 2, 2), 0),
]  # fmt: skip
BOTH = [
    ((1, 1, 1, 2, 3, 1, 2), 2, 1), ((1, 1, 2, 3, 2, 3, 2), 2, 1), ((2, 2, 1, 2, 2, 2, 3), 3, 1),
    ((1, 1, 1, 3, 4, 4, 2), 3, 2), ((1, 2, 1, 1, 3, 2, 2), 4, 2), ((1, 1, 1, 3, 3, 3, 3), 2, 1),
    ((1, 1, 1, 2, 4, 3, 3), 3, 1),
]  # fmt: skip


def layer(rng, sizes):
    """Return x, weight and bias: odd halves from -5/2 to 5/2."""
    n, c, o, h, w, kh, kw = sizes
    shapes = [(n, c, h, w), (o, c, kh, kw), (o,)]
    return [rng.integers(-3, 3, shape) + 0.5 for shape in shapes]


@probes("conv2d")
def maps(rng):
    for sizes in SIZES:
        yield call(*layer(rng, sizes))


@probes("conv2d")
def strides(rng):
    for number, (sizes, stride) in enumerate(STRIDES):
        arrays = layer(rng, sizes)
        yield call(*arrays, stride=stride) if number % 3 == 2 else call(*arrays, stride)


@probes("conv2d")
def frames(rng):
    for number, (sizes, padding) in enumerate(PADDED):
        arrays = layer(rng, sizes)
        yield call(*arrays, padding=padding) if number % 3 else call(*arrays, 1, padding)


@probes("conv2d")
def strides_and_frames(rng):
    for number, (sizes, stride, padding) in enumerate(BOTH):
        arrays = layer(rng, sizes)
        yield (
            call(*arrays, stride, padding=padding)
            if number % 2
            else call(*arrays, stride, padding)
        )


@probes("conv2d")
def numbers(rng):
    x, weight, bias = layer(rng, (1, 2, 2, 2, 3, 1, 2))
    yield call(x / 4, weight, bias * 0)  # sums that are no whole numbers
    yield call(x[:, :1], weight[:1, :1], bias[:1] * 0)
    yield call(x / 4, weight, bias * 2)
    yield call(x * 0, weight, bias)
    yield call(x / 64, weight / 64, bias / 64)  # digits that no rounding to four keeps
    yield call(x.astype("float32"), weight.astype("float32"), bias.astype("float32"))
    yield call(-abs(x), abs(weight), -abs(bias))


@probes("conv2d")
def layouts(rng):
    for layout in (strided, np.asfortranarray, read_only):
        x, weight, bias = layer(rng, (1, 2, 2, 2, 3, 1, 2))
        yield call(layout(x), layout(weight), layout(bias))
        x, weight, bias = layer(rng, (2, 1, 1, 3, 2, 2, 2))
        yield call(layout(x), layout(weight), layout(bias), 2, 1)


@probes("conv2d")
def filters_that_do_not_fit(rng):
    for sizes, stride, padding in [
        ((1, 1, 1, 2, 3, 3, 1), 1, 0),
        ((1, 2, 1, 3, 2, 1, 5), 2, 0),
        ((2, 1, 1, 1, 2, 2, 1), 3, 0),
        ((1, 1, 2, 1, 3, 2, 1), 1, 0),
        ((1, 1, 2, 1, 1, 5, 2), 1, 1),
        ((1, 1, 1, 2, 2, 1, 3), 1, 0),
        ((1, 1, 1, 1, 2, 2, 3), 1, 0),
        ((1, 1, 1, 3, 1, 1, 2), 1, 0),
        ((1, 1, 1, 1, 1, 3, 3), 1, 1),
        ((1, 1, 1, 1, 1, 2, 4), 1, 1),
    ]:
        yield call(*layer(rng, sizes), stride, padding)
    x, weight, bias = layer(rng, (1, 2, 2, 2, 3, 1, 2))
    yield call(x, weight[:, :1], bias)
    yield call(x[:, :1], weight, bias)
    x, weight, bias = layer(rng, (1, 3, 1, 2, 3, 1, 2))
    yield call(x, weight[:, :2], bias)
    yield call(x[:, :2], weight, bias)


@when("conv2d")
def nothing_is_left_over(x, weight, bias, stride=1, padding=0):
    """no row or column is left over"""
    return all((x.shape[a] + 2 * padding - weight.shape[a]) % stride == 0 for a in (2, 3))


@when("conv2d")
def the_output_is_square(x, weight, bias, stride=1, padding=0):
    """the output has as many rows as columns"""
    rows, columns = ((x.shape[a] + 2 * padding - weight.shape[a]) // stride for a in (2, 3))
    return rows == columns


@when("conv2d")
def as_wide_as_deep(x, weight, bias, stride=1, padding=0):
    """the output has as many columns as maps"""
    return (x.shape[3] + 2 * padding - weight.shape[3]) // stride + 1 == len(weight)
