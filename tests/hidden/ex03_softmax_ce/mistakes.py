"""Known wrong answers of ex03, softmax and cross-entropy.

A first try often has two faults, of which one is that large logits overflow: the commonest
of such pairs stand beside their first half.
"""

import numpy as np


def rows(labels):
    """The row numbers that go with labels."""
    return np.arange(len(labels))


def one_hot(logits, labels):
    """A row of zeros per label with a one at it, in the dtype of logits."""
    hot = np.zeros_like(logits)
    hot[rows(labels), labels] = 1
    return hot


def shifted(logits):
    """Every row minus its maximum."""
    return logits - logits.max(axis=1, keepdims=True)


def unshifted_softmax(logits):
    """Softmax as the formula has it, which overflows."""
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)


def log_softmax(logits):
    """The right logarithms of the probabilities."""
    z = shifted(logits)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def probability_of_label(logits, labels):
    """The probability that each row gives to its true class."""
    return solution.softmax(logits)[rows(labels), labels]


def mean_of_logs(probabilities):
    """The loss from the probabilities of the true classes."""
    return float(-np.log(probabilities).mean())


# softmax: the maximum


@mistake("softmax")
def no_maximum_subtracted(logits):
    """Right for small logits, nan for large ones: exp(1000) is inf, exp(-1000) is 0. A
    number subtracted from a whole row changes no probability."""
    return unshifted_softmax(logits)


@mistake("softmax")
def maximum_of_the_whole_batch(logits):
    """A row far below the largest logit of the batch becomes 0 / 0. Each row needs its
    own maximum."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=1, keepdims=True)


@mistake("softmax")
def maximum_of_each_column(logits):
    """Your rows are shifted by the maxima of the columns, a different number for each
    class. One number for a whole row changes nothing."""
    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake("softmax")
def mean_subtracted(logits):
    """Your rows are shifted by their mean, and large logits still overflow. After the
    shift, the largest exponent should be 0."""
    return unshifted_softmax(logits - logits.mean(axis=1, keepdims=True))


@mistake("softmax")
def maxima_lie_along_the_columns(logits):
    """Your row maxima have shape (N,), and broadcasting lays them along the columns: wrong
    for N = C, an error otherwise. Keep that axis."""
    powers = np.exp(logits - logits.max(axis=1))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake("softmax")
def maxima_and_sums_lie_along_the_columns(logits):
    """Your row maxima and sums have shape (N,), and broadcasting lays them along the
    columns. Keep the axis of the classes, with length 1."""
    powers = np.exp(logits - logits.max(axis=1))
    return powers / powers.sum(axis=1)


@mistake("softmax")
def logits_clipped(logits):
    """Logits beyond some hundreds become alike. Only differences within a row matter:
    shift the row, and nothing needs to be cut off."""
    return solution.softmax(np.clip(logits, -500, 500))


@mistake("softmax")
def logits_clipped_at_twenty(logits):
    """Logits beyond 20 become alike. Only differences within a row matter: shift the row,
    and nothing needs to be cut off."""
    return solution.softmax(np.clip(logits, -20, 20))


# softmax: the sum


@mistake("softmax")
def columns_sum_to_one(logits):
    """Your columns sum to 1, your rows do not. Each example, a row, has probabilities of
    its own: look at the axis."""
    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)


@mistake("softmax")
def columns_sum_to_one_and_overflow(logits):
    """Your columns sum to 1, not your rows, and large logits give nan. Look at the axis
    first, then at the exponents."""
    powers = np.exp(logits)
    return powers / powers.sum(axis=0, keepdims=True)


@mistake("softmax")
def columns_sum_to_one_after_row_maxima(logits):
    """Your columns sum to 1, your rows do not, though rows are shifted by their maxima.
    Maximum and sum run along one axis."""
    powers = np.exp(shifted(logits))
    return powers / powers.sum(axis=0, keepdims=True)


@mistake("softmax")
def whole_batch_sums_to_one(logits):
    """Your whole array sums to 1. Each row is an example with a sum of its own."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


@mistake("softmax")
def whole_batch_sums_to_one_and_overflows(logits):
    """Your whole array sums to 1, and large logits give nan. Each row needs its own sum,
    and smaller exponents."""
    powers = np.exp(logits)
    return powers / powers.sum()


