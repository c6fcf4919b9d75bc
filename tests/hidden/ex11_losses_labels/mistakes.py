"""Known wrong answers of ex11, losses and labels."""

import numpy as np


def errors(y, t):
    """y - t, where both have one shape."""
    if y.shape != t.shape:
        raise ValueError("shapes")
    return y - t


def squares(y, t):
    """The squared errors, where both have one shape."""
    return errors(y, t) ** 2


def sigmoid(z):
    """The formula as it stands."""
    return 1 / (1 + np.exp(-z))


def softplus(z):
    """log(1 + exp(z)), right for every z."""
    return np.logaddexp(0, z)


def both_halves(p, t):
    """The mean loss from probabilities."""
    return float(-(t * np.log(p) + (1 - t) * np.log(1 - p)).mean())


def log_softmax(logits):
    """The right logarithms of the probabilities."""
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def softmax(logits):
    """The right probabilities."""
    return np.exp(log_softmax(logits))


def true_mean(onehot, logs):
    """The mean over the rows of what stands at the one."""
    return float(-(onehot * logs).sum(axis=1).mean())


# half_sse


@mistake("half_sse")
def half_forgotten(y, t):
    """Your value is twice what is asked: it is the whole sum. The 1/2 of the notes is part
    of E."""
    return float(squares(y, t).sum())


@mistake("half_sse")
def mean_in_place_of_the_half_sum(y, t):
    """Your value is the mean of the squares, as in mse_loss. Here nothing is averaged: it
    is half of the sum."""
    return float(squares(y, t).mean())


@mistake("half_sse")
def half_of_the_mean(y, t):
    """Your value is half of the mean. Asked for is half of the sum, over all entries."""
    return float(squares(y, t).mean() / 2)


@mistake("half_sse")
def half_sum_over_the_rows(y, t):
    """Your half sum is divided by the number of rows. Nothing is averaged here: all squares
    are added."""
    return float(squares(y, t).sum() / 2 / len(y))


@mistake("half_sse")
def half_of_the_differences(y, t):
    """The differences are added as they are, and errors of opposite sign cancel. Square
    each of them."""
    return float(errors(y, t).sum() / 2)


@mistake("half_sse")
def half_of_the_absolute_differences(y, t):
    """Your value is half the sum of the absolute differences. The formula has squares."""
    return float(np.abs(errors(y, t)).sum() / 2)


@mistake("half_sse")
def half_of_the_squared_sum(y, t):
    """The differences are added first, and the sum is squared. Square each difference, then
    add."""
    return float(errors(y, t).sum() ** 2 / 2)


@mistake("half_sse")
def squares_of_the_halves(y, t):
    """The half is squared too, and your value is a quarter of the sum. Take the half after
    squaring."""
    return float(((errors(y, t) / 2) ** 2).sum())


@mistake("half_sse")
def negative_half_sum(y, t):
    """Your value has the opposite sign. Squares are not negative, and neither is E."""
    return -float(squares(y, t).sum() / 2)


@mistake("half_sse")
def half_square_of_each_entry(y, t):
    """You return an array of half squares. E is one number: their sum."""
    return squares(y, t) / 2


@mistake("half_sse")
def half_sum_of_each_row(y, t):
    """You return sums along the last axis, or something of that shape. E is one number, the
    sum over all axes."""
    return squares(y, t).sum(axis=-1) / 2


@mistake("half_sse")
def half_sum_of_each_column(y, t):
    """You return sums along the first axis, or something of that shape. E is one number, the
    sum over all axes."""
    return squares(y, t).sum(axis=0) / 2


@mistake("half_sse")
def sum_of_both_squared(y, t):
    """You square y + t. An error is a difference."""
    errors(y, t)
    return float(((y + t) ** 2).sum() / 2)


@mistake("half_sse")
def difference_of_the_squares(y, t):
    """Your value is the difference of the squares of y and t. Take the difference first,
    then the square."""
    errors(y, t)
    return float((y**2 - t**2).sum() / 2)


@mistake("half_sse")
def half_sse_of_any_shapes(y, t):
    """Arrays of different shapes get a value: they were broadcast to more differences than
    there are. The statement asks for ValueError."""
    return float(((y - t) ** 2).sum() / 2)


@mistake("half_sse")
def half_sse_asserts_the_shapes(y, t):
    """Different shapes end in AssertionError. The statement asks for ValueError, which
    assert does not raise."""
    assert y.shape == t.shape, "shapes"
    return float(squares(y, t).sum() / 2)


@mistake("half_sse")
def half_sse_compares_the_lengths(y, t):
    """Some arrays of different shapes get a value. Compare whole shapes: a column and a
    vector can have equal lengths."""
    if len(y) != len(t):
        raise ValueError("lengths")
    return float(((y - t) ** 2).sum() / 2)


@mistake("half_sse")
def half_sse_compares_the_sizes(y, t):
    """Different shapes with equally many entries get a value: they were broadcast to more
    differences. Compare whole shapes."""
    if y.size != t.size:
        raise ValueError("sizes")
    return float(((y - t) ** 2).sum() / 2)


@mistake("half_sse")
def half_sse_of_flat_arrays(y, t):
    """A column beside a vector gets a value. It is to be refused, though both have the same
    number of entries."""
    if y.size != t.size:
        raise ValueError("sizes")
    return float(((y.ravel() - t.ravel()) ** 2).sum() / 2)


@mistake("half_sse")
def outputs_overwritten(y, t):
    """The differences are written into the caller's own y. Make a new array instead."""
    errors(y, t)
    y -= t
    return float((y**2).sum() / 2)


@mistake("half_sse")
def half_of_the_length(y, t):
    """Your value is half the root of the sum of squares. The formula has no root."""
    return float(squares(y, t).sum() ** 0.5 / 2)


@mistake("half_sse")
def half_sse_compares_the_numbers_of_axes(y, t):
    """Different shapes with equally many axes get a value. Compare whole shapes, not the
    number of axes."""
    if y.ndim != t.ndim:
        raise ValueError("axes")
    return float(((y - t) ** 2).sum() / 2)


@mistake("half_sse")
def half_sse_returns_none(y, t):
    """Different shapes get None, and whoever called goes on with it. The statement asks for
    ValueError."""
    return float(squares(y, t).sum() / 2) if y.shape == t.shape else None


# mse_loss


@mistake("mse_loss")
def sum_in_place_of_the_mean(y, t):
    """Your value is the sum of the squares. Asked for is their mean, over all entries."""
    return float(squares(y, t).sum())


@mistake("mse_loss")
def half_sum_in_place_of_the_mean(y, t):
    """Your value is half the sum, which the notes call the mean squared error. Here it is
    the mean, without a half."""
    return float(squares(y, t).sum() / 2)


