"""Known wrong answers of ex03, softmax and cross-entropy."""

import numpy as np


def rows(labels):
    """The row numbers that go with labels."""
    return np.arange(len(labels))


def one_hot(logits, labels):
    """A row of zeros per label with a one at it, in the dtype of logits."""
    hot = np.zeros_like(logits)
    hot[rows(labels), labels] = 1
    return hot


def probability_of_label(logits, labels):
    """The probability that each row gives to its true class."""
    return solution.softmax(logits)[rows(labels), labels]


# softmax


@mistake("softmax")
def no_maximum_subtracted(logits):
    """Your exponentials overflow or vanish: exp(1000) is inf, exp(-1000) is 0.
    A number subtracted from a whole row changes no probability."""
    with np.errstate(all="ignore"):
        powers = np.exp(logits)
        return powers / powers.sum(axis=1, keepdims=True)


@mistake("softmax")
def columns_sum_to_one(logits):
    """You sum over the batch: your columns sum to 1, your rows do not. Each
    example, a row, has probabilities of its own."""
    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)


@mistake("softmax")
def whole_batch_sums_to_one(logits):
    """You divide by one sum over the whole array. Each row needs its own sum."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


@mistake("softmax")
def maximum_of_the_whole_batch(logits):
    """You subtract the largest logit of the whole batch. In a row far below it every
    exponential is 0 and the row becomes 0 / 0: each row needs its own maximum."""
    with np.errstate(all="ignore"):
        powers = np.exp(logits - logits.max())
        return powers / powers.sum(axis=1, keepdims=True)


@mistake("softmax")
def sums_lie_along_the_columns(logits):
    """Your row sums have shape (N,), and broadcasting lays them along the columns:
    an error unless N = C, and silently wrong then. Keep the summed axis, with length
    1."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1)


@mistake("softmax")
def sum_of_the_others(logits):
    """You divide by the sum of the other outputs, as one of the lecture notes says. The
    sum runs over all classes, the own one included."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    with np.errstate(all="ignore"):
        return powers / (powers.sum(axis=1, keepdims=True) - powers)


@mistake("softmax")
def activation_before_softmax(logits):
    """You apply ReLU first, so all negative logits become alike. Softmax takes the
    logits as they are."""
    return solution.softmax(np.maximum(logits, 0))


@mistake("softmax")
def sigmoid_of_each_logit(logits):
    """You take the sigmoid of each logit on its own. Softmax makes the classes of a row
    share a probability of 1."""
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-logits))


@mistake("softmax")
def logits_divided_by_their_sum(logits):
    """You divide the logits themselves by their sum, which gives negative
    probabilities. It is their exponentials that share the row."""
    with np.errstate(all="ignore"):
        return logits / logits.sum(axis=1, keepdims=True)


@mistake("softmax")
def logits_clipped(logits):
    """You clip the logits to -500 ... 500, so 1000 and 998 become alike. Only the
    differences within a row matter: shift the row instead of clipping it."""
    return solution.softmax(np.clip(logits, -500, 500))


@mistake("softmax")
def logarithm_returned(logits):
    """You return the logarithms of the probabilities: softmax returns the probabilities
    themselves."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@mistake("softmax")
def softmax_always_float64(logits):
    """You return float64 for float32 logits: keep the dtype that came in."""
    return solution.softmax(logits.astype("float64"))


@mistake("softmax")
def maximum_subtracted_in_place(logits):
    """You subtract the maximum inside the caller's own array. Make a new array
    instead."""
    logits -= logits.max(axis=1, keepdims=True)
    return solution.softmax(logits)


# cross_entropy


@mistake("cross_entropy")
def logarithm_of_vanished_probability(logits, labels):
    """You take the logarithm of a probability that has already become 0, and get inf
    where the loss is 1000. Write log(softmax) out on paper: one exp cancels."""
    with np.errstate(all="ignore"):
        return float(-np.log(probability_of_label(logits, labels)).mean())


