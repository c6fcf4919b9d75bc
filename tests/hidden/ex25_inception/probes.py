"""Probes of ex25, 1x1 convolution and the inception block: worth no points."""

import numpy as np

from grader.judge.probes import call, makes, probes, read_only, strided, when

# N, C, O, H, W
MIXED = [
    (1, 1, 1, 1, 1), (1, 1, 1, 1, 3), (1, 1, 1, 2, 1), (1, 1, 2, 1, 1), (1, 2, 1, 1, 1),
    (2, 1, 1, 1, 1), (1, 2, 2, 1, 2), (1, 2, 2, 2, 2), (1, 2, 3, 1, 2), (1, 3, 2, 2, 1),
    (2, 1, 2, 1, 2), (2, 3, 2, 1, 2), (3, 1, 2, 1, 1), (1, 3, 3, 2, 1), (3, 2, 2, 1, 1),
    (2, 2, 3, 1, 1), (1, 4, 1, 2, 1), (1, 1, 4, 1, 2), (1, 2, 4, 1, 1), (1, 3, 1, 1, 4),
    (1, 1, 3, 1, 3), (2, 1, 3, 1, 1), (1, 1, 1, 2, 2), (1, 2, 1, 1, 3), (2, 4, 1, 1, 1),
]  # fmt: skip
# N, C, H, W; C1, R3, C3, R5, C5, CP
ONES = (1,) * 6
BLOCKS = [
    ((1, 1, 1, 1), ONES), ((1, 1, 1, 2), ONES), ((1, 1, 2, 1), ONES), ((2, 1, 1, 1), ONES),
    ((1, 2, 1, 1), ONES), ((1, 2, 1, 2), ONES), ((1, 1, 2, 2), ONES),
    ((2, 1, 1, 3), ONES), ((3, 1, 1, 2), ONES),
    ((1, 1, 1, 2), (2, 1, 1, 1, 1, 1)), ((1, 1, 2, 1), (1, 2, 1, 1, 1, 1)),
    ((1, 1, 1, 2), (1, 1, 2, 1, 1, 1)), ((1, 1, 1, 2), (1, 1, 1, 2, 1, 1)),
    ((1, 1, 2, 1), (1, 1, 1, 1, 2, 1)), ((1, 1, 1, 2), (1, 1, 1, 1, 1, 2)),
    ((1, 2, 1, 2), (1, 2, 1, 2, 1, 1)), ((1, 2, 2, 1), (2, 2, 2, 2, 2, 2)),
    ((1, 2, 1, 1), (2, 1, 2, 1, 2, 2)), ((1, 3, 1, 2), (1, 2, 1, 1, 1, 2)),
    ((2, 2, 1, 2), (2, 1, 1, 2, 1, 1)),
    ((1, 1, 3, 3), ONES),
]  # fmt: skip


def halves(rng, shape):
    """Draw odd halves from -3/2 to 3/2."""
    return rng.integers(-2, 2, shape) + 0.5


def layer(rng, sizes):
    """Return x, weight and bias."""
    n, c, o, h, w = sizes
    return [halves(rng, shape) for shape in [(n, c, h, w), (o, c, 1, 1), (o,)]]


def block(rng, sizes, counts):
    """Return x and params."""
    c, (c1, r3, c3, r5, c5, cp) = sizes[1], counts
    shapes = {
        "w1": (c1, c, 1, 1), "b1": (c1,),
        "w3_reduce": (r3, c, 1, 1), "b3_reduce": (r3,), "w3": (c3, r3, 3, 3), "b3": (c3,),
        "w5_reduce": (r5, c, 1, 1), "b5_reduce": (r5,), "w5": (c5, r5, 5, 5), "b5": (c5,),
        "w_pool": (cp, c, 1, 1), "b_pool": (cp,),
    }  # fmt: skip
    return halves(rng, sizes), {name: halves(rng, shape) for name, shape in shapes.items()}


def without(params, *names):
    """Return params with zeros for some of them."""
    return {name: value * (name not in names) for name, value in params.items()}


@probes("conv1x1")
def mixes(rng):
    for number, sizes in enumerate(MIXED):
        dtype = "float32" if number % 7 else "float64"  # half the room in the record
        yield call(*(array.astype(dtype) for array in layer(rng, sizes)))
    for sizes in [(1, 2, 3, 1, 1), (2, 1, 1, 2, 1)]:
        x, weight, bias = layer(rng, sizes)
        yield call(x, weight, bias * 0)
        yield call(x * 0, weight, bias)
        yield call(x, weight * 0, bias)
        yield call(-abs(x), abs(weight), -abs(bias))
        yield call(x / 64, weight / 64, bias / 64)  # digits that no rounding to four keeps
        yield call(x.astype("float32"), weight.astype("float32"), bias.astype("float32"))
    for layout in (strided, np.asfortranarray, read_only):
        yield call(*map(layout, layer(rng, (1, 2, 3, 1, 2))))


@probes("inception_block")
def blocks(rng):
    for number, (sizes, counts) in enumerate(BLOCKS):
        x, params = block(rng, sizes, counts)
        dtype = "float32" if number % 7 else "float64"
        params = {name: value.astype(dtype) for name, value in params.items()}
        yield call(x.astype(dtype), params)


@probes("inception_block")
def numbers(rng):
    for sizes in [(1, 1, 1, 2), (1, 1, 2, 1)]:
        x, params = block(rng, sizes, ONES)
        yield call(x * 0, params)
        yield call(abs(x), {name: abs(value) for name, value in params.items()})
        yield call(-abs(x), {name: -abs(value) for name, value in params.items()})
        yield call(-abs(x), {name: abs(value) for name, value in params.items()})
        yield call(x, without(params, *[name for name in params if name[0] == "b"]))
        yield call(x, without(params, "w3_reduce", "w5_reduce"))
        yield call(x / 64, {name: value / 64 for name, value in params.items()})
        small = {name: value.astype("float32") for name, value in params.items()}
        yield call(x.astype("float32"), small)
    for layout in (strided, np.asfortranarray, read_only):
        x, params = block(rng, (1, 2, 1, 2), ONES)
        small = {name: layout(value.astype("float32")) for name, value in params.items()}
        yield call(layout(x.astype("float32")), small)


# channels, reduced, filters, kernel_size
@probes("parameters_saved")
def counts(rng):
    for channels, reduced, filters in [
        (1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 2, 2), (3, 2, 4), (2, 3, 5), (7, 7, 3),
        (6, 1, 6), (8, 3, 3), (1, 4, 9), (64, 16, 32), (16, 64, 8),
    ]:  # fmt: skip
        for kernel_size in (1, 3, 5) if channels > 1 else (1, 2, 3, 5):
            yield call(channels, reduced, filters, kernel_size)


@when("inception_block")
def some_value_of_x_is_negative(x, params):
    """some value of x is negative"""
    return bool((x < 0).any())


@makes("ex21", "conv2d")
def a_square_window_around_each_cell(x, weight, bias, stride=1, padding=0):
    rows, columns = weight.shape[2:]
    return stride == 1 and rows == columns and rows % 2 == 1 and padding == rows // 2


@makes("ex06", "max_pool2d")
def three_by_three_and_padded(x, kernel_size, stride=None, padding=0):
    # ex06 has few probes with a stride of 1 and a padding: what fails there fails at 2, too.
    return kernel_size == 3 and padding == 1 and stride is not None