@mistake("softmax")
def whole_batch_sums_to_one_after_row_maxima(logits):
    """Your whole array sums to 1, though each row is shifted by its own maximum. Each row
    needs its own sum, too."""
    powers = np.exp(shifted(logits))
    return powers / powers.sum()


@mistake("softmax")
def sums_lie_along_the_columns(logits):
    """Your row sums have shape (N,), and broadcasting lays them along the columns: wrong
    for N = C, an error otherwise. Keep that axis."""
    powers = np.exp(shifted(logits))
    return powers / powers.sum(axis=1)


@mistake("softmax")
def sums_lie_along_the_columns_and_overflow(logits):
    """Your row sums have shape (N,), and broadcasting lays them along the columns. Large
    logits give nan as well: look at keepdims first."""
    powers = np.exp(logits)
    return powers / powers.sum(axis=1)


@mistake("softmax")
def sum_of_the_others(logits):
    """You divide by the sum of the other outputs, as one of the lecture notes says. The
    sum runs over all classes."""
    powers = np.exp(shifted(logits))
    return powers / (powers.sum(axis=1, keepdims=True) - powers)


@mistake("softmax")
def no_exp_below(logits):
    """Your exponentials are divided by a sum of logits. The same exponentials belong
    above and below the line."""
    z = shifted(logits)
    return np.exp(z) / z.sum(axis=1, keepdims=True)


@mistake("softmax")
def no_exp_below_and_no_maximum(logits):
    """Your exponentials are divided by a sum of logits, and large logits overflow. The
    same exponentials belong above and below the line."""
    return np.exp(logits) / logits.sum(axis=1, keepdims=True)


@mistake("softmax")
def no_exp_above(logits):
    """Your logits are divided by a sum of exponentials. The same exponentials belong above
    and below the line."""
    return logits / np.exp(logits).sum(axis=1, keepdims=True)


@mistake("softmax")
def logits_divided_by_their_sum(logits):
    """Your logits are divided by their sum, which gives negative probabilities. It is
    their exponentials that share the row."""
    return logits / logits.sum(axis=1, keepdims=True)


@mistake("softmax")
def exponentials_not_divided(logits):
    """Your rows do not sum to 1: the largest entry of each row is 1. Something is left to
    divide by."""
    return np.exp(shifted(logits))


# softmax: something else


@mistake("softmax")
def activation_before_softmax(logits):
    """All negative logits count as 0, as after ReLU. Softmax takes the logits as they
    are."""
    return solution.softmax(np.maximum(logits, 0))


@mistake("softmax")
def sigmoid_of_each_logit(logits):
    """Each of your entries is the sigmoid of its logit alone. In softmax, the classes of
    a row share a probability of 1."""
    return 1 / (1 + np.exp(-logits))


@mistake("softmax")
def softmax_of_the_negative_logits(logits):
    """Your largest logit gets the smallest probability. Check the sign in the
    exponent."""
    return solution.softmax(-logits)


@mistake("softmax")
def largest_class_gets_all(logits):
    """Your largest logit gets 1, the others 0. Softmax gives each class a share."""
    return one_hot(logits, logits.argmax(axis=1))


@mistake("softmax")
def logarithm_returned(logits):
    """You return the logarithms of the probabilities. Asked for are the probabilities
    themselves."""
    return log_softmax(logits)


@mistake("softmax")
def softmax_always_float64(logits):
    """You return float64 for float32 logits. Keep the dtype that came in."""
    return solution.softmax(logits.astype("float64"))


@mistake("softmax")
def maximum_subtracted_in_place(logits):
    """The maximum is subtracted inside the caller's own array. Make a new array
    instead."""
    logits -= logits.max(axis=1, keepdims=True)
    return solution.softmax(logits)


# cross_entropy: small probabilities


@mistake("cross_entropy")
def logarithm_of_vanished_probability(logits, labels):
    """You get inf where the loss is 1000: the probability has already become 0. Write
    log(softmax) out on paper: one exp cancels."""
    return mean_of_logs(probability_of_label(logits, labels))


@mistake("cross_entropy")
def zero_times_infinity(logits, labels):
    """You get nan where a probability becomes 0: 0 * log(0) is nan. Only the true class
    counts, and log(softmax) needs no log(0)."""
    logs = np.log(solution.softmax(logits))
    return float(-(one_hot(logits, labels) * logs).sum(axis=1).mean())


