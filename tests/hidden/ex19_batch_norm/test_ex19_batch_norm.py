"""Hidden suite of ex19, batch normalisation."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

TABLES = [(2, 1), (3, 2), (2, 2)]
IMAGES = [(1, 2, 2, 3), (2, 3, 2, 1)]

# Only the checks of eps shall see where it stands, only that of digits a float32 inside.
LOOSE = {"rtol": 1e-5, "atol": 1e-4}
# With small x: what collects, or a wrong order of statistics that are all near 0, hides.
NEAR = {"rtol": 1e-5, "atol": 0.2}
# dx is in thousands where this is given: what sums of grad_out come to hides behind it.
COARSE = {"rtol": 1e-4, "atol": 16.0}


def spread(rng, shape):
    """Draw whole numbers, in a channel no two alike, so that no variance is small."""
    n, c, *sides = shape
    count = n * int(np.prod(sides, dtype=int))
    channels = [rng.permutation(32)[:count] - rng.integers(0, 24, 1) for _ in range(c)]
    x = np.array(channels, "float64").reshape(c, n, *sides)
    return np.ascontiguousarray(np.moveaxis(x, 0, 1))


def small(rng, shape):
    """Draw x so small that its mean and variance are near 0, as the running ones are."""
    n, c, *sides = shape
    count = n * int(np.prod(sides, dtype=int))
    channels = [2 * rng.permutation(8)[:count] - 7 for _ in range(c)]
    x = np.array(channels, "float64").reshape(c, n, *sides) / 32
    return np.ascontiguousarray(np.moveaxis(x, 0, 1))


def still(c):
    """Return running statistics with which no way of collecting shows, if momentum is 0."""
    return np.zeros(c), np.zeros(c)


def equal(rng, c):
    """Draw running statistics of which each mean is the variance, so no order shows."""
    var = rng.integers(16, 65, c) * 1.0
    return var.copy(), var


def ones(c):
    """Return gamma and beta that change nothing."""
    return np.ones(c), np.zeros(c)


def learned(rng, c):
    """Draw gamma and beta; gamma is positive at first, then of both signs."""
    gamma = abs(rng.array((c,))) * (1 - 2 * (np.arange(c) % 2))
    return gamma, rng.array((c,))


def running(rng, c):
    """Draw running statistics with a large variance."""
    return rng.integers(-9, 10, c) * 1.0, rng.integers(16, 65, c) * 1.0


@points(2)
@cases("shape", TABLES)
def test_every_column_is_normalised(agree, rng, shape):
    """In training batch_norm gives every column the mean 0 and the deviation 1."""
    x, c = small(rng, shape), shape[1]
    agree("batch_norm", x, *ones(c), *still(c), True, momentum=0.0, **NEAR)


@points(1)
@cases("shape", TABLES[:2])
def test_gamma_scales_and_beta_shifts(agree, rng, shape):
    """batch_norm multiplies by the channel's gamma and adds its beta, in training."""
    x, c = small(rng, shape), shape[1]
    agree("batch_norm", x, *learned(rng, c), *still(c), True, momentum=0.0, **NEAR)
    if shape == (3, 2):
        # The values of a channel are alike, so y is beta.
        x = 0 * x + rng.integers(-4, 5, (1, c)) / 32
        agree("batch_norm", x, *learned(rng, c), *still(c), True, momentum=0.0, **NEAR)


@points(2)
@cases("shape", [(1, 1), (2, 3), (1, 2)])
def test_evaluation_takes_the_running_statistics(agree, rng, shape):
    """In evaluation batch_norm takes the running statistics, and does not move them."""
    x, c = spread(rng, shape), shape[1]
    agree("batch_norm", x, *learned(rng, c), *running(rng, c), False, **LOOSE)


@points(1)
@cases("shape, momentum", [((2, 1), None), ((2, 1), 0.0), ((3, 2), 0.25), ((2, 3), 1.0)])
def test_running_statistics_move(agree, rng, shape, momentum):
    """In training the running statistics of batch_norm move by momentum."""
    # All values of a channel are alike, and gamma and beta are 0: so are y and any variance.
    n, c = shape
    x = np.repeat(rng.integers(-9, 10, (1, c)) * 1.0, n, axis=0)
    named = {} if momentum is None else {"momentum": momentum}
    agree("batch_norm", x, np.zeros(c), np.zeros(c), *running(rng, c), True, **named, **LOOSE)


