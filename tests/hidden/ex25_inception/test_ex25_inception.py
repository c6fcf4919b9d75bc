"""Hidden suite of ex25, 1x1 convolution and the inception block."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


def shapes(c, counts):
    """Return the shapes of params; counts are C1, R3, C3, R5, C5 and CP."""
    c1, r3, c3, r5, c5, cp = counts
    return {
        "w1": (c1, c, 1, 1), "b1": (c1,),
        "w3_reduce": (r3, c, 1, 1), "b3_reduce": (r3,), "w3": (c3, r3, 3, 3), "b3": (c3,),
        "w5_reduce": (r5, c, 1, 1), "b5_reduce": (r5,), "w5": (c5, r5, 5, 5), "b5": (c5,),
        "w_pool": (cp, c, 1, 1), "b_pool": (cp,),
    }  # fmt: skip


def draw(rng, shape, most=5):
    """Draw whole numbers from 1 to most: float32 holds the answers exactly."""
    return rng.integers(1, most + 1, shape) * 1.0


def signed(rng, shape):
    """Draw odd whole numbers from -5 to 5."""
    return rng.integers(-3, 3, shape) * 2.0 + 1


def alike_turned(params):
    """Return params whose kernels are the same after half a turn, and look both ways.

    So a kernel that is turned costs the checks of its branches, and no other.
    """
    return {name: p + p[:, :, ::-1, ::-1] if p.ndim == 4 else p for name, p in params.items()}


def four_alike(weight):
    """Return params with which all four branches make weight * x of a map of one cell.

    So the order of the branches shows elsewhere, and digits that one of them loses show here.
    """
    params = {name: np.zeros(shape) for name, shape in shapes(1, (1,) * 6).items()}
    for name in ("w1", "w3", "w5", "w_pool"):
        middle = params[name].shape[2] // 2
        params[name][:, :, middle, middle] = weight
    for name in ("w3_reduce", "w5_reduce"):
        params[name] += 1
    return params


def block(rng, c, counts, *alive, drawn=draw):
    """Draw params: zeros but for the names in alive.

    All is positive unless told otherwise, so that a ReLU that is missing or too many shows
    nowhere but in its own check; and a branch of zeros is right whatever is wrong in it.
    """
    return {
        name: drawn(rng, shape) if name in alive else np.zeros(shape)
        for name, shape in shapes(c, counts).items()
    }


# N, C, O, H, W: C and O equal, an output as wide as it is deep, as high, a batch, a row.
MIXED = [
    (1, 2, 1, 1, 2),
    (1, 2, 3, 1, 2),
    (1, 2, 2, 3, 1),
    (1, 3, 4, 2, 4),
    (3, 2, 5, 4, 1),
    (2, 5, 3, 1, 4),
]


@points(2)
@cases("n, c, o, h, w", MIXED)
def test_channels_of_every_cell(agree, rng, n, c, o, h, w):
    """conv1x1 adds up the weighted channels of each cell."""
    drawn = draw if (n, o) == (1, 1) else signed
    x, weight = drawn(rng, (n, c, h, w)), drawn(rng, (o, c, 1, 1))
    if n > 1:  # flattened in the order of the memory they would be others
        x, weight = np.asfortranarray(x), np.asfortranarray(weight)
    agree("conv1x1", x, weight, np.zeros(o))


@points(1)
@cases("n, c, o, h, w", [(1, 2, 2, 1, 2), (1, 2, 3, 2, 3), (1, 2, 3, 3, 1), (3, 2, 3, 1, 2)])
def test_bias_of_every_channel(agree, rng, n, c, o, h, w):
    """conv1x1 adds to each new channel its own bias."""
    # Every channel has the same weights here: what is wrong with them shows above.
    weight = np.ones((o, c, 1, 1)) * signed(rng, (1, 1, 1, 1))
    agree("conv1x1", signed(rng, (n, c, h, w)), weight, signed(rng, o))


# N, C, H, W, and C1, R3, C3, R5, C5, CP. In the last no two branches have as many maps.
TINY = (1, 1, 1, 2), (1, 1, 1, 1, 1, 1)
SIZES = [TINY, ((1, 2, 2, 1), (1, 2, 1, 1, 2, 1)), ((1, 4, 2, 3), (5, 2, 1, 3, 2, 4))]


@points(1)
@needs("conv1x1")
@cases("sizes, counts", SIZES)
def test_first_branch(agree, rng, sizes, counts):
    """inception_block, 1x1: the other branches have zeros here."""
    agree("inception_block", draw(rng, sizes), block(rng, sizes[1], counts, "w1"))


@points(1)
@needs("conv1x1")
@cases("sizes, counts", SIZES)
def test_branch_of_3x3(agree, rng, sizes, counts):
    """inception_block, 1x1 then 3x3: the others have zeros here."""
    params = block(rng, sizes[1], counts, "w3_reduce", "w3")
    agree("inception_block", draw(rng, sizes), params)


@points(1)
@needs("conv1x1")
@cases("sizes, counts", [TINY, ((1, 2, 4, 3), (1, 2, 1, 3, 2, 1)), SIZES[2]])
def test_branch_of_5x5(agree, rng, sizes, counts):
    """inception_block, 1x1 then 5x5: the others have zeros here."""
    params = block(rng, sizes[1], counts, "w5_reduce", "w5")
    agree("inception_block", draw(rng, sizes), params)


@points(1)
@needs("conv1x1")
@cases("sizes, counts", [((1, 1, 1, 3), TINY[1]), ((1, 2, 4, 3), (1, 2, 1, 1, 2, 1)), SIZES[2]])
def test_branch_of_the_pool(agree, rng, sizes, counts):
    """inception_block, max pool then 1x1: the others have zeros here."""
    agree("inception_block", draw(rng, sizes, 9), block(rng, sizes[1], counts, "w_pool"))


@points(1)
@needs("conv1x1")
@cases("sizes, scale", [(TINY[0], 1), ((1, 1, 1, 3), 1), ((1, 2, 3, 4), 2.0**40)])
def test_padding_of_the_pool_never_wins(agree, rng, sizes, scale):
    """inception_block pools negative values at the edge, too."""
    # In the last they are smaller than any number that somebody might take for -inf.
    params = block(rng, sizes[1], TINY[1], "w_pool")
    x = -draw(rng, sizes, 9) * scale
    agree("inception_block", x, {**params, "w_pool": -params["w_pool"]})


@points(1)
@needs("conv1x1")
@cases("sizes, counts", [TINY, ((1, 2, 2, 3), (2, 3, 3, 2, 2, 3))])
def test_biases(agree, rng, sizes, counts):
    """inception_block: each of the six convolutions has its bias."""
    names = ("b1", "b3_reduce", "b3", "b5_reduce", "b5", "b_pool")
    params = block(rng, sizes[1], counts, *names)
    # Only the middle of each kernel: neighbours are asked elsewhere.
    params["w3"][:, :, 1, 1] = draw(rng, params["w3"].shape[:2])
    params["w5"][:, :, 2, 2] = draw(rng, params["w5"].shape[:2])
    agree("inception_block", draw(rng, sizes), params)


@points(1)
@needs("conv1x1")
def test_relu_after_each_convolution(agree, rng):
    """inception_block has a ReLU after each of its six convolutions."""
    x = draw(rng, (1, 1, 1, 4)) * np.array([[1.0, -1.0, 1.0, -1.0]])
    first, second = ("w1", "w3_reduce", "w5_reduce", "w_pool"), ("w3", "w5")
    params = alike_turned(block(rng, 1, TINY[1], *first, *second))
    agree("inception_block", x, params)
    agree("inception_block", x, {**params, **{name: -params[name] for name in second}})
    agree("inception_block", x, {**params, **{name: -params[name] for name in first}})


# In the last all counts differ, those of the branches and those between two convolutions.
BATCHES = [
    ((2, 1, 1, 2), (1, 1, 1, 1, 1, 1)),
    ((3, 1, 2, 1), (1, 1, 1, 1, 1, 1)),
    ((2, 4, 1, 3), (1, 7, 2, 8, 6, 5)),
]


@points(1)
@needs("conv1x1")
@cases("sizes, counts", BATCHES)
def test_all_together_in_a_batch(agree, rng, sizes, counts):
    """inception_block joins all four branches, image by image."""
    params = alike_turned(block(rng, sizes[1], counts, *shapes(1, TINY[1]), drawn=signed))
    x = signed(rng, sizes)
    if sizes[1] > 1:  # neither a dictionary nor the memory has an order to rely on
        x = np.asfortranarray(x)
        params = {name: np.asfortranarray(params[name]) for name in sorted(params)}
    agree("inception_block", x, params)


@points(1)
def test_float64_keeps_its_digits(agree, rng):
    """float64 in gives float64 out, with all its digits."""
    # In float32 it is 1. The usual tolerance would not see that; a product is exact here.
    finer = 1 + 2.0**-26
    powers = np.ldexp(1.0, np.arange(3, 25))
    x, weight = (powers[rng.integers(0, 22, (1, 1, 1, 1))] * finer for _ in range(2))
    # Whoever rounds, to four decimals or to twelve, is further off here; float32 is not.
    long = (rng.integers(64, 128, (1, 1, 1, 1)) * 2 + 1) / 2**18
    agree("conv1x1", x, weight, np.zeros(1), rtol=1e-9)
    agree("conv1x1", long, np.ones((1, 1, 1, 1)), np.zeros(1), rtol=1e-13, atol=0.0)
    agree("inception_block", x, four_alike(weight), rtol=1e-9)
    agree("inception_block", long, four_alike(1), rtol=1e-13, atol=0.0)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out."""
    x, weight = (draw(rng, (1, 1, 1, 1), 99).astype("float32") for _ in range(2))
    agree("conv1x1", x, weight, np.zeros(1, "float32"))
    # One of the two is right, whether the order of the branches is wrong or one of them.
    for params in (four_alike(1), block(rng, 1, TINY[1], "w1")):
        small = {name: p.astype("float32") for name, p in params.items()}
        agree("inception_block", x, small)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, nor an array in params."""
    x, weight = (draw(rng, (1, 1, 1, 1), 99) for _ in range(2))
    keeps("conv1x1", x, weight, np.zeros(1))
    keeps("inception_block", x, four_alike(1))
    agree("inception_block", x, block(rng, 1, TINY[1], "w1"))
    x, weight, bias = signed(rng, (2, 3, 1, 2)), signed(rng, (4, 3, 1, 1)), signed(rng, 4)
    keeps("conv1x1", x, weight, bias)
    agree("conv1x1", strided(x), np.asfortranarray(weight), read_only(bias))
    counts = (2, 1, 1, 2, 1, 1)
    params = block(rng, 3, counts, *shapes(3, counts), drawn=signed)
    keeps("inception_block", x, params)
    for layout in (strided, np.asfortranarray, read_only):
        agree("inception_block", layout(x), {name: layout(p) for name, p in params.items()})


@points(3)
@cases("kernel_size", [1, 3, 6])
def test_parameters_saved(agree, rng, kernel_size):
    """parameters_saved counts weights and biases, without and with a 1x1."""
    for few, many in [(1, 9), (10, 99)]:
        counts = [int(number) for number in rng.integers(few, many, 3)]
        agree("parameters_saved", *counts, kernel_size)
    # Few channels made of many, and the other way round; or as many, which saves nothing.
    least, middle, most = (int(number) for number in np.cumsum(rng.integers(2, 60, 3)))
    agree("parameters_saved", most, least, middle, kernel_size)
    agree("parameters_saved", least, most if kernel_size < 6 else least, middle, kernel_size)
