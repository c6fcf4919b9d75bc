"""Known wrong answers of ex28, validation tools."""

import math

import numpy as np


def refuse(n, k):
    """ValueError for an impossible number of folds."""
    if not 2 <= k <= n:
        raise ValueError("folds")


def pairs(n, blocks):
    """The pair of each block: all others in ascending order, and itself."""
    return [(np.setdiff1d(np.arange(n), block), np.array(block, "int64")) for block in blocks]


def cut(n, sizes):
    """Consecutive blocks of these sizes."""
    ends = np.cumsum(sizes)
    return [np.arange(end - size, min(end, n)) for end, size in zip(ends, sizes, strict=True)]


def stopped(losses, patience, better, enough=lambda wait, most: wait >= most):
    """Early stopping with another comparison of loss and best, or another end."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if better(loss, best):
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if enough(wait, patience):
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


def best_of_all_decreases(losses, patience, min_delta):
    """Early stopping whose best loss and epoch follow every decrease, and whose wait does
    not."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        wait = 0 if loss < best - min_delta else wait + 1
        if loss < best:
            best, best_epoch = loss, epoch
        if wait >= patience:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch


def softmax(logits, axis=1):
    """The right probabilities."""
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def overflowing(logits):
    """Softmax without a shift."""
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)


def mean_of(make, logits_list):
    """The largest class of the mean of what is made of each network's logits."""
    return np.mean([make(logits) for logits in logits_list], axis=0).argmax(axis=1)


# kfold_indices: the blocks


