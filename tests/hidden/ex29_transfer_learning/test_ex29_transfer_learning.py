"""Hidden suite of ex29, transfer learning and half precision."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# Shapes of parameters. In the second all are alike, so that one can be taken for another.
# A call with all names of the third fits into a line.
NETWORK = {"base": (3, 2), "base_bias": (3,), "head": (1, 3), "head_bias": (1,)}
ALIKE = {"base": (2,), "base_bias": (2,), "head": (2,), "bias": (2,)}
FOUR = {"base": (2, 1), "bias": (2,), "head": (1, 2), "head_bias": (1,)}
EXACT = {"rtol": 0.0, "atol": 0.0}
SHARP = {"rtol": 1e-10, "atol": 0.0}
NEAR = {"rtol": 1e-6, "atol": 0.0}


def whole(rng, least, most):
    """Draw a whole number, both ends included."""
    return int(rng.integers(least, most + 1, 1)[0])


def arrays(rng, shapes, dtype="float64"):
    """Draw an array for each name."""
    return {name: rng.array(shape, dtype) for name, shape in shapes.items()}


def only(values, names):
    """Keep some names."""
    return {name: values[name] for name in names}


def normalised(rng, shape, dtype="float64"):
    """Draw x, gamma, beta, running mean and variance; no two numbers of a channel agree."""
    gamma, beta, mean = (rng.array(shape[1], dtype) for _ in range(3))
    var = rng.integers(1, 64, shape[1]) / 16
    return rng.array(shape, dtype), gamma, beta, mean, var.astype(dtype)


def easy(rng, dtype="float64"):
    """Draw calls that hide a mistake: of mean and variance two, of gamma and beta the last."""
    for shape in ((2, 3), (2, 1, 1, 1)):
        _, gamma, beta, mean, _ = normalised(rng, shape, dtype)
        x = np.ones(shape, dtype)
        x[int(rng.integers(0, 2, 1)[0])] *= -1
        yield x, gamma, beta, 0 * mean, 0 * mean + 1, 0.0
    x, one, *_ = normalised(rng, (2, 3), dtype)
    none = 0 * one
    yield x, none + 1, none, none, none + 0.25, 0.0


def rows_of_half(rng, n, d, first=2048, factor=1):
    """Draw rows that begin with a large number, and go on with odd ones between 1 and 7."""
    x = factor * (2 * rng.integers(0, 4, (n, d)) + 1)
    x[:, 0] = first
    return x.astype("float16")


def across(values):
    """Lay the arrays of a dictionary out by columns."""
    return {name: np.asfortranarray(value) for name, value in values.items()}


# Whoever compares parts of names is right here. No sum of the second step has few digits, and
# none is 0: its numbers are 7 m - 2 n over 112, of odd m.
@points(2)
@cases("trainable, lr, base", [
    (["head", "head_bias"], 0.5, (3, 2)), (["base_bias", "base"], 2 / 7, (3, 1, 2)),
    (["head_bias", "head"], 2, (3, 2)),
])  # fmt: skip
def test_trainable_ones_move(agree, rng, trainable, lr, base):
    """fine_tune_step moves the trainable parameters and keeps the frozen ones."""
    shapes = {**NETWORK, "base": base}
    params, grads = arrays(rng, shapes), arrays(rng, shapes)
    if len(base) > 2:
        # More digits than float16 has, and more than float32.
        more = 2.0**-13 + 2.0**-28
        params = across({name: value + more for name, value in params.items()})
    agree("fine_tune_step", params, grads, trainable, lr, **SHARP)


# The gradients lie in another order than the parameters.
@points(1)
@needs("fine_tune_step")
@cases("trainable", [["base_bias"], ["bias", "head"], ["base"], [], [*ALIKE]])
def test_names_decide(agree, rng, trainable):
    """fine_tune_step goes by whole names: one, two, none, all."""
    params, grads = arrays(rng, ALIKE), arrays(rng, ALIKE)
    agree("fine_tune_step", params, dict(reversed(grads.items())), trainable, 0.5)


@points(1)
@needs("fine_tune_step")
@cases("trainable", [["head"], ["base_bias", "head_bias"], []])
def test_frozen_without_gradients(agree, rng, trainable):
    """fine_tune_step needs no gradients of frozen parameters."""
    params, grads = arrays(rng, NETWORK), only(arrays(rng, NETWORK), trainable)
    params = across(params) if len(trainable) == 2 else params
    agree("fine_tune_step", params, grads, trainable, 0.5)


@points(2)
@cases("n, c", [(1, 1), (3, 1), (1, 3), (3, 2), (2, 2)])
def test_normalised_rows(agree, rng, n, c):
    """frozen_batch_norm uses the running averages for x (N, C)."""
    x, gamma, beta, mean, var = normalised(rng, (n, c))
    # Numbers so small that no rounding to decimals keeps them.
    scale = 2.0**-30 if n == c > 1 else 1.0
    agree("frozen_batch_norm", x, scale * gamma, scale * beta, mean, var, atol=0.0)


@points(1)
@needs("frozen_batch_norm")
@cases("n, c, h, w", [(1, 2, 1, 3), (2, 3, 1, 1), (2, 2, 2, 1), (1, 2, 3, 2)])
def test_normalised_images(agree, rng, n, c, h, w):
    """frozen_batch_norm has one mean and variance for each channel of (N, C, H, W)."""
    x, *others = normalised(rng, (n, c, h, w))
    if h > 1:
        x, others = np.asfortranarray(x), [strided(one) for one in others]
    agree("frozen_batch_norm", x, *others)


@points(1)
@needs("frozen_batch_norm")
@cases("n, c, eps", [(1, 1, 1), (1, 3, 0.0)])
def test_eps_below_the_root(agree, rng, n, c, eps):
    """frozen_batch_norm adds eps to the variance, and has a small one of its own."""
    x, gamma, beta, mean, var = normalised(rng, (n, c))
    agree("frozen_batch_norm", x, gamma, beta, mean, var, eps)
    agree("frozen_batch_norm", x, gamma, beta, mean, var * 0, eps=0.25)
    # A variance so small that eps decides.
    agree("frozen_batch_norm", x, gamma, beta, mean, var / 65536)


# Eighths of the steps of float16 there. First and last number are halfway, one above an even
# number of steps and one above an odd one. The second is a little above halfway: up to 4096 it
# is halfway once it is rounded to a whole one. The results are whole numbers.
@points(2)
@cases("power, shape, sign, dtype", [
    (11, (4,), 1, "float64"), (12, (2, 3), -1, "float32"), (15, (2, 1, 4), 1, "float64"),
    (10, (5,), 1, "float64"), (13, (1, 3), -1, "float64"),
])  # fmt: skip
def test_nearest_half(agree, rng, power, shape, sign, dtype):
    """to_half takes the nearest number of float16, halfway the even one."""
    steps = rng.integers(8192, 16384, shape) / 8
    for place, above in ((0, 0.5), (1, 0.625), (-1, 1.5)):
        steps[..., place] = 2 * rng.integers(512, 1023, shape[:-1]) + above
    x = (sign * steps * 2.0 ** (power - 10)).astype(dtype)
    agree("to_half", np.asfortranarray(x) if len(shape) > 1 else x, **EXACT)


@points(1)
@needs("to_half")
@cases("times", [1, 3])
def test_ends_of_the_range(agree, rng, times):
    """to_half gives inf beyond the range, and has tiny numbers down to 2**-24."""
    large = 65504 + rng.integers(-40, 41, (times,)) * 1.0
    agree("to_half", np.concatenate([[65519.0, 65520.0, -65520.0, 1e6], large]), **EXACT)
    tiny = (2 * rng.integers(1, 2000, (times,)) + 1) * 2.0**-25
    # The second is a little below halfway, and halfway once it is rounded to 11 digits.
    once = np.array([1.0, 1.5 - 2.0**-13]) * 2.0**-24
    agree("to_half", np.concatenate([once, tiny, -tiny]), **EXACT)
    lifted = rng.integers(513, 1024, (times,)) * 2.0**-34
    agree("to_half", np.concatenate([lifted, -lifted]), **EXACT)
    lost = rng.integers(1, 1025, (times,)) * 2.0**-35
    agree("to_half", np.concatenate([[1e-8, 2.0**-25], lost, -lost]), **EXACT)


# The smallest terms are multiples of 2**-24. In any order float32 loses nothing of a sum.
@points(2)
@cases("n, d, scale", [(1, 2, 1.0), (3, 1, 1.0), (3, 3, 2.0**-20), (2, 38, 1.0)])
def test_sums_beyond_2048(agree, rng, n, d, scale):
    """half_sum_fp32 adds up each row without losing small terms."""
    agree("half_sum_fp32", rows_of_half(rng, n, d), **NEAR)
    x16 = (scale * rng.array((n, d))).astype("float16")
    agree("half_sum_fp32", np.asfortranarray(x16) if n == d else x16, **NEAR)


@points(1)
@needs("half_sum_fp32")
@cases("n, d", [(1, 2), (3, 4)])
def test_sums_beyond_65504(agree, rng, n, d):
    """half_sum_fp32 has sums beyond the largest number of float16."""
    agree("half_sum_fp32", rows_of_half(rng, n, d, 61440, 4096))
    agree("half_sum_fp32", -rows_of_half(rng, n, d, 61440, 4096)[:, ::-1].copy())


@points(1)
@asks("dtype")
@cases("dtype", ["float32", "float64"])
def test_dtypes(agree, rng, dtype):
    """Results have the dtypes of the statement."""
    params = arrays(rng, FOUR, dtype)
    agree("fine_tune_step", params, arrays(rng, FOUR, dtype), [*FOUR], 0.5)
    agree("fine_tune_step", params, {}, [], 0.5)
    for call in (normalised(rng, (2, 3), dtype), *easy(rng, dtype)):
        agree("frozen_batch_norm", *call)
    agree("to_half", whole(rng, -200, 200) / 16 + np.zeros(2, dtype))
    agree("half_sum_fp32", rng.integers(-2000, 2000, (1, 1)).astype("float16"))
    agree("half_sum_fp32", rng.array((2, 3), "float16"))


@points(1)
@asks("arguments", "memory")
@cases("trainable, dtype", [(["base"], "float64"), ([*FOUR], "float32")])
def test_arguments_are_left_alone(agree, keeps, rng, trainable, dtype):
    """No argument is changed or returned, nor an array in one."""
    params, grads = arrays(rng, FOUR, dtype), arrays(rng, FOUR, dtype)
    keeps("fine_tune_step", params, grads, trainable, 0.5)
    keeps("fine_tune_step", params, {}, [], 0.5)
    fixed = {name: read_only(value) for name, value in params.items()}
    agree("fine_tune_step", fixed, grads, trainable, 0.5)
    for call in (*easy(rng, dtype), normalised(rng, (1, 2, 1, 2), dtype)):
        keeps("frozen_batch_norm", *call)
    x, *others = normalised(rng, (2, 1), dtype)
    keeps("frozen_batch_norm", x, *others)
    agree("frozen_batch_norm", strided(x), *(strided(one) for one in others))
    agree("frozen_batch_norm", np.asfortranarray(x), *(read_only(one) for one in others))
    for one in (x, strided(x), np.asfortranarray(x), read_only(x)):
        keeps("to_half", one)
    x16 = rng.array((3, 2), "float16")
    keeps("half_sum_fp32", rng.integers(-2000, 2000, (1, 1)).astype("float16"))
    for one in (x16, strided(x16), np.asfortranarray(x16)):
        keeps("half_sum_fp32", one)