@points(1)
@cases("shape, eps", [((2, 1), None), ((3, 2), 8.0), ((2, 3, 2, 1), None)])
def test_running_variance_is_unbiased(agree, rng, shape, eps):
    """What batch_norm adds to running_var is the unbiased variance."""
    # With a momentum of 1/2 nobody who exchanges the weights pays for it here.
    x, c = spread(rng, shape), shape[1]
    zeros, rest = (np.zeros(c), np.zeros(c)), [0.5] if eps is None else [0.5, eps]
    agree("batch_norm", x, *zeros, *running(rng, c), True, *rest, **LOOSE)


@points(1)
@cases("shape", IMAGES)
def test_images(agree, rng, shape):
    """With images batch_norm takes all pixels of a channel together."""
    x, c = small(rng, shape), shape[1]
    agree("batch_norm", x, *learned(rng, c), *still(c), True, momentum=0.0, **NEAR)
    agree("batch_norm", spread(rng, shape), *learned(rng, c), *equal(rng, c), False, **LOOSE)


@points(1)
@cases("shape", [(2, 1), (3, 2), (3, 3)])
def test_gradients_of_gamma_and_beta(agree, rng, shape):
    """batch_norm_backward sums over the batch for dgamma and dbeta."""
    # With a gamma of 0 every dx is 0.
    x = spread(rng, shape)
    agree("batch_norm_backward", rng.array(shape), x, np.zeros(shape[1]), **LOOSE)


@points(3)
@cases("shape", [(3, 1), (4, 2)])
def test_gradient_of_x(agree, rng, shape):
    """dx of batch_norm_backward has all three ways: direct, through var, through mean."""
    gamma = rng.integers(2, 9, shape[1]) * (4096.0 - 8192.0 * np.arange(shape[1]))
    agree("batch_norm_backward", rng.array(shape) / 4, spread(rng, shape), gamma, **COARSE)


@points(1)
@cases("shape", IMAGES)
def test_gradients_of_images(agree, rng, shape):
    """With images batch_norm_backward takes all pixels of a channel together."""
    x, c = spread(rng, shape), shape[1]
    agree("batch_norm_backward", rng.array(shape), x, np.zeros(c), **LOOSE)
    gamma = rng.integers(2, 9, c) * 4096.0
    agree("batch_norm_backward", rng.array(shape) / 4, x, gamma, **COARSE)


# y is in ten thousands where this is given, in the check of digits still larger: statistics
# of any kind hide behind it, and where eps stands does not.
LARGE, HUGE = {"rtol": 1e-9, "atol": 64.0}, {"rtol": 1e-9, "atol": 512.0}


@points(1)
@needs("batch_norm", "batch_norm_backward")
@cases(
    "shape, eps, scale",
    [((2, 1), 2.0, 0.25), ((3, 2), None, 2.0**-9), ((3, 2, 1, 1), 16.0, 0.25)],
)
def test_eps_is_added_to_the_variance(agree, rng, shape, eps, scale):
    """Both functions add eps to the variance, inside the root."""
    x, c = spread(rng, shape) * scale, shape[1]
    named = {} if eps is None else {"eps": eps}
    scaled = 2.0**16 * np.ones(c), np.zeros(c)
    agree("batch_norm", x, *scaled, *still(c), True, 0.0, *named.values(), **LARGE)
    mean, var = equal(rng, c)
    agree("batch_norm", x, *ones(c), mean * scale**2, var * scale**2, False, **named, **LOOSE)
    agree("batch_norm_backward", rng.array(shape), x, np.zeros(c), **named, **LOOSE)
    if len(shape) == 4:
        gamma = rng.integers(2, 9, c) * 4096.0
        agree("batch_norm_backward", rng.array(shape) / 4, x, gamma, **named, **COARSE)
        # The values of a channel are alike, so dx has no way through the variance.
        x = 0 * x + rng.integers(-9, 10, (c, 1, 1))
        agree("batch_norm_backward", rng.array(shape) / 4, x, gamma, **named, **COARSE)