@mistake("mse_loss")
def half_the_mean(y, t):
    """Your value is half of the mean. PyTorch's mse_loss has no 1/2."""
    return float(squares(y, t).mean() / 2)


@mistake("mse_loss")
def mean_over_the_rows_alone(y, t):
    """Your sum is divided by the number of rows. The mean is over all entries: rows times
    columns, and more axes if there are."""
    return float(squares(y, t).sum() / len(y))


@mistake("mse_loss")
def half_the_mean_over_the_rows(y, t):
    """Your value is half the sum, divided by the number of rows. The mean is over all
    entries, and has no half."""
    return float(squares(y, t).sum() / 2 / len(y))


@mistake("mse_loss")
def mean_over_the_last_axis_alone(y, t):
    """Your sum is divided by the length of the last axis alone. The mean is over all
    entries."""
    return float(squares(y, t).sum() / y.shape[-1])


@mistake("mse_loss")
def root_of_the_mean(y, t):
    """You return the square root of the mean, RMSE. Asked for is the mean of the squares
    itself."""
    return float(np.sqrt(squares(y, t).mean()))


@mistake("mse_loss")
def mean_of_the_absolute_differences(y, t):
    """Your value is the mean of the absolute differences. The formula has squares."""
    return float(np.abs(errors(y, t)).mean())


@mistake("mse_loss")
def mean_of_the_differences(y, t):
    """The differences are averaged as they are, and errors of opposite sign cancel. Square
    each of them."""
    return float(errors(y, t).mean())


@mistake("mse_loss")
def square_of_the_mean(y, t):
    """The differences are averaged first, and the mean is squared. Square each difference,
    then average."""
    return float(errors(y, t).mean() ** 2)


@mistake("mse_loss")
def divided_by_one_less(y, t):
    """Your sum is divided by one less than the number of entries, as for a sample variance.
    A mean divides by all."""
    with np.errstate(all="ignore"):
        return float(squares(y, t).sum() / np.float64(y.size - 1))


@mistake("mse_loss")
def negative_mean(y, t):
    """Your value has the opposite sign. Squares are not negative, and neither is their
    mean."""
    return -float(squares(y, t).mean())


@mistake("mse_loss")
def square_of_each_entry(y, t):
    """You return an array of squares. The loss is one number: their mean."""
    return squares(y, t)


@mistake("mse_loss")
def mean_of_each_row(y, t):
    """You return means along the last axis. The loss is one number, the mean over all
    axes."""
    return squares(y, t).mean(axis=-1)


@mistake("mse_loss")
def mean_of_each_column(y, t):
    """You return means along the first axis. The loss is one number, the mean over all
    axes."""
    return squares(y, t).mean(axis=0)


@mistake("mse_loss")
def mean_square_of_both(y, t):
    """You square y + t. An error is a difference."""
    errors(y, t)
    return float(((y + t) ** 2).mean())


@mistake("mse_loss")
def mse_of_any_shapes(y, t):
    """Arrays of different shapes get a value: they were broadcast to more differences than
    there are. The statement asks for ValueError."""
    return float(((y - t) ** 2).mean())


@mistake("mse_loss")
def mse_asserts_the_shapes(y, t):
    """Different shapes end in AssertionError. The statement asks for ValueError, which
    assert does not raise."""
    assert y.shape == t.shape, "shapes"
    return float(squares(y, t).mean())


@mistake("mse_loss")
def mse_compares_the_lengths(y, t):
    """Some arrays of different shapes get a value. Compare whole shapes: a column and a
    vector can have equal lengths."""
    if len(y) != len(t):
        raise ValueError("lengths")
    return float(((y - t) ** 2).mean())


@mistake("mse_loss")
def mse_compares_the_sizes(y, t):
    """Different shapes with equally many entries get a value: they were broadcast to more
    differences. Compare whole shapes."""
    if y.size != t.size:
        raise ValueError("sizes")
    return float(((y - t) ** 2).mean())


@mistake("mse_loss")
def mse_of_flat_arrays(y, t):
    """A column beside a vector gets a value. It is to be refused, though both have the same
    number of entries."""
    if y.size != t.size:
        raise ValueError("sizes")
    return float(((y.ravel() - t.ravel()) ** 2).mean())


@mistake("mse_loss")
def mean_difference_of_the_squares(y, t):
    """Your value is the difference of the mean squares of y and t. Take the difference
    first, then the square."""
    errors(y, t)
    return float((y**2 - t**2).mean())


@mistake("mse_loss")
def mse_compares_the_numbers_of_axes(y, t):
    """Different shapes with equally many axes get a value. Compare whole shapes, not the
    number of axes."""
    if y.ndim != t.ndim:
        raise ValueError("axes")
    return float(((y - t) ** 2).mean())


@mistake("mse_loss")
def mse_returns_none(y, t):
    """Different shapes get None, and whoever called goes on with it. The statement asks for
    ValueError."""
    return float(squares(y, t).mean()) if y.shape == t.shape else None


# binary_cross_entropy_with_logits: which terms


@mistake("binary_cross_entropy_with_logits")
def targets_of_zero_forgotten(z, t):
    """Entries with target 0 add nothing to your loss. For them, -log(1 - s(z)) counts."""
    errors(z, t)
    return float((t * softplus(-z)).mean())


@mistake("binary_cross_entropy_with_logits")
def targets_of_zero_forgotten_and_vanished(z, t):
    """Entries with target 0 add nothing to your loss, and large logits give inf or nan. Fix
    the missing term first."""
    errors(z, t)
    return float(-(t * np.log(sigmoid(z))).mean())


@mistake("binary_cross_entropy_with_logits")
def targets_of_one_forgotten(z, t):
    """Entries with target 1 add nothing to your loss. For them, -log(s(z)) counts."""
    errors(z, t)
    return float(((1 - t) * softplus(z)).mean())


@mistake("binary_cross_entropy_with_logits")
def targets_exchanged(z, t):
    """Your loss is small where the answer is wrong. Look at which logarithm t chooses, and
    at the sign in the sigmoid."""
    return solution.binary_cross_entropy_with_logits(z, 1 - t)


@mistake("binary_cross_entropy_with_logits")
def both_terms_for_every_target(z, t):
    """Every entry adds both logarithms, so the targets do not matter. Each target chooses
    one of the two."""
    errors(z, t)
    return float((softplus(z) + softplus(-z)).mean())


@mistake("binary_cross_entropy_with_logits")
def terms_subtracted(z, t):
    """The terms of targets 0 have the opposite sign. Both logarithms have the same minus in
    front."""
    errors(z, t)
    return float((t * softplus(-z) - (1 - t) * softplus(z)).mean())