@mistake("kfold_indices")
def rest_dropped(n, k):
    """The last n % k examples are in no validation set. Each example validates once."""
    refuse(n, k)
    return pairs(n, cut(n, [n // k] * k))


@mistake("kfold_indices")
def rest_dropped_everywhere(n, k):
    """The last n % k examples are in no set at all. Each example validates once."""
    refuse(n, k)
    return pairs(n // k * k, cut(n, [n // k] * k))


@mistake("kfold_indices")
def rest_in_the_last_block(n, k):
    """Your last block takes all that is left over. The first n % k blocks take one more
    each."""
    refuse(n, k)
    return pairs(n, cut(n, [n // k] * (k - 1) + [n - n // k * (k - 1)]))


@mistake("kfold_indices")
def rest_in_the_first_block(n, k):
    """Your first block takes all that is left over. The first n % k blocks take one more
    each."""
    refuse(n, k)
    return pairs(n, cut(n, [n // k + n % k] + [n // k] * (k - 1)))


@mistake("kfold_indices")
def last_blocks_are_longer(n, k):
    """Your last n % k blocks are one longer. The first ones are to be."""
    refuse(n, k)
    return pairs(n, cut(n, [n // k] * (k - n % k) + [n // k + 1] * (n % k)))


@mistake("kfold_indices")
def one_longer_block_too_many(n, k):
    """One block more than n % k is longer, so the last one is too short. Count the longer
    blocks from 0."""
    refuse(n, k)
    return pairs(n, cut(n, [n // k + (i <= n % k) for i in range(k)]))


@mistake("kfold_indices")
def blocks_rounded_up(n, k):
    """All your blocks have n / k rounded up, and the last ones are too short. Sizes differ
    by one at most."""
    refuse(n, k)
    return pairs(n, cut(n, [-(-n // k)] * k))


@mistake("kfold_indices")
def sizes_rounded(n, k):
    """All your blocks have n / k rounded to the nearest whole number. Sizes differ by one,
    where k does not divide n."""
    refuse(n, k)
    return pairs(n, cut(n, [round(n / k)] * k))


@mistake("kfold_indices")
def borders_rounded_down(n, k):
    """The borders of your blocks are i * n / k, rounded down, and longer blocks stand
    between shorter ones. They come first."""
    refuse(n, k)
    borders = [i * n // k for i in range(k + 1)]
    return pairs(n, [np.arange(a, b) for a, b in zip(borders, borders[1:], strict=False)])


@mistake("kfold_indices")
def every_kth_example(n, k):
    """Your folds take every k-th example. They are to be blocks of neighbours."""
    refuse(n, k)
    return pairs(n, [np.arange(i, n, k) for i in range(k)])


@mistake("kfold_indices")
def one_block_more(n, k):
    """Your blocks have n // k examples, and what is left over is a block more. There are to
    be k blocks."""
    refuse(n, k)
    size = n // k
    return pairs(n, [np.arange(a, min(a + size, n)) for a in range(0, n, size)])


@mistake("kfold_indices")
def blocks_of_k(n, k):
    """Your blocks have k examples each. k is how many blocks there are."""
    refuse(n, k)
    return pairs(n, [np.arange(a, min(a + k, n)) for a in range(0, n, k)])


@mistake("kfold_indices")
def last_example_left_out(n, k):
    """The last index of each block is in neither set. The end of a slice or range is not
    taken itself."""
    refuse(n, k)
    return [(train, val[:-1]) for train, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def indices_from_one(n, k):
    """Your indices run from 1 to n. The first example has index 0."""
    return [(train + 1, val + 1) for train, val in solution.kfold_indices(n, k)]


# kfold_indices: the pairs


@mistake("kfold_indices")
def train_has_all(n, k):
    """Your training sets hold all examples, those of the block too. What validates is not
    trained on."""
    return [(np.arange(n), val) for _, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def validation_first(n, k):
    """Train and val are exchanged in your pairs. Training comes first, and has most
    examples."""
    return [(val, train) for train, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def validation_first_and_rest_in_the_last_block(n, k):
    """Train and val are exchanged in your pairs, and your last block takes all that is left
    over. Look at both."""
    return [(val, train) for train, val in rest_in_the_last_block(n, k)]


@mistake("kfold_indices")
def training_sets_are_masks(n, k):
    """Your training sets are masks of True and False, n long. Asked for are the indices
    themselves."""
    found = solution.kfold_indices(n, k)
    return [(np.isin(np.arange(n), train), val) for train, val in found]


@mistake("kfold_indices")
def only_what_comes_before(n, k):
    """Your training sets end before the block. The examples after it belong to them too."""
    return [(np.arange(val[0]), val) for _, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def only_what_comes_behind(n, k):
    """Your training sets begin after the block. The examples before it belong to them
    too."""
    return [(np.arange(val[-1] + 1, n), val) for _, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def behind_comes_first(n, k):
    """Your training sets begin with what comes after the block. They are to be in
    ascending order."""
    return [
        (np.append(np.arange(val[-1] + 1, n), np.arange(val[0])), val)
        for _, val in solution.kfold_indices(n, k)
    ]


@mistake("kfold_indices")
def behind_first_and_rest_in_the_last_block(n, k):
    """Your training sets begin with what comes after the block, and your last block takes all
    that is left over. Look at both."""
    return [
        (np.append(np.arange(val[-1] + 1, n), np.arange(val[0])), val)
        for _, val in rest_in_the_last_block(n, k)
    ]


@mistake("kfold_indices")
def number_of_the_block_left_out(n, k):
    """Your training sets lack one index, the number of the block. All indices of the block
    are to be missing."""
    found = solution.kfold_indices(n, k)
    return [(np.delete(np.arange(n), i), val) for i, (_, val) in enumerate(found)]


@mistake("kfold_indices")
def one_block_for_training(n, k):
    """Your training set is the next block alone. All other blocks belong to it."""
    blocks = [val for _, val in solution.kfold_indices(n, k)]
    return [(blocks[(i + 1) % k].copy(), blocks[i].copy()) for i in range(k)]


@mistake("kfold_indices")
def only_one_pair(n, k):
    """You return the first pair alone. Each of the k blocks validates once."""
    return solution.kfold_indices(n, k)[:1]


@mistake("kfold_indices")
def last_pair_missing(n, k):
    """Your last pair is missing: there are k - 1. Each of the k blocks validates once."""
    return solution.kfold_indices(n, k)[:-1]


@mistake("kfold_indices")
def blocks_alone(n, k):
    """You return the blocks alone. Asked for are pairs: all other examples, and the
    block."""
    return [val for _, val in solution.kfold_indices(n, k)]


@mistake("kfold_indices")
def two_lists(n, k):
    """You return all training sets and all validation sets. Asked for is a list of pairs."""
    found = solution.kfold_indices(n, k)
    return [train for train, _ in found], [val for _, val in found]


@mistake("kfold_indices")
def indices_are_floats(n, k):
    """Your indices are floats. An array can only be indexed by whole numbers: look at how
    they are made."""
    found = solution.kfold_indices(n, k)
    return [(train.astype("float64"), val.astype("float64")) for train, val in found]


KEPT = {}


@mistake("kfold_indices")
def folds_given_out_again(n, k):
    """A second call returns the very arrays of the first. Each result is to be new."""
    return KEPT.setdefault((n, k), solution.kfold_indices(n, k))


# kfold_indices: refusals


@mistake("kfold_indices")
def any_number_of_folds(n, k):
    """An impossible number of folds gets an answer. The statement asks for ValueError if
    k < 2 or k > n."""
    return pairs(n, np.array_split(np.arange(n), k))


@mistake("kfold_indices")
def any_number_of_folds_and_division_by_zero(n, k):
    """Impossible numbers of folds get an answer, and 0 ends in ZeroDivisionError. The
    statement asks for ValueError if k < 2 or k > n."""
    return pairs(n, cut(n, [n // k + (i < n % k) for i in range(k)]))


@mistake("kfold_indices")
def empty_list_for_a_refusal(n, k):
    """For an impossible number of folds you return an empty list. The statement asks for
    ValueError there."""
    return solution.kfold_indices(n, k) if 2 <= k <= n else []


@mistake("kfold_indices")
def nothing_for_a_refusal(n, k):
    """For an impossible number of folds you return None. The statement asks for ValueError
    there."""
    return solution.kfold_indices(n, k) if 2 <= k <= n else None


@mistake("kfold_indices")
def more_folds_than_examples(n, k):
    """More folds than examples get an answer, with empty blocks. The statement asks for
    ValueError there."""
    if k < 2:
        raise ValueError("k")
    return pairs(n, np.array_split(np.arange(n), k))


@mistake("kfold_indices")
def one_fold_accepted(n, k):
    """A single fold gets an answer, and nothing is left to train on. The statement asks for
    ValueError if k is less than 2."""
    if not 1 <= k <= n:
        raise ValueError("k")
    return pairs(n, np.array_split(np.arange(n), k))


@mistake("kfold_indices")
def as_many_folds_as_examples_refused(n, k):
    """k = n is refused. It is allowed: each block then has one example."""
    if k >= n:
        raise ValueError("k")
    return solution.kfold_indices(n, k)


@mistake("kfold_indices")
def must_divide(n, k):
    """ValueError where k does not divide n. That is allowed: the first blocks are longer
    there."""
    if k < 1 or n % k:
        raise ValueError("k")
    return solution.kfold_indices(n, k)


@mistake("kfold_indices")
def folds_asserted(n, k):
    """An impossible number of folds ends in AssertionError. The statement asks for
    ValueError, which assert does not raise."""
    assert 2 <= k <= n, "folds"
    return solution.kfold_indices(n, k)


# early_stopping: what is better


@mistake("early_stopping")
def as_good_is_better(val_losses, patience, min_delta=0.0):
    """A loss that is exactly best - min_delta counts as better. It has to be below it."""
    return stopped(val_losses, patience, lambda loss, best: loss <= best - min_delta)


@mistake("early_stopping")
def min_delta_not_used(val_losses, patience, min_delta=0.0):
    """min_delta has no effect. A loss is better only if it falls by more than that."""
    return stopped(val_losses, patience, lambda loss, best: loss < best)


@mistake("early_stopping")
def min_delta_not_used_and_as_good_is_better(val_losses, patience, min_delta=0.0):
    """min_delta has no effect, and a loss as good as the best counts as better. It has to
    fall by more than min_delta."""
    return stopped(val_losses, patience, lambda loss, best: loss <= best)


@mistake("early_stopping")
def min_delta_added(val_losses, patience, min_delta=0.0):
    """A loss slightly above the best counts as better. min_delta makes it harder to be
    better, not easier: look at its sign."""
    return stopped(val_losses, patience, lambda loss, best: loss < best + min_delta)


@mistake("early_stopping")
def min_delta_is_a_share(val_losses, patience, min_delta=0.0):
    """min_delta counts as a share of the best loss. It is subtracted as it is."""
    better = lambda loss, best: loss < best * (1 - min_delta)  # noqa: E731
    return stopped(val_losses, patience, better)


@mistake("early_stopping")
def any_change_counts(val_losses, patience, min_delta=0.0):
    """A loss that rises by more than min_delta counts as better. Only a decrease does."""
    better = lambda loss, best: abs(loss - best) > min_delta  # noqa: E731
    return stopped(val_losses, patience, better)


@mistake("early_stopping")
def larger_is_better(val_losses, patience, min_delta=0.0):
    """The largest loss counts as the best. A loss is better when it is smaller."""
    best, best_epoch, wait = -float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss > best + min_delta:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def compared_with_the_epoch_before(val_losses, patience, min_delta=0.0):
    """Each loss is compared with the one before it. It has to be below the best so far."""
    last, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < last - min_delta:
            best_epoch, wait = epoch, 0
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
        last = loss
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def compared_with_the_epoch_before_for_the_wait(val_losses, patience, min_delta=0.0):
    """An epoch that is better than the one before puts off your stop. Only one that is better
    than the best does."""
    best, last, best_epoch, wait = float("inf"), float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        wait = 0 if loss < last - min_delta else wait + 1
        if wait >= patience:
            return epoch, best_epoch
        last = loss
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def best_follows_small_decreases(val_losses, patience, min_delta=0.0):
    """Small decreases move your best, so several of them together never count. best changes
    only when an epoch is better."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best_epoch, wait = epoch, 0
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
        best = min(best, loss)
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def small_decreases_move_the_best_epoch(val_losses, patience, min_delta=0.0):
    """Small decreases move your best loss and its epoch, but end no wait. All three change
    together, when an epoch is better by enough."""
    return best_of_all_decreases(val_losses, patience, min_delta)


@mistake("early_stopping")
def small_decreases_move_the_best_epoch_and_too_late(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late, and small decreases move your best loss and its epoch.
    Look at both comparisons."""
    return best_of_all_decreases(val_losses, patience + 1, min_delta)


@mistake("early_stopping")
def only_clear_rises_wait(val_losses, patience, min_delta=0.0):
    """Any decrease counts as better, and you wait only where a loss is more than min_delta
    above the best. Every other epoch waits too."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch, wait = loss, epoch, 0
        elif loss > best + min_delta:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def compared_with_the_epoch_patience_before(val_losses, patience, min_delta=0.0):
    """Each loss is compared with the one patience epochs before it. It has to be below the
    best so far."""
    for epoch in range(patience, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - patience] - min_delta:
            return epoch, val_losses.index(min(val_losses[: epoch + 1]))
    return len(val_losses) - 1, val_losses.index(min(val_losses))


@mistake("early_stopping")
def best_begins_at_zero(val_losses, patience, min_delta=0.0):
    """No loss is ever better than your first best value. Losses are above 0: begin with the
    first one, or with infinity."""
    stop = min(patience, len(val_losses)) - 1
    return stop, 0


@mistake("early_stopping")
def last_losses_against_all_before(val_losses, patience, min_delta=0.0):
    """You compare the last patience losses with the smallest before them. That one may have
    fallen by too little to count as the best."""
    for epoch in range(patience, len(val_losses)):
        first = epoch - patience + 1
        if min(val_losses[first : epoch + 1]) >= min(val_losses[:first]) - min_delta:
            return epoch, val_losses.index(min(val_losses[: epoch + 1]))
    return len(val_losses) - 1, val_losses.index(min(val_losses))


# early_stopping: when to stop


@mistake("early_stopping")
def one_epoch_too_late(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late. The stop comes patience epochs after the best one."""
    return stopped(
        val_losses,
        patience,
        lambda loss, best: loss < best - min_delta,
        enough=lambda wait, most: wait > most,
    )


@mistake("early_stopping")
def one_epoch_too_late_without_min_delta(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late, and min_delta has no effect. The stop comes patience
    epochs after the best one."""
    return stopped(
        val_losses,
        patience,
        lambda loss, best: loss < best,
        enough=lambda wait, most: wait > most,
    )


@mistake("early_stopping")
def one_epoch_too_late_and_as_good_is_better(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late, and a loss of exactly best - min_delta counts as better.
    Look at both comparisons."""
    return stopped(
        val_losses,
        patience,
        lambda loss, best: loss <= best - min_delta,
        enough=lambda wait, most: wait > most,
    )


@mistake("early_stopping")
def one_epoch_too_late_and_no_min_delta_and_as_good(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late, an equal loss counts as better, and min_delta has no
    effect. Compare with the table of the statement."""
    return stopped(
        val_losses,
        patience,
        lambda loss, best: loss <= best,
        enough=lambda wait, most: wait > most,
    )


@mistake("early_stopping")
def one_epoch_too_early(val_losses, patience, min_delta=0.0):
    """You stop one epoch too early. The stop comes patience epochs after the best one."""
    return stopped(
        val_losses,
        patience,
        lambda loss, best: loss < best - min_delta,
        enough=lambda wait, most: wait >= most - 1,
    )


@mistake("early_stopping")
def patience_not_used(val_losses, patience, min_delta=0.0):
    """You stop at the first epoch that is not better. patience says how many have to
    follow."""
    return solution.early_stopping(val_losses, 1, min_delta)


@mistake("early_stopping")
def wait_never_begins_again(val_losses, patience, min_delta=0.0):
    """You count all epochs that are not better, from the first on. Only those since the best
    one count."""
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def first_epoch_is_not_better(val_losses, patience, min_delta=0.0):
    """Epoch 0 counts as an epoch that is not better. It is the best one at first, and
    nothing has been waited for."""
    best, best_epoch, wait = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if wait >= patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@mistake("early_stopping")
def counted_from_the_best_of_all(val_losses, patience, min_delta=0.0):
    """Your best epoch is that of the whole list, and the stop comes patience epochs later.
    The training may stop before it."""
    best = val_losses.index(min(val_losses))
    return min(best + patience, len(val_losses) - 1), best


@mistake("early_stopping")
def never_stops(val_losses, patience, min_delta=0.0):
    """You go on to the last epoch in every call. Epochs after the stop are not run."""
    return solution.early_stopping(val_losses, len(val_losses) + 1, min_delta)


# early_stopping: what is returned


@mistake("early_stopping")
def best_of_all_epochs(val_losses, patience, min_delta=0.0):
    """Your best epoch has the smallest loss of the whole list, even after the stop, and
    whatever min_delta is. Later epochs are not run."""
    stop, _ = solution.early_stopping(val_losses, patience, min_delta)
    return stop, val_losses.index(min(val_losses))


@mistake("early_stopping")
def best_of_all_epochs_without_min_delta(val_losses, patience, min_delta=0.0):
    """Your best epoch has the smallest loss of the whole list, even after the stop, and
    min_delta has no effect. Look at both."""
    stop, _ = solution.early_stopping(val_losses, patience)
    return stop, val_losses.index(min(val_losses))


@mistake("early_stopping")
def smallest_up_to_the_stop(val_losses, patience, min_delta=0.0):
    """Your best epoch has the smallest loss up to the stop. A decrease of min_delta or less
    does not count for it."""
    stop, _ = solution.early_stopping(val_losses, patience, min_delta)
    return stop, val_losses.index(min(val_losses[: stop + 1]))


@mistake("early_stopping")
def best_is_patience_before_the_end(val_losses, patience, min_delta=0.0):
    """Your best epoch is always patience epochs before the last one. That is so only where
    the training was stopped."""
    stop, _ = solution.early_stopping(val_losses, patience, min_delta)
    return stop, stop - patience


@mistake("early_stopping")
def best_loss_for_its_epoch(val_losses, patience, min_delta=0.0):
    """You return the best loss. Asked for is the epoch that it belongs to."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return stop, val_losses[best]


@mistake("early_stopping")
def epochs_exchanged(val_losses, patience, min_delta=0.0):
    """Your pair is exchanged. The stop epoch comes first, then the best one."""
    return solution.early_stopping(val_losses, patience, min_delta)[::-1]


@mistake("early_stopping")
def epochs_from_one(val_losses, patience, min_delta=0.0):
    """Both of your epochs are one too large. They count from 0."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return stop + 1, best + 1


@mistake("early_stopping")
def number_of_epochs_run(val_losses, patience, min_delta=0.0):
    """Your first number is how many epochs were run. Asked for is the last of them, counted
    from 0."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return stop + 1, best


@mistake("early_stopping")
def length_without_a_stop(val_losses, patience, min_delta=0.0):
    """Without a stop, your stop epoch is the length of the list. The last epoch is one
    less."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return (stop if stop - best >= patience else len(val_losses)), best


@mistake("early_stopping")
def one_epoch_too_late_and_length_without_a_stop(val_losses, patience, min_delta=0.0):
    """You stop one epoch too late, and without a stop your stop epoch is the length of the
    list. Look at both."""
    stop, best = one_epoch_too_late(val_losses, patience, min_delta)
    return (stop if stop - best > patience else len(val_losses)), best


@mistake("early_stopping")
def zero_without_a_stop(val_losses, patience, min_delta=0.0):
    """Without a stop, your stop epoch is 0, as Keras leaves it. Here it is the last epoch of
    the list."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return (stop if stop - best >= patience else 0), best


@mistake("early_stopping")
def none_without_a_stop(val_losses, patience, min_delta=0.0):
    """Without a stop, your stop epoch is None. Here it is the last epoch of the list."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return (stop if stop - best >= patience else None), best


@mistake("early_stopping")
def nothing_without_a_stop(val_losses, patience, min_delta=0.0):
    """Without a stop you return None. The pair is asked for there too: the last epoch, and
    the best."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return (stop, best) if stop - best >= patience else None


@mistake("early_stopping")
def minus_one_without_a_stop(val_losses, patience, min_delta=0.0):
    """Without a stop, your stop epoch is -1. Here it is the last epoch of the list."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return (stop if stop - best >= patience else -1), best


@mistake("early_stopping")
def epochs_are_floats(val_losses, patience, min_delta=0.0):
    """Your epochs are floats. They are ints, as places of a list are."""
    stop, best = solution.early_stopping(val_losses, patience, min_delta)
    return float(stop), float(best)


@mistake("early_stopping")
def losses_taken_from_the_list(val_losses, patience, min_delta=0.0):
    """The caller's own list is emptied, or changed. Read the losses, and leave the list as
    it is."""
    found = solution.early_stopping(val_losses, patience, min_delta)
    del val_losses[found[0] + 1 :]
    return found


@mistake("early_stopping")
def best_epoch_after_the_best(val_losses, patience, min_delta=0.0):
    """Where training stops, your best epoch is one too late. Count back from the stop."""
    stop, best = stopped(val_losses, patience, lambda loss, best: loss < best - min_delta)
    return stop, best + (stop - best >= patience)


@mistake("early_stopping")
def best_epoch_after_the_best_and_as_good_is_better(val_losses, patience, min_delta=0.0):
    """Where training stops, your best epoch is one too late, and a loss of exactly
    best - min_delta counts as better. Look at both."""
    stop, best = stopped(val_losses, patience, lambda loss, best: loss <= best - min_delta)
    return stop, best + (stop - best >= patience)


# step_lr


@mistake("step_lr")
def smooth_decay(base_lr, epoch, step_size, gamma):
    """Your rate falls a little in every epoch. It stays the same for step_size epochs: look
    at the division."""
    return base_lr * gamma ** (epoch / step_size)


@mistake("step_lr")
def steps_rounded(base_lr, epoch, step_size, gamma):
    """Your rate falls in the middle of its steps: epoch / step_size is rounded to the
    nearest. Only complete steps count."""
    return base_lr * gamma ** math.floor(epoch / step_size + 0.5)


@mistake("step_lr")
def steps_rounded_by_python(base_lr, epoch, step_size, gamma):
    """Your rate falls in the middle of its steps, where round(epoch / step_size) grows. Only
    complete steps count."""
    return base_lr * gamma ** round(epoch / step_size)


@mistake("step_lr")
def steps_rounded_up(base_lr, epoch, step_size, gamma):
    """Your rate falls right after the first epoch of each step. Only complete steps
    count."""
    return base_lr * gamma ** -(-epoch // step_size)


@mistake("step_lr")
def one_epoch_early(base_lr, epoch, step_size, gamma):
    """Your rate falls one epoch too early: you count epochs from 1. Here they count from
    0."""
    return base_lr * gamma ** ((epoch + 1) // step_size)


@mistake("step_lr")
def one_epoch_late(base_lr, epoch, step_size, gamma):
    """Your rate falls one epoch too late. In epoch step_size it has fallen already."""
    return base_lr * gamma ** (max(epoch - 1, 0) // step_size)


@mistake("step_lr")
def one_epoch_late_and_larger_at_first(base_lr, epoch, step_size, gamma):
    """In epoch 0 your rate is not base_lr, and later it falls one epoch too late. Epochs
    count from 0."""
    return base_lr * gamma ** ((epoch - 1) // step_size)


@mistake("step_lr")
def one_step_ahead(base_lr, epoch, step_size, gamma):
    """Your rate has fallen from the start: it is one step ahead. In epoch 0 it is
    base_lr."""
    return base_lr * gamma ** (epoch // step_size + 1)


@mistake("step_lr")
def falls_in_every_epoch(base_lr, epoch, step_size, gamma):
    """Your rate is multiplied by gamma in every epoch. That happens only every step_size
    epochs."""
    return base_lr * gamma**epoch


@mistake("step_lr")
def rest_for_the_quotient(base_lr, epoch, step_size, gamma):
    """Your rate goes up again after step_size epochs. How many steps are complete? That is a
    quotient, not a rest."""
    return base_lr * gamma ** (epoch % step_size)


@mistake("step_lr")
def falls_at_multiples_only(base_lr, epoch, step_size, gamma):
    """Your rate is smaller only in epochs that are multiples of step_size, and then goes
    back. It keeps falling."""
    return base_lr * gamma if epoch and epoch % step_size == 0 else base_lr


@mistake("step_lr")
def falls_further_at_multiples_only(base_lr, epoch, step_size, gamma):
    """Your rate is right in epochs that are multiples of step_size, and base_lr in all
    others. It does not go back."""
    return base_lr * gamma ** (0 if epoch % step_size else epoch // step_size)


@mistake("step_lr")
def falls_only_once(base_lr, epoch, step_size, gamma):
    """Your rate falls once and then stays. It falls again after every step_size epochs."""
    return base_lr * gamma if epoch >= step_size else base_lr


@mistake("step_lr")
def gamma_times_the_steps(base_lr, epoch, step_size, gamma):
    """gamma is multiplied by the number of steps. Each step multiplies the rate once
    more."""
    steps = epoch // step_size
    return base_lr * gamma * steps if steps else base_lr


@mistake("step_lr")
def gamma_times_the_steps_from_the_start(base_lr, epoch, step_size, gamma):
    """Your rate is 0 at first and then grows with the steps. gamma is an exponential's base:
    in epoch 0 the rate is base_lr."""
    return base_lr * gamma * (epoch // step_size)


@mistake("step_lr")
def falls_along_a_line(base_lr, epoch, step_size, gamma):
    """Your rate falls by the same amount in each step. It falls by the same factor."""
    return base_lr * (1 - (1 - gamma) * (epoch // step_size))


@mistake("step_lr")
def gamma_of_the_base_in_each_step(base_lr, epoch, step_size, gamma):
    """Your rate loses gamma times base_lr in each step, and falls along a line. Each step
    multiplies it by gamma."""
    return base_lr * (1 - gamma * (epoch // step_size))


@mistake("step_lr")
def gamma_subtracted(base_lr, epoch, step_size, gamma):
    """gamma is subtracted from your rate. It is a factor."""
    return base_lr - gamma * (epoch // step_size)


@mistake("step_lr")
def gamma_divides(base_lr, epoch, step_size, gamma):
    """Your rate grows from step to step. It is multiplied by gamma, which is below 1."""
    return base_lr / gamma ** (epoch // step_size)


@mistake("step_lr")
def one_minus_gamma(base_lr, epoch, step_size, gamma):
    """Your rate loses the share gamma in each step. gamma is what is kept of it."""
    return base_lr * (1 - gamma) ** (epoch // step_size)


@mistake("step_lr")
def slower_and_slower(base_lr, epoch, step_size, gamma):
    """Your rate is base_lr / (1 + gamma * steps), decay by time. Here each step multiplies
    by gamma."""
    return base_lr / (1 + gamma * (epoch // step_size))


@mistake("step_lr")
def exponential_of_gamma(base_lr, epoch, step_size, gamma):
    """Your rate falls by exp(-gamma) in each step. The factor is gamma itself."""
    return base_lr * math.exp(-gamma * (epoch // step_size))


@mistake("step_lr")
def rate_to_the_power(base_lr, epoch, step_size, gamma):
    """base_lr is raised to a power, too. Only gamma is."""
    return (base_lr * gamma) ** (epoch // step_size)


@mistake("step_lr")
def base_left_out(base_lr, epoch, step_size, gamma):
    """base_lr has no effect. It is what the rate begins with."""
    return gamma ** (epoch // step_size)


# ensemble_predict


@mistake("ensemble_predict")
def logits_averaged(logits_list):
    """You average the logits, or multiply the probabilities: one network with large logits
    decides. Average the probabilities of all networks."""
    return mean_of(lambda z: z, logits_list)


@mistake("ensemble_predict")
def softmax_after_the_mean(logits_list):
    """Your softmax comes after the mean of the logits, where it changes no prediction, and
    large logits give nan. Take it for each network."""
    powers = np.exp(np.mean(logits_list, axis=0))
    return (powers / powers.sum(axis=1, keepdims=True)).argmax(axis=1)


@mistake("ensemble_predict")
def networks_vote(logits_list):
    """Each network has one vote, however certain it is. Average the probabilities, and
    choose then."""
    votes = np.array([logits.argmax(axis=1) for logits in logits_list])
    return np.array([np.bincount(row).argmax() for row in votes.T])


@mistake("ensemble_predict")
def networks_vote_and_the_last_class_wins(logits_list):
    """Each network has one vote, and of equal numbers the last class wins. Average the
    probabilities, and choose then."""
    votes = np.array([logits.argmax(axis=1) for logits in logits_list])
    c = logits_list[0].shape[1]
    counts = [np.bincount(row, minlength=c)[::-1] for row in votes.T]
    return np.array([c - 1 - count.argmax() for count in counts])


@mistake("ensemble_predict")
def most_certain_network_decides(logits_list):
    """The network with the largest probability decides alone. Average over all networks
    first."""
    return np.max([softmax(z) for z in logits_list], axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def largest_logit_decides(logits_list):
    """The largest logit of all networks decides. Make probabilities of each network's
    logits, and average them."""
    return np.max(logits_list, axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def middle_network_decides(logits_list):
    """Your prediction comes from the median over the networks. Asked for is the mean of
    their probabilities."""
    return np.median([softmax(z) for z in logits_list], axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def only_the_first_network(logits_list):
    """Only the first network counts. Look at all of the list."""
    return logits_list[0].argmax(axis=1)


@mistake("ensemble_predict")
def only_the_last_network(logits_list):
    """Only the last network counts. Look at all of the list."""
    return logits_list[-1].argmax(axis=1)


@mistake("ensemble_predict")
def mean_of_the_classes(logits_list):
    """You average the numbers of the classes. A class between two others is no compromise:
    average probabilities."""
    classes = np.mean([z.argmax(axis=1) for z in logits_list], axis=0)
    return np.floor(classes + 0.5).astype("int64")


@mistake("ensemble_predict")
def least_probable_class(logits_list):
    """You choose the class with the smallest mean. Choose the largest."""
    return np.mean([softmax(z) for z in logits_list], axis=0).argmin(axis=1)


@mistake("ensemble_predict")
def softmax_along_the_examples(logits_list):
    """Your softmax sums to 1 along the columns. Each example, a row, has probabilities of
    its own."""
    return mean_of(lambda z: softmax(z, axis=0), logits_list)


@mistake("ensemble_predict")
def softmax_along_the_networks(logits_list):
    """Your softmax sums to 1 over the networks. It runs over the classes of each row."""
    return softmax(np.array(logits_list), axis=0).mean(axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def softmax_of_everything(logits_list):
    """Your softmax sums to 1 over the whole array of a network. Each row has a sum of its
    own."""
    return mean_of(lambda z: softmax(z.reshape(1, -1)).reshape(z.shape), logits_list)


@mistake("ensemble_predict")
def softmax_of_everything_overflows(logits_list):
    """Your softmax sums to 1 over a whole array, and large logits give nan. Each row has a
    sum of its own."""
    return mean_of(lambda z: np.exp(z) / np.exp(z).sum(), logits_list)


@mistake("ensemble_predict")
def columns_and_overflow(logits_list):
    """Your softmax sums to 1 along the columns, and large logits give nan. Each example, a
    row, has probabilities of its own."""
    return mean_of(lambda z: np.exp(z) / np.exp(z).sum(axis=0), logits_list)


@mistake("ensemble_predict")
def softmax_of_all_networks_together(logits_list):
    """Your softmax sums to 1 over the classes of all networks together: one with large logits
    decides. Each network has a sum of its own."""
    joined = softmax(np.concatenate(logits_list, axis=1))
    return sum(np.split(joined, len(logits_list), axis=1)).argmax(axis=1)


@mistake("ensemble_predict")
def sum_left_out(logits_list):
    """You average the exponentials, without dividing each row by its sum: a network with
    large logits decides."""
    return mean_of(np.exp, logits_list)


@mistake("ensemble_predict")
def sigmoids_averaged(logits_list):
    """You average sigmoids. The classes of a row share a probability of 1, as softmax
    has it."""
    return mean_of(lambda z: 1 / (1 + np.exp(-z)), logits_list)


@mistake("ensemble_predict")
def logits_overflow(logits_list):
    """Right for small logits, wrong for large ones: exp(1000) is inf, and inf / inf is nan.
    Shift each row first, as in ex03."""
    return mean_of(overflowing, logits_list)


@mistake("ensemble_predict")
def one_maximum_for_each_network(logits_list):
    """All rows are shifted by one largest logit, and rows far below it become 0 / 0. Each
    row needs its own maximum."""

    def shifted(z):
        powers = np.exp(z - z.max())
        return powers / powers.sum(axis=1, keepdims=True)

    return mean_of(shifted, logits_list)


@mistake("ensemble_predict")
def prediction_of_each_network(logits_list):
    """You return a row of predictions for each network. Asked for is one prediction for each
    example."""
    return np.array([z.argmax(axis=1) for z in logits_list])


@mistake("ensemble_predict")
def probabilities_returned(logits_list):
    """You return the mean probabilities. Asked for is the class with the largest one."""
    return np.mean([softmax(z) for z in logits_list], axis=0)


@mistake("ensemble_predict")
def largest_probability_returned(logits_list):
    """You return the largest mean probability of each row. Asked for is its place."""
    return np.mean([softmax(z) for z in logits_list], axis=0).max(axis=1)


@mistake("ensemble_predict")
def largest_probability_cut_to_whole_numbers(logits_list):
    """Your classes are 0 nearly everywhere: they are the largest probabilities, cut to whole
    numbers. Asked for is the largest one's place."""
    return np.mean([softmax(z) for z in logits_list], axis=0).max(axis=1).astype("int64")


@mistake("ensemble_predict")
def largest_probability_cut_and_one_maximum(logits_list):
    """Your classes are the largest probabilities cut to whole numbers, and rows are shifted
    by one maximum. Asked for is a place."""

    def shifted(z):
        powers = np.exp(z - z.max())
        return powers / powers.sum(axis=1, keepdims=True)

    return np.mean([shifted(z) for z in logits_list], axis=0).max(axis=1).astype("int64")


@mistake("ensemble_predict")
def largest_of_each_class(logits_list):
    """You look for the largest mean of each column. Each example is a row: look at the
    axis."""
    return np.mean([softmax(z) for z in logits_list], axis=0).argmax(axis=0)


@mistake("ensemble_predict")
def averaged_over_the_examples(logits_list):
    """Your mean runs over the examples, and gives a class for each network. It runs over the
    networks."""
    return np.mean([softmax(z) for z in logits_list], axis=1).argmax(axis=1)


@mistake("ensemble_predict")
def averaged_over_the_examples_and_overflow(logits_list):
    """Your mean runs over the examples, not over the networks, and large logits give nan.
    Look at its axis, and at exp."""
    return np.mean([overflowing(z) for z in logits_list], axis=1).argmax(axis=1)


@mistake("ensemble_predict")
def largest_of_each_class_and_overflow(logits_list):
    """You look for the largest mean of each column, and large logits give nan. Each example
    is a row: look at the axis."""
    return np.mean([overflowing(z) for z in logits_list], axis=0).argmax(axis=0)


@mistake("ensemble_predict")
def probabilities_returned_and_overflow(logits_list):
    """You return the mean probabilities, and large logits give nan. Asked for is the class
    with the largest one."""
    return np.mean([overflowing(z) for z in logits_list], axis=0)


@mistake("ensemble_predict")
def most_certain_network_and_overflow(logits_list):
    """The network with the largest probability decides alone, and large logits give nan.
    Average over all networks first."""
    return np.max([overflowing(z) for z in logits_list], axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def one_place_in_all_rows(logits_list):
    """You return one number, a place in the whole array. Asked for is the largest class of
    each row: look at the axis."""
    return np.mean([softmax(z) for z in logits_list], axis=0).argmax()


@mistake("ensemble_predict")
def one_place_in_all_rows_and_overflow(logits_list):
    """You return one number, a place in the whole array, and large logits give nan. Asked for
    is the largest class of each row."""
    return np.mean([overflowing(z) for z in logits_list], axis=0).argmax()


@mistake("ensemble_predict")
def product_and_overflow(logits_list):
    """You multiply the probabilities, and large logits give nan. Average the probabilities of
    all networks, and look at exp."""
    return np.prod([overflowing(z) for z in logits_list], axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def softmax_along_the_networks_and_overflow(logits_list):
    """Your softmax sums to 1 over the networks, and large logits give nan. It runs over the
    classes of each row."""
    powers = np.exp(np.array(logits_list))
    return (powers / powers.sum(axis=0)).mean(axis=0).argmax(axis=1)


@mistake("ensemble_predict")
def classes_are_floats(logits_list):
    """Your classes are floats. They are places of columns, and are to be int64."""
    return solution.ensemble_predict(logits_list).astype("float64")


@mistake("ensemble_predict")
def logits_made_probabilities_in_place(logits_list):
    """The caller's own logits are written to. Make new arrays instead."""
    found = solution.ensemble_predict(logits_list)
    for number, logits in enumerate(logits_list):
        logits_list[number] = softmax(logits)
    return found
