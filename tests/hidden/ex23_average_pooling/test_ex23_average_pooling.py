"""Hidden suite of ex23: average, global and stochastic pooling."""

import numpy as np

from grader.judge.suite import asks, cases, generator, needs, points, read_only, strided


def whole(rng, shape, unit=1):
    """Return whole numbers of both signs, multiples of `unit`, none of them 0.

    With the right unit all means are whole, too, so that float32 holds them exactly.
    """
    return (2.0 * rng.integers(-6, 6, shape) + 1) * unit


def positive(rng, shape):
    """Return whole numbers from 1 to 12: what comes out of a ReLU, without its zeros."""
    return rng.integers(1, 13, shape) * 1.0


def chosen(rng, shape, kernel_size):
    """Return where x has one drawn cell of each window: True there, of the shape of x."""
    n, c, *sides = shape
    h, w = (side // kernel_size for side in sides)
    cell = rng.integers(0, kernel_size**2, (n, c, h, w))[..., None] == np.arange(kernel_size**2)
    cell = cell.reshape(n, c, h, w, kernel_size, kernel_size).swapaxes(3, 4)
    where = np.zeros(shape, bool)
    where[:, :, : h * kernel_size, : w * kernel_size] = cell.reshape(
        n, c, h * kernel_size, w * kernel_size
    )
    return where


def cleared(rng, x, kernel_size):
    """Return x with one cell of each window at 0, if windows have more than one."""
    return x if kernel_size == 1 else np.where(chosen(rng, x.shape, kernel_size), 0.0, x)


def one_positive(rng, shape, kernel_size):
    """Return x with one positive value in each window, a whole number, no place in it."""
    return chosen(rng, shape, kernel_size) * rng.integers(9, 99, shape) * 1.0


EXACT_FIT = [
    ((1, 1, 2, 4), 2, 2),
    ((1, 3, 2, 4), 2, 2),
    ((1, 1, 3, 4), 2, 1),
    ((2, 3, 5, 3), 3, 2),
    ((3, 2, 2, 5), 2, 3),
    ((2, 2, 3, 3), 1, 2),
    ((2, 3, 2, 2), 2, 5),  # the window is the map
]


@points(2)
@cases("shape, kernel_size, stride", EXACT_FIT)
def test_mean_of_each_window(agree, rng, shape, kernel_size, stride):
    """avg_pool2d gives the mean of each window."""
    agree("avg_pool2d", positive(rng, shape) * kernel_size**2, kernel_size, stride)
    agree("avg_pool2d", whole(rng, shape, kernel_size**2) / 16, kernel_size, stride)


LEFT_OVER = [
    ((1, 1, 3, 5), 2, None),
    ((2, 3, 5, 4), 3, None),
    ((1, 2, 6, 4), 3, 2),
    ((2, 1, 4, 5), 2, 3),
]


@points(1)
@cases("shape, kernel_size, stride", LEFT_OVER)
def test_default_stride_and_left_over(agree, rng, shape, kernel_size, stride):
    """avg_pool2d moves by kernel_size unless told, and drops the rest."""
    x = whole(rng, shape, kernel_size**2)
    if stride is None:
        agree("avg_pool2d", x, kernel_size)
    else:
        agree("avg_pool2d", x, kernel_size, stride)


PADDED = [
    ((1, 1, 2, 4), 2, 2, 1),
    ((1, 1, 3, 2), 3, 1, 1),
    ((2, 2, 1, 4), 3, 2, 1),
    ((1, 2, 3, 4), 3, 2, 1),
    ((1, 2, 4, 5), 4, 3, 1),  # less than half
    ((1, 2, 4, 3), 3, None, 1),
    ((3, 2, 2, 3), 5, 2, 2),
]


@points(1)
@cases("shape, kernel_size, stride, padding", PADDED)
def test_padding_counts(agree, rng, shape, kernel_size, stride, padding):
    """avg_pool2d pads with zeros, which count in the mean unless told."""
    x = whole(rng, shape, kernel_size**2)
    agree("avg_pool2d", x, kernel_size, stride, padding)
    if shape[1] == 1:
        agree("avg_pool2d", x + kernel_size**2, kernel_size, stride, padding, True)


@points(1)
@cases("shape, kernel_size, stride, padding", PADDED)
def test_padding_does_not_count(agree, rng, shape, kernel_size, stride, padding):
    """avg_pool2d without the padding divides by the cells of the map."""
    x = whole(rng, shape, 4.0 if kernel_size == 2 else 72.0)  # a multiple of all counts
    agree("avg_pool2d", x, kernel_size, stride, padding, False)
    if shape[1] == 1:  # cells of the map that are 0 count
        x = cleared(rng, x, 2)
        named = {"padding": padding, "count_include_pad": False}
        agree("avg_pool2d", x, kernel_size, stride=stride, **named)


# A window or a padding that is too large, and the largest that is not.
IMPOSSIBLE = [
    ((1, 1, 2, 5), 3, 1, 0, 2, 0, True),
    ((1, 1, 3, 2), 3, 1, 0, 2, 0, True),
    ((1, 1, 2, 4), 2, 2, 2, 2, 1, True),
    ((1, 1, 4, 3), 3, 3, 2, 3, 1, False),
    ((1, 1, 2, 2), 5, 1, 1, 4, 1, False),
    ((1, 1, 3, 2), 4, 3, 3, 4, 1, True),
]


@points(1)
@asks("exception")
@cases("shape, kernel_size, stride, padding, fits, padded, include", IMPOSSIBLE)
def test_impossible_windows(
    agree, rng, shape, kernel_size, stride, padding, fits, padded, include
):
    """avg_pool2d raises ValueError for too large a window or padding."""
    x = whole(rng, shape, 400)
    agree("avg_pool2d", x, kernel_size, stride, padding, include)
    agree("avg_pool2d", x, fits, stride, padded)


GLOBAL = [(1, 1, 2, 4), (1, 2, 3, 4), (2, 3, 4, 5), (4, 2, 3, 2), (3, 1, 1, 4), (2, 2, 2, 2)]


@points(1)
@cases("shape", GLOBAL)
def test_mean_of_each_map(agree, rng, shape):
    """global_avg_pool gives one number for each map, its mean."""
    unit = shape[2] * shape[3]
    agree("global_avg_pool", cleared(rng, positive(rng, shape), 2) * unit)
    agree("global_avg_pool", whole(rng, shape, unit) / 16)


WEIGHTED = [
    ((1, 1, 2, 4), 2),
    ((1, 1, 3, 5), 2),
    ((2, 3, 2, 5), 2),
    ((3, 2, 4, 5), 4),
    ((1, 2, 2, 3), 1),
]


@points(2)
@cases("shape, kernel_size", WEIGHTED)
def test_weighted_mean_of_each_window(agree, rng, shape, kernel_size):
    """stochastic_pool2d_eval gives the mean with weights x / sum."""
    x = positive(rng, shape)
    agree("stochastic_pool2d_eval", x, kernel_size, rtol=1e-5)
    agree("stochastic_pool2d_eval", cleared(rng, x, kernel_size), kernel_size, rtol=1e-5)


def windows_of(x, kernel_size):
    """Return (N, C, H_out, W_out, cells of a window)."""
    n, c, h, w = x.shape
    h, w = h // kernel_size, w // kernel_size
    x = x[:, :, : h * kernel_size, : w * kernel_size]
    x = x.reshape(n, c, h, kernel_size, w, kernel_size).swapaxes(3, 4)
    return x.reshape(n, c, h, w, kernel_size**2)


def seed(rng):
    """Return a generator of a drawn state."""
    return generator(int(rng.integers(0, 2**31, 1)[0]))


def astray(kind, kept):
    """Return which value of the window came too often or too seldom, or nothing."""
    total, n = float(kind.sum()), kept.size
    for value in sorted({*kind.tolist()}):
        chance = value * float((kind == value).sum())
        count = int((kept == value).sum())
        # Five standard deviations, squared: (count - n p)^2 <= 25 n p (1 - p).
        near = (count * total - n * chance) ** 2 <= 25 * n * chance * (total - chance)
        cells = ", ".join(f"{cell:.5g}" for cell in kind.tolist())
        told = f"of {n} windows [{cells}], {count} gave {value:.5g}"
        if not near:
            return f"{told}; about {int(n * chance / total)} were due"
    return ""


def first(array, where):
    """Return the first part of an array of which something holds, as plain numbers."""
    return array[where][0].tolist()


FINER = 1 + 2.0**-24  # float32 rounds it down to 1, so a mean is wrong by 6e-8 of it

CHOICES = [
    ((1, 1, 2, 6), 2, np.asarray),
    ((1, 1, 3, 5), 2, np.asarray),
    ((2, 3, 4, 5), 2, np.asfortranarray),
    ((2, 1, 4, 9), 4, strided),
    ((1, 2, 2, 3), 1, np.asarray),
]


def certain(rng):
    """Return a generator of a drawn state, for a call with one right answer."""
    return generator(int(rng.integers(0, 2**31, 1)[0]), certain=True)


@points(2)
@cases("shape, kernel_size, layout", CHOICES)
def test_values_of_the_window(agree, student, rng, shape, kernel_size, layout):
    """stochastic_pool2d keeps a value of the window itself, and no 0 beside others."""
    single = one_positive(rng, shape, kernel_size)
    agree("stochastic_pool2d", single, kernel_size, certain(rng))
    ones = layout((single > 0) * 1.0)  # a sum of 1
    agree("stochastic_pool2d", ones, kernel_size, certain(rng))
    cells = rng.permutation(shape[0] * shape[1] * shape[2] * shape[3])
    x = cleared(rng, cells.reshape(shape) + 1.0, kernel_size)
    if shape[0] > 1:  # with all of its digits
        x = x * FINER
    y = student.stochastic_pool2d(x, kernel_size, seed(rng))
    window = windows_of(x, kernel_size)
    zero = y == 0
    assert not zero.any(), f"the window {first(window, zero)} gave 0"
    other = ~(window == y[..., None]).any(axis=4)
    assert not other.any(), f"the window {first(window, other)} gave {first(y, other)}"


TINY = 2.0**-93  # 1e-28: the usual guards are larger

ZEROS = [((1, 1, 2, 6), 2), ((2, 3, 3, 7), 2)]


@points(1)
@cases("shape, kernel_size", ZEROS)
def test_windows_of_zeros(agree, student, rng, shape, kernel_size):
    """Stochastic pooling gives 0 for a window of zeros, and only there."""
    # In the other windows there is nothing to choose, and nothing to weigh.
    x = one_positive(rng, shape, kernel_size)
    x[..., kernel_size : 2 * kernel_size] = 0.0
    agree("stochastic_pool2d_eval", x, kernel_size, rtol=1e-5)
    if shape[0] > 1:  # more of them in the first image
        more = x.copy()
        more[:1, ..., :kernel_size] = 0.0
        agree("stochastic_pool2d_eval", more, kernel_size, rtol=1e-5)
    x = one_positive(rng, shape, kernel_size)
    x[..., kernel_size : 2 * kernel_size] = 0.0
    agree("stochastic_pool2d", x, kernel_size, certain(rng))
    agree("stochastic_pool2d", x * TINY, kernel_size, certain(rng), rtol=1e-6, atol=0)
    if shape[0] > 1:  # who draws others with their chances draws tiny numbers so, too
        kind = np.array([2.0, 1.0, 1.0, 0.0])[rng.permutation(4)]
        x = np.zeros((2, 3, 8, 16))
        for cell in range(4):
            down, across = divmod(cell, 2)
            x[:, :, down::2, across::2] = kind[cell]
        state = int(rng.integers(0, 2**31, 1)[0])
        usual = astray(kind, student.stochastic_pool2d(x, 2, generator(state)))
        tiny = student.stochastic_pool2d(x * TINY, 2, generator(state))
        told = astray(kind * TINY, tiny)
        assert usual or not told, told


@points(1)
@needs("avg_pool2d", "global_avg_pool", "stochastic_pool2d_eval")
def test_every_digit_and_layout(agree, rng):
    """float64 keeps its digits, for tiny numbers too, and x may lie in memory in any way."""
    small = 2.0**-40  # a mean that is rounded to 12 digits is wrong
    x = positive(rng, (1, 1, 3, 4))
    agree("avg_pool2d", x * FINER * small, 3, 1, rtol=1e-9, atol=0)
    agree("avg_pool2d", x * FINER, 3, 2, 1, False, rtol=1e-9)
    agree("global_avg_pool", x * FINER * small, rtol=1e-9, atol=0)
    agree("stochastic_pool2d_eval", x * FINER, 2, rtol=1e-9)
    agree("stochastic_pool2d_eval", x[..., :2] * 2.0**-20, 2, rtol=1e-6, atol=0)
    agree("stochastic_pool2d_eval", x[..., :2] * TINY, 2, rtol=1e-6, atol=0)
    x = positive(rng, (2, 3, 3, 4)) * 36
    agree("avg_pool2d", np.asfortranarray(x), 2, 1)
    agree("avg_pool2d", strided(x), 3, 1, 1, True)
    for layout in (np.asfortranarray, strided):
        agree("global_avg_pool", layout(x))
        agree("stochastic_pool2d_eval", layout(x), 2, rtol=1e-5)


# A wrong formula, size or dtype shall not cost these as well: they have a window of one
# cell, a map of one cell, a window with one positive value, and means without a fraction.


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """All four functions return float32 for float32."""
    x = (positive(rng, (1, 1, 4, 4)) * 36).astype("float32")
    agree("avg_pool2d", x, 1, 2)
    agree("avg_pool2d", x, 2)
    agree("avg_pool2d", x, 3, 3, 1)
    agree("avg_pool2d", x, 3, 3, 1, False)
    agree("avg_pool2d", x, 4)
    agree("global_avg_pool", positive(rng, (3, 2, 1, 1)).astype("float32"))
    agree("global_avg_pool", x)
    single = one_positive(rng, (1, 1, 2, 2), 2).astype("float32")
    agree("stochastic_pool2d_eval", single, 2)
    agree("stochastic_pool2d", single, 2, certain(rng))
    agree("stochastic_pool2d_eval", single * 0, 2)
    agree("stochastic_pool2d_eval", x, 1)
    agree("stochastic_pool2d", x, 1, certain(rng))


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """x is left alone, and results share no memory with it."""
    x = positive(rng, (1, 1, 4, 4)) * 36
    keeps("avg_pool2d", x, 1)
    keeps("avg_pool2d", x, 1, 2)
    keeps("avg_pool2d", x, 2)
    keeps("avg_pool2d", x, 3, 3, 1, False)
    agree("avg_pool2d", read_only(x), 3, 3, 1)
    keeps("global_avg_pool", positive(rng, (3, 2, 1, 1)))
    keeps("global_avg_pool", x)
    agree("global_avg_pool", read_only(x))
    single = one_positive(rng, (1, 1, 2, 2), 2)
    keeps("stochastic_pool2d_eval", x, 1)
    keeps("stochastic_pool2d_eval", single, 2)
    agree("stochastic_pool2d_eval", read_only(single), 2)
    keeps("stochastic_pool2d", x, 1, certain(rng))
    keeps("stochastic_pool2d", single, 2, certain(rng))
    agree("stochastic_pool2d", read_only(single), 2, certain(rng))


# Last, for a claim about chance names whatever else is known: a dtype is told before.

MANY = (2, 3, 16, 24)  # 288 windows of each of the two kinds below, K = 2


@points(2)
def test_chances(student, rng):
    """In stochastic_pool2d each window draws by itself, and x / sum is a cell's chance."""
    kinds = [np.array([0, 1, 2, 9]) / 4, np.array([0, 60, 30, 30])]
    kinds = [kind[rng.permutation(4)] for kind in kinds]
    x = np.zeros(MANY)
    for cell in range(4):
        down, across = divmod(cell, 2)
        x[:, :, down::2, across:12:2] = kinds[0][cell]
        x[:, :, down::2, 12 + across :: 2] = kinds[1][cell]
    y = student.stochastic_pool2d(x, 2, seed(rng))
    left, right = y[..., :6], y[..., 6:]
    for kind, kept in zip(kinds, (left, right), strict=True):
        one = kept.flat[0]
        due = int(kept.size * one * (kind == one).sum() / kind.sum())
        told = f"all {kept.size} windows {kind.tolist()} gave {one:g}"
        assert (kept != one).any(), f"{told}; about {due} were due"
    same = [
        f"all {what}"
        for what, alike in (
            ("images", (left == left[:1]).all() and (right == right[:1]).all()),
            ("channels", (left == left[:, :1]).all() and (right == right[:, :1]).all()),
            ("rows", (left == left[:, :, :1]).all() and (right == right[:, :, :1]).all()),
            ("columns", (left == left[..., :1]).all() and (right == right[..., :1]).all()),
        )
        if alike
    ]
    told = " and ".join(same)
    assert not same, f"{told} gave the same; each window should draw by itself"
    for kind, kept in zip(kinds, (left, right), strict=True):
        told = astray(kind, kept)
        assert not told, told


@points(1)
@cases("shape, kernel_size", [((2, 3, 6, 8), 2)])
def test_all_chance_comes_from_rng(student, rng, shape, kernel_size):
    """stochastic_pool2d repeats itself for the same state of rng, and only then."""
    x, state = positive(rng, shape), int(rng.integers(0, 2**31, 1)[0])
    one = student.stochastic_pool2d(x, kernel_size, generator(state))
    same = student.stochastic_pool2d(x, kernel_size, generator(state))
    other = student.stochastic_pool2d(x, kernel_size, generator(state + 1))
    assert (one == same).all(), "the same state of rng gave two results: who else draws?"
    assert (one != other).any(), "two states of rng gave one result: does rng draw at all?"