@mistake("binary_cross_entropy_with_logits")
def binary_minus_forgotten(z, t):
    """Your loss has the opposite sign. The logarithm of a probability is negative, the loss
    is not."""
    return -solution.binary_cross_entropy_with_logits(z, t)


@mistake("binary_cross_entropy_with_logits")
def squares_of_the_sigmoid(z, t):
    """Your value is the mean squared error of the sigmoid. Cross-entropy has a logarithm,
    and no square."""
    return float(squares(sigmoid(z), t).mean())


@mistake("binary_cross_entropy_with_logits")
def distance_of_the_sigmoid(z, t):
    """Your loss is 1 minus the probability of the right answer, on average. Asked for is
    minus its logarithm."""
    return float(np.abs(errors(sigmoid(z), t)).mean())


# binary_cross_entropy_with_logits: sum and mean


@mistake("binary_cross_entropy_with_logits")
def binary_sum(z, t):
    """Your loss is the sum over all entries. Asked for is the mean."""
    return solution.binary_cross_entropy_with_logits(z, t) * z.size


@mistake("binary_cross_entropy_with_logits")
def binary_sum_and_vanished(z, t):
    """Your loss is the sum over all entries, not the mean, and not finite for large logits.
    Fix the mean first."""
    errors(z, t)
    p = sigmoid(z)
    return float(-(t * np.log(p) + (1 - t) * np.log(1 - p)).sum())


@mistake("binary_cross_entropy_with_logits")
def binary_mean_over_the_rows(z, t):
    """Your sum is divided by the number of rows alone. The mean is over all entries."""
    return solution.binary_cross_entropy_with_logits(z, t) * z.size / len(z)


@mistake("binary_cross_entropy_with_logits")
def binary_mean_over_the_rows_and_vanished(z, t):
    """Your sum is divided by the number of rows alone, and is not finite for large logits.
    The mean is over all entries."""
    errors(z, t)
    return both_halves(sigmoid(z), t) * z.size / len(z)


@mistake("binary_cross_entropy_with_logits")
def binary_mean_over_the_rows_and_clipped(z, t):
    """Your sum is divided by the number of rows alone, and no part of it exceeds 16.1. The
    mean is over all entries."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-7, 1 - 1e-7), t) * z.size / len(z)


@mistake("binary_cross_entropy_with_logits")
def binary_sum_and_clipped(z, t):
    """Your loss is the sum over all entries, not the mean, and no part of it exceeds 16.1.
    Fix the mean first."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-7, 1 - 1e-7), t) * z.size


@mistake("binary_cross_entropy_with_logits")
def binary_of_each_entry(z, t):
    """You return an array with a loss for each entry. Asked for is one number, their
    mean."""
    return softplus(z) - t * z + 0 * errors(z, t)


@mistake("binary_cross_entropy_with_logits")
def half_the_binary_mean(z, t):
    """Your loss is half of the mean. This one has no 1/2: that belongs to the squares."""
    return solution.binary_cross_entropy_with_logits(z, t) / 2


@mistake("binary_cross_entropy_with_logits")
def binary_to_base_two(z, t):
    """Your loss is larger by the factor 1.4427, 1 / log(2). The logarithm here is the
    natural one."""
    return solution.binary_cross_entropy_with_logits(z, t) / float(np.log(2))


# binary_cross_entropy_with_logits: the sigmoid


@mistake("binary_cross_entropy_with_logits")
def logits_taken_for_probabilities(z, t):
    """You take the logarithm of a logit, which is nan below 0. The arguments are logits:
    the sigmoid comes first."""
    errors(z, t)
    return both_halves(z, t)


@mistake("binary_cross_entropy_with_logits")
def logits_clipped_to_probabilities(z, t):
    """Your logits are cut off at 0 and 1 as if they were probabilities. The sigmoid makes
    probabilities of them."""
    errors(z, t)
    return both_halves(np.clip(z, 1e-7, 1 - 1e-7), t)


@mistake("binary_cross_entropy_with_logits")
def sigmoid_twice(z, t):
    """The sigmoid is applied twice: the probabilities are used once more as if they were
    logits."""
    return solution.binary_cross_entropy_with_logits(sigmoid(z), t)


@mistake("binary_cross_entropy_with_logits")
def softmax_along_the_last_axis(z, t):
    """Your probabilities share a sum of 1 along the last axis, as with softmax. Here each
    entry has a sigmoid of its own."""
    errors(z, t)
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    p = powers / powers.sum(axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        return both_halves(np.clip(p, 1e-7, 1 - 1e-7), t)


# binary_cross_entropy_with_logits: large logits


@mistake("binary_cross_entropy_with_logits")
def logarithm_of_zero(z, t):
    """Right for small logits, not finite for large ones: the sigmoid has become 0 or 1.
    Write log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(sigmoid(z), t)


@mistake("binary_cross_entropy_with_logits")
def chosen_logarithm_of_zero(z, t):
    """You get inf where the loss is 1000: the probability has become 0. Write log(s(z)) out
    on paper."""
    errors(z, t)
    p = sigmoid(z)
    return float(-np.log(np.where(t == 1, p, 1 - p)).mean())


@mistake("binary_cross_entropy_with_logits")
def exponential_overflows(z, t):
    """You get inf for large logits: log(1 + exp(z)) is nearly z there, but exp(z) is
    inf."""
    errors(z, t)
    return float((np.log(1 + np.exp(z)) - t * z).mean())


@mistake("binary_cross_entropy_with_logits")
def negative_exponential_overflows(z, t):
    """You get inf for large negative logits: log(1 + exp(-z)) is nearly -z there, but
    exp(-z) is inf."""
    errors(z, t)
    return float((np.log(1 + np.exp(-z)) + (1 - t) * z).mean())


@mistake("binary_cross_entropy_with_logits")
def absolute_value_forgotten(z, t):
    """Positive logits give too much: near 0 your loss jumps. In this form the exponent is
    never positive."""
    errors(z, t)
    return float((np.maximum(z, 0) - z * t + softplus(z)).mean())


@mistake("binary_cross_entropy_with_logits")
def absolute_value_forgotten_below_0(z, t):
    """Negative logits give too much: near 0 your loss jumps. In this form the exponent is
    never positive."""
    errors(z, t)
    return float((np.maximum(z, 0) - z * t + softplus(-z)).mean())


@mistake("binary_cross_entropy_with_logits")
def absolute_value_forgotten_and_overflow(z, t):
    """Negative logits give too much, and inf from about -710 on. In this form the exponent
    is never positive."""
    errors(z, t)
    return float((np.maximum(z, 0) - z * t + np.log1p(np.exp(-z))).mean())


@mistake("binary_cross_entropy_with_logits")
def probabilities_clipped_at_1e_7(z, t):
    """With probabilities clipped to 1e-7 and 1 - 1e-7, no loss exceeds 16.1. Write
    log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-7, 1 - 1e-7), t)


