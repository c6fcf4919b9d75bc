"""Known wrong answers of ex19, batch normalisation."""

import numpy as np


def axes_of(x):
    """All axes but that of the channels."""
    return (0, *range(2, x.ndim))


def beside(values, x):
    """One value for each channel, where the channels of x are."""
    return values.reshape(-1, *[1] * (x.ndim - 2))


def statistics(x):
    """The right mean and variance of each channel."""
    return x.mean(axis=axes_of(x)), x.var(axis=axes_of(x))


def scaled(x, mean, var, gamma, beta, eps):
    """The right y, once the statistics are known."""
    xhat = (x - beside(mean, x)) / np.sqrt(beside(var, x) + eps)
    return beside(gamma, x) * xhat + beside(beta, x)


def moved(old, new, momentum):
    """The right new running statistic."""
    return (1 - momentum) * old + momentum * new


def unbiased(var, count):
    """The right variance to collect."""
    return var * count / (count - 1)


def normed(given, stats=statistics, y=scaled, run=moved, corrected=unbiased):
    """batch_norm with one part exchanged.

    `y` is used in training and in evaluation, `stats` and the others in training alone.
    """
    x, gamma, beta, running_mean, running_var, training, momentum, eps = given
    if not training:
        answer = y(x, running_mean, running_var, gamma, beta, eps)
        return answer, running_mean.copy(), running_var.copy()
    count = x.size // x.shape[1]
    if count == 1:
        raise ValueError
    mean, var = statistics(x)
    collected = (
        run(running_mean, mean, momentum),
        run(running_var, corrected(var, count), momentum),
    )
    with np.errstate(all="ignore"):
        return y(x, *stats(x), gamma, beta, eps), *collected


# batch_norm: mean and variance


@mistake("batch_norm")
def variance_of_a_sample(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You divide by the root of the unbiased variance. To normalise, the squares are divided
    by M; only running_var takes M - 1."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, lambda x: (x.mean(axis=axes_of(x)), x.var(axis=axes_of(x), ddof=1)))


@mistake("batch_norm")
def each_example_normalised(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you normalise each example over its channels. Here each channel is
    normalised over its examples."""

    def y(x, mean, var, gamma, beta, eps):
        if not training:
            return scaled(x, mean, var, gamma, beta, eps)
        rows = tuple(range(1, x.ndim))
        mean, var = x.mean(axis=rows, keepdims=True), x.var(axis=rows, keepdims=True)
        return beside(gamma, x) * (x - mean) / np.sqrt(var + eps) + beside(beta, x)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def one_mean_for_all_channels(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You take one mean and one variance for all channels together. Each channel has its
    own."""

    def stats(x):
        return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())

    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given, stats)
    if training:
        count, (all_mean, all_var) = x.size // x.shape[1], stats(x)
        mean = moved(running_mean, all_mean, momentum)
        var = moved(running_var, unbiased(all_var, count), momentum)
    return y, mean, var