@mistake("cross_entropy")
def zero_times_infinity(logits, labels):
    """You multiply every logarithm with a one-hot label, and 0 * log(0) is nan. Only
    the true class counts: pick its entry."""
    with np.errstate(all="ignore"):
        logs = np.log(solution.softmax(logits))
        return float(-(one_hot(logits, labels) * logs).sum(axis=1).mean())


@mistake("cross_entropy")
def epsilon_added_before_logarithm(logits, labels):
    """You add 1e-7 before the logarithm, so no loss can exceed 16.1, and small
    probabilities count too little. Log softmax can be had without log(0)."""
    return float(-np.log(probability_of_label(logits, labels) + 1e-7).mean())


@mistake("cross_entropy")
def probability_clipped_before_logarithm(logits, labels):
    """You clip the probability at 1e-15 before the logarithm, so no loss can exceed
    34.5. Log softmax can be had without log(0)."""
    return float(-np.log(np.maximum(probability_of_label(logits, labels), 1e-15)).mean())


@mistake("cross_entropy")
def log_of_sum_overflows(logits, labels):
    """You take log(sum(exp(z))) of the logits as they are, which is inf at 1000 and
    log(0) at -1000. Shift each row first."""
    with np.errstate(all="ignore"):
        log_sums = np.log(np.exp(logits).sum(axis=1))
        return float((log_sums - logits[rows(labels), labels]).mean())


@mistake("cross_entropy")
def rows_shifted_by_one_maximum(logits, labels):
    """You shift all rows by the largest logit of the batch. In a row far below it every
    exponential is 0: each row needs its own maximum."""
    shifted = logits - logits.max()
    with np.errstate(all="ignore"):
        log_sums = np.log(np.exp(shifted).sum(axis=1))
        return float((log_sums - shifted[rows(labels), labels]).mean())


@mistake("cross_entropy")
def sum_over_the_batch(logits, labels):
    """You add up the losses of the batch: it is their mean that is asked for."""
    return solution.cross_entropy(logits, labels) * len(labels)


@mistake("cross_entropy")
def mean_over_batch_and_classes(logits, labels):
    """You divide by N * C. There is one loss per example, so the mean is over N."""
    return solution.cross_entropy(logits, labels) / logits.shape[1]


@mistake("cross_entropy")
def loss_of_each_example(logits, labels):
    """You return one loss per example: return their mean, one number."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return log_sums - shifted[rows(labels), labels]


@mistake("cross_entropy")
def softmax_twice(logits, labels):
    """You apply softmax twice: the probabilities are used once more as if they were
    logits."""
    return solution.cross_entropy(solution.softmax(logits), labels)


@mistake("cross_entropy")
def logits_taken_for_probabilities(logits, labels):
    """You take the logarithm of a logit, which is nan below 0. The arguments are
    logits: softmax comes first."""
    with np.errstate(all="ignore"):
        return float(-np.log(logits[rows(labels), labels]).mean())


@mistake("cross_entropy")
def every_label_in_every_row(logits, labels):
    """You pick the columns of all labels from every row, (N, N) values. Row n needs
    only its own label."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs[:, labels].mean())


@mistake("cross_entropy")
def wrong_classes_counted(logits, labels):
    """You also count -log(1 - p) of the other classes, as for C separate yes-or-no
    questions. Here only the true class counts."""
    hot, p = one_hot(logits, labels), solution.softmax(logits)
    with np.errstate(all="ignore"):
        both = hot * np.log(p) + (1 - hot) * np.log(1 - p)
        return float(-both.sum(axis=1).mean())


@mistake("cross_entropy")
def minus_forgotten(logits, labels):
    """Your loss has the wrong sign: the logarithm of a probability is negative, the
    loss is not."""
    return -solution.cross_entropy(logits, labels)


@mistake("cross_entropy")
def largest_class_instead_of_label(logits, labels):
    """You take the probability of the largest class, not of the true one, so the labels
    do not matter."""
    return solution.cross_entropy(logits, logits.argmax(axis=1))