@mistake("binary_cross_entropy_with_logits")
def probabilities_clipped_at_1e_10(z, t):
    """With probabilities clipped to 1e-10 and 1 - 1e-10, no loss exceeds 23. Write
    log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-10, 1 - 1e-10), t)


@mistake("binary_cross_entropy_with_logits")
def probabilities_clipped_at_1e_12(z, t):
    """With probabilities clipped to 1e-12 and 1 - 1e-12, no loss exceeds 27.6. Write
    log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-12, 1 - 1e-12), t)


@mistake("binary_cross_entropy_with_logits")
def probabilities_clipped_at_1e_15(z, t):
    """With probabilities clipped to 1e-15 and 1 - 1e-15, no loss exceeds 34.5. Write
    log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(np.clip(sigmoid(z), 1e-15, 1 - 1e-15), t)


@mistake("binary_cross_entropy_with_logits")
def epsilon_of_1e_7_in_both_logarithms(z, t):
    """With 1e-7 added inside the logarithms, no loss exceeds 16.1. Write log(s(z)) out on
    paper."""
    errors(z, t)
    p = sigmoid(z)
    return float(-(t * np.log(p + 1e-7) + (1 - t) * np.log(1 - p + 1e-7)).mean())


@mistake("binary_cross_entropy_with_logits")
def epsilon_of_1e_8_in_both_logarithms(z, t):
    """With 1e-8 added inside the logarithms, no loss exceeds 18.4. Write log(s(z)) out on
    paper."""
    errors(z, t)
    p = sigmoid(z)
    return float(-(t * np.log(p + 1e-8) + (1 - t) * np.log(1 - p + 1e-8)).mean())


@mistake("binary_cross_entropy_with_logits")
def epsilon_of_1e_12_in_both_logarithms(z, t):
    """With 1e-12 added inside the logarithms, no loss exceeds 27.6. Write log(s(z)) out on
    paper."""
    errors(z, t)
    p = sigmoid(z)
    return float(-(t * np.log(p + 1e-12) + (1 - t) * np.log(1 - p + 1e-12)).mean())


@mistake("binary_cross_entropy_with_logits")
def logits_clipped_at_500(z, t):
    """Logits beyond 500 become alike, and no loss exceeds 500. In another form of the loss
    nothing needs to be cut off."""
    return solution.binary_cross_entropy_with_logits(np.clip(z, -500, 500), t)


@mistake("binary_cross_entropy_with_logits")
def logits_clipped_at_30(z, t):
    """No loss exceeds 30: what lies beyond is cut off. In another form of the loss nothing
    needs to be cut off."""
    return solution.binary_cross_entropy_with_logits(np.clip(z, -30, 30), t)


@mistake("binary_cross_entropy_with_logits")
def logits_clipped_at_100(z, t):
    """No loss exceeds 100: what lies beyond is cut off. In another form of the loss nothing
    needs to be cut off."""
    return solution.binary_cross_entropy_with_logits(np.clip(z, -100, 100), t)


@mistake("binary_cross_entropy_with_logits")
def logits_clipped_at_709(z, t):
    """No loss exceeds 709: what lies beyond is cut off. In another form of the loss nothing
    needs to be cut off."""
    return solution.binary_cross_entropy_with_logits(np.clip(z, -709, 709), t)


@mistake("binary_cross_entropy_with_logits")
def sigmoid_of_clipped_logits(z, t):
    """For large negative logits no loss exceeds 500, for large positive ones you get inf or
    nan: log(1 - 1). Write log(s(z)) out on paper."""
    errors(z, t)
    return both_halves(sigmoid(np.clip(z, -500, 500)), t)


@mistake("binary_cross_entropy_with_logits")
def chosen_sigmoid_of_clipped_logits(z, t):
    """No loss of target 1 exceeds 500, and that of target 0 becomes inf: log(1 - 1). Write
    log(s(z)) out on paper."""
    errors(z, t)
    p = sigmoid(np.clip(z, -500, 500))
    return float(-np.log(np.where(t == 1, p, 1 - p)).mean())


@mistake("binary_cross_entropy_with_logits")
def logarithms_cut_off_at_minus_100(z, t):
    """No loss exceeds 100, and where log(0) was met it is just 100. Write log(s(z)) out on
    paper."""
    errors(z, t)
    p = sigmoid(z)
    logs = np.maximum(np.log(p), -100) * t + np.maximum(np.log(1 - p), -100) * (1 - t)
    return float(-logs.mean())


# binary_cross_entropy_with_logits: shapes


@mistake("binary_cross_entropy_with_logits")
def binary_of_any_shapes(z, t):
    """Arrays of different shapes get a value: they were broadcast to more entries than there
    are. The statement asks for ValueError."""
    return float((softplus(z) - t * z).mean())


@mistake("binary_cross_entropy_with_logits")
def binary_asserts_the_shapes(z, t):
    """Different shapes end in AssertionError. The statement asks for ValueError, which
    assert does not raise."""
    assert z.shape == t.shape, "shapes"
    return float((softplus(z) - t * z).mean())


@mistake("binary_cross_entropy_with_logits")
def binary_compares_the_lengths(z, t):
    """Some arrays of different shapes get a value. Compare whole shapes: a column and a
    vector can have equal lengths."""
    if len(z) != len(t):
        raise ValueError("lengths")
    return float((softplus(z) - t * z).mean())


@mistake("binary_cross_entropy_with_logits")
def binary_compares_the_sizes(z, t):
    """Different shapes with equally many entries get a value: they were broadcast to more.
    Compare whole shapes."""
    if z.size != t.size:
        raise ValueError("sizes")
    return float((softplus(z) - t * z).mean())


@mistake("binary_cross_entropy_with_logits")
def binary_of_flat_arrays(z, t):
    """A column beside a vector gets a value. It is to be refused, though both have the same
    number of entries."""
    if z.size != t.size:
        raise ValueError("sizes")
    z, t = z.ravel(), t.ravel()
    return float((softplus(z) - t * z).mean())


# one_hot


@mistake("one_hot")
def one_hot_of_ints(labels, num_classes):
    """Your ones are int64, as PyTorch's. Here they are to be float64."""
    return np.eye(num_classes, dtype="int64")[labels]


@mistake("one_hot")
def one_hot_of_bools(labels, num_classes):
    """Your rows hold True and False. Here they are to be float64: 1 and 0."""
    return labels[:, None] == np.arange(num_classes)


