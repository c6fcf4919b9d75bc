"""Probes of ex18, vanishing gradients: asked of a function that failed, for no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

NAMES = ["sigmoid", "tanh", "relu"]
SIZES = [(1, 1, 1), (1, 2, 1), (2, 2, 2), (3, 2, 1), (1, 3, 2), (2, 3, 1)]
FANS = [(1, 1), (2, 2), (1, 7), (7, 1), (3, 8), (16, 16), (64, 10), (5, 300), (784, 100)]


def network(rng, n, d, layers, dtype="float64"):
    """Return x and weights."""
    weights = [rng.array((d, d), dtype) / 4 for _ in range(layers)]
    return rng.array((n, d), dtype) / 4, weights


@probes("gradient_norms")
def networks_back(rng):
    for size in SIZES:
        for name in NAMES:
            yield call(*network(rng, *size), name)
            yield call(*network(rng, *size), name, skip=True)
    for layers in (2, 3):  # a transpose does not show, the order does
        yield call(*network(rng, 2, 1, layers), "tanh")
    for layout in (strided, read_only, np.asfortranarray):
        x, weights = network(rng, 2, 3, 2)
        yield call(layout(x), [layout(weight) for weight in weights], "tanh")
    yield call(*network(rng, 2, 2, 2, "float32"), "sigmoid")


@probes("init_std")
def fans(rng):
    for fan_in, fan_out in FANS:
        yield call(fan_in, fan_out, "xavier")
        yield call(fan_in, fan_out, "he")
    for _ in range(11):
        fan_in, fan_out = (int(fan) for fan in rng.integers(1, 1000, 2))
        yield call(fan_in, fan_out, "xavier")
        yield call(fan_in, fan_out, "he")
    for kind in ("normal", "He", "", "kaiming", "uniform"):
        yield call(4, 2, kind)


@probes("activation_stds")
def networks_forward(rng):
    for size in [*SIZES, *SIZES]:
        for name in NAMES:
            yield call(*network(rng, *size), name)
    for layout in (strided, read_only, np.asfortranarray):
        x, weights = network(rng, 2, 3, 2)
        yield call(layout(x), [layout(weight) for weight in weights], "tanh")
    yield call(*network(rng, 2, 2, 2, "float32"), "sigmoid")


@when("gradient_norms")
def skip_is_true(*arguments, **named):
    """skip is True"""
    return named.get("skip", arguments[-1] is True)


@when("gradient_norms")
@when("activation_stds")
def several_layers(x, weights, *others, **named):
    """there is more than one layer"""
    return len(weights) > 1


@when("gradient_norms")
@when("activation_stds")
def through_relu(x, weights, activation, *others, **named):
    """activation is "relu\""""
    return activation == "relu"