@mistake("cross_entropy")
def epsilon_added_before_logarithm(logits, labels):
    """With 1e-7 added before the logarithm, no loss exceeds 16.1. Log softmax can be
    had without log(0): write it out on paper."""
    return mean_of_logs(probability_of_label(logits, labels) + 1e-7)


@mistake("cross_entropy")
def epsilon_of_1e_8(logits, labels):
    """With 1e-8 added before the logarithm, no loss exceeds 18.4. Log softmax can be
    had without log(0): write it out on paper."""
    return mean_of_logs(probability_of_label(logits, labels) + 1e-8)


@mistake("cross_entropy")
def epsilon_of_1e_10(logits, labels):
    """With 1e-10 added before the logarithm, no loss exceeds 23. Log softmax can be
    had without log(0): write it out on paper."""
    return mean_of_logs(probability_of_label(logits, labels) + 1e-10)


@mistake("cross_entropy")
def epsilon_of_1e_12(logits, labels):
    """With 1e-12 added before the logarithm, no loss exceeds 27.6. Log softmax can be
    had without log(0): write it out on paper."""
    return mean_of_logs(probability_of_label(logits, labels) + 1e-12)


@mistake("cross_entropy")
def epsilon_of_1e_15(logits, labels):
    """With 1e-15 added before the logarithm, no loss exceeds 34.5. Log softmax can be
    had without log(0): write it out on paper."""
    return mean_of_logs(probability_of_label(logits, labels) + 1e-15)


@mistake("cross_entropy")
def probability_clipped_at_both_ends(logits, labels):
    """With probabilities clipped to 1e-7 and 1 - 1e-7, no loss exceeds 16.1, and none is
    0. Log softmax can be had without log(0)."""
    return mean_of_logs(np.clip(probability_of_label(logits, labels), 1e-7, 1 - 1e-7))


@mistake("cross_entropy")
def probability_clipped_at_1e_7(logits, labels):
    """With probabilities clipped at 1e-7, no loss exceeds 16.1. Log softmax can be had
    without log(0): write it out on paper."""
    return mean_of_logs(np.maximum(probability_of_label(logits, labels), 1e-7))


@mistake("cross_entropy")
def probability_clipped_at_1e_10(logits, labels):
    """With probabilities clipped at 1e-10, no loss exceeds 23. Log softmax can be had
    without log(0): write it out on paper."""
    return mean_of_logs(np.maximum(probability_of_label(logits, labels), 1e-10))


@mistake("cross_entropy")
def probability_clipped_at_1e_12(logits, labels):
    """With probabilities clipped at 1e-12, no loss exceeds 27.6. Log softmax can be had
    without log(0): write it out on paper."""
    return mean_of_logs(np.maximum(probability_of_label(logits, labels), 1e-12))


@mistake("cross_entropy")
def probability_clipped_before_logarithm(logits, labels):
    """With probabilities clipped at 1e-15, no loss exceeds 34.5. Log softmax can be had
    without log(0): write it out on paper."""
    return mean_of_logs(np.maximum(probability_of_label(logits, labels), 1e-15))


@mistake("cross_entropy")
def log_of_sum_overflows(logits, labels):
    """log(sum(exp(z))) of the logits as they are is inf at 1000, and -inf at -1000. Shift
    each row first."""
    log_sums = np.log(np.exp(logits).sum(axis=1))
    return float((log_sums - logits[rows(labels), labels]).mean())


@mistake("cross_entropy")
def softmax_overflows(logits, labels):
    """Right for small logits, nan for large ones, as inf / inf is. Shift each row, and
    take the logarithm on paper."""
    return mean_of_logs(unshifted_softmax(logits)[rows(labels), labels])


@mistake("cross_entropy")
def rows_shifted_by_one_maximum(logits, labels):
    """All rows are shifted by the largest logit of the batch, and one far below it
    vanishes. Each row needs its own maximum."""
    z = logits - logits.max()
    log_sums = np.log(np.exp(z).sum(axis=1))
    return float((log_sums - z[rows(labels), labels]).mean())


@mistake("cross_entropy")
def row_maxima_along_the_columns(logits, labels):
    """Your row maxima have shape (N,), and broadcasting lays them along the columns: wrong
    for N = C, an error otherwise. Keep that axis."""
    z = logits - logits.max(axis=1)
    return float((np.log(np.exp(z).sum(axis=1)) - z[rows(labels), labels]).mean())


