"""Known wrong answers of ex29, transfer learning and half precision."""

import numpy as np

# --- fine_tune_step ---


def stepped(params, grads, lr, moves, frozen=lambda value: value.copy(), step=None):
    """The dictionary where those parameters move for whose name `moves` is true."""
    step = step or (lambda value, grad: value - lr * grad)
    return {
        name: step(value, grads[name]) if moves(name) else frozen(value)
        for name, value in params.items()
    }


def with_step(params, grads, trainable, lr, step):
    """The dictionary where trainable parameters move otherwise."""
    return stepped(params, grads, lr, lambda name: name in trainable, step=step)


@mistake("fine_tune_step")
def all_move(params, grads, trainable, lr):
    """Frozen parameters move in your code wherever they have a gradient. Only the names in
    trainable may move."""
    return stepped(params, grads, lr, lambda name: name in grads)


@mistake("fine_tune_step")
def all_move_and_need_gradients(params, grads, trainable, lr):
    """All parameters move in your code, the frozen ones too. Only the names in trainable may
    move."""
    return stepped(params, grads, lr, lambda name: True)


@mistake("fine_tune_step")
def frozen_ones_move(params, grads, trainable, lr):
    """Your frozen parameters move and your trainable ones stay. Look at your condition."""
    return stepped(params, grads, lr, lambda name: name not in trainable)


@mistake("fine_tune_step")
def frozen_ones_with_gradients_move(params, grads, trainable, lr):
    """Frozen parameters with a gradient move, and the trainable ones stay. Look at your
    condition."""
    return stepped(params, grads, lr, lambda name: name in grads and name not in trainable)


@mistake("fine_tune_step")
def nothing_moves(params, grads, trainable, lr):
    """Nothing moves in your code. The trainable parameters go against their gradients."""
    return stepped(params, grads, lr, lambda name: False)


@mistake("fine_tune_step")
def moved_uphill(params, grads, trainable, lr):
    """Your trainable parameters move along their gradients. A step goes against them: look at
    the sign."""
    return with_step(params, grads, trainable, lr, lambda p, g: p + lr * g)


@mistake("fine_tune_step")
def rate_ignored(params, grads, trainable, lr):
    """lr has no effect on your step. It multiplies the gradient."""
    return with_step(params, grads, trainable, lr, lambda p, g: p - g)


@mistake("fine_tune_step")
def shrunk_by_the_rate(params, grads, trainable, lr):
    """Your trainable parameters are scaled by lr, and then moved by the whole gradient. lr
    multiplies the gradient."""
    return with_step(params, grads, trainable, lr, lambda p, g: lr * (p - g))


@mistake("fine_tune_step")
def changes_alone(params, grads, trainable, lr):
    """You return the changes of the trainable parameters. The statement asks for their new
    values."""
    return with_step(params, grads, trainable, lr, lambda p, g: -lr * g)


@mistake("fine_tune_step")
def rate_times_gradient_alone(params, grads, trainable, lr):
    """You return lr times the gradient for trainable parameters. The statement asks for their
    new values."""
    return with_step(params, grads, trainable, lr, lambda p, g: lr * g)


@mistake("fine_tune_step")
def gradients_returned(params, grads, trainable, lr):
    """You return the gradients of trainable parameters. The statement asks for their new
    values."""
    return with_step(params, grads, trainable, lr, lambda p, g: g.copy())


@mistake("fine_tune_step")
def gradient_averaged(params, grads, trainable, lr):
    """Your gradient is divided by its number of entries. It is given as it is to be used."""
    return with_step(params, grads, trainable, lr, lambda p, g: p - lr * g / g.size)


@mistake("fine_tune_step")
def divided_by_the_rows(params, grads, trainable, lr):
    """Your gradient is divided by its number of rows. It is given as it is to be used."""
    return with_step(params, grads, trainable, lr, lambda p, g: p - lr * g / len(g))


@mistake("fine_tune_step")
def frozen_at_a_tenth(params, grads, trainable, lr):
    """Your frozen parameters move too, by a tenth of a step. They stay as they were."""
    return {
        name: value - (lr if name in trainable else lr / 10) * grads.get(name, 0 * value)
        for name, value in params.items()
    }


