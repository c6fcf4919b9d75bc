"""Probes of ex19, batch normalisation: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

TABLES = [(2, 1), (3, 1), (2, 2), (2, 1), (2, 3)]
IMAGES = [(1, 1, 1, 2), (1, 2, 2, 1), (2, 1, 1, 2), (2, 2, 1, 1), (3, 1, 1, 1), (1, 1, 2, 1)]
SMALL = [(2, 1, 1, 1), (1, 1, 2, 1), (2, 1, 1, 1), (1, 2, 1, 2)]
ALONE = [(1, 1), (1, 2), (1, 1, 1, 1)]
LAYOUTS = [strided, np.asfortranarray, read_only]


def whole(rng, shape):
    """Draw whole numbers from -9 to 9, in a channel no two neighbours alike."""
    x = rng.integers(-3, 4, shape) * 2.0
    odd = np.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1)) % 2
    if len(shape) == 4:
        odd = odd + np.arange(shape[2])[:, None] + np.arange(shape[3])
    return x + 3 * (odd % 2)


def of_channels(rng, c):
    """Draw gamma, beta, running_mean and running_var; gammas are of both signs."""
    gamma, beta = rng.integers(1, 5, c) / 2, rng.integers(-4, 5, c) / 2
    sign = 1 - 2 * rng.integers(0, 2, c)
    return gamma * sign, beta, rng.integers(-3, 4, c) * 1.0, rng.integers(1, 17, c) / 4


@probes("batch_norm")
def training(rng):
    for number, shape in enumerate([*TABLES, *IMAGES]):
        arrays = whole(rng, shape), *of_channels(rng, shape[1])
        named = [{}, {"momentum": 0.25}, {"eps": 1.0}][number % 3]
        yield call(*arrays, True, **named)
    for number, shape in enumerate([(2, 1), (2, 2), (2, 1), (3, 1)]):
        arrays = whole(rng, shape), *of_channels(rng, shape[1])
        yield call(*arrays, True, (0.5, 0.0, 1.0)[number % 3], (0.5, 4.0)[number // 2])


@probes("batch_norm")
def evaluation(rng):
    for number, shape in enumerate([*TABLES[:3], *IMAGES[:3], *ALONE]):
        arrays = whole(rng, shape), *of_channels(rng, shape[1])
        named = [{}, {"momentum": 0.75}, {"eps": 1.0}][number % 3]
        yield call(*arrays, False, **named)
    for shape in ALONE:
        yield call(whole(rng, shape), *of_channels(rng, shape[1]), True)


@probes("batch_norm")
def numbers(rng):
    for number in range(2):
        for state in (True, False):
            x, gamma, beta, mean, var = whole(rng, (2, 1)), *of_channels(rng, 1)
            named = [{}, {"eps": 0.25}][number]
            yield call(x / 1024, gamma, beta, mean / 1024, var / 2**20, state, **named)
            yield call(x * 0 + x[0], gamma, beta, mean, var * number, state)
    x, gamma, beta, mean, var = whole(rng, (2, 1)), *of_channels(rng, 1)
    for state in (True, False):
        yield call(x, np.ones(1), np.zeros(1), mean, var, state)
        yield call(x, gamma, beta, np.zeros(1), np.ones(1), state)
    x, gamma, beta, mean, var = whole(rng, (2, 2)), *of_channels(rng, 2)
    for number, layout in enumerate(LAYOUTS):
        yield call(*map(layout, (x, gamma, beta, mean, var)), number > 0)
    single = [one.astype("float32") for one in (x, gamma, beta, mean, var)]
    yield call(*single, True)


@probes("batch_norm_backward")
def gradients(rng):
    for number, shape in enumerate([*TABLES, *IMAGES, (4, 1)]):
        named = [{}, {"eps": 1.0}][number % 2]
        gamma = of_channels(rng, shape[1])[0]
        yield call(rng.array(shape), whole(rng, shape), gamma, **named)
    for number, shape in enumerate([*TABLES[:3], *IMAGES[:2], *SMALL]):
        gamma = of_channels(rng, shape[1])[0]
        yield call(rng.array(shape), whole(rng, shape), gamma, (0.25, 4.0)[number % 2])


@probes("batch_norm_backward")
def numbers_of_gradients(rng):
    for shape in [(3, 1), (2, 1)]:
        grad_out, x, gamma = rng.array(shape), whole(rng, shape), of_channels(rng, shape[1])[0]
        yield call(np.ones(shape), x, gamma)
        yield call(grad_out * 0, x, gamma)
        yield call(grad_out, x, gamma * 0)
        yield call(grad_out, x, np.ones(shape[1]))
        yield call(grad_out, x / 1024, gamma)
        yield call(grad_out, x * 0 + 2, gamma, eps=1.0)
    for layout in LAYOUTS:
        for shape in [(2, 2), (1, 1, 2, 1)]:
            arrays = rng.array(shape), whole(rng, shape), of_channels(rng, shape[1])[0]
            yield call(*map(layout, arrays))
    arrays = rng.array((3, 1)), whole(rng, (3, 1)), of_channels(rng, 1)[0]
    yield call(*(one.astype("float32") for one in arrays))


@when("batch_norm")
def in_training(x, gamma, beta, running_mean, running_var, training, *others, **named):
    """training is True"""
    return training


@when("batch_norm")
def no_spread(x, *others, **named):
    """all values of some channel are alike"""
    flat = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    return (flat == flat[:, :1]).all(axis=1).any()


@when("batch_norm_backward")
def no_spread_behind(grad_out, x, *others, **named):
    """all values of some channel are alike"""
    return no_spread(x)