@mistake("cross_entropy")
def shift_left_out_of_one_term(logits, labels):
    """Your loss is too small by the mean of the row maxima. With shifted logits in the
    sum, the true logit is shifted too."""
    log_sums = np.log(np.exp(shifted(logits)).sum(axis=1))
    return float((log_sums - logits[rows(labels), labels]).mean())


# cross_entropy: the mean


@mistake("cross_entropy")
def sum_over_the_batch(logits, labels):
    """Your loss is the sum over the batch. Asked for is the mean of its N examples."""
    return solution.cross_entropy(logits, labels) * len(labels)


@mistake("cross_entropy")
def sum_over_the_batch_and_vanished(logits, labels):
    """Your loss is the sum over the batch, not its mean, and inf where a probability
    becomes 0. Fix the mean first."""
    return float(-np.log(probability_of_label(logits, labels)).sum())


@mistake("cross_entropy")
def sum_over_the_batch_with_epsilon(logits, labels):
    """Your loss is the sum over the batch, not its mean, and no part of it exceeds 16.1.
    Fix the mean first."""
    return float(-np.log(probability_of_label(logits, labels) + 1e-7).sum())


@mistake("cross_entropy")
def mean_over_batch_and_classes(logits, labels):
    """Your loss is divided by N * C. There is one loss for each example, so the mean is
    over N."""
    return solution.cross_entropy(logits, labels) / logits.shape[1]


@mistake("cross_entropy")
def mean_over_all_entries(logits, labels):
    """Your loss is divided by N * C, and nan where a probability becomes 0. Each example
    has one loss: fix the mean first."""
    logs = np.log(solution.softmax(logits))
    return float(-(one_hot(logits, labels) * logs).mean())


@mistake("cross_entropy")
def mean_over_all_entries_with_epsilon(logits, labels):
    """Your loss is divided by N * C, and no part of it exceeds 16.1. Each example has one
    loss: fix the mean first."""
    logs = np.log(solution.softmax(logits) + 1e-7)
    return float(-(one_hot(logits, labels) * logs).mean())


@mistake("cross_entropy")
def divided_by_classes_alone(logits, labels):
    """Your loss is divided by the number of classes, C, in place of N. The mean is over
    the examples."""
    n, c = logits.shape
    return solution.cross_entropy(logits, labels) * n / c


@mistake("cross_entropy")
def mean_divided_once_more(logits, labels):
    """Your loss is divided by N twice. A mean has already been divided."""
    return solution.cross_entropy(logits, labels) / len(labels)


@mistake("cross_entropy")
def loss_of_each_example(logits, labels):
    """You return one loss for each example. Return their mean, one number."""
    return -log_softmax(logits)[rows(labels), labels]


@mistake("cross_entropy")
def loss_of_the_first_example(logits, labels):
    """You return the loss of the first example alone. Is there a return inside a
    loop?"""
    return float(-log_softmax(logits)[0, labels[0]])


# cross_entropy: what is summed


@mistake("cross_entropy")
def minus_forgotten(logits, labels):
    """Your loss has the opposite sign. The logarithm of a probability is negative, the
    loss is not."""
    return -solution.cross_entropy(logits, labels)


@mistake("cross_entropy")
def minus_forgotten_and_vanished(logits, labels):
    """Your loss has the opposite sign, and is -inf where a probability becomes 0. Fix the
    sign first."""
    return float(np.log(probability_of_label(logits, labels)).mean())


@mistake("cross_entropy")
def logarithm_forgotten(logits, labels):
    """Your loss is minus the mean probability of the true class. Between the two there is
    a logarithm."""
    return float(-probability_of_label(logits, labels).mean())


@mistake("cross_entropy")
def logarithm_to_base_two(logits, labels):
    """Your loss is larger by the factor 1.4427, 1 / log(2). The logarithm here is the
    natural one."""
    return solution.cross_entropy(logits, labels) / float(np.log(2))


@mistake("cross_entropy")
def softmax_twice(logits, labels):
    """Softmax is applied twice: the probabilities are used once more as if they were
    logits."""
    return solution.cross_entropy(solution.softmax(logits), labels)


@mistake("cross_entropy")
def logits_taken_for_probabilities(logits, labels):
    """You take the logarithm of a logit, which is nan below 0. The arguments are
    logits: softmax comes first."""
    return mean_of_logs(logits[rows(labels), labels])