@mistake("fine_tune_step")
def frozen_left_out(params, grads, trainable, lr):
    """Frozen parameters are missing in your result. It has all names of params."""
    return {name: params[name] - lr * grads[name] for name in trainable}


@mistake("fine_tune_step")
def first_parameter_alone(params, grads, trainable, lr):
    """Your result has the first parameter alone. Look at where your return stands."""
    moved = solution.fine_tune_step(params, grads, trainable, lr)
    return {name: moved[name] for name in list(params)[:1]}


@mistake("fine_tune_step")
def without_gradient_left_out(params, grads, trainable, lr):
    """Parameters without a gradient are missing in your result. It has all names of params."""
    moved = solution.fine_tune_step(params, grads, trainable, lr)
    return {name: moved[name] for name in params if name in grads}


@mistake("fine_tune_step")
def frozen_are_zero(params, grads, trainable, lr):
    """Frozen parameters are 0 in your result. They keep their values."""
    return stepped(params, grads, lr, lambda name: name in trainable, np.zeros_like)


@mistake("fine_tune_step")
def frozen_are_none(params, grads, trainable, lr):
    """Frozen parameters are None in your result. They keep their values."""
    return stepped(params, grads, lr, lambda name: name in trainable, lambda value: None)


@mistake("fine_tune_step")
def names_that_begin_alike(params, grads, trainable, lr):
    """A parameter whose name begins with a trainable one moves too. A name means one parameter:
    compare whole names."""
    return stepped(
        params,
        grads,
        lr,
        lambda name: name in grads and any(name.startswith(one) for one in trainable),
    )


@mistake("fine_tune_step")
def names_that_begin_alike_need_gradients(params, grads, trainable, lr):
    """A parameter whose name begins with a trainable one moves too, and needs a gradient. A
    name means one parameter: compare whole names."""
    return stepped(
        params, grads, lr, lambda name: any(name.startswith(one) for one in trainable)
    )


@mistake("fine_tune_step")
def names_with_a_trainable_one_inside(params, grads, trainable, lr):
    """A parameter moves too if a trainable name is a part of its own. A name means one
    parameter: compare whole names."""
    return stepped(params, grads, lr, lambda name: any(one in name for one in trainable))


@mistake("fine_tune_step")
def parts_of_names_move(params, grads, trainable, lr):
    """A parameter whose name is a part of a trainable one moves too, base with base_bias. A
    name means one parameter: compare whole names."""
    return stepped(params, grads, lr, lambda name: any(name in one for one in trainable))


@mistake("fine_tune_step")
def whole_layers_move(params, grads, trainable, lr):
    """The whole layer moves if one of its parameters is trainable. Each name is a parameter of
    its own."""
    layers = {name.split("_")[0] for name in trainable}
    return stepped(
        params, grads, lr, lambda name: name in grads and name.split("_")[0] in layers
    )


@mistake("fine_tune_step")
def biases_stay(params, grads, trainable, lr):
    """Your biases stay even where they are trainable. Only trainable decides what moves."""
    return stepped(
        params, grads, lr, lambda name: name in trainable and not name.endswith("bias")
    )


@mistake("fine_tune_step")
def head_alone(params, grads, trainable, lr):
    """Only the head moves in your code, whatever trainable has. Look the names up there."""
    return stepped(params, grads, lr, lambda name: name in grads and name.startswith("head"))


@mistake("fine_tune_step")
def first_one_alone(params, grads, trainable, lr):
    """Only the first name in trainable moves, and without one you return None. Look at where
    your return stands."""
    if trainable:
        return stepped(params, grads, lr, lambda name: name == trainable[0])
    return None


@mistake("fine_tune_step")
def last_one_alone(params, grads, trainable, lr):
    """Only the last name in trainable moves, and without one your result is empty. A later turn
    of your loop writes over what an earlier one did."""
    if trainable:
        return stepped(params, grads, lr, lambda name: name == trainable[-1])
    return {}


@mistake("fine_tune_step")
def as_many_as_trainable(params, grads, trainable, lr):
    """The first parameters move in your code, as many as trainable has names. The names
    decide, not their number."""
    names = list(params)[: len(trainable)]
    return stepped(params, grads, lr, lambda name: name in names and name in grads)