@mistake("cross_entropy")
def logits_shifted_in_place(logits, labels):
    """You shift the caller's own logits. Make a new array instead."""
    logits -= logits.max(axis=1, keepdims=True)
    return solution.cross_entropy(logits, labels)


# cross_entropy_backward


@mistake("cross_entropy_backward")
def not_divided_by_batch(logits, labels):
    """Your gradient is that of the summed loss: the loss is a mean over N examples."""
    return solution.cross_entropy_backward(logits, labels) * len(labels)


@mistake("cross_entropy_backward")
def divided_by_batch_twice(logits, labels):
    """You divide by N twice: the mean is in the gradient only once."""
    return solution.cross_entropy_backward(logits, labels) / len(labels)


@mistake("cross_entropy_backward")
def divided_by_batch_and_classes(logits, labels):
    """You divide by N * C. The loss is a mean over the N examples only."""
    return solution.cross_entropy_backward(logits, labels) / logits.shape[1]


@mistake("cross_entropy_backward")
def divided_by_classes(logits, labels):
    """You divide by the number of classes: the mean is over the N examples."""
    n, c = logits.shape
    return solution.cross_entropy_backward(logits, labels) * n / c


@mistake("cross_entropy_backward")
def gradient_points_downhill(logits, labels):
    """Your gradient has the wrong sign: raising the logit of the true class lowers the
    loss, so its gradient is negative."""
    return -solution.cross_entropy_backward(logits, labels)


@mistake("cross_entropy_backward")
def one_not_subtracted(logits, labels):
    """You return the probabilities over N. The true class needs something more: each
    row of the gradient sums to 0."""
    return solution.softmax(logits) / len(labels)


@mistake("cross_entropy_backward")
def one_subtracted_in_every_row(logits, labels):
    """You subtract 1 in the columns of all labels from every row. Row n needs it only
    at its own label."""
    grad = solution.softmax(logits)
    grad[:, labels] -= 1
    return grad / len(labels)


@mistake("cross_entropy_backward")
def only_the_true_class(logits, labels):
    """Your gradient is 0 outside the true class. The other logits are in the sum under
    the fraction, so they change the loss too."""
    grad = solution.cross_entropy_backward(logits, labels)
    return grad * one_hot(logits, labels)


@mistake("cross_entropy_backward")
def slope_of_softmax_once_more(logits, labels):
    """You multiply with p(1 - p) as well. The slope of softmax is already in
    the short result of the derivation: it cancels the 1 / p of the logarithm."""
    p = solution.softmax(logits)
    return solution.cross_entropy_backward(logits, labels) * p * (1 - p)


@mistake("cross_entropy_backward")
def gradient_of_the_probabilities(logits, labels):
    """You return the derivative by the probabilities, -1 / p at the label. Asked for is
    the derivative by the logits: the chain goes on through softmax."""
    with np.errstate(all="ignore"):
        inverse = 1 / (probability_of_label(logits, labels) * len(labels))
    grad = np.zeros_like(logits)
    grad[rows(labels), labels] = -inverse
    return grad


@mistake("cross_entropy_backward")
def logits_minus_one_hot(logits, labels):
    """You subtract the one-hot labels from the logits, not from the probabilities."""
    return (logits - one_hot(logits, labels)) / len(labels)


@mistake("cross_entropy_backward")
def softmax_twice_in_the_gradient(logits, labels):
    """You apply softmax twice: the probabilities are used once more as if they were
    logits."""
    return solution.cross_entropy_backward(solution.softmax(logits), labels)


@mistake("cross_entropy_backward")
def one_hot_is_float64(logits, labels):
    """Your one-hot labels are float64 and make the gradient float64 for float32 logits:
    give them the dtype of the logits."""
    return solution.cross_entropy_backward(logits.astype("float64"), labels)


@mistake("cross_entropy_backward")
def logits_overwritten(logits, labels):
    """You compute the gradient inside the caller's own array of logits. Make a new
    array instead."""
    logits[...] = solution.cross_entropy_backward(logits, labels)
    return logits