@mistake("one_hot")
def one_hot_of_float32(labels, num_classes):
    """Your ones are float32. Here they are to be float64, whatever comes later."""
    return np.eye(num_classes, dtype="float32")[labels]


@mistake("one_hot")
def classes_counted_from_the_labels(labels, num_classes):
    """You have a column for each class up to the largest label that occurs. num_classes says
    how many there are."""
    return np.eye(labels.max() + 1)[labels]


@mistake("one_hot")
def a_column_for_each_label_that_occurs(labels, num_classes):
    """You have a column only for labels that occur. num_classes says how many classes there
    are."""
    found, places = np.unique(labels, return_inverse=True)
    return np.eye(len(found))[places]


@mistake("one_hot")
def labels_closed_up(labels, num_classes):
    """Your ones stand at the label's rank among those that occur. A label is itself the
    number of its column."""
    return np.eye(num_classes)[np.unique(labels, return_inverse=True)[1]]


@mistake("one_hot")
def one_hot_lies_across(labels, num_classes):
    """Your answer has a column for each label, and a row for each class. It is to be
    (N, num_classes)."""
    return np.eye(num_classes)[:, labels]


@mistake("one_hot")
def columns_from_the_end(labels, num_classes):
    """Your columns run backwards: label 0 has its one in the last column. Count from the
    first."""
    return np.eye(num_classes)[:, ::-1][labels]


@mistake("one_hot")
def labels_counted_from_one(labels, num_classes):
    """Your ones stand one column too far left. Label 0 is the first column, not the one
    before."""
    return np.eye(num_classes)[labels - 1]


@mistake("one_hot")
def one_column_too_far_right(labels, num_classes):
    """Your ones stand one column too far right. Label 0 is the first column."""
    return np.eye(num_classes)[(labels + 1) % num_classes]


@mistake("one_hot")
def one_column_too_many(labels, num_classes):
    """You have one column more than classes. Labels run from 0 to num_classes - 1."""
    return np.eye(num_classes + 1)[labels]


@mistake("one_hot")
def labels_for_ones(labels, num_classes):
    """The number of the label stands where 1 is to stand, and label 0 has a row of zeros."""
    return np.eye(num_classes)[labels] * labels[:, None]


@mistake("one_hot")
def ones_in_every_row(labels, num_classes):
    """Every row has a one in the columns of all labels. Row n needs it only at its own
    label."""
    hot = np.zeros((len(labels), num_classes))
    hot[:, labels] = 1
    return hot


@mistake("one_hot")
def ones_and_zeros_exchanged(labels, num_classes):
    """Your label's column has 0, and the others 1. It is the other way round."""
    return 1 - np.eye(num_classes)[labels]


@mistake("one_hot")
def ones_up_to_the_label(labels, num_classes):
    """Your rows have ones in all columns up to the label's. Only its own column has one."""
    return np.tri(num_classes)[labels]


@mistake("one_hot")
def identity_without_labels(labels, num_classes):
    """Row n has its one in column n, so the labels do not matter. Each label says where its
    row's one stands."""
    return np.eye(len(labels), num_classes)


@mistake("one_hot")
def one_hot_of_the_sorted_labels(labels, num_classes):
    """Your rows are those of the sorted labels. Row n belongs to the label at place n."""
    return np.eye(num_classes)[np.sort(labels)]


@mistake("one_hot")
def ones_left_from_the_rows_before(labels, num_classes):
    """Each row keeps the ones of the rows before it. Begin every row with zeros."""
    return np.maximum.accumulate(solution.one_hot(labels, num_classes), axis=0)


@mistake("one_hot")
def ten_classes(labels, num_classes):
    """Your rows have ten columns, whatever num_classes is. It says how many classes there
    are."""
    return np.eye(10)[labels]


@mistake("one_hot")
def ten_classes_at_most(labels, num_classes):
    """You have at most ten columns, as for digits, and label 10 has none. num_classes may be
    larger."""
    return np.eye(10)[labels][:, :num_classes]


# cross_entropy_one_hot: what is added


@mistake("cross_entropy_one_hot")
def sum_over_the_rows(logits, onehot):
    """Your loss is the sum over the rows. Asked for is their mean."""
    return solution.cross_entropy_one_hot(logits, onehot) * len(logits)


@mistake("cross_entropy_one_hot")
def sum_over_the_rows_and_vanished(logits, onehot):
    """Your loss is the sum over the rows, not their mean, and not finite for large logits.
    Fix the mean first."""
    return float(-(onehot * np.log(softmax(logits))).sum())


@mistake("cross_entropy_one_hot")
def mean_over_all_entries(logits, onehot):
    """Your loss is divided by N * C: the zeros of the one-hot rows count as well. The mean
    is over the N rows."""
    return solution.cross_entropy_one_hot(logits, onehot) / logits.shape[1]


@mistake("cross_entropy_one_hot")
def mean_over_all_entries_and_vanished(logits, onehot):
    """Your loss is divided by N * C, and not finite for large logits. The mean is over the
    N rows: fix it first."""
    return float(-(onehot * np.log(softmax(logits))).mean())


@mistake("cross_entropy_one_hot")
def mean_over_all_entries_with_epsilon(logits, onehot):
    """Your loss is divided by N * C, and no part of it exceeds 16.1. The mean is over the N
    rows."""
    return float(-(onehot * np.log(softmax(logits) + 1e-7)).mean())


@mistake("cross_entropy_one_hot")
def sum_over_the_rows_with_epsilon(logits, onehot):
    """Your loss is the sum over the rows, not their mean, and no part of it exceeds 16.1.
    Fix the mean first."""
    return float(-(onehot * np.log(softmax(logits) + 1e-7)).sum())


@mistake("cross_entropy_one_hot")
def mean_over_the_classes(logits, onehot):
    """Your sum is divided by the number of classes, C, in place of N. The mean is over the
    rows."""
    n, c = logits.shape
    return solution.cross_entropy_one_hot(logits, onehot) * n / c


@mistake("cross_entropy_one_hot")
def loss_of_each_row(logits, onehot):
    """You return an array with a loss for each row. Asked for is one number, their mean."""
    return -(onehot * log_softmax(logits)).sum(axis=1)


@mistake("cross_entropy_one_hot")
def loss_is_negative(logits, onehot):
    """Your loss has the opposite sign. The logarithm of a probability is negative, the loss
    is not."""
    return -solution.cross_entropy_one_hot(logits, onehot)


@mistake("cross_entropy_one_hot")
def all_classes_counted(logits, onehot):
    """Your loss adds the logarithms of all classes, so the labels do not matter. The one
    chooses a class."""
    return float(-log_softmax(logits).sum(axis=1).mean())