@mistake("fine_tune_step")
def paired_by_order(params, grads, trainable, lr):
    """Parameters and gradients are paired by their order in your code. Look each gradient up by
    its name."""
    return {
        name: value - lr * grad if name in trainable else value.copy()
        for (name, value), grad in zip(params.items(), grads.values(), strict=False)
    }


@mistake("fine_tune_step")
def trainable_paired_by_order(params, grads, trainable, lr):
    """The names in trainable and the gradients are paired by their order in your code. Look
    each gradient up by its name."""
    moved = {name: value.copy() for name, value in params.items()}
    for name, grad in zip(trainable, grads.values(), strict=False):
        moved[name] = moved[name] - lr * grad
    return moved


@mistake("fine_tune_step")
def every_gradient_needed(params, grads, trainable, lr):
    """KeyError where a frozen parameter has no gradient. It needs none: look a gradient up
    only for what is trainable."""
    for name in params:
        grads[name]
    return solution.fine_tune_step(params, grads, trainable, lr)


@mistake("fine_tune_step")
def empty_list_trains_all(params, grads, trainable, lr):
    """With an empty list everything moves in your code. Then nothing is trainable."""
    names = trainable or list(grads)
    return stepped(params, grads, lr, lambda name: name in names)


@mistake("fine_tune_step")
def empty_list_needs_all_gradients(params, grads, trainable, lr):
    """With an empty list everything moves in your code, and needs a gradient. Then nothing is
    trainable."""
    names = trainable or list(params)
    return stepped(params, grads, lr, lambda name: name in names)


@mistake("fine_tune_step")
def frozen_not_copied(params, grads, trainable, lr):
    """Frozen arrays of your result are those of params. Return copies of them."""
    return stepped(params, grads, lr, lambda name: name in trainable, lambda value: value)


@mistake("fine_tune_step")
def arrays_moved_in_place(params, grads, trainable, lr):
    """params is changed by your call. Make new arrays: copying a dictionary copies none of
    them."""
    for name in trainable:
        params[name] -= params[name].dtype.type(lr) * grads[name]
    return {name: value.copy() for name, value in params.items()}


@mistake("fine_tune_step")
def dictionary_written_to(params, grads, trainable, lr):
    """You put new arrays into params. It should stay as it was: make a new dictionary."""
    for name in trainable:
        params[name] = params[name] - lr * grads[name]
    return params


@mistake("fine_tune_step")
def gradients_scaled_in_place(params, grads, trainable, lr):
    """grads is changed by your call. Multiply a gradient into a new array."""
    for name in trainable:
        grads[name] *= grads[name].dtype.type(lr)
    return stepped(params, grads, 1.0, lambda name: name in trainable)


@mistake("fine_tune_step")
def gradients_set_to_zero(params, grads, trainable, lr):
    """grads is changed by your call where a frozen parameter has a gradient. Leave it as it
    is."""
    moved = solution.fine_tune_step(params, grads, trainable, lr)
    for name in grads:
        if name not in trainable:
            grads[name][...] = 0
    return moved


@mistake("fine_tune_step")
def trained_in_float64(params, grads, trainable, lr):
    """Your trained parameters are float64 whatever params are. Keep their dtype."""
    return with_step(
        params, grads, trainable, lr, lambda p, g: p - np.float64(lr) * g.astype("float64")
    )


@mistake("fine_tune_step")
def all_in_float64(params, grads, trainable, lr):
    """All your arrays are float64 whatever params are. Keep their dtype."""
    moved = solution.fine_tune_step(params, grads, trainable, lr)
    return {name: value.astype("float64") for name, value in moved.items()}


# --- frozen_batch_norm ---


def shaped(x, array):
    """A number for each channel, ready for the shape of x."""
    return array.reshape((-1,) + (1,) * (x.ndim - 2))


def others(x):
    """All axes but that of the channels."""
    return (0, *range(2, x.ndim))


def norm(x, gamma, beta, mean, var, eps, formula):
    """A formula of x and four arrays of its shape."""
    return formula(x, *(shaped(x, one) for one in (gamma, beta, mean, var)), x.dtype.type(eps))


def standard(x, g, b, m, v, eps):
    """The right formula."""
    return g * (x - m) / np.sqrt(v + eps) + b


