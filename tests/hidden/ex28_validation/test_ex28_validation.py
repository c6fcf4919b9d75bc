"""Hidden suite of ex28, validation tools."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# What the classes w and v have over each other, z_w - z_v, in three networks. The mean of
# the probabilities is w's in all of them. Votes, the mean of the logits, and the network
# that is most certain, say v in the first, the second, and the second and third.
WINS = [(3.0, -0.25, -0.25), (-8.0, 2.0, 2.0), (-3.0, 2.0, 2.0)]


def whole(rng, least, most):
    """Draw a whole number, both ends included."""
    return int(rng.integers(least, most + 1, 1)[0])


def curve(rng, *steps):
    """Draw losses that change by these, in sixteenths, from a drawn beginning on."""
    loss = whole(rng, 300, 500) / 16
    losses = [loss]
    for step in steps:
        loss += step / 16
        losses.append(loss)
    return losses


def falls(rng, count):
    """Draw changes downwards, of 4 to 12 sixteenths."""
    return (-rng.integers(4, 13, (count,))).tolist()


def rises(rng, count):
    """Draw changes upwards, of 1 to 3 sixteenths."""
    return rng.integers(1, 4, (count,)).tolist()


EASY = (6.0, 5.0, 7.0)


def networks(rng, wins, c, times=2):
    """Draw logits of three networks, with rows of each kind of `wins`."""
    rows = [*wins] * times
    rows = [rows[i] for i in rng.permutation(len(rows))]
    logits = [rng.integers(-16, 1, (len(rows), c)) / 16 - 6 for _ in range(3)]
    for n, row in enumerate(rows):
        w, v = rng.permutation(c)[:2]
        for place, lead in zip(rng.permutation(3), row, strict=True):
            logits[place][n, w] = max(lead, 0.0)
            logits[place][n, v] = max(-lead, 0.0)
    # A number added to a row changes no probability.
    return [z + rng.integers(-3, 4, (len(rows), 1)) for z in logits]


@points(1)
@cases("k, times", [(2, 2), (3, 3), (5, 2), (4, 3)])
def test_each_block_validates_once(agree, rng, k, times):
    """kfold_indices gives pairs of train and val for equal blocks."""
    # A few examples first, which a student can count by hand.
    agree("kfold_indices", k * whole(rng, times, times + 1), k)
    agree("kfold_indices", k * whole(rng, times, times + 5), k)


@points(2)
@needs("kfold_indices")
@cases("k, rest", [(2, 1), (4, 2), (5, 4), (6, 3), (7, 1)])
def test_first_blocks_are_longer(agree, rng, k, rest):
    """kfold_indices makes the first n % k blocks one longer."""
    agree("kfold_indices", k * whole(rng, 1, 4) + rest, k)


@points(1)
@asks("exception")
@cases("least", [2, 10])
def test_impossible_numbers_of_folds(agree, rng, least):
    """kfold_indices refuses k < 2 and k > n, and no others."""
    n = whole(rng, least, least + 8)
    agree("kfold_indices", n, n + whole(rng, 1, 3))
    agree("kfold_indices", n, 1)
    agree("kfold_indices", n, 0)
    agree("kfold_indices", n, n)
    k = whole(rng, 2, 5)
    agree("kfold_indices", k * whole(rng, 2, 16), k)


@points(2)
@cases("patience, first, pause", [(2, 2, 1), (1, 3, 0), (3, 2, 2), (4, 3, 2)])
def test_stop_after_patience(agree, rng, patience, first, pause):
    """early_stopping waits patience epochs since the best one."""
    # A few losses first, which a student can follow by hand: worse for good; worse for a
    # while, and then better than ever; one that falls, but stays above the best.
    worse = rises(rng, patience)
    agree("early_stopping", curve(rng, -4, *worse, -99), patience)
    agree("early_stopping", curve(rng, -4, *rises(rng, pause), -16, *worse, -99), patience)
    agree("early_stopping", curve(rng, -4, 40, *falls(rng, patience - 1), -99), patience)
    # Worse for a while, but not for too long; then better than ever; then worse for good.
    steps = falls(rng, whole(rng, first, first + 3)) + rises(rng, pause)
    steps += [-16] + rises(rng, patience) + [-1, 2, *falls(rng, 3), -99]
    agree("early_stopping", curve(rng, *steps), patience)
    # Here it falls once while it waits, but stays above the best.
    steps = [*falls(rng, whole(rng, 2, 5)), 30, *falls(rng, 1), *falls(rng, 1)]
    agree("early_stopping", curve(rng, *steps, 40, *falls(rng, 2), 5, 5), patience)


@points(2)
@needs("early_stopping")
@cases("patience", [2, 3, 1])
def test_least_decrease_that_counts(agree, rng, patience):
    """early_stopping counts only a decrease of more than min_delta."""
    # As good as the best is not better; nor is what is better by min_delta, 1/4, or less.
    agree("early_stopping", curve(rng, -4, *([0] * patience), -99), patience)
    agree("early_stopping", curve(rng, -9, -4, *([0] * patience), -99), patience, 0.25)
    # Three small decreases together are one that counts.
    agree("early_stopping", curve(rng, -9, -3, -3, *([1] * patience), -99), patience, 0.25)
    fall = falls(rng, whole(rng, 2, 6))
    agree("early_stopping", curve(rng, *fall, *([0] * patience), 1, -9, 2, 2, 2), patience)
    slow = [-4, 1, *([-2] * 3), -1, 0, 0, 0, 0]
    agree("early_stopping", curve(rng, -9, -4, *slow), patience, 0.25)
    agree("early_stopping", curve(rng, *fall, *([-3] * 9), 1, 1, 1), patience, 0.25)
    agree("early_stopping", curve(rng, *fall, *([-8] * 4), 1, 1, 1), patience, 0.5)


@points(1)
@needs("early_stopping")
@cases("count", [1, 3, 6])
def test_training_to_the_end(agree, rng, count):
    """early_stopping gives the last epoch where nothing stops."""
    agree("early_stopping", curve(rng, *falls(rng, count)), 2)
    fall = falls(rng, whole(rng, count, count + 9))
    agree("early_stopping", curve(rng, *fall, *rises(rng, 2)), 3)


@points(2)
@cases("step_size, gamma", [(3, 0.5), (2, 0.1), (5, 0.75), (1, 0.5), (7, 0.25)])
def test_rate_falls_in_steps(agree, rng, step_size, gamma):
    """step_lr multiplies by gamma after every step_size epochs."""
    base_lr = whole(rng, 1, 63) / 64
    for steps in range(3):
        first = steps * step_size
        agree("step_lr", base_lr, first, step_size, gamma)
        agree("step_lr", base_lr, first + step_size - 1, step_size, gamma)
        agree("step_lr", base_lr, first + whole(rng, 0, step_size - 1), step_size, gamma)


@points(2)
@cases("c", [3, 4, 5])
def test_mean_of_the_probabilities(agree, rng, c):
    """ensemble_predict takes the largest mean probability."""
    # One example first, which a student can follow by hand.
    agree("ensemble_predict", networks(rng, WINS[1:2], c, times=1))
    agree("ensemble_predict", networks(rng, WINS[:1], c, times=1))
    agree("ensemble_predict", networks(rng, [WINS[1], EASY], c, times=1))
    agree("ensemble_predict", networks(rng, [*WINS, EASY], c))
    # Here hardly a class has half of the mean probability.
    agree("ensemble_predict", [rng.array((5, c)) / 4 for _ in range(3)])
    agree("ensemble_predict", networks(rng, [*WINS, EASY], c, times=1)[:1])
    agree("ensemble_predict", networks(rng, [*WINS, EASY], c, times=1)[:2])


@points(1)
@needs("ensemble_predict")
@cases("shift", [1000, -1000])
def test_predictions_from_large_logits(agree, rng, shift):
    """ensemble_predict stands large logits."""
    # A few examples first, and only one of them is far away.
    small = networks(rng, [EASY, WINS[1], EASY], 3, times=1)
    agree("ensemble_predict", [z + [[shift], [0.0], [0.0]] for z in small])
    logits = networks(rng, [*WINS, EASY], 4)
    agree("ensemble_predict", [z + shift for z in logits])
    far = [z + shift * rng.integers(0, 2, (len(z), 1)) for z in logits]
    agree("ensemble_predict", far)


@points(1)
@asks("type", "dtype")
@cases("most, count", [(4, 1), (12, 3)])
def test_whole_numbers(agree, rng, most, count):
    """Indices and classes are int64, epochs are ints."""
    k = whole(rng, 2, 5)
    agree("kfold_indices", k * whole(rng, 3, 9), k)
    agree("early_stopping", curve(rng, *falls(rng, whole(rng, 2, most)), 1, 1), 2)
    agree("ensemble_predict", networks(rng, [EASY], 4, most)[:count])


@points(1)
@asks("arguments", "memory")
@cases("wins, most, times", [([EASY], 3, 3), ([*WINS, EASY], 9, 2)])
def test_arguments_are_left_alone(agree, keeps, rng, wins, most, times):
    """Arguments are left alone, and results are new."""
    k = whole(rng, 2, 5)
    keeps("kfold_indices", k * whole(rng, 2, 9), k)
    steps = [*falls(rng, whole(rng, 2, most)), *rises(rng, 2)]
    keeps("early_stopping", curve(rng, *steps, -99), 2)
    keeps("ensemble_predict", networks(rng, wins, 4, times)[:2])
    one, two, three = networks(rng, wins, 4, times)
    keeps("ensemble_predict", [strided(one), read_only(two), np.asfortranarray(three)])
