"""Probes of ex12, backpropagation on XOR: asked of a function that failed, for no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when

# A known mistake's wrong answers to all of these are kept: most have one hidden unit, many
# one example, where a mean is right, and most are float32, which takes half the room.
SIZES = [*[(1, 1), (1, 1), (2, 1), (1, 1), (1, 1), (3, 1)] * 3, (1, 2), (2, 2), (3, 2)]
DTYPES = ["float64"] * 5 + ["float32"] * 16


def network(rng, n, h, dtype="float32"):
    """Return params, x and t."""
    shapes = {"w1": (h, 2), "b1": (h,), "w2": (1, h), "b2": (1,)}
    params = {name: rng.array(shape, dtype) / 2 for name, shape in shapes.items()}
    return params, rng.array((n, 2), dtype) / 2, rng.integers(0, 2, (n, 1)).astype(dtype)


def sizes(rng):
    """Yield params, x and t of all sizes."""
    for (n, h), dtype in zip(SIZES, DTYPES, strict=True):
        yield network(rng, n, h, dtype)


def without(params, name):
    """Return params with zeros for one of them."""
    return {key: value * (key != name) for key, value in params.items()}


def changed(rng):
    """Yield params, x and t with zeros among them, and laid out in other ways."""
    for name in ("w1", "b1", "w2", "b2"):
        params, x, t = network(rng, 2, 1)
        yield without(params, name), x, t
    params, x, t = network(rng, 1, 1)
    yield params, x * 0, t
    yield params, x, t * 0
    yield params, x, t * 0 + 1
    yield {key: value * 0 for key, value in params.items()}, x, t
    for layout in (strided, np.asfortranarray, read_only):
        for n, h in [(1, 1), (3, 1)]:
            params, x, t = network(rng, n, h)
            yield {key: layout(value) for key, value in params.items()}, layout(x), layout(t)


@probes("forward")
def forward_sizes(rng):
    for params, x, _ in sizes(rng):
        yield call(params, x[:2])
    for params, x, _ in changed(rng):
        yield call(params, x[:2])
    params, x, _ = network(rng, 2, 2)
    for factor in (4, 0.25, -1, 1):
        yield call(params, abs(x) * factor)
    params, x, _ = network(rng, 2, 1)
    yield call(params, x)


@probes("loss")
def loss_sizes(rng):
    for arguments in sizes(rng):
        yield call(*arguments)
    for arguments in changed(rng):
        yield call(*arguments)
    for n in (1, 1, 4, 5, 5):
        yield call(*network(rng, n, 2, "float64"))


@probes("train_step")
def step_sizes(rng):
    for arguments in sizes(rng):
        yield call(*arguments, rng.choice((0.5, 1.0, 2.0)))
    for arguments in changed(rng):
        yield call(*arguments, 0.5)
    for rate in (0.0, 0.125, 4.0):
        yield call(*network(rng, 1, 1), rate)
        yield call(*network(rng, 1, 1), rate)


@probes("train")
def numbers_of_steps(rng):
    for arguments in list(sizes(rng))[6:]:
        yield call(*arguments, 0.5, 2)
    for steps in (1, 1, 1, 1, 1):
        yield call(*network(rng, 2, 1, "float64"), 1.0, steps)
    for steps in (3, 3):
        yield call(*network(rng, 2, 1), 1.0, steps)
    for arguments in changed(rng):
        yield call(*arguments, 0.5, 2)
    for n, h in [(1, 2), (3, 1)]:
        yield call(*network(rng, n, h), 2.0, 3)
    yield call(*network(rng, 3, 1), 0.0, 2)
    yield call(*network(rng, 1, 1), 4.0, 8)
    yield call(*network(rng, 1, 1), 4.0, 8)


@when("forward")
@when("loss")
@when("train_step")
@when("train")
def as_many_hidden_units_as_inputs(params, x, *others):
    """H is 2, as many as there are inputs"""
    return len(params["w1"]) == 2


@when("forward")
@when("loss")
@when("train_step")
@when("train")
def one_hidden_unit(params, x, *others):
    """H is 1"""
    return len(params["w1"]) == 1


@when("train")
def one_step_alone(params, x, t, lr, steps):
    """there is one step"""
    return steps == 1