@mistake("cross_entropy")
def every_label_in_every_row(logits, labels):
    """Every row counts the labels of all rows, (N, N) values. Row n needs only its own
    label."""
    return float(-log_softmax(logits)[:, labels].mean())


@mistake("cross_entropy")
def every_label_in_every_row_and_vanished(logits, labels):
    """Every row counts the labels of all rows, (N, N) values, and the logarithm of 0 is
    -inf. Fix the picking first."""
    return mean_of_logs(solution.softmax(logits)[:, labels])


@mistake("cross_entropy")
def labels_pick_rows(logits, labels):
    """Your labels pick rows, an IndexError where a label is N or more. A label is the
    column of its row's true class."""
    return float(-log_softmax(logits)[labels].mean())


@mistake("cross_entropy")
def label_numbers_for_one_hot(logits, labels):
    """Your logarithms are multiplied by the label's number: label 0 counts for nothing.
    A label says which entry counts."""
    return float(-(labels[:, None] * log_softmax(logits)).sum(axis=1).mean())


@mistake("cross_entropy")
def all_classes_counted(logits, labels):
    """Your loss adds up the logarithms of all classes, so the labels do not matter. Only
    the true class counts."""
    return float(-log_softmax(logits).sum(axis=1).mean())


@mistake("cross_entropy")
def wrong_classes_counted(logits, labels):
    """Your loss also has -log(1 - p) of the other classes, as for C separate yes-or-no
    questions. Only the true class counts."""
    hot, p = one_hot(logits, labels), solution.softmax(logits)
    both = hot * np.log(p) + (1 - hot) * np.log(1 - p)
    return float(-both.sum(axis=1).mean())


@mistake("cross_entropy")
def wrong_classes_counted_and_clipped(logits, labels):
    """-log(1 - p) of the other classes is in your loss, as for yes-or-no questions, and
    it is capped. Only the true class counts."""
    hot = one_hot(logits, labels)
    p = np.clip(solution.softmax(logits), 1e-15, 1 - 1e-15)
    both = hot * np.log(p) + (1 - hot) * np.log(1 - p)
    return float(-both.sum(axis=1).mean())


@mistake("cross_entropy")
def largest_class_instead_of_label(logits, labels):
    """Your loss takes the largest class for the true one, so the labels do not
    matter."""
    return solution.cross_entropy(logits, logits.argmax(axis=1))


@mistake("cross_entropy")
def logits_shifted_in_place(logits, labels):
    """The caller's own logits are shifted. Make a new array instead."""
    logits -= logits.max(axis=1, keepdims=True)
    return solution.cross_entropy(logits, labels)


# cross_entropy_backward: factors


@mistake("cross_entropy_backward")
def not_divided_by_batch(logits, labels):
    """Your gradient is N times too large, that of the summed loss. The loss is a mean over
    N examples."""
    return solution.cross_entropy_backward(logits, labels) * len(labels)


@mistake("cross_entropy_backward")
def divided_by_batch_twice(logits, labels):
    """Your gradient is divided by N twice. The mean is in it only once."""
    return solution.cross_entropy_backward(logits, labels) / len(labels)


@mistake("cross_entropy_backward")
def divided_by_batch_and_classes(logits, labels):
    """Your gradient is divided by N * C. The loss is a mean over the N examples only."""
    return solution.cross_entropy_backward(logits, labels) / logits.shape[1]


@mistake("cross_entropy_backward")
def divided_by_classes(logits, labels):
    """Your gradient is divided by the number of classes, C, in place of N. The mean is
    over the examples."""
    n, c = logits.shape
    return solution.cross_entropy_backward(logits, labels) * n / c


@mistake("cross_entropy_backward")
def twice_the_gradient(logits, labels):
    """Your gradient is twice too large. Nothing is squared in this loss, so no 2 comes
    from its derivative."""
    return 2 * solution.cross_entropy_backward(logits, labels)


@mistake("cross_entropy_backward")
def gradient_points_downhill(logits, labels):
    """Your gradient has the opposite sign. A larger true logit lowers the loss, so the
    gradient is negative there."""
    return -solution.cross_entropy_backward(logits, labels)


@mistake("cross_entropy_backward")
def points_downhill_and_not_divided(logits, labels):
    """Your gradient has the opposite sign, and is N times too large. At the true class it
    is negative; the loss is a mean."""
    return -solution.cross_entropy_backward(logits, labels) * len(labels)


# cross_entropy_backward: the one at the label


