"""Probes of ex22, convolution backward: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

# N, C, H, W, KH, KW, stride, padding
WINDOWS = [
    (1, 1, 1, 1, 1, 1, 1, 0), (1, 1, 1, 3, 1, 1, 1, 0), (1, 1, 2, 2, 2, 2, 1, 0),
    (1, 1, 2, 3, 1, 2, 1, 0), (1, 1, 3, 2, 2, 1, 1, 0), (1, 1, 3, 3, 2, 2, 1, 0),
    (1, 2, 1, 2, 1, 1, 1, 0), (1, 2, 2, 2, 1, 2, 1, 0), (1, 2, 2, 3, 2, 2, 1, 0),
    (1, 3, 1, 3, 1, 2, 1, 0), (2, 1, 1, 2, 1, 1, 1, 0), (2, 1, 2, 2, 2, 1, 1, 0),
    (2, 1, 1, 3, 1, 2, 1, 0), (2, 2, 1, 2, 1, 2, 1, 0), (2, 2, 2, 2, 1, 2, 1, 0),
    (3, 1, 2, 1, 1, 1, 1, 0),
    (1, 1, 1, 4, 1, 2, 2, 0), (1, 1, 3, 4, 1, 2, 2, 0), (1, 2, 2, 3, 2, 1, 2, 0),
    (2, 1, 3, 3, 2, 1, 2, 0), (1, 1, 5, 2, 2, 1, 3, 0), (1, 1, 3, 5, 1, 1, 4, 0),
    (1, 1, 4, 4, 2, 2, 2, 0), (1, 2, 2, 5, 1, 3, 2, 0),
    (1, 1, 1, 1, 2, 2, 1, 1), (1, 1, 1, 2, 3, 2, 1, 1), (1, 2, 1, 1, 2, 3, 1, 1),
    (2, 1, 1, 1, 3, 2, 1, 1), (1, 1, 2, 1, 4, 3, 1, 1), (1, 1, 1, 1, 5, 5, 1, 2),
    (1, 1, 2, 3, 2, 2, 2, 1), (2, 1, 2, 2, 2, 3, 3, 1),
    (1, 1, 3, 2, 3, 2, 2, 1), (1, 1, 2, 1, 3, 1, 3, 2), (1, 1, 1, 2, 1, 2, 2, 1),
]  # fmt: skip
# N, C, O, H, W, KH, KW, stride, padding
LAYERS = [
    (1, 1, 1, 1, 1, 1, 1, 1, 0), (1, 1, 1, 1, 2, 1, 2, 1, 0), (1, 1, 1, 2, 2, 1, 1, 1, 0),
    (1, 1, 2, 1, 2, 1, 1, 1, 0), (1, 2, 1, 1, 2, 1, 1, 1, 0), (1, 2, 2, 2, 1, 1, 1, 1, 0),
    (2, 1, 1, 1, 2, 1, 1, 1, 0), (2, 1, 2, 1, 2, 1, 1, 1, 0), (2, 2, 1, 1, 2, 1, 2, 1, 0),
    (1, 1, 1, 2, 3, 1, 2, 1, 0), (1, 1, 1, 3, 2, 2, 1, 1, 0), (1, 1, 2, 2, 3, 2, 2, 1, 0),
    (1, 2, 1, 2, 2, 1, 2, 1, 0), (2, 1, 1, 2, 2, 2, 1, 1, 0), (1, 1, 1, 3, 3, 2, 2, 1, 0),
    (3, 1, 1, 1, 2, 1, 2, 1, 0), (1, 3, 2, 1, 2, 1, 1, 1, 0), (1, 2, 3, 1, 2, 1, 2, 1, 0),
    (3, 1, 2, 1, 1, 1, 1, 1, 0), (1, 1, 1, 2, 4, 2, 2, 1, 0),
    (1, 1, 1, 1, 3, 1, 1, 2, 0), (1, 1, 1, 2, 4, 1, 2, 2, 0), (1, 1, 2, 3, 3, 2, 1, 2, 0),
    (2, 1, 1, 1, 4, 1, 2, 2, 0), (1, 1, 1, 4, 3, 2, 2, 3, 0),
    (1, 1, 1, 3, 3, 2, 2, 2, 0),
    (1, 1, 1, 1, 1, 2, 2, 1, 1), (1, 1, 1, 1, 2, 3, 2, 1, 1), (1, 1, 2, 1, 2, 3, 1, 1, 1),
    (2, 1, 1, 1, 1, 3, 2, 1, 1), (1, 2, 1, 1, 1, 2, 3, 1, 1), (1, 1, 1, 1, 1, 4, 3, 1, 2),
    (1, 1, 1, 2, 3, 2, 2, 2, 1), (1, 1, 2, 1, 3, 2, 2, 2, 1), (2, 1, 1, 2, 2, 3, 2, 3, 1),
    (1, 1, 1, 3, 2, 3, 2, 2, 1),
]  # fmt: skip
LAYOUTS = [strided, np.asfortranarray, read_only]


def halves(rng, shape):
    """Return odd halves from -5/2 to 5/2."""
    return rng.integers(-3, 3, shape) + 0.5


def count(size, kernel, stride, padding):
    """Return how often a kernel fits along an axis."""
    return (size + 2 * padding - kernel) // stride + 1


def moved(number, stride, padding):
    """Return stride and padding as a call gives them: in three ways, or not at all."""
    if padding == 0 and stride == 1 and number % 6:
        return (), {}
    if padding == 0 and number % 3:
        return (), {"stride": stride}
    if stride == 1 and number % 3:
        return (), {"padding": padding}
    return (stride, padding), {}


def matrix(rng, sizes):
    """Return columns, input_shape and kernel_size."""
    n, c, h, w, kh, kw, stride, padding = sizes
    rows = n * count(h, kh, stride, padding) * count(w, kw, stride, padding)
    return halves(rng, (rows, c * kh * kw)), (n, c, h, w), (kh, kw)


def layer(rng, sizes):
    """Return grad_out, x and weight."""
    n, c, o, h, w, kh, kw, stride, padding = sizes
    out = count(h, kh, stride, padding), count(w, kw, stride, padding)
    return [halves(rng, shape) for shape in ((n, o, *out), (n, c, h, w), (o, c, kh, kw))]


@probes("im2col")
def windows(rng):
    for number, sizes in enumerate(WINDOWS):
        placed, named = moved(number, *sizes[6:])
        yield call(halves(rng, sizes[:4]), sizes[4:6], *placed, **named)


@probes("im2col")
def other_images(rng):
    for layout in LAYOUTS:
        yield call(layout(halves(rng, (2, 1, 2, 3))), (1, 2))
    yield call(halves(rng, (1, 2, 2, 2)) / 64, (2, 1))
    yield call(halves(rng, (1, 1, 2, 3)).astype("float32"), (1, 2))


@probes("col2im")
def matrices(rng):
    for number, sizes in enumerate(WINDOWS):
        placed, named = moved(number, *sizes[6:])
        yield call(*matrix(rng, sizes), *placed, **named)


@probes("col2im")
def other_matrices(rng):
    for layout in LAYOUTS:
        columns, *rest = matrix(rng, (2, 1, 2, 3, 1, 2, 1, 0))
        yield call(layout(columns), *rest)
    columns, *rest = matrix(rng, (1, 2, 2, 2, 2, 1, 1, 0))
    yield call(columns / 64, *rest)
    yield call(-abs(columns), *rest)
    yield call(columns.astype("float32"), *rest)


@probes("conv2d_backward")
def layers(rng):
    for number, sizes in enumerate(LAYERS):
        placed, named = moved(number, *sizes[7:])
        yield call(*layer(rng, sizes), *placed, **named)


@probes("conv2d_backward")
def other_layers(rng):
    for layout in LAYOUTS:
        yield call(*map(layout, layer(rng, (1, 2, 1, 2, 2, 1, 2, 1, 0))))
    grad_out, x, weight = layer(rng, (2, 1, 2, 1, 2, 1, 2, 1, 0))
    yield call(grad_out / 64, x / 64, weight / 64)
    yield call(grad_out * 0, x, weight)
    yield call(-abs(grad_out), abs(x), weight)
    yield call(*(array.astype("float32") for array in (grad_out, x, weight)))


def overlap(kernel_size, size, stride, padding):
    """Return whether two windows have a cell in common, by an axis."""
    return any(
        stride < kernel and count(cells, kernel, stride, padding) > 1
        for kernel, cells in zip(kernel_size, size, strict=True)
    )


def over(kernel_size, size, stride, padding):
    """Return whether the last window ends before the padded image, by an axis."""
    return any(
        (cells + 2 * padding - kernel) % stride
        for kernel, cells in zip(kernel_size, size, strict=True)
    )


@when("im2col")
def cells_left_over(x, kernel_size, stride=1, padding=0):
    """a row or a column is left over behind the last window"""
    return over(kernel_size, x.shape[2:], stride, padding)


@when("col2im")
def cells_left_over_in_the_image(columns, input_shape, kernel_size, stride=1, padding=0):
    """a row or a column is left over behind the last window"""
    return over(kernel_size, input_shape[2:], stride, padding)


@when("conv2d_backward")
def cells_left_over_in_x(grad_out, x, weight, stride=1, padding=0):
    """a row or a column is left over behind the last window"""
    return over(weight.shape[2:], x.shape[2:], stride, padding)


@when("col2im")
def windows_overlap(columns, input_shape, kernel_size, stride=1, padding=0):
    """windows overlap"""
    return overlap(kernel_size, input_shape[2:], stride, padding)


@when("conv2d_backward")
def windows_of_the_layer_overlap(grad_out, x, weight, stride=1, padding=0):
    """windows overlap"""
    return overlap(weight.shape[2:], x.shape[2:], stride, padding)


@when("im2col")
def one_window_an_image(x, kernel_size, stride=1, padding=0):
    """an image has only one window"""
    places = zip(x.shape[2:], kernel_size, strict=True)
    return all(count(size, kernel, stride, padding) == 1 for size, kernel in places)


@when("conv2d_backward")
def one_window_of_the_layer(grad_out, x, weight, stride=1, padding=0):
    """grad_out has one row and one column"""
    return grad_out.shape[2:] == (1, 1)
