"""Probes of ex28, validation tools: asked of a function that failed, worth no points."""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided, when


@probes("kfold_indices")
def sizes_and_folds(rng):
    for n in (2, 3, 4, 5, 6, 7, 8, 9, 10):
        for k in {2, 3, 4, 5, n - 1, n}:
            if 2 <= k <= n:
                yield call(n, k)
    for n, k in [(11, 3), (12, 4)]:
        yield call(n, k)
    for n, k in [(4, 1), (3, 4), (2, 5), (5, 0), (1, 1)]:
        yield call(n, k)


def walk(rng, count):
    """Return losses that go down at first, and then up and down, in quarters."""
    falls = -rng.integers(0, 4, (count // 2,))
    steps = np.append(falls, rng.integers(-2, 3, (count - count // 2,)))
    return (20 + np.append(0, np.cumsum(steps)) / 4).tolist()


@probes("early_stopping")
def curves(rng):
    for count in (0, 1, 2, 4, 6, 9):
        for patience in (1, 2, 3):
            yield call(walk(rng, count), patience)
    for count in (4, 6, 8, 10):
        for min_delta in (0.25, 0.5, 0.75):
            yield call(walk(rng, count), int(rng.integers(1, 4, 1)[0]), min_delta)
    for patience in (1, 2, 3, 4, 5):
        yield call(walk(rng, 8), patience, min_delta=0.5)
        yield call([5.0, 4.0, *[4.0] * 6], patience)
    for losses in (
        [3.0, 2.0, 1.0],
        [1.0, 2.0, 3.0],
        [2.0, 2.0, 2.0],
        [1.0, 3.0, 0.5, 2.0, 2.0],
    ):
        yield call(losses, 2)


@probes("step_lr")
def rates(rng):
    for step_size in (1, 2, 3, 4):
        for epoch in (0, 1, 2, 3, 4, 6, 7, 9):
            yield call(rng.choice([0.5, 1.0, 0.25]), epoch, step_size, rng.choice([0.5, 0.75]))
    for epoch in (0, 9, 10, 19, 20, 25):
        yield call(0.125, epoch, 10, 0.1)
    for epoch in (0, 3, 8):
        yield call(2.0, epoch, 4, 1.0)


@probes("ensemble_predict")
def groups(rng):
    for count in (1, 2, 3, 5):
        for n, c in [(1, 2), (1, 4), (2, 3), (3, 3), (4, 2), (5, 4)]:
            yield call([without_ties(rng, n, c) for _ in range(count)])
    for shift in (1000.0, -1000.0, 400.0, -400.0):
        for n, c in [(2, 3), (3, 4), (4, 2)]:
            yield call([without_ties(rng, n, c) + shift for _ in range(3)])
    far = np.array([[1000.0], [0.0], [-1000.0]])
    yield call([without_ties(rng, 3, 4) + far for _ in range(2)])
    for layout in (strided, np.asfortranarray, read_only):
        for n, c in [(2, 3), (3, 2)]:
            yield call([layout(without_ties(rng, n, c)) for _ in range(3)])
    for count in (2, 3):
        yield call([without_ties(rng, 3, 5).astype("float32") for _ in range(count)])
    one = without_ties(rng, 3, 4)
    yield call([one, one.copy(), one.copy()])
    yield call([one, -one, one / 4])


def without_ties(rng, n, c):
    """Return logits of which no two are alike, and which no other array has."""
    return rng.array((n, c)) + (1 + rng.permutation(n * c).reshape(n, c)) / 64 + rng.integers(
        0, 997, (n, c)
    ) / 65536  # fmt: skip


@when("kfold_indices")
def k_divides_n(n, k):
    """k divides n"""
    return n % k == 0


@when("early_stopping")
def nothing_stops(val_losses, patience, min_delta=0.0):
    """the losses get better to the end, or nearly so, and nothing stops the training"""
    best, wait = float("inf"), 0
    for loss in val_losses:
        better = loss < best - min_delta
        best, wait = (loss, 0) if better else (best, wait + 1)
        if wait >= patience:
            return False
    return True


@when("early_stopping")
def min_delta_is_0(val_losses, patience, min_delta=0.0):
    """min_delta is 0"""
    return min_delta == 0


@when("step_lr")
def before_the_first_step(base_lr, epoch, step_size, gamma):
    """epoch is less than step_size"""
    return epoch < step_size


@when("step_lr")
def a_step_is_just_complete(base_lr, epoch, step_size, gamma):
    """step_size divides epoch"""
    return epoch % step_size == 0


@when("ensemble_predict")
def a_logit_is_large(logits_list):
    """some logit lies beyond 500 or -500"""
    return any(np.abs(logits).max() > 500 for logits in logits_list)


@when("ensemble_predict")
def there_is_one_network(logits_list):
    """there is one network only"""
    return len(logits_list) == 1