@mistake("batch_norm")
def mean_not_subtracted(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You divide by the deviation, but the mean is not subtracted first."""

    def y(x, mean, var, gamma, beta, eps):
        return scaled(x, 0 * mean, var, gamma, beta, eps)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def only_the_mean_subtracted(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You subtract the mean, and divide by nothing. Every channel gets the deviation 1,
    too."""

    def y(x, mean, var, gamma, beta, eps):
        return beside(gamma, x) * (x - beside(mean, x)) + beside(beta, x)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def divided_by_the_variance(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You divide by var + eps. Between the sum and the division there is a root."""

    def y(x, mean, var, gamma, beta, eps):
        xhat = (x - beside(mean, x)) / (beside(var, x) + eps)
        return beside(gamma, x) * xhat + beside(beta, x)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


# batch_norm: eps


@mistake("batch_norm")
def eps_outside_the_root(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You add eps to the root. Here it is added to the variance, inside the root."""

    def y(x, mean, var, gamma, beta, eps):
        return scaled(x, mean, (np.sqrt(var) + eps) ** 2, gamma, beta, 0)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def eps_left_out(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """eps changes nothing in your y, and a channel without spread becomes 0 / 0. Add it to
    the variance."""

    def y(x, mean, var, gamma, beta, eps):
        return scaled(x, mean, var, gamma, beta, 0)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def eps_left_out_of_evaluation(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In evaluation you divide by the root of running_var alone. eps is added there, too."""

    def y(x, mean, var, gamma, beta, eps):
        return scaled(x, mean, var, gamma, beta, eps if training else 0)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def always_the_usual_eps(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your eps is always 1e-5, whatever is given."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, 1e-5
    return normed(given)


@mistake("batch_norm")
def usual_momentum_and_eps_for_images(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images your momentum and eps are always the usual ones, whatever is given."""
    given = (momentum, eps) if x.ndim == 2 else (0.1, 1e-5)
    return normed((x, gamma, beta, running_mean, running_var, training, *given))


# batch_norm: gamma and beta


@mistake("batch_norm")
def gamma_and_beta_left_out(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You return the normalised values themselves. They are multiplied by gamma, and beta is
    added."""
    one = np.ones_like(gamma)
    return normed((x, one, 0 * one, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def gamma_left_out(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """gamma changes nothing in your y. The normalised values are multiplied by it."""
    one = np.ones_like(gamma)
    return normed((x, one, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def beta_left_out(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """beta changes nothing in your y. It is added at the end."""
    return normed((x, gamma, 0 * beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def gamma_as_the_variance(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You multiply by the root of gamma, as if it were the variance. Multiply by gamma
    itself."""
    with np.errstate(all="ignore"):
        root = np.sqrt(gamma)
        return normed((x, root, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def beta_scaled_too(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You add beta first and multiply by gamma then, so beta is scaled, too. Scale first,
    then shift."""
    shift = gamma * beta
    return normed((x, gamma, shift, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def gamma_and_beta_exchanged(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You multiply by beta and add gamma. It is the other way round."""
    return normed((x, beta, gamma, running_mean, running_var, training, momentum, eps))


# batch_norm: the running statistics


@mistake("batch_norm")
def biased_variance_collected(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You collect the variance that you normalise with, as Keras does. running_var takes the
    unbiased one: M / (M - 1) times that."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, corrected=lambda var, count: var)


@mistake("batch_norm")
def unbiased_twice(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """You divide by the root of the unbiased variance, and correct it once more. To normalise,
    the squares are divided by M."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(
        given,
        lambda x: (x.mean(axis=axes_of(x)), x.var(axis=axes_of(x), ddof=1)),
        corrected=lambda var, count: unbiased(unbiased(var, count), count),
    )


@mistake("batch_norm")
def eps_collected(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """You collect the variance with eps in it. eps is added where you divide, and nowhere
    else."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, corrected=lambda var, count: unbiased(var + eps, count))


@mistake("batch_norm")
def examples_counted_for_pixels(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images you take N for the number of values: one image is refused, and N / (N - 1)
    corrects. M is N * H * W."""
    if training and len(x) == 1:
        raise ValueError
    n, given = len(x), (x, gamma, beta, running_mean, running_var, training, momentum, eps)
    return normed(given, corrected=lambda var, count: var * n / (n - 1))


@mistake("batch_norm")
def word_for_word_from_the_book(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """This is the book's way: its own eps, momentum on the old statistics, a biased variance,
    images flattened to N rows. Here all four are otherwise."""
    flat = x.reshape(len(x), -1)
    if training:
        mean, var = flat.mean(axis=0), flat.var(axis=0)
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = mean.copy(), var.copy()
    y = gamma * ((flat - mean) / np.sqrt(var + 10e-7)) + beta
    return y.reshape(x.shape), new_mean, new_var


@mistake("batch_norm")
def momentum_weights_the_old(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your momentum weights the old running statistics, as in Keras. Here it weights the
    batch's."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, run=lambda old, new, m: m * old + (1 - m) * new)


@mistake("batch_norm")
def collected_as_in_keras(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You collect as Keras and the book do: momentum weights the old, and the variance is
    biased. Here both are otherwise."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(
        given,
        run=lambda old, new, m: m * old + (1 - m) * new,
        corrected=lambda var, count: var,
    )


@mistake("batch_norm")
def always_the_usual_momentum(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your momentum is always 0.1, whatever is given."""
    return normed((x, gamma, beta, running_mean, running_var, training, 0.1, eps))


@mistake("batch_norm")
def running_statistics_not_moved(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you return the running statistics as they were. They move by momentum
    toward the batch's."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, run=lambda old, new, m: old.copy())


@mistake("batch_norm")
def statistics_of_the_batch_returned(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you return the unbiased statistics of this batch: what was collected
    before is lost."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, run=lambda old, new, m: new.copy())


@mistake("batch_norm")
def old_statistics_not_faded(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You add the batch's share to the whole old statistics, so they grow without end. The
    old ones are weighted by 1 - momentum."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, run=lambda old, new, m: old + m * new)


@mistake("batch_norm")
def deviation_collected(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You collect the standard deviation. running_var holds variances."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, corrected=lambda var, count: np.sqrt(unbiased(var, count)))


@mistake("batch_norm")
def running_statistics_exchanged(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You return running_var before running_mean. The order is y, running_mean,
    running_var."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return y, var, mean


@mistake("batch_norm")
def y_returned_last(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You return y last. The order is y, running_mean, running_var."""
    y, *others = normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))
    return *others, y


@mistake("batch_norm")
def moved_in_evaluation_too(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In evaluation your running statistics move, too. They move in training alone."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    if not training:
        count = x.size // x.shape[1]
        batch_mean, batch_var = statistics(x)
        mean = moved(mean, batch_mean, momentum)
        var = moved(var, unbiased(batch_var, max(2, count)), momentum)
    return y, mean, var


# batch_norm: training and evaluation


@mistake("batch_norm")
def running_statistics_in_training(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you normalise with the running statistics, too. There the batch's own are
    taken."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return normed(given, lambda x: (running_mean, running_var))


@mistake("batch_norm")
def new_running_statistics_in_training(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you collect first, and normalise with the new running statistics. There
    the batch's own are taken."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    _, mean, var = normed(given)
    return normed(given, lambda x: (mean, var))


@mistake("batch_norm")
def statistics_of_the_batch_in_evaluation(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In evaluation you normalise with the batch's own statistics. There the running ones
    are taken."""

    def y(x, mean, var, gamma, beta, eps):
        return scaled(x, *statistics(x), gamma, beta, eps)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


@mistake("batch_norm")
def always_in_training(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You do the same with training=False as with True. In evaluation the running statistics
    are taken, and stay."""
    return normed((x, gamma, beta, running_mean, running_var, True, momentum, eps))


@mistake("batch_norm")
def always_in_evaluation(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You do the same with training=True as with False. In training the batch's statistics
    are taken, and collected."""
    return normed((x, gamma, beta, running_mean, running_var, False, momentum, eps))


@mistake("batch_norm")
def training_the_wrong_way_round(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You take the running statistics in training, and the batch's in evaluation. It is the
    other way round."""
    return normed((x, gamma, beta, running_mean, running_var, not training, momentum, eps))


@mistake("batch_norm")
def running_var_as_a_deviation(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In evaluation you divide by running_var itself. It holds variances: take its root."""

    def y(x, mean, var, gamma, beta, eps):
        var = var if training else (var + eps) ** 2 - eps
        return scaled(x, mean, var, gamma, beta, eps)

    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps), y=y)


# batch_norm: images


@mistake("batch_norm")
def every_image_normalised_and_collected(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images you take mean and variance of each image, and collect their averages. All
    images of the batch count together."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    if not training or x.ndim == 2 or x.size == x.shape[1]:
        return normed(given)
    mean, var = x.mean(axis=(2, 3), keepdims=True), x.var(axis=(2, 3), keepdims=True)
    y = beside(gamma, x) * (x - mean) / np.sqrt(var + eps) + beside(beta, x)
    collected = unbiased(var.mean(axis=(0, 2, 3)), x.size // x.shape[1])
    return y, normed(given)[1], moved(running_var, collected, momentum)


@mistake("batch_norm")
def images_as_tables(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Images go the same way as tables in your code: means over N alone, gamma along W.
    Their channels are axis 1."""
    if x.ndim == 2:
        given = x, gamma, beta, running_mean, running_var, training, momentum, eps
        return normed(given)
    if not training:
        y = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
        return y, running_mean.copy(), running_var.copy()
    if len(x) == 1:
        raise ValueError
    mean, var = x.mean(axis=0), x.var(axis=0)
    y = gamma * (x - mean) / np.sqrt(var + eps) + beta
    var = unbiased(var, len(x))
    return y, moved(running_mean, mean, momentum), moved(running_var, var, momentum)


@mistake("batch_norm")
def gamma_along_the_width(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images gamma and beta meet the last axis, the width. They belong to the channels,
    axis 1."""
    one = np.ones_like(gamma)
    given = x, one, 0 * one, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return gamma * y + beta, mean, var


@mistake("batch_norm")
def reshaped_with_channels_last(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images you reshape to (-1, C), and rows then mix channels. Move the axis of the
    channels to the end first."""
    flat = x.reshape(-1, x.shape[1])
    given = flat, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return y.reshape(x.shape), mean, var


@mistake("batch_norm")
def channels_not_moved_back(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """With images you move the channels to the end, but then reshape to the shape of x at
    once. The channels have to be moved back, too."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return np.moveaxis(y, 1, -1).reshape(x.shape), mean, var


# batch_norm: what is refused


@mistake("batch_norm")
def one_value_becomes_nan(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you answer for a channel with one value, and its running_var is nan. Raise
    ValueError."""
    if training and x.size == x.shape[1]:
        y = np.zeros_like(x) + beside(beta, x)
        mean = moved(running_mean, x.reshape(-1), momentum)
        return y, mean, np.full_like(running_var, np.nan)
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def one_value_becomes_beta(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you answer for a channel with one value. It has no spread: raise
    ValueError."""
    if training and x.size == x.shape[1]:
        y = np.zeros_like(x) + beside(beta, x)
        mean = moved(running_mean, x.reshape(-1), momentum)
        return y, mean, moved(running_var, 0 * running_var, momentum)
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def one_value_asserted(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """For a channel with one value you raise AssertionError. The statement asks for
    ValueError."""
    assert not training or x.size > x.shape[1]
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def one_image_refused(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you refuse a single image, but its channels have many values. One value a
    channel is what is refused."""
    if training and len(x) == 1:
        raise ValueError
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))


@mistake("batch_norm")
def one_value_refused_in_evaluation_too(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You refuse a channel with one value in evaluation, too. There the running statistics
    are taken, and one value is enough."""
    if x.size == x.shape[1]:
        raise ValueError
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))


# batch_norm: form, dtype and memory


@mistake("batch_norm")
def only_y_returned(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You return y alone. Return three: y, running_mean, running_var."""
    return normed((x, gamma, beta, running_mean, running_var, training, momentum, eps))[0]


@mistake("batch_norm")
def statistics_keep_their_axes(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training your running statistics have more than one axis. They are (C,), as they
    came."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    if training:
        kept = (1, -1, *[1] * (x.ndim - 2))
        return y, mean.reshape(kept), var.reshape(kept)
    return y, mean, var


@mistake("batch_norm")
def axes_of_one_dropped(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Where a length of x is 1 an axis of y is missing. y has the shape of x."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return np.atleast_1d(np.squeeze(y)), mean, var


@mistake("batch_norm")
def running_statistics_changed_in_place(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """You write into running_mean and running_var of the caller, and return them. Return new
    arrays."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    if training:
        running_mean[:], running_var[:] = mean, var
    return y, running_mean, running_var


@mistake("batch_norm")
def running_statistics_changed_in_training(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training you write into running_mean and running_var of the caller, and return them.
    Return new arrays."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    if not training:
        return y, mean, var
    running_mean[:], running_var[:] = mean, var
    return y, running_mean, running_var


@mistake("batch_norm")
def running_statistics_handed_back(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In evaluation you return the caller's running arrays themselves. Return copies."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return (y, mean, var) if training else (y, running_mean, running_var)


@mistake("batch_norm")
def x_changed_in_place(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your results are right, but the mean is gone from the caller's x. Begin with a new
    array."""
    given = x.copy(), gamma, beta, running_mean, running_var, training, momentum, eps
    answer = normed(given)
    x -= beside(statistics(x)[0] if training else running_mean, x)
    return answer


@mistake("batch_norm")
def all_results_in_float64(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your results are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    return tuple(one.astype("float64") for one in normed(given))


@mistake("batch_norm")
def y_in_float64(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """Your y is float64 whatever you were given. Keep the dtype of x."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return y.astype("float64"), mean, var


@mistake("batch_norm")
def running_statistics_in_float64(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your running statistics are float64 whatever you were given. Keep their dtype."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return y, mean.astype("float64"), var.astype("float64")


@mistake("batch_norm")
def new_running_var_in_float64(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """In training your running_var is float64 whatever you were given. Keep its dtype; a
    count that NumPy made can widen it."""
    given = x, gamma, beta, running_mean, running_var, training, momentum, eps
    y, mean, var = normed(given)
    return y, mean, var.astype("float64") if training else var


@mistake("batch_norm")
def calculated_in_float32(
    x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5
):
    """Your results are right to about seven digits only, as float32 is. Keep float64 on the
    way, too."""
    single = [one.astype("float32") for one in (x, gamma, beta, running_mean, running_var)]
    answer = normed((*single, training, momentum, eps))
    return tuple(one.astype(x.dtype) for one in answer)


# batch_norm_backward


def parts(grad_out, x, eps):
    """sqrt(var + eps) and xhat, with all axes."""
    axes = axes_of(x)
    std = np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return std, (x - x.mean(axis=axes, keepdims=True)) / std


def averaged(values):
    """The mean over each channel, with all axes."""
    return values.mean(axis=axes_of(values), keepdims=True)


def summed(values):
    """The sum over each channel, (C,)."""
    return values.sum(axis=axes_of(values))


def right_dx(g, xhat, std):
    """The right dx, for a gamma of 1."""
    return (g - averaged(g) - xhat * averaged(g * xhat)) / std


def backward(grad_out, x, gamma, eps, dx=right_dx):
    """batch_norm_backward with another dx."""
    std, xhat = parts(grad_out, x, eps)
    first = beside(gamma, x) * dx(grad_out, xhat, std)
    return first, summed(grad_out * xhat), summed(grad_out)


# batch_norm_backward: dx


@mistake("batch_norm_backward")
def mean_and_variance_held_fixed(grad_out, x, gamma, eps=1e-5):
    """Your dx has the direct way alone: mean and variance are held fixed. Both depend on
    x, too."""
    return backward(grad_out, x, gamma, eps, lambda g, xhat, std: g / std)


@mistake("batch_norm_backward")
def variance_held_fixed(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is missing in your dx. The variance depends on every x of
    its channel."""
    return backward(grad_out, x, gamma, eps, lambda g, xhat, std: (g - averaged(g)) / std)


@mistake("batch_norm_backward")
def mean_held_fixed(grad_out, x, gamma, eps=1e-5):
    """The way through the mean is missing in your dx. The mean depends on every x of its
    channel."""

    def dx(g, xhat, std):
        return (g - xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def gamma_left_out_of_dx(grad_out, x, gamma, eps=1e-5):
    """gamma changes nothing in your dx. What arrives at xhat is gamma * grad_out."""
    _, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return backward(grad_out, x, np.ones_like(gamma), eps)[0], dgamma, dbeta


@mistake("batch_norm_backward")
def not_divided_by_the_deviation(grad_out, x, gamma, eps=1e-5):
    """Your dx is not divided by the deviation, sqrt(var + eps). xhat is x divided by it, so
    its derivative is, too."""
    return backward(grad_out, x, gamma, eps, lambda g, xhat, std: std * right_dx(g, xhat, std))


@mistake("batch_norm_backward")
def sums_not_divided(grad_out, x, gamma, eps=1e-5):
    """The ways through mean and variance are M times too large in your dx. One x is only 1/M
    of a mean."""
    m = x.size // x.shape[1]

    def dx(g, xhat, std):
        return (g - m * averaged(g) - m * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def mean_not_divided(grad_out, x, gamma, eps=1e-5):
    """The way through the mean is M times too large in your dx. One x is only 1/M of the
    mean."""
    m = x.size // x.shape[1]

    def dx(g, xhat, std):
        return (g - m * averaged(g) - xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def variance_not_divided(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is M times too large in your dx. The variance is 1/M of
    the sum of the squares."""
    m = x.size // x.shape[1]

    def dx(g, xhat, std):
        return (g - averaged(g) - m * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def dx_m_times_too_large(grad_out, x, gamma, eps=1e-5):
    """Your dx is M times too large. In the short form with M * grad_out all is divided by M
    at the end."""
    m = x.size // x.shape[1]
    return backward(grad_out, x, gamma, eps, lambda g, xhat, std: m * right_dx(g, xhat, std))


@mistake("batch_norm_backward")
def dx_divided_by_the_count(grad_out, x, gamma, eps=1e-5):
    """Your whole dx is divided by M. The direct way is not; if the loss is a mean, that is in
    grad_out already."""
    m = x.size // x.shape[1]
    return backward(grad_out, x, gamma, eps, lambda g, xhat, std: right_dx(g, xhat, std) / m)


@mistake("batch_norm_backward")
def way_through_the_variance_added(grad_out, x, gamma, eps=1e-5):
    """The way through the variance has the opposite sign in your dx. The power -1/2 brings a
    minus."""

    def dx(g, xhat, std):
        return (g - averaged(g) + xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def way_through_the_mean_added(grad_out, x, gamma, eps=1e-5):
    """The way through the mean has the opposite sign in your dx. The mean is subtracted, so
    it brings a minus."""

    def dx(g, xhat, std):
        return (g + averaged(g) - xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def two_of_the_square_forgotten(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is half of what it should be. The derivative of a square
    brings a 2."""

    def dx(g, xhat, std):
        return (g - averaged(g) - 0.5 * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def half_of_the_root_forgotten(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is twice of what it should be. The derivative of the root
    brings a 1/2."""

    def dx(g, xhat, std):
        return (g - averaged(g) - 2 * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def power_of_minus_a_half_kept(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is var + eps times too large. Look at the power in dvar:
    a derivative lowers it by 1."""

    def dx(g, xhat, std):
        return (g - averaged(g) - std**2 * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def divided_once_more_in_dvar(grad_out, x, gamma, eps=1e-5):
    """The way through the variance is divided by sqrt(var + eps) once too often. Does xhat
    stand where x - mean belongs?"""

    def dx(g, xhat, std):
        return (g - averaged(g) - xhat * averaged(g * xhat) / std) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def not_centred_in_dvar(grad_out, x, gamma, eps=1e-5):
    """In dvar you multiply by x. Between dxhat and the variance stands x - mean."""

    def dx(g, xhat, std):
        return (g - averaged(g) - xhat * averaged(g * x / std)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def unbiased_variance_behind(grad_out, x, gamma, eps=1e-5):
    """You take the unbiased variance in the gradients. Forward it is the biased one that
    normalises."""
    axes = axes_of(x)
    std = np.sqrt(x.var(axis=axes, keepdims=True, ddof=1) + eps)
    xhat = (x - x.mean(axis=axes, keepdims=True)) / std
    dx = beside(gamma, x) * right_dx(grad_out, xhat, std)
    return dx, summed(grad_out * xhat), summed(grad_out)


@mistake("batch_norm_backward")
def each_example_on_its_own(grad_out, x, gamma, eps=1e-5):
    """You take means along each example, over its channels. Each channel is normalised over
    the batch."""
    axes = tuple(range(1, x.ndim))
    std = np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    xhat = (x - x.mean(axis=axes, keepdims=True)) / std
    g = beside(gamma, x) * grad_out
    through_mean = g.mean(axis=axes, keepdims=True)
    through_var = xhat * (g * xhat).mean(axis=axes, keepdims=True)
    return (g - through_mean - through_var) / std, summed(grad_out * xhat), summed(grad_out)


# batch_norm_backward: eps


@mistake("batch_norm_backward")
def eps_outside_the_root_behind(grad_out, x, gamma, eps=1e-5):
    """In the gradients you add eps to the root. It stands inside the root, beside the
    variance."""
    axes = axes_of(x)
    std = x.std(axis=axes, keepdims=True) + eps
    xhat = (x - x.mean(axis=axes, keepdims=True)) / std
    dx = beside(gamma, x) * right_dx(grad_out, xhat, std)
    return dx, summed(grad_out * xhat), summed(grad_out)


@mistake("batch_norm_backward")
def eps_inside_in_dvar_alone(grad_out, x, gamma, eps=1e-5):
    """In the gradients you add eps to the root, everywhere but in dvar. It stands inside the
    root, beside the variance."""
    axes = axes_of(x)
    std = x.std(axis=axes, keepdims=True) + eps
    xhat = (x - x.mean(axis=axes, keepdims=True)) / std
    third = (x.var(axis=axes, keepdims=True) + eps) ** 1.5
    through_var = xhat * averaged(grad_out * xhat) * std**2 / third
    direct = (grad_out - averaged(grad_out)) / std
    dx = beside(gamma, x) * (direct - through_var)
    return dx, summed(grad_out * xhat), summed(grad_out)


@mistake("batch_norm_backward")
def eps_left_out_behind(grad_out, x, gamma, eps=1e-5):
    """eps changes nothing in your gradients. The forward pass divides by sqrt(var + eps), and
    so do they."""
    with np.errstate(all="ignore"):
        return backward(grad_out, x, gamma, 0)


@mistake("batch_norm_backward")
def always_the_usual_eps_behind(grad_out, x, gamma, eps=1e-5):
    """Your eps is always 1e-5 in the gradients, whatever is given."""
    return backward(grad_out, x, gamma, 1e-5)


@mistake("batch_norm_backward")
def usual_eps_for_images_behind(grad_out, x, gamma, eps=1e-5):
    """With images eps is always 1e-5 in your gradients."""
    return backward(grad_out, x, gamma, eps if x.ndim == 2 else 1e-5)


# batch_norm_backward: dgamma and dbeta


@mistake("batch_norm_backward")
def x_in_dgamma(grad_out, x, gamma, eps=1e-5):
    """In dgamma you multiply grad_out by x. gamma is multiplied by xhat, so that stands
    there."""
    dx, _, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, summed(grad_out * x), dbeta


@mistake("batch_norm_backward")
def dgamma_not_divided_by_the_deviation(grad_out, x, gamma, eps=1e-5):
    """In dgamma you multiply grad_out by x - mean. It is not divided by the deviation yet:
    take xhat."""
    dx, _, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, summed(grad_out * (x - averaged(x))), dbeta


@mistake("batch_norm_backward")
def direct_way_and_dgamma_not_divided(grad_out, x, gamma, eps=1e-5):
    """Your dx has the direct way alone: add those through var and mean. In dgamma x - mean
    is not divided by the deviation yet."""
    dx, _, dbeta = backward(grad_out, x, gamma, eps, lambda g, xhat, std: g / std)
    return dx, summed(grad_out * (x - averaged(x))), dbeta


@mistake("batch_norm_backward")
def gamma_in_dgamma(grad_out, x, gamma, eps=1e-5):
    """Your dgamma is multiplied by gamma. The derivative of gamma * xhat by gamma is xhat."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, gamma * dgamma, dbeta


@mistake("batch_norm_backward")
def gamma_in_dgamma_and_dbeta(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta are multiplied by gamma. Both are sums over grad_out, not over
    dxhat."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, gamma * dgamma, gamma * dbeta


@mistake("batch_norm_backward")
def means_for_dgamma_and_dbeta(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta are means over the channel. They are sums; a mean is in grad_out
    already."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    m = x.size // x.shape[1]
    return dx, dgamma / m, dbeta / m


@mistake("batch_norm_backward")
def mean_for_dbeta(grad_out, x, gamma, eps=1e-5):
    """Your dbeta is a mean over the channel. It is a sum; a mean is in grad_out already."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, dgamma, dbeta / (x.size // x.shape[1])


@mistake("batch_norm_backward")
def dgamma_and_dbeta_not_summed(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta have the shape of x. Every value of a channel meets the same
    gamma and beta: sum."""
    dx, _, _ = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, grad_out * parts(grad_out, x, eps)[1], grad_out.copy()


@mistake("batch_norm_backward")
def one_number_for_all_channels(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta are one number each. Every channel has its own: do not sum over
    axis 1."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, dgamma.sum(), dbeta.sum()


@mistake("batch_norm_backward")
def sums_keep_their_axes(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta have more than one axis. Each has the shape of what it belongs
    to, (C,)."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    kept = (1, -1, *[1] * (x.ndim - 2))
    return dx, dgamma.reshape(kept), dbeta.reshape(kept)


@mistake("batch_norm_backward")
def dgamma_and_dbeta_exchanged(grad_out, x, gamma, eps=1e-5):
    """You return dbeta before dgamma. The order is dx, dgamma, dbeta."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, dbeta, dgamma


@mistake("batch_norm_backward")
def only_dx_returned(grad_out, x, gamma, eps=1e-5):
    """You return dx alone. Return three: dx, dgamma, dbeta."""
    return solution.batch_norm_backward(grad_out, x, gamma, eps)[0]


# batch_norm_backward: images


@mistake("batch_norm_backward")
def examples_counted_for_pixels_behind(grad_out, x, gamma, eps=1e-5):
    """With images you divide the ways through mean and variance by N. M counts the pixels of
    all images: N * H * W."""
    times = x.size // x.shape[1] / len(x)

    def dx(g, xhat, std):
        return (g - times * averaged(g) - times * xhat * averaged(g * xhat)) / std

    return backward(grad_out, x, gamma, eps, dx)


@mistake("batch_norm_backward")
def every_image_on_its_own(grad_out, x, gamma, eps=1e-5):
    """With images you take means over H and W alone. All images of the batch count
    together."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    if x.ndim == 2:
        return dx, dgamma, dbeta
    over = {"axis": (2, 3), "keepdims": True}
    std = np.sqrt(x.var(**over) + eps)
    xhat = (x - x.mean(**over)) / std
    through_var = xhat * (grad_out * xhat).mean(**over)
    dx = beside(gamma, x) / std * (grad_out - grad_out.mean(**over) - through_var)
    return dx, summed(grad_out * xhat), dbeta


@mistake("batch_norm_backward")
def every_pixel_on_its_own(grad_out, x, gamma, eps=1e-5):
    """With images you take means over N alone, for each pixel. A channel's pixels count
    together."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    if x.ndim == 2:
        return dx, dgamma, dbeta
    over = {"axis": 0, "keepdims": True}
    std = np.sqrt(x.var(**over) + eps)
    xhat = (x - x.mean(**over)) / std
    through_var = xhat * (grad_out * xhat).mean(**over)
    dx = beside(gamma, x) / std * (grad_out - grad_out.mean(**over) - through_var)
    return dx, summed(grad_out * xhat), dbeta


@mistake("batch_norm_backward")
def images_as_tables_behind(grad_out, x, gamma, eps=1e-5):
    """Images go the same way as tables in your code: sums over N alone, gamma along W. Their
    channels are axis 1."""
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - x.mean(axis=0)) / std
    through_var = xhat * (grad_out * xhat).mean(axis=0)
    dx = gamma / std * (grad_out - grad_out.mean(axis=0) - through_var)
    return dx, (grad_out * xhat).sum(axis=0), grad_out.sum(axis=0)


@mistake("batch_norm_backward")
def reshaped_with_channels_last_behind(grad_out, x, gamma, eps=1e-5):
    """With images you reshape to (-1, C), and rows then mix channels. Move the axis of the
    channels to the end first."""
    rows = (-1, x.shape[1])
    dx, *sums = backward(grad_out.reshape(rows), x.reshape(rows), gamma, eps)
    return dx.reshape(x.shape), *sums


@mistake("batch_norm_backward")
def channels_not_moved_back_behind(grad_out, x, gamma, eps=1e-5):
    """With images you move the channels to the end, but then reshape to the shape of x at
    once. The channels have to be moved back, too."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return np.moveaxis(dx, 1, -1).reshape(x.shape), dgamma, dbeta


@mistake("batch_norm_backward")
def gamma_along_the_width_behind(grad_out, x, gamma, eps=1e-5):
    """With images gamma meets the last axis, the width. It belongs to the channels, axis
    1."""
    std, xhat = parts(grad_out, x, eps)
    g = gamma * grad_out
    return right_dx(g, xhat, std), summed(grad_out * xhat), summed(grad_out)


# batch_norm_backward: dtype and memory


@mistake("batch_norm_backward")
def grad_out_changed_in_place(grad_out, x, gamma, eps=1e-5):
    """Your gradients are right, but grad_out of the caller is multiplied by gamma. Begin with
    a new array."""
    answer = solution.batch_norm_backward(grad_out.copy(), x, gamma, eps)
    grad_out *= beside(gamma, x)
    return answer


@mistake("batch_norm_backward")
def x_centred_in_place(grad_out, x, gamma, eps=1e-5):
    """Your gradients are right, but the mean is gone from the caller's x. Begin with a new
    array."""
    answer = solution.batch_norm_backward(grad_out, x.copy(), gamma, eps)
    x -= averaged(x)
    return answer


@mistake("batch_norm_backward")
def gradients_in_float64(grad_out, x, gamma, eps=1e-5):
    """Your gradients are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    answer = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return tuple(one.astype("float64") for one in answer)


@mistake("batch_norm_backward")
def dx_in_float64(grad_out, x, gamma, eps=1e-5):
    """Your dx is float64 whatever you were given. Keep the dtype of x."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx.astype("float64"), dgamma, dbeta


@mistake("batch_norm_backward")
def sums_in_float64(grad_out, x, gamma, eps=1e-5):
    """Your dgamma and dbeta are float64 whatever you were given. Keep the dtype of gamma."""
    dx, dgamma, dbeta = solution.batch_norm_backward(grad_out, x, gamma, eps)
    return dx, dgamma.astype("float64"), dbeta.astype("float64")


@mistake("batch_norm_backward")
def gradients_calculated_in_float32(grad_out, x, gamma, eps=1e-5):
    """Your gradients are right to about seven digits only, as float32 is. Keep float64 on the
    way, too."""
    single = [one.astype("float32") for one in (grad_out, x, gamma)]
    answer = solution.batch_norm_backward(*single, eps)
    return tuple(one.astype(x.dtype) for one in answer)
