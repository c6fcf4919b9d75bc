"""Probes of ex20, dropout and weight decay: asked of a function that failed, no points.

Of dropout those are compared whose answer does not depend on the generator.
"""

import numpy as np

from grader.judge.probes import call, generator, probes, read_only, strided, when

SHAPES = [(1,), (2,), (3,), (1, 2), (2, 1), (2, 3), (2, 1, 2)]
LAYOUTS = [strided, np.asfortranarray, read_only]
RATES = [0.5, 0.25, 0.75, 0.0, 0.125, 0.875, 1.0]
LISTS = [
    [(1,)], [(2,)], [(1, 1)], [(2, 1)], [(1, 2)], [(2, 2)], [(1,), (1,)], [(1, 2), (1,)],
    [(1,), (2, 1)], [(2, 2), (2,)], [(2, 1), (2,), (1,)], [(1, 1), (1, 1), (1, 1)],
]  # fmt: skip


@probes("dropout")
def certain_ones(rng):
    for shape in SHAPES:
        for p, training in [(0.0, True), (1.0, True), (0.0, False), (1.0, False)]:
            yield call(rng.array(shape), p, training, generator(5, certain=True))
    for number, layout in enumerate(LAYOUTS):
        source = generator(number, certain=True)
        yield call(layout(rng.array((2, 2))), number % 2 * 1.0, number > 0, source)
    x, source = rng.array((2,), "float32"), generator(3, certain=True)
    yield call(x, 0.0, True, source)
    yield call(x, 1.0, False, source)
    yield call(x, 1.0, True, source)
    yield call(np.zeros(2), 0.0, True, source)
    yield call(abs(rng.array((3,))), 1.0, True, source)
    for near in (2.0**-40, 1 - 2.0**-40):  # nobody will live to see the other mask
        yield call(rng.array((2,)), near, True, source)
        yield call(rng.array((2,)), near, False, source)
        yield call(rng.array((1, 2)), near, False, source)
    for p in (-0.125, 1.125, 2.0, -1.0, 50.0):
        yield call(rng.array((2,)), p, p > 1, generator(2, certain=True))


@probes("dropout")
def forms_of_drawn_ones(rng):
    for number, shape in enumerate([(1,), (1, 1), (2, 2)]):
        yield call(rng.array(shape), 0.5, number % 3 > 0, generator(number))


@probes("dropout_backward")
def gradients(rng):
    for number in range(40):
        shape, p = SHAPES[number % len(SHAPES)], RATES[number % len(RATES)]
        mask = rng.integers(0, 2, shape) == 1
        mask = [mask, mask, mask, mask | True, mask, mask, mask & False][number % len(RATES)]
        yield call(rng.array(shape), mask, p)
    for number, layout in enumerate(LAYOUTS):
        mask = rng.integers(0, 2, (2, 2)) == 1
        yield call(layout(rng.array((2, 2))), layout(mask), (0.5, 0.25, 0.75)[number])
    yield call(rng.array((3,), "float32"), np.array([True, False, True]), 0.5)
    yield call(rng.array((2,), "float32"), np.array([False, False]), 1.0)
    yield call(rng.array((3,)), np.array([True, True, True]), 0.5)
    yield call(rng.array((3,)), np.array([False, False, False]), 0.5)
    yield call(np.zeros(2), np.array([True, False]), 0.5)


@probes("l2_penalty")
def penalties(rng):
    for number in range(36):
        weights = [rng.array(shape) for shape in LISTS[number % len(LISTS)]]
        yield call(weights, (0.5, 1.0, 0.25, 2.0, 0.125)[number % 5])
    for layout in LAYOUTS:
        yield call([layout(rng.array((2, 2))), layout(rng.array((2,)))], 0.5)
    for decay in (0.0, 1e-4, 0.01):
        yield call([rng.array((1, 2)), rng.array((1,))], decay)
    yield call([rng.array((2,), "float32")], 0.5)
    yield call([np.zeros((1, 2)), np.zeros(1)], 0.5)
    yield call([abs(rng.array((2,)))], 0.5)
    yield call([-abs(rng.array((2,)))], 0.5)


@when("dropout")
def in_training(x, p, training, rng):
    """training is True"""
    return training


@when("dropout")
def all_dropped(x, p, training, rng):
    """p is 1"""
    return p == 1


@when("dropout_backward")
def nothing_passes(grad_out, mask, p):
    """p is 1"""
    return p == 1


@when("dropout_backward")
def mask_is_true(grad_out, mask, p):
    """mask is True everywhere"""
    return mask.all()


@when("l2_penalty")
def several_arrays(weights, decay):
    """weights has several arrays"""
    return len(weights) > 1


@when("l2_penalty")
def negative_weights(weights, decay):
    """some weight is negative"""
    return any((w < 0).any() for w in weights)


@when("l2_penalty")
def some_with_one_axis(weights, decay):
    """some array of weights has one axis"""
    return any(w.ndim == 1 for w in weights)