@mistake("cross_entropy_one_hot")
def other_classes_counted_too(logits, onehot):
    """Your loss also has -log(1 - p) of the other classes, as for C separate yes-or-no
    questions. Only the true class counts."""
    p = np.clip(softmax(logits), 1e-15, 1 - 1e-15)
    both = onehot * np.log(p) + (1 - onehot) * np.log(1 - p)
    return float(-both.sum(axis=1).mean())


@mistake("cross_entropy_one_hot")
def zeros_choose_the_classes(logits, onehot):
    """Your loss adds the classes that are not the true one. The row's one chooses, not its
    zeros."""
    return true_mean(1 - onehot, log_softmax(logits))


@mistake("cross_entropy_one_hot")
def label_and_output_exchanged(logits, onehot):
    """You take the logarithm of the labels, which are 0 and 1. It belongs to the
    probabilities."""
    return true_mean(softmax(logits), np.log(np.clip(onehot, 1e-7, 1)))


@mistake("cross_entropy_one_hot")
def largest_class_instead_of_the_label(logits, onehot):
    """Your loss takes the largest class for the true one, so the labels do not matter."""
    hot = np.eye(logits.shape[1])[logits.argmax(axis=1)]
    return solution.cross_entropy_one_hot(logits, hot)


@mistake("cross_entropy_one_hot")
def ones_looked_for_along_the_columns(logits, onehot):
    """Your labels are the rows of the largest entries of each column. The one of a row is
    found along the other axis."""
    n, c = logits.shape
    labels = onehot.argmax(axis=0)[np.arange(n) % c]
    return float(-log_softmax(logits)[np.arange(n), labels % c].mean())


# cross_entropy_one_hot: probabilities and logarithms


@mistake("cross_entropy_one_hot")
def logits_for_probabilities(logits, onehot):
    """You take the logarithm of a logit, which is nan below 0. The arguments are logits:
    softmax comes first."""
    return true_mean(onehot, np.log(logits))


@mistake("cross_entropy_one_hot")
def logarithm_left_out(logits, onehot):
    """Your loss is minus the mean probability of the true class. Between the two there is a
    logarithm."""
    return true_mean(onehot, softmax(logits))


@mistake("cross_entropy_one_hot")
def logarithm_of_the_mean(logits, onehot):
    """You average the probabilities first, and then take the logarithm. Each row has its own
    logarithm."""
    return float(-np.log((onehot * softmax(logits)).sum(axis=1).mean()))


@mistake("cross_entropy_one_hot")
def softmax_left_out(logits, onehot):
    """Your loss is minus the mean logit of the true class. Softmax and logarithm are
    missing."""
    return true_mean(onehot, logits)


@mistake("cross_entropy_one_hot")
def softmax_twice(logits, onehot):
    """Softmax is applied twice: the probabilities are used once more as if they were
    logits."""
    return solution.cross_entropy_one_hot(softmax(logits), onehot)


@mistake("cross_entropy_one_hot")
def softmax_along_the_columns(logits, onehot):
    """Your columns share a probability of 1, your rows do not. Each example is a row: look
    at the axis."""
    return true_mean(onehot, log_softmax(logits.T).T)


@mistake("cross_entropy_one_hot")
def softmax_of_the_whole_batch(logits, onehot):
    """Your whole array shares a probability of 1. Each row is an example with a sum of its
    own."""
    return true_mean(onehot, log_softmax(logits.reshape(1, -1)).reshape(logits.shape))


@mistake("cross_entropy_one_hot")
def sigmoid_for_softmax(logits, onehot):
    """Your probabilities are sigmoids, each for itself. In softmax the classes of a row
    share 1."""
    return true_mean(onehot, -softplus(-logits))


@mistake("cross_entropy_one_hot")
def logarithm_to_base_two(logits, onehot):
    """Your loss is larger by the factor 1.4427, 1 / log(2). The logarithm here is the
    natural one."""
    return solution.cross_entropy_one_hot(logits, onehot) / float(np.log(2))


@mistake("cross_entropy_one_hot")
def maximum_left_in_one_term(logits, onehot):
    """Your loss is too small by the mean of the row maxima. If the sum has shifted logits,
    the true logit is shifted too."""
    z = logits - logits.max(axis=1, keepdims=True)
    return true_mean(onehot, logits - np.log(np.exp(z).sum(axis=1, keepdims=True)))


@mistake("cross_entropy_one_hot")
def zero_times_infinity(logits, onehot):
    """You get nan or inf where a probability becomes 0: 0 * log(0) is nan. Take the
    logarithm of softmax on paper."""
    return true_mean(onehot, np.log(softmax(logits)))


@mistake("cross_entropy_one_hot")
def vanished_true_class(logits, onehot):
    """You get inf where the loss is 1000: the probability of the true class has become 0.
    Take the logarithm on paper."""
    return float(-np.log((onehot * softmax(logits)).sum(axis=1)).mean())


@mistake("cross_entropy_one_hot")
def exponentials_overflow(logits, onehot):
    """Right for small logits, nan for large ones: exp(1000) is inf. Shift each row, and
    take the logarithm on paper."""
    powers = np.exp(logits)
    return true_mean(onehot, np.log(powers / powers.sum(axis=1, keepdims=True)))


@mistake("cross_entropy_one_hot")
def log_of_the_sum_overflows(logits, onehot):
    """log(sum(exp(z))) of the logits as they are is inf at 1000, and -inf at -1000. Shift
    each row first."""
    log_sums = np.log(np.exp(logits).sum(axis=1))
    return float((log_sums - (onehot * logits).sum(axis=1)).mean())


@mistake("cross_entropy_one_hot")
def epsilon_of_1e_7(logits, onehot):
    """With 1e-7 added before the logarithm, no loss exceeds 16.1. The logarithm of softmax
    can be had without log(0)."""
    return true_mean(onehot, np.log(softmax(logits) + 1e-7))


@mistake("cross_entropy_one_hot")
def epsilon_of_1e_8(logits, onehot):
    """With 1e-8 added before the logarithm, no loss exceeds 18.4. The logarithm of softmax
    can be had without log(0)."""
    return true_mean(onehot, np.log(softmax(logits) + 1e-8))


@mistake("cross_entropy_one_hot")
def epsilon_of_1e_12(logits, onehot):
    """With 1e-12 added before the logarithm, no loss exceeds 27.6. The logarithm of softmax
    can be had without log(0)."""
    return true_mean(onehot, np.log(softmax(logits) + 1e-12))


@mistake("cross_entropy_one_hot")
def clipped_at_1e_7(logits, onehot):
    """With probabilities clipped to 1e-7 and 1 - 1e-7, no loss exceeds 16.1. The logarithm
    of softmax can be had without log(0)."""
    return true_mean(onehot, np.log(np.clip(softmax(logits), 1e-7, 1 - 1e-7)))