@mistake("frozen_batch_norm")
def averages_of_the_batch(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your mean and variance are those of the batch. A frozen layer uses the running
    averages."""
    mean, var = x.mean(axis=others(x)), x.var(axis=others(x))
    return norm(x, gamma, beta, mean, var, eps, standard)


@mistake("frozen_batch_norm")
def mean_of_the_batch(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your mean is that of the batch, and your variance the running one. A frozen layer uses
    both running averages."""
    return norm(x, gamma, beta, x.mean(axis=others(x)), running_var, eps, standard)


@mistake("frozen_batch_norm")
def variance_of_the_batch(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your variance is that of the batch, and your mean the running one. A frozen layer uses
    both running averages."""
    return norm(x, gamma, beta, running_mean, x.var(axis=others(x)), eps, standard)


def moved(x, mean, var, weight):
    """The running averages after this batch; `weight` is that of the new values."""
    return (
        (1 - weight) * mean + weight * x.mean(axis=others(x)),
        (1 - weight) * var + weight * x.var(axis=others(x)),
    )


@mistake("frozen_batch_norm")
def averages_moved_by_a_tenth(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your running averages take a tenth of the batch before they are used. In a frozen layer
    they stay."""
    mean, var = moved(x, running_mean, running_var, 0.1)
    return norm(x, gamma, beta, mean, var, eps, standard)


@mistake("frozen_batch_norm")
def averages_moved_afterwards(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Both running averages are changed by your call. In a frozen layer they stay as they
    are."""
    y = norm(x, gamma, beta, running_mean, running_var, eps, standard)
    running_mean[...], running_var[...] = moved(x, running_mean, running_var, 0.1)
    return y


@mistake("frozen_batch_norm")
def batch_used_and_averages_moved(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your layer works as in training: with the batch's mean and variance, and the running
    averages are changed. It is frozen."""
    mean, var = x.mean(axis=others(x)), x.var(axis=others(x))
    y = norm(x, gamma, beta, mean, var, eps, standard)
    running_mean[...], running_var[...] = moved(x, running_mean, running_var, 0.1)
    return y


@mistake("frozen_batch_norm")
def variance_below(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """You divide by the variance. Divide by its square root, the standard deviation."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m) / (v + eps) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def variance_for_the_deviation(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """You treat the running variance as a standard deviation: it is squared before eps is
    added. Only its root is taken."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m) / np.sqrt(v * v + eps) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def eps_outside_the_root(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """eps is added to the standard deviation in your code. It is added to the variance, below
    the root."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m) / (np.sqrt(v) + eps) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def eps_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """eps has no effect on your y. It is added to the variance, so that nothing is divided by
    0."""
    with np.errstate(all="ignore"):
        return norm(x, gamma, beta, running_mean, running_var, 0.0, standard)


@mistake("frozen_batch_norm")
def eps_as_the_least(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your eps is the least variance. It is added to each variance."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m) / np.sqrt(np.maximum(v, eps)) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def own_eps(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your eps is 1e-5 in every call. A call may give another one."""
    return norm(x, gamma, beta, running_mean, running_var, 1e-5, standard)


@mistake("frozen_batch_norm")
def gamma_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """gamma has no effect on your y. It multiplies what is normalised."""
    return norm(x, 0 * gamma + 1, beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def beta_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """beta has no effect on your y. It is added at the end."""
    return norm(x, gamma, 0 * beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def gamma_and_beta_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """gamma and beta have no effect: your y is normalised, but neither scaled nor moved."""
    return norm(x, 0 * gamma + 1, 0 * beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def gamma_and_beta_exchanged(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """gamma and beta have each other's place. gamma multiplies, beta is added."""
    return norm(x, beta, gamma, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def beta_taken_away(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """beta is subtracted in your code. It is added."""
    return norm(x, gamma, -beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def beta_scaled_too(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """beta is multiplied by gamma in your code. It is added last."""
    return norm(x, gamma, gamma * beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def beta_divided_too(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """beta is divided by the standard deviation in your code. It is added last: look at your
    brackets."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: (g * (x - m) + b) / np.sqrt(v + eps),
    )  # fmt: skip


@mistake("frozen_batch_norm")
def gamma_on_x_alone(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """gamma multiplies x before the mean is subtracted. It multiplies what is normalised: look
    at your brackets."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: (g * x - m) / np.sqrt(v + eps) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def mean_not_divided(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Only x is divided by the standard deviation, not the mean. Subtract first: look at your
    brackets."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x / np.sqrt(v + eps) - m) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def mean_alone_divided(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Only the mean is divided by the standard deviation, not x. Subtract first: look at your
    brackets."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m / np.sqrt(v + eps)) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def gamma_for_the_variance(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """You take the root of gamma. gamma is the new standard deviation already: it multiplies as
    it is."""
    with np.errstate(all="ignore"):
        return norm(x, np.sqrt(gamma), beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def mean_added(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The running mean is added in your code. It is subtracted."""
    return norm(x, gamma, beta, -running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def mean_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The running mean has no effect on your y. It is subtracted from x."""
    return norm(x, gamma, beta, 0 * running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def mean_minus_x(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """You subtract x from the mean. It is the other way round."""
    return norm(x, -gamma, beta, running_mean, running_var, eps, standard)


@mistake("frozen_batch_norm")
def variance_forgotten(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your y is not divided by the standard deviation. Look for running_var in your code."""
    return norm(
        x, gamma, beta, running_mean, running_var, eps,
        lambda x, g, b, m, v, eps: g * (x - m) + b,
    )  # fmt: skip


@mistake("frozen_batch_norm")
def mean_and_variance_exchanged(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The two running averages have each other's place. The mean is subtracted, the variance
    stands below the root."""
    with np.errstate(all="ignore"):
        return norm(x, gamma, beta, running_var, running_mean, eps, standard)


@mistake("frozen_batch_norm")
def one_average_for_all_channels(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """All channels have the same mean and variance in your code. Each has its own."""
    mean = 0 * running_mean + running_mean.mean()
    var = 0 * running_var + running_var.mean()
    return norm(x, gamma, beta, mean, var, eps, standard)


@mistake("frozen_batch_norm")
def along_the_last_axis(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The numbers of the channels are laid along W in your code. In (N, C, H, W) the channels
    come second."""
    return standard(x, gamma, beta, running_mean, running_var, x.dtype.type(eps))


@mistake("frozen_batch_norm")
def along_the_rows_of_images(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The numbers of the channels are laid along H in your code. In (N, C, H, W) the channels
    come second."""
    shape = (-1, 1) if x.ndim == 4 else (-1,)
    four = (one.reshape(shape) for one in (gamma, beta, running_mean, running_var))
    return standard(x, *four, x.dtype.type(eps))


@mistake("frozen_batch_norm")
def along_the_examples(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """The numbers of the channels are laid along N in your code. They belong to the second
    axis."""
    shape = (-1,) + (1,) * (x.ndim - 1)
    four = (one.reshape(shape) for one in (gamma, beta, running_mean, running_var))
    return standard(x, *four, x.dtype.type(eps))


@mistake("frozen_batch_norm")
def images_alone(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your code is right for images, and gives another shape, or other numbers, for x (N, C).
    Look at what your reshape does there."""
    four = (one.reshape(1, -1, 1, 1) for one in (gamma, beta, running_mean, running_var))
    return standard(x, *four, x.dtype.type(eps))


def rows_of_channels(x, gamma, beta, mean, var, eps):
    """The right formula for the rows (N, C)."""
    return standard(x, gamma, beta, mean, var, x.dtype.type(eps))


@mistake("frozen_batch_norm")
def reshaped_to_columns(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Neighbours in an image get the numbers of different channels in your code. A channel is a
    whole image: look at your reshape."""
    rows = x.reshape(-1, x.shape[1])
    y = rows_of_channels(rows, gamma, beta, running_mean, running_var, eps)
    return y.reshape(x.shape)


@mistake("frozen_batch_norm")
def reshaped_back_without_moving(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your y has its numbers at other places in an image. Channels that were moved to the end
    are moved back, not reshaped."""
    rows = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    y = rows_of_channels(rows, gamma, beta, running_mean, running_var, eps)
    return y.reshape(x.shape)


@mistake("frozen_batch_norm")
def images_flattened(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your y for images has two axes. It has the shape of x."""
    y = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    return np.moveaxis(y, 1, -1).reshape(-1, x.shape[1])


@mistake("frozen_batch_norm")
def averages_returned_too(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """You return y together with the running averages. The statement asks for y alone."""
    y = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    return y, running_mean.copy(), running_var.copy()


@mistake("frozen_batch_norm")
def always_float64(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your y is float64 whatever x is. Keep the dtype of x."""
    y = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    return y.astype("float64")


@mistake("frozen_batch_norm")
def x_centred_in_place(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """x is changed by your call. Put the difference into a new array."""
    y = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    x -= shaped(x, running_mean)
    return y


@mistake("frozen_batch_norm")
def x_written_over(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Your y is written into x, which is returned. Return a new array."""
    x[...] = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    return x


@mistake("frozen_batch_norm")
def eps_added_in_place(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """running_var is changed by your call. Add eps into a new array."""
    y = solution.frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps)
    running_var += running_var.dtype.type(eps)
    return y


# --- to_half ---


def half(x):
    """The right answer."""
    with np.errstate(over="ignore"):
        return x.astype("float16")


@mistake("to_half")
def rounded_and_back(x):
    """Your array has the dtype of x, though its numbers are rounded. The statement asks for
    float16."""
    return half(x).astype(x.dtype)


@mistake("to_half")
def rounded_to_float32(x):
    """Your array is float32. The statement asks for float16."""
    return x.astype("float32")


@mistake("to_half")
def copied(x):
    """You return x as it is. The statement asks for float16."""
    return x.copy()


@mistake("to_half")
def same_array(x):
    """You return x itself. The statement asks for a new array of float16."""
    return x


@mistake("to_half")
def halves(x):
    """Your numbers are half of x. Half precision means half the bits: float16."""
    return x / 2


@mistake("to_half")
def halves_in_float16(x):
    """Your array is float16, but its numbers are half of x. Half precision means half the
    bits."""
    return half(x / 2)


@mistake("to_half")
def cut_off_at_the_largest(x):
    """Numbers beyond the range become 65504 in your array. The statement asks for inf from
    65520 on."""
    return np.clip(x, -65504, 65504).astype("float16")


@mistake("to_half")
def nan_beyond_the_range(x):
    """Numbers beyond the range become nan in your array. The statement asks for inf, with the
    sign of x."""
    y = half(x)
    y[np.isinf(y)] = np.nan
    return y


@mistake("to_half")
def infinite_above_65504(x):
    """Numbers a little above 65504 become inf in your array. Below 65520 the nearest number is
    65504."""
    y = half(x)
    y[abs(x) > 65504] = np.inf
    return np.copysign(y, x).astype("float16")


@mistake("to_half")
def infinity_without_its_sign(x):
    """Negative numbers beyond the range become inf in your array. They become -inf."""
    y = half(x)
    y[np.isinf(y)] = np.inf
    return y


@mistake("to_half")
def error_beyond_the_range(x):
    """OverflowError for numbers beyond the range. The statement asks for inf there."""
    if np.isinf(half(x)).any():
        raise OverflowError("too large for float16")
    return half(x)


@mistake("to_half")
def towards_zero(x):
    """Your numbers are cut off towards 0. The statement asks for the nearest number of
    float16."""
    y = half(x)
    y = np.where(np.isinf(y) & (abs(x) < 65520), np.copysign(65504, x), y)
    step = np.nextafter(y.astype("float16"), np.float16(0))
    beyond = (abs(y.astype("float64")) > abs(x)) & np.isfinite(y)
    return np.where(beyond, step, y).astype("float16")


@mistake("to_half")
def halfway_away_from_zero(x):
    """Halfway between two your array has the number further from 0. It is the one whose last
    digit is even."""
    y = half(x).astype("float64")
    up = np.nextafter(half(x), np.copysign(np.float16(np.inf), half(x))).astype("float64")
    with np.errstate(all="ignore"):
        tie = np.isfinite(up) & (abs(x - y) == abs(up - x)) & (x != y)
    return half(np.where(tie, up, y))


@mistake("to_half")
def halfway_towards_zero(x):
    """Halfway between two your array has the number nearer to 0. It is the one whose last digit
    is even."""
    y = half(x).astype("float64")
    down = np.nextafter(half(x), np.float16(0)).astype("float64")
    with np.errstate(all="ignore"):
        tie = np.isfinite(y) & (abs(x - y) == abs(down - x)) & (x != y)
    tie |= abs(x) == 65520
    return half(np.where(tie, down, y))


@mistake("to_half")
def digits_of_bfloat16(x):
    """Your numbers have 8 binary digits, as bfloat16. float16 has 11."""
    bits = x.astype("float32").view("uint32")
    kept = (bits + 0x7FFF + (bits >> 16 & 1)) & np.uint32(0xFFFF0000)
    return half(kept.astype("uint32").view("float32"))


@mistake("to_half")
def three_decimals(x):
    """Your numbers are rounded to three decimals first. float16 rounds in binary digits: small
    numbers keep more places."""
    return half(np.round(x, 3))


@mistake("to_half")
def whole_numbers(x):
    """Your numbers are rounded to whole ones first. float16 has fractions: leave rounding to
    the new dtype."""
    return half(np.round(x))


@mistake("to_half")
def tiny_ones_are_zero(x):
    """Numbers below 2**-14 become 0 in your array. float16 goes down to 2**-24, with fewer
    digits."""
    return half(np.where(abs(x) < 2.0**-14, 0, x))


@mistake("to_half")
def smallest_as_a_bound(x):
    """Numbers below 2**-24 become 0 in your array. Above 2**-25 they are nearer to 2**-24."""
    return half(np.where(abs(x) < 2.0**-24, 0, x))


@mistake("to_half")
def tiny_ones_kept_up(x):
    """Tiny numbers become 2**-24 in your array. From 2**-25 down the nearest one is 0."""
    y = half(x)
    lifted = np.copysign(np.float16(2.0**-24), x).astype("float16")
    return np.where((y == 0) & (x != 0), lifted, y).astype("float16")


@mistake("to_half")
def integers_of_16_bits(x):
    """Your array holds whole numbers of 16 bits. Half precision is float16."""
    return np.clip(x, -32768, 32767).astype("int16")


@mistake("to_half")
def bits_read_anew(x):
    """Your array has more columns than x. The bits of x were read as float16: a cast changes
    numbers, a view does not."""
    return np.ascontiguousarray(x).view("float16")


@mistake("to_half")
def list_of_numbers(x):
    """You return a list. The statement asks for an array of float16."""
    return half(x).tolist()


@mistake("to_half")
def one_row(x):
    """Your array has one axis. It has the shape of x."""
    return half(x).ravel()


@mistake("to_half")
def x_rounded_as_well(x):
    """x is changed by your call. Leave it as it is: a cast makes a new array."""
    y = half(x)
    x[...] = y
    return y


# --- half_sum_fp32 ---


def added_in_half(x16, axis=1):
    """Sums that are rounded to float16 after every addition."""
    terms = np.moveaxis(x16, axis, 0)
    total = np.zeros(terms.shape[1:], "float16")
    with np.errstate(over="ignore"):
        for term in terms:
            total = total + term
    return total


def right_sum(x16, axis=1):
    """The right sums."""
    return x16.sum(axis=axis, dtype="float32")


@mistake("half_sum_fp32")
def running_sum_in_half(x16):
    """Your running sum is float16: small terms are lost beside a large one. Begin with a sum of
    float32."""
    return added_in_half(x16)


@mistake("half_sum_fp32")
def cast_after_the_sum(x16):
    """You add in float16 and cast the sum to float32. What was lost stays lost: cast before."""
    return added_in_half(x16).astype("float32")


@mistake("half_sum_fp32")
def kept_in_double_after_the_sum(x16):
    """You add in float16, and keep the sums in float64. 0 plus a float16 is a float16: begin
    with a float32, and return that."""
    return added_in_half(x16).astype("float64")


@mistake("half_sum_fp32")
def sum_rounded_to_half(x16):
    """Your sums are rounded to float16, and have that dtype. The result is float32."""
    with np.errstate(over="ignore"):
        return right_sum(x16).astype("float16")


@mistake("half_sum_fp32")
def sum_rounded_and_cast(x16):
    """Your sums are float32, but were rounded to float16 before. Add in float32: the cast comes
    too late."""
    with np.errstate(over="ignore"):
        return right_sum(x16).astype("float16").astype("float32")


@mistake("half_sum_fp32")
def sum_in_pairs_of_half(x16):
    """Your sums are added in pairs, and rounded to float16 each time. Terms and sums have to be
    float32 before."""
    values = x16
    with np.errstate(over="ignore"):
        while values.shape[1] > 1:
            if values.shape[1] % 2:
                values = np.append(values, np.zeros((len(values), 1), "float16"), axis=1)
            values = values[:, ::2] + values[:, 1::2]
    return values[:, 0].astype("float32")


@mistake("half_sum_fp32")
def sum_in_double(x16):
    """Your sums are float64. The statement asks for float32."""
    return x16.sum(axis=1, dtype="float64")


@mistake("half_sum_fp32")
def sums_of_columns(x16):
    """Your sums are those of the columns. The statement asks for one of each row."""
    return right_sum(x16, axis=0)


@mistake("half_sum_fp32")
def columns_in_half(x16):
    """Your sums are those of the columns, added in float16. The statement asks for rows, in
    float32."""
    return added_in_half(x16, axis=0)


@mistake("half_sum_fp32")
def one_sum_of_all(x16):
    """You return one sum of all rows together. The statement asks for one of each row."""
    return right_sum(x16, axis=None)


@mistake("half_sum_fp32")
def one_sum_in_half(x16):
    """You return one sum of all rows, in float16. The statement asks for one of each row, in
    float32."""
    with np.errstate(over="ignore"):
        return right_sum(x16, axis=None).astype("float16")


@mistake("half_sum_fp32")
def sums_as_a_column(x16):
    """Your sums stand in a column (N, 1). The statement asks for (N,)."""
    return right_sum(x16)[:, None]


@mistake("half_sum_fp32")
def means(x16):
    """Your numbers are means of the rows. The statement asks for sums."""
    return x16.mean(axis=1, dtype="float32")


@mistake("half_sum_fp32")
def sum_of_squares(x16):
    """Your numbers are sums of squares. Each term is added as it is."""
    return (x16.astype("float32") ** 2).sum(axis=1)


@mistake("half_sum_fp32")
def sum_of_magnitudes(x16):
    """Negative terms count as positive ones in your sums. Each term is added as it is."""
    return right_sum(abs(x16))


@mistake("half_sum_fp32")
def sums_on_the_way(x16):
    """You return all sums on the way. The statement asks for the last one of each row."""
    return np.cumsum(x16, axis=1, dtype="float32")


@mistake("half_sum_fp32")
def last_one_missing(x16):
    """The last term of each row is missing in your sums. Look at where your loop ends."""
    return right_sum(x16[:, :-1])


@mistake("half_sum_fp32")
def first_one_missing(x16):
    """The first term of each row is missing in your sums. Look at where your loop begins."""
    return right_sum(x16[:, 1:])


@mistake("half_sum_fp32")
def first_row_alone(x16):
    """Your array has the sum of the first row, and 0 for all others. Look at where your return
    stands."""
    return right_sum(x16) * (np.arange(len(x16)) < 1).astype("float32")


@mistake("half_sum_fp32")
def sums_run_on(x16):
    """Your sums go on from row to row. Begin each row with 0."""
    return np.cumsum(right_sum(x16), dtype="float32")


@mistake("half_sum_fp32")
def whole_terms(x16):
    """Your terms are cut to whole numbers. Add them in float32, with their fractions."""
    return x16.astype("int64").sum(axis=1).astype("float32")


@mistake("half_sum_fp32")
def sums_cut_off(x16):
    """Your sums end at 65504, the largest of float16. float32 has a wider range."""
    return right_sum(x16).clip(-65504, 65504)


@mistake("half_sum_fp32")
def list_of_sums(x16):
    """You return a list of sums. The statement asks for an array of float32."""
    return right_sum(x16).tolist()


@mistake("half_sum_fp32")
def sums_in_the_first_column(x16):
    """x16 is changed by your call. Add up into an array of your own."""
    y = right_sum(x16)
    with np.errstate(over="ignore"):
        x16[:, 0] = y
    return y
