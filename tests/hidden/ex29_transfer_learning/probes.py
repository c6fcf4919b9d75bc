"""Probes of ex29, transfer learning and half precision: worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

NAMES = ("base", "base_bias", "head", "head_bias")


def network(rng, dtype="float64", shape=(1,)):
    """Return params or gradients: all are small, and of one shape."""
    return {name: rng.array(shape, dtype) for name in NAMES}


def only(values, names):
    """Return the values of some names."""
    return {name: values[name] for name in names}


@probes("fine_tune_step")
def steps(rng):
    for trainable in (
        ["head"], ["head", "head_bias"], ["base"], ["base_bias"], ["head_bias"], [], [*NAMES],
        ["head_bias", "head"], ["base", "head"], ["base_bias", "head_bias"],
    ):  # fmt: skip
        yield call(network(rng), network(rng), trainable, 0.5)
        yield call(network(rng), dict(reversed(network(rng).items())), trainable, 0.25)
        yield call(network(rng), only(network(rng), trainable), trainable, 2.0)
    for shape in ((3,), (1, 2), (2, 1)):
        yield call(network(rng, shape=shape), network(rng, shape=shape), ["head"], 1.0)
        yield call({"w": rng.array(shape)}, {"w": rng.array(shape)}, ["w"], 0.125)
    for dtype in ("float32", "float64"):
        yield call(network(rng, dtype), network(rng, dtype), ["head", "base_bias"], 0.5)
    for layout in (strided, read_only):
        params = {name: layout(value) for name, value in network(rng).items()}
        yield call(params, network(rng), ["head"], 0.5)
    yield call(network(rng), network(rng), ["head"], 0.0)


def normalised(rng, shape, dtype="float32"):
    """Return x, gamma, beta, running_mean and running_var; float32 takes half the room."""
    c = shape[1]
    var = (rng.integers(1, 64, c) / 16).astype(dtype)
    return rng.array(shape, dtype), *(rng.array(c, dtype) for _ in range(3)), var


@probes("frozen_batch_norm")
def batches(rng):
    for shape in [(1, 1), (2, 1), (1, 2), (2, 2), (1, 1), (1, 2), (2, 1), (1, 1), (1, 2)]:
        yield call(*normalised(rng, shape))
        yield call(*normalised(rng, shape), eps=rng.choice((0.0, 0.25)))
    for shape in [
        (1, 1, 1, 1), (1, 2, 1, 1), (1, 1, 1, 2), (1, 2, 1, 2), (1, 2, 2, 1), (2, 1, 1, 1),
        (1, 1, 2, 1), (1, 1, 2, 3),
    ]:  # fmt: skip
        yield call(*normalised(rng, shape))
        yield call(*normalised(rng, shape), rng.choice((0.0, 0.5)))
    for layout in (strided, read_only, np.asfortranarray):
        yield call(*(layout(one) for one in normalised(rng, (1, 2))))
    for shape in ((1, 1), (1, 2, 1, 1)):
        yield call(*normalised(rng, shape, "float64"))
    x, gamma, beta, mean, var = normalised(rng, (1, 2), "float64")
    yield call(x, gamma, beta, mean, var * 0, 0.25)
    yield call(x, gamma, beta, mean, var / 65536)
    yield call(x, gamma, beta, mean * 0, var)
    yield call(x, gamma * 0 + 1, beta * 0, mean, var)
    yield call(x, gamma, beta, mean, var, eps=1.0)


@probes("to_half")
def numbers(rng):
    for power in (-20, -16, -14, 0, 4, 10, 11, 12, 15):
        for shape in ((1,), (2,), (1, 2)):
            yield call((2 * rng.integers(2048, 4096, shape) + 1) / 4096 * 2.0**power)
    for dtype in ("float32", "float64"):
        yield call(rng.array((2, 2), dtype))
        yield call(-abs(rng.array((2,), dtype)) * 1024)
    for large in (65504.0, 65519.0, 65520.0, -65520.0, 1e6, -np.inf):
        yield call(np.array([large]))
    for tiny in (2.0**-24, 2.0**-25, 2.0**-26, 1e-8, 0.0):
        yield call(np.array([tiny]))
    for layout in (strided, read_only, np.asfortranarray):
        yield call(layout(rng.array((2, 1))))


@probes("half_sum_fp32")
def rows(rng):
    for n, d in [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (1, 4), (3, 3), (1, 3)]:
        yield call((rng.integers(-2047, 2048, (n, d)) / 1024).astype("float16"))
        yield call(rng.integers(-9, 10, (n, d)).astype("float16"))
        large = rng.integers(1, 16, (n, d)) / 2
        large[:, 0] = 2048
        yield call(large.astype("float16"))
        yield call((8192 * large.clip(0, 7)).astype("float16"))
    for layout in (strided, read_only, np.asfortranarray):
        yield call(layout(rng.array((2, 3), "float16")))
    yield call(np.zeros((2, 3), "float16"))
    yield call(np.full((1, 9), 2.0**-12).astype("float16"))


@when("fine_tune_step")
def frozen_without_gradient(params, grads, trainable, lr):
    """a frozen parameter has no gradient"""
    return len(grads) < len(params)


@when("fine_tune_step")
def some_frozen(params, grads, trainable, lr):
    """some parameter is frozen"""
    return len(trainable) < len(params)


@when("fine_tune_step")
def nothing_trainable(params, grads, trainable, lr):
    """trainable is empty"""
    return not trainable


@when("fine_tune_step")
def several_trainable(params, grads, trainable, lr):
    """more than one parameter is trainable"""
    return len(trainable) > 1


@when("to_half")
def beyond_the_range(x):
    """some number is beyond the range"""
    return (abs(x) >= 65520).any()


@when("to_half")
def tiny_numbers(x):
    """some number is below 2**-14, and not 0"""
    return ((abs(x) < 2.0**-14) & (x != 0)).any()


@when("half_sum_fp32")
def large_terms(x16):
    """some term is 2048 or more"""
    return (abs(x16) >= 2048).any()