@mistake("cross_entropy_one_hot")
def clipped_at_1e_12(logits, onehot):
    """With probabilities clipped to 1e-12 and 1 - 1e-12, no loss exceeds 27.6. The logarithm
    of softmax can be had without log(0)."""
    return true_mean(onehot, np.log(np.clip(softmax(logits), 1e-12, 1 - 1e-12)))


@mistake("cross_entropy_one_hot")
def clipped_at_1e_15(logits, onehot):
    """With probabilities clipped to 1e-15 and 1 - 1e-15, no loss exceeds 34.5. The logarithm
    of softmax can be had without log(0)."""
    return true_mean(onehot, np.log(np.clip(softmax(logits), 1e-15, 1 - 1e-15)))


@mistake("cross_entropy_one_hot")
def rows_shifted_by_one_maximum(logits, onehot):
    """All rows are shifted by the largest logit of the batch, and one far below it vanishes.
    Each row needs its own maximum."""
    z = logits - logits.max()
    return true_mean(onehot, z - np.log(np.exp(z).sum(axis=1, keepdims=True)))


@mistake("cross_entropy_one_hot")
def rows_shifted_by_one_maximum_and_summed(logits, onehot):
    """Your loss is the sum over the rows, not their mean, and all rows are shifted by one
    maximum. Fix the mean first."""
    z = logits - logits.max()
    return float(-(onehot * (z - np.log(np.exp(z).sum(axis=1, keepdims=True)))).sum())


@mistake("cross_entropy_one_hot")
def logits_shifted_in_place(logits, onehot):
    """The caller's own logits are shifted. Make a new array instead."""
    logits -= logits.max(axis=1, keepdims=True)
    return solution.cross_entropy_one_hot(logits, onehot)


@mistake("cross_entropy_one_hot")
def binary_for_each_class(logits, onehot):
    """Your zeros of onehot add terms too, as in binary cross-entropy. In this formula only
    the true class counts."""
    p = softmax(logits)
    with np.errstate(all="ignore"):
        logs = onehot * np.log(p + 1e-12) + (1 - onehot) * np.log(1 - p + 1e-12)
    return float(-logs.sum(axis=1).mean())


@mistake("cross_entropy_one_hot")
def binary_mean_of_all_entries(logits, onehot):
    """Zeros of onehot add terms too, as in binary cross-entropy, and N * C entries are
    averaged. Only the true class of each row counts."""
    p = softmax(logits)
    with np.errstate(all="ignore"):
        logs = onehot * np.log(p + 1e-12) + (1 - onehot) * np.log(1 - p + 1e-12)
    return float(-logs.mean())


@mistake("cross_entropy_one_hot")
def class_of_the_first_row_for_all(logits, onehot):
    """Every row is taken at the true class of the first row. Look for the one in each row:
    at the axis."""
    return float(-log_softmax(logits)[:, onehot.argmax()].mean())


@mistake("cross_entropy_one_hot")
def every_row_at_every_label(logits, onehot):
    """Each row is averaged over the true classes of all rows. A row counts only at its own
    class."""
    return float(-log_softmax(logits)[:, onehot.argmax(axis=1)].mean())


@mistake("cross_entropy_one_hot")
def entropy_of_the_outputs(logits, onehot):
    """Your loss does not depend on onehot: the probabilities themselves weight their
    logarithms. onehot is to do that."""
    logs = log_softmax(logits)
    return true_mean(np.exp(logs), logs)


@mistake("cross_entropy_one_hot")
def infinity_made_finite(logits, onehot):
    """You get about 1e308 where the loss is 1000: an infinite logarithm was replaced. Take
    the logarithm of softmax on paper."""
    return true_mean(onehot, np.nan_to_num(np.log(softmax(logits))))


# accuracy


@mistake("accuracy")
def number_of_right_rows(logits, labels):
    """You return how many rows are right. Asked for is their share: a number from 0 to 1."""
    return int((logits.argmax(axis=1) == labels).sum())


@mistake("accuracy")
def percentage_of_right_rows(logits, labels):
    """You return percent, up to 100. Asked for is a share: a number from 0 to 1."""
    return 100 * solution.accuracy(logits, labels)


@mistake("accuracy")
def share_of_wrong_rows(logits, labels):
    """You return the share of wrong rows, the error rate. Accuracy is the share of right
    ones."""
    return 1 - solution.accuracy(logits, labels)


@mistake("accuracy")
def smallest_logit_predicts(logits, labels):
    """Your prediction is the class with the smallest logit. The largest predicts."""
    return solution.accuracy(-logits, labels)


@mistake("accuracy")
def largest_of_each_column(logits, labels):
    """You look for the largest logit of each column. Each example is a row: look at the
    axis."""
    n = len(labels)
    places = logits.argmax(axis=0)
    return float((np.resize(places, n) == labels).mean())


@mistake("accuracy")
def largest_of_the_first_columns(logits, labels):
    """You look for the largest logit of each column, and keep the first N places. Each
    example is a row: look at the axis."""
    return float((logits.argmax(axis=0)[: len(labels)] == labels).mean())


@mistake("accuracy")
def largest_of_the_whole_batch(logits, labels):
    """You look for one largest logit in the whole array. Each row has its own
    prediction."""
    return float((logits.argmax() == labels).mean())


@mistake("accuracy")
def largest_value_for_its_place(logits, labels):
    """You compare the largest logit itself with the label. The prediction is its place in
    the row."""
    return float((logits.max(axis=1) == labels).mean())


@mistake("accuracy")
def true_logit_is_positive(logits, labels):
    """A row counts as right where the label's logit is above 0. It has to be the largest of
    its row."""
    return float((logits[np.arange(len(labels)), labels] > 0).mean())


@mistake("accuracy")
def predictions_counted_from_one(logits, labels):
    """Your predictions are one too large. The first column is class 0."""
    return float((logits.argmax(axis=1) + 1 == labels).mean())


@mistake("accuracy")
def divided_by_the_classes(logits, labels):
    """The number of right rows is divided by the number of classes. The share is of the N
    rows."""
    return float((logits.argmax(axis=1) == labels).sum() / logits.shape[1])


@mistake("accuracy")
def divided_by_all_entries(logits, labels):
    """The number of right rows is divided by N * C. The share is of the N rows."""
    return float((logits.argmax(axis=1) == labels).sum() / logits.size)


@mistake("accuracy")
def entries_told_apart(logits, labels):
    """Every entry of every row is asked for itself whether it is above 0. A row has one
    prediction, its largest logit."""
    hot = labels[:, None] == np.arange(logits.shape[1])
    return float(((logits > 0) == hot).mean())