@mistake("cross_entropy_backward")
def one_not_subtracted(logits, labels):
    """You return the probabilities over N. The true class needs something more: each
    row of the gradient sums to 0."""
    return solution.softmax(logits) / len(labels)


@mistake("cross_entropy_backward")
def probabilities_returned(logits, labels):
    """You return the probabilities. Two things are missing: each row of the gradient sums
    to 0, and the loss is a mean."""
    return solution.softmax(logits)


@mistake("cross_entropy_backward")
def one_divided_later(logits, labels):
    """Only a part of your gradient is divided by N: the rows do not sum to 0. Look at
    your brackets."""
    return solution.softmax(logits) - one_hot(logits, labels) / len(labels)


@mistake("cross_entropy_backward")
def one_subtracted_in_every_row(logits, labels):
    """1 is subtracted in the columns of all labels, in every row. Row n needs it only at
    its own label."""
    grad = solution.softmax(logits)
    grad[:, labels] -= 1
    return grad / len(labels)


@mistake("cross_entropy_backward")
def one_subtracted_in_whole_rows(logits, labels):
    """Your labels pick whole rows, an IndexError where a label is N or more. A label is
    the column of the entry to change."""
    grad = solution.softmax(logits)
    grad[labels] -= 1
    return grad / len(labels)


@mistake("cross_entropy_backward")
def one_subtracted_everywhere(logits, labels):
    """1 is subtracted from every entry, so the labels do not matter. Each row has one
    entry to change."""
    return (solution.softmax(logits) - 1) / len(labels)


@mistake("cross_entropy_backward")
def label_numbers_subtracted(logits, labels):
    """The number of the label is subtracted from its whole row. A label says at which
    entry 1 is subtracted."""
    return (solution.softmax(logits) - labels[:, None]) / len(labels)


@mistake("cross_entropy_backward")
def only_the_true_class(logits, labels):
    """Your gradient is 0 outside the true class. The other logits change the loss too:
    they are in the sum under the fraction."""
    grad = solution.cross_entropy_backward(logits, labels)
    return grad * one_hot(logits, labels)


# cross_entropy_backward: another derivative


@mistake("cross_entropy_backward")
def gradient_overflows(logits, labels):
    """Right for small logits, nan for large ones: exp(1000) is inf. Look at how your own
    softmax stands them."""
    return (unshifted_softmax(logits) - one_hot(logits, labels)) / len(labels)


@mistake("cross_entropy_backward")
def gradient_overflows_and_is_not_divided(logits, labels):
    """Your gradient is N times too large, and nan for large logits. The loss is a mean:
    fix that first."""
    return unshifted_softmax(logits) - one_hot(logits, labels)


@mistake("cross_entropy_backward")
def slope_of_softmax_once_more(logits, labels):
    """Your gradient has an extra factor p(1 - p). The short result contains it already:
    it cancels the logarithm's 1 / p."""
    p = solution.softmax(logits)
    return solution.cross_entropy_backward(logits, labels) * p * (1 - p)


@mistake("cross_entropy_backward")
def gradient_of_the_probabilities(logits, labels):
    """You return the derivative by the probabilities, -1 / p at the label. Asked for is
    that by the logits: go on through softmax."""
    inverse = 1 / (probability_of_label(logits, labels) * len(labels))
    grad = np.zeros_like(logits)
    grad[rows(labels), labels] = -inverse
    return grad


@mistake("cross_entropy_backward")
def logits_minus_one_hot(logits, labels):
    """The one-hot labels are subtracted from the logits. They belong to the
    probabilities."""
    return (logits - one_hot(logits, labels)) / len(labels)


@mistake("cross_entropy_backward")
def softmax_twice_in_the_gradient(logits, labels):
    """Softmax is applied twice: the probabilities are used once more as if they were
    logits."""
    return solution.cross_entropy_backward(solution.softmax(logits), labels)


@mistake("cross_entropy_backward")
def one_hot_is_float64(logits, labels):
    """Your gradient is float64 for float32 logits. Look at the dtype of your one-hot
    labels, and of all that you create."""
    return solution.cross_entropy_backward(logits.astype("float64"), labels)


@mistake("cross_entropy_backward")
def logits_overwritten(logits, labels):
    """The gradient is written into the caller's own logits. Make a new array
    instead."""
    logits[...] = solution.cross_entropy_backward(logits, labels)
    return logits