@points(1)
@needs("batch_norm", "batch_norm_backward")
def test_float64_keeps_its_digits(agree, rng):
    """float64 in gives float64 out, with all its digits."""
    # eps is too small to show.
    x = spread(rng, (4, 2)) + (rng.integers(0, 8, (4, 2)) * 2 + 1) / 2**24
    named, fine = {"eps": 1e-12}, {"rtol": 1e-11, "atol": 1e-11}
    scaled = 2.0**40 * np.ones(2), np.zeros(2)
    agree("batch_norm", x, *scaled, *still(2), True, 0.0, 1e-12, **HUGE)
    agree("batch_norm", x, *ones(2), *equal(rng, 2), False, **named, **fine)
    agree("batch_norm_backward", rng.array((4, 2)), x, np.zeros(2), **named, **fine)


# In the checks below little but running statistics and dbeta is to be seen: gamma and beta
# are 0, the values of a channel are alike, or x and -x, and their gradients are alike. There
# most mistakes of the formulas do not show, and are not charged once more.


def alike(rng, shape, dtype="float64"):
    """Draw x, gamma, beta, running_mean and running_var; these two are equal."""
    x = np.repeat(rng.array((1, shape[1], *shape[2:]), dtype), shape[0], axis=0)
    var = abs(rng.array((shape[1],), dtype))
    return x, 0 * var, 0 * var, var.copy(), var


def mirrored(rng, shape, dtype="float64"):
    """Draw grad_out and x for a batch of two, each of this shape, and gamma."""
    row = rng.array((1, *shape), dtype)
    grad_out = 1 + rng.integers(1, 16, (1, *shape)).astype(dtype) / 64
    gamma = np.zeros(shape[0], dtype)
    return np.repeat(grad_out, 2, axis=0), np.concatenate([row, -row]), gamma


MEAN_FOR_SUM = {"atol": 1.5}  # dbeta is between 2 and 2.5, and dx and dgamma are 0


@points(1)
@asks("exception")
@cases("shape", [(1, 2), (1, 1, 1, 1)])
def test_one_value_is_refused(agree, rng, shape):
    """In training batch_norm raises ValueError where a channel has one value, else never."""
    arrays = alike(rng, shape)
    agree("batch_norm", *arrays, True)
    agree("batch_norm", *arrays, False)
    agree("batch_norm", *alike(rng, (2, *shape[1:])), True, momentum=0.5)
    gamma, *rest = arrays[1:]
    agree("batch_norm", spread(rng, (1, shape[1], 1, 2)), gamma, *rest, True, momentum=0.5)


@points(1)
@asks("dtype")
@cases("shape", [(2, 1), (2, 3, 1, 1)])
def test_float32_stays_float32(agree, rng, shape):
    """float32 in gives float32 out, in all results of both functions."""
    arrays = alike(rng, shape, "float32")
    agree("batch_norm", *arrays, True, momentum=0.5)
    agree("batch_norm", *arrays, False)
    agree("batch_norm_backward", *mirrored(rng, shape[1:], "float32"), **MEAN_FOR_SUM)
    if shape == (2, 1):
        x = spread(rng, (3, 1)).astype("float32")
        mean, var = arrays[3:]
        agree("batch_norm", x, mean, var, mean, var, True)
        agree("batch_norm_backward", rng.array((3, 1), "float32"), x, mean)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    x, gamma, beta, mean, var = alike(rng, (2, 3))
    keeps("batch_norm", x, gamma, beta, mean, var, True, momentum=0.5)
    keeps("batch_norm", x, gamma, beta, mean, var, False)
    *images, image_mean, image_var = alike(rng, (2, 1, 1, 2))
    fixed = read_only(image_mean), read_only(image_var)
    keeps("batch_norm", *images, *fixed, True, momentum=0.0)
    keeps("batch_norm", *images, image_mean, image_var, False)
    laid = strided(x), strided(gamma), read_only(beta), strided(mean), read_only(var)
    agree("batch_norm", *laid, True, momentum=0.5)
    laid = read_only(x), read_only(gamma), strided(beta), read_only(mean), strided(var)
    agree("batch_norm", *laid, False)
    grad_out, x, gamma = mirrored(rng, (1, 1, 2))
    keeps("batch_norm_backward", grad_out, x + 1, gamma)
    grad_out, x, gamma = mirrored(rng, (3,))
    keeps("batch_norm_backward", grad_out, x, gamma)
    laid = strided(grad_out), read_only(x), read_only(gamma)
    agree("batch_norm_backward", *laid, **MEAN_FOR_SUM)
    laid = read_only(grad_out), np.asfortranarray(x), strided(gamma)
    agree("batch_norm_backward", *laid, **MEAN_FOR_SUM)