@mistake("accuracy")
def rows_told_apart(logits, labels):
    """You return an array that says of each row whether it is right. Asked for is one
    number, the share."""
    return logits.argmax(axis=1) == labels


@mistake("accuracy")
def right_only_if_all_are(logits, labels):
    """You return 1 only if every row is right, and else 0. Asked for is the share of right
    rows: is it rounded down?"""
    return float((logits.argmax(axis=1) == labels).all())


@mistake("accuracy")
def share_rounded(logits, labels):
    """Your share is rounded to a whole number. A share of 0.75 stays 0.75."""
    return float(round(solution.accuracy(logits, labels)))


@mistake("accuracy")
def among_the_two_largest(logits, labels):
    """A row counts as right if its label has one of the two largest logits. Only the
    largest predicts."""
    two = np.argsort(logits, axis=1)[:, -2:]
    return float((two == labels[:, None]).any(axis=1).mean())


@mistake("accuracy")
def distances_of_labels(logits, labels):
    """You average how far prediction and label are apart. Classes have no distance: a row
    is right or wrong."""
    return float(np.abs(logits.argmax(axis=1) - labels).mean())


@mistake("accuracy")
def mean_of_the_classes_shares(logits, labels):
    """Your value is the mean of the shares in each class, so rare classes weigh more. Each
    row weighs the same."""
    right = logits.argmax(axis=1) == labels
    return float(np.mean([right[labels == k].mean() for k in np.unique(labels)]))


@mistake("accuracy")
def more_probable_than_one_half(logits, labels):
    """A row counts as right where its class has a probability above 0.5. The largest of the
    row is enough."""
    return float((softmax(logits)[np.arange(len(labels)), labels] > 0.5).mean())


@mistake("accuracy")
def labels_taken_for_one_hot(logits, labels):
    """All predictions are compared with one number, the place of the largest label. Labels
    are classes already, not one-hot rows."""
    return float((logits.argmax(axis=1) == labels.argmax(axis=-1)).mean())


# encode_labels


@mistake("encode_labels")
def classes_in_order_of_appearance(names):
    """Your classes stand in the order in which they first appear. They are to be sorted."""
    classes = list(dict.fromkeys(names))
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def labels_in_order_of_appearance(names):
    """Your classes are sorted, but the labels count names as they appear. A label is the
    place in the sorted classes."""
    seen = list(dict.fromkeys(names))
    return np.array([seen.index(name) for name in names]), sorted(seen)


@mistake("encode_labels")
def classes_sorted_backwards(names):
    """Your classes run from the last name to the first. Sort them upwards."""
    classes = sorted(set(names), reverse=True)
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def classes_sorted_without_capitals(names):
    """Your classes are sorted as if all letters were small. Python's order has capitals
    before small letters."""
    classes = sorted(sorted(set(names)), key=str.lower)
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def classes_sorted_by_length(names):
    """Your classes are sorted by the length of the name. The order is that of the
    alphabet."""
    classes = sorted(sorted(set(names)), key=len)
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def classes_sorted_by_number(names):
    """Your classes begin with the most frequent name. The order is that of the alphabet."""
    classes = sorted(sorted(set(names)), key=names.count, reverse=True)
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def names_kept_twice(names):
    """Your classes hold a name as often as it occurs. Each name is there once."""
    classes = sorted(names)
    return np.array([classes.index(name) for name in names]), classes


@mistake("encode_labels")
def places_among_all_sorted_names(names):
    """Your labels count repeated names too, and skip numbers. A label is a place among the
    different names."""
    every = sorted(names)
    return np.array([every.index(name) for name in names]), sorted(set(names))


@mistake("encode_labels")
def places_of_the_first_name(names):
    """Your labels say where in the list each name first stands. They are to be places in
    classes."""
    return np.array([names.index(name) for name in names]), sorted(set(names))


@mistake("encode_labels")
def a_label_for_each_class(names):
    """You return a label for each class, not for each name of the list."""
    classes = sorted(set(names))
    return np.arange(len(classes)), classes


@mistake("encode_labels")
def first_places_for_labels(names):
    """You return where each class first stands in the list. Asked for is a label for each
    name."""
    classes = sorted(set(names))
    return np.array([names.index(name) for name in classes]), classes


@mistake("encode_labels")
def labels_of_the_sorted_names(names):
    """Your labels rise from the first to the last: the names were sorted. Label n belongs
    to name n of the list."""
    classes = sorted(set(names))
    return np.array([classes.index(name) for name in sorted(names)]), classes


@mistake("encode_labels")
def order_of_the_names(names):
    """Your labels are the order that sorts the list, each number once. Equal names have
    equal labels."""
    return np.argsort(names, kind="stable"), sorted(set(names))


@mistake("encode_labels")
def names_counted(names):
    """Your labels say how often each name occurs. They are to be places in classes."""
    return np.array([names.count(name) for name in names]), sorted(set(names))


@mistake("encode_labels")
def labels_begin_at_one(names):
    """Your labels begin at 1. The first class has label 0, as columns have."""
    labels, classes = solution.encode_labels(names)
    return labels + 1, classes


@mistake("encode_labels")
def names_sorted_and_labels_from_one(names):
    """Your labels begin at 1, and count names as they appear. The first of the sorted
    classes has label 0."""
    seen = list(dict.fromkeys(names))
    return np.array([seen.index(name) + 1 for name in names]), seen


@mistake("encode_labels")
def classes_first(names):
    """Your pair is exchanged: the labels come first, then the classes."""
    return solution.encode_labels(names)[::-1]


@mistake("encode_labels")
def labels_alone(names):
    """You return the labels alone. Asked for is a pair: labels, classes."""
    return solution.encode_labels(names)[0]


@mistake("encode_labels")
def names_for_labels(names):
    """You return the names themselves as labels. A label is a number: the name's place in
    classes."""
    return list(names), sorted(set(names))


@mistake("encode_labels")
def one_hot_for_labels(names):
    """Your labels are one-hot rows. Asked for is one number for each name; one_hot comes
    later."""
    labels, classes = solution.encode_labels(names)
    return np.eye(len(classes))[labels], classes


@mistake("encode_labels")
def labels_are_floats(names):
    """Your labels are floats. They are columns, and are to be int64: look at the array that
    you make for them."""
    labels, classes = solution.encode_labels(names)
    return labels.astype("float64"), classes


@mistake("encode_labels")
def names_sorted_in_place(names):
    """The caller's own list is sorted. Make a new list: the labels need the old order."""
    labels, classes = solution.encode_labels(names)
    names.sort()
    return labels, classes


@mistake("encode_labels")
def names_in_small_letters(names):
    """Your classes are written in small letters, and sorted as such. The names stay as they
    are, with their capitals."""
    return solution.encode_labels([name.lower() for name in names])
