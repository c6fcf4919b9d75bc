"""Known wrong answers of ex20, dropout and weight decay.

Of dropout only what shows where nothing is left to chance can be told apart: where p is 0 or
1, in evaluation, or in the form of an answer. What shows in drawn numbers alone is said by
the claims of the suite.
"""

import numpy as np


def drawn(x, p, rng):
    """The right mask."""
    return rng.random(x.shape) >= p


def kept(x, mask, p):
    """The right y."""
    return np.zeros_like(x) if p == 1 else x * mask / (1 - p)


def checked(p):
    """Refuse what is no probability."""
    if not 0 <= p <= 1:
        raise ValueError


def whole(x):
    """The right mask in evaluation."""
    return np.ones(x.shape, dtype=bool)


def dropped(x, p, training, rng, y=kept, mask=drawn, still=np.copy, everywhere=whole):
    """dropout with one part exchanged; `still` and `everywhere` are those of evaluation."""
    checked(p)
    if not training:
        return still(x), everywhere(x)
    drawn_mask = mask(x, p, rng)
    with np.errstate(all="ignore"):
        return y(x, drawn_mask, p), drawn_mask


# dropout: what p means


@mistake("dropout")
def kept_with_probability_p(x, p, training, rng):
    """You keep a value with probability p. p is the probability to drop: with p = 0 all are
    kept, with p = 1 none."""
    return dropped(
        x, p, training, rng,
        y=lambda x, mask, p: x * mask / (1 - p),
        mask=lambda x, p, rng: rng.random(x.shape) < p,
    )  # fmt: skip


@mistake("dropout")
def p_as_the_probability_to_keep(x, p, training, rng):
    """You take p for the probability to keep, in the mask and below the line. Here it is the
    probability to drop."""
    return dropped(
        x, p, training, rng,
        y=lambda x, mask, p: x * mask / p,
        mask=lambda x, p, rng: rng.random(x.shape) < p,
    )  # fmt: skip


@mistake("dropout")
def kept_with_p_and_not_divided(x, p, training, rng):
    """You keep with probability p, so with p = 1 y is x. p is the probability to drop: there y
    is 0."""
    return dropped(
        x, p, training, rng,
        y=lambda x, mask, p: x * mask,
        mask=lambda x, p, rng: rng.random(x.shape) < p,
    )  # fmt: skip


@mistake("dropout")
def divided_by_p(x, p, training, rng):
    """You divide what is kept by p, so with p = 0 your y is infinite. Divide by the share that
    is kept."""
    return dropped(x, p, training, rng, y=lambda x, mask, p: x * mask / p)


@mistake("dropout")
def divided_by_zero(x, p, training, rng):
    """With p = 1 your y is nan: 0 / 0. There everything is dropped, and y is 0."""
    return dropped(x, p, training, rng, y=lambda x, mask, p: x * mask / (1 - p))


@mistake("dropout")
def everything_kept_with_p_1(x, p, training, rng):
    """With p = 1 you drop nothing: y is x, and mask is True. There everything is dropped."""

    def mask(x, p, rng):
        return whole(x) if p == 1 else drawn(x, p, rng)

    return dropped(x, p, training, rng, mask=mask, y=lambda x, m, p: x * m / (1 - p or 1))


@mistake("dropout")
def mask_true_with_p_1(x, p, training, rng):
    """With p = 1 your y is 0, but your mask is True. Nothing is kept there, so it is False."""
    y, mask = dropped(x, p, training, rng)
    return y, whole(x) if p == 1 else mask


@mistake("dropout")
def everything_dropped(x, p, training, rng):
    """You drop everything, even with p = 0. Each value is kept with probability 1 - p."""
    return dropped(x, p, training, rng, mask=lambda x, p, rng: ~whole(x))


# dropout: the mask


@mistake("dropout")
def mask_of_the_dropped(x, p, training, rng):
    """In training your mask is True where a value is dropped. It is True where one is kept."""
    y, mask = dropped(x, p, training, rng)
    return y, ~mask if training else mask


@mistake("dropout")
def mask_of_the_dropped_in_evaluation_too(x, p, training, rng):
    """Your mask is True where a value is dropped, and False everywhere in evaluation. It is
    True where one is kept."""
    y, mask = dropped(x, p, training, rng)
    return y, ~mask


@mistake("dropout")
def mask_of_numbers(x, p, training, rng):
    """Your mask holds 0.0 and 1.0. It is of dtype bool: True and False."""
    y, mask = dropped(x, p, training, rng)
    return y, mask.astype(x.dtype)


@mistake("dropout")
def mask_of_whole_numbers(x, p, training, rng):
    """Your mask holds 0 and 1. It is of dtype bool: True and False."""
    y, mask = dropped(x, p, training, rng)
    return y, mask.astype("int64")


@mistake("dropout")
def mask_holds_the_factor(x, p, training, rng):
    """Your mask is divided by 1 - p. It is of dtype bool; only y is divided."""
    y, mask = dropped(x, p, training, rng)
    if not training:
        return y, mask
    with np.errstate(all="ignore"):
        factors = mask.astype(x.dtype) / (1 - p)
        return x * factors, factors


@mistake("dropout")
def one_draw_for_each_row(x, p, training, rng):
    """Your mask has one value for each row. Every value of x is drawn on its own: mask has the
    shape of x."""

    def mask(x, p, rng):
        return rng.random((len(x), *[1] * (x.ndim - 1))) >= p

    return dropped(x, p, training, rng, mask=mask) if x.ndim > 1 else dropped(
        x, p, training, rng
    )  # fmt: skip


@mistake("dropout")
def one_draw_for_all_examples(x, p, training, rng):
    """Your mask has no axis for the examples: all drop the same. Every value of x is drawn on
    its own."""
    if x.ndim == 1:
        return dropped(x, p, training, rng)
    return dropped(x, p, training, rng, mask=lambda x, p, rng: rng.random(x.shape[1:]) >= p)


@mistake("dropout")
def one_draw_for_all(x, p, training, rng):
    """Your mask is a single number, so all is dropped, or nothing. Every value of x is drawn
    on its own."""
    return dropped(x, p, training, rng, mask=lambda x, p, rng: bool(rng.random() >= p))


# dropout: evaluation


@mistake("dropout")
def as_in_the_book(x, p, training, rng):
    """In evaluation you multiply by 1 - p, as the book does. Here the division in training has
    done that, and y is x."""
    return dropped(
        x, p, training, rng, y=lambda x, mask, p: x * mask, still=lambda x: x * (1 - p)
    )


@mistake("dropout")
def multiplied_by_p_in_evaluation(x, p, training, rng):
    """In evaluation you multiply by p. There nothing is dropped, and y is x."""
    return dropped(x, p, training, rng, still=lambda x: x * p)


@mistake("dropout")
def divided_in_evaluation_too(x, p, training, rng):
    """In evaluation you divide by 1 - p. There nothing is dropped, so nothing grows: y is
    x."""
    with np.errstate(all="ignore"):
        return dropped(x, p, training, rng, still=lambda x: x / (1 - p))


@mistake("dropout")
def drops_in_evaluation_too(x, p, training, rng):
    """With training=False you drop values, too. There nothing is dropped, and y is x."""
    return dropped(x, p, True, rng)


@mistake("dropout")
def dropped_in_evaluation_with_p_1(x, p, training, rng):
    """In evaluation, too, you drop everything where p is 1. Nothing is dropped there, whatever
    p is."""
    return dropped(x, p, training or p == 1, rng)


@mistake("dropout")
def training_the_wrong_way_round(x, p, training, rng):
    """You drop in evaluation, and keep all in training. It is the other way round."""
    return dropped(x, p, not training, rng)


@mistake("dropout")
def no_mask_in_evaluation(x, p, training, rng):
    """In evaluation your mask is None. There it is True everywhere."""
    return dropped(x, p, training, rng, everywhere=lambda x: None)


@mistake("dropout")
def mask_false_in_evaluation(x, p, training, rng):
    """In evaluation your mask is False everywhere. There everything is kept, so it is True."""
    return dropped(x, p, training, rng, everywhere=lambda x: ~whole(x))


@mistake("dropout")
def one_true_in_evaluation(x, p, training, rng):
    """In evaluation your mask is a single True. It is an array, with the shape of x."""
    return dropped(x, p, training, rng, everywhere=lambda x: True)


@mistake("dropout")
def mask_drawn_in_evaluation(x, p, training, rng):
    """In evaluation y is x, but your mask says that values are dropped. There it is True
    everywhere."""
    return dropped(x, p, training, rng, everywhere=lambda x: drawn(x, p, rng))


@mistake("dropout")
def x_itself_in_evaluation(x, p, training, rng):
    """In evaluation you return x itself. Return a copy: what you return is new."""
    return dropped(x, p, training, rng, still=lambda x: x)


# dropout: form, what is refused, dtype


@mistake("dropout")
def only_y(x, p, training, rng):
    """You return y alone. Return two: y, mask."""
    return dropped(x, p, training, rng)[0]


@mistake("dropout")
def only_y_in_evaluation(x, p, training, rng):
    """In evaluation you return y alone. Return two there, too: y, mask."""
    answer = dropped(x, p, training, rng)
    return answer if training else answer[0]


@mistake("dropout")
def mask_first(x, p, training, rng):
    """You return mask before y. The order is y, mask."""
    return dropped(x, p, training, rng)[::-1]


@mistake("dropout")
def any_p_answered(x, p, training, rng):
    """You answer where p is below 0 or above 1. No probability is: raise ValueError."""
    if not training:
        return x.copy(), whole(x)
    mask = drawn(x, p, rng)
    return kept(x, mask, p), mask


@mistake("dropout")
def any_p_answered_in_evaluation(x, p, training, rng):
    """In evaluation you answer where p is below 0 or above 1. That is refused there, too."""
    if not training:
        return x.copy(), whole(x)
    return dropped(x, p, training, rng)


@mistake("dropout")
def p_asserted(x, p, training, rng):
    """Where p is no probability you raise AssertionError. The statement asks for
    ValueError."""
    assert 0 <= p <= 1
    return dropped(x, p, training, rng)


@mistake("dropout")
def negative_p_answered(x, p, training, rng):
    """You answer where p is below 0, and refuse it above 1. Both are no probabilities."""
    return dropped(x, max(p, 0), training, rng)


@mistake("dropout")
def large_p_answered(x, p, training, rng):
    """You answer where p is above 1, and refuse it below 0. Both are no probabilities."""
    return dropped(x, min(p, 1), training, rng)


@mistake("dropout")
def p_1_refused(x, p, training, rng):
    """You refuse p = 1. It is a probability: everything is dropped."""
    if p == 1:
        raise ValueError
    return dropped(x, p, training, rng)


@mistake("dropout")
def p_0_and_1_refused(x, p, training, rng):
    """You refuse p = 0 and p = 1. Both are probabilities: nothing is dropped, or
    everything."""
    if p in (0, 1):
        raise ValueError
    return dropped(x, p, training, rng)


@mistake("dropout")
def p_0_refused(x, p, training, rng):
    """You refuse p = 0. It is a probability: nothing is dropped."""
    if p == 0:
        raise ValueError
    return dropped(x, p, training, rng)


@mistake("dropout")
def y_in_float64(x, p, training, rng):
    """Your y is float64 whatever x is. Keep the dtype of x."""
    y, mask = dropped(x, p, training, rng)
    return y.astype("float64"), mask


@mistake("dropout")
def y_in_float64_in_training(x, p, training, rng):
    """In training your y is float64 whatever x is. Keep the dtype of x there, too."""
    y, mask = dropped(x, p, training, rng)
    return y.astype("float64") if training else y, mask


@mistake("dropout")
def y_in_float64_with_p_1(x, p, training, rng):
    """With p = 1 your y is float64 whatever x is. Keep the dtype of x there, too."""
    y, mask = dropped(x, p, training, rng)
    return y.astype("float64") if training and p == 1 else y, mask


@mistake("dropout")
def x_changed_in_place(x, p, training, rng):
    """You write the dropped values into the caller's x, and return it. Begin with a new
    array."""
    y, mask = dropped(x, p, training, rng)
    if not training:
        return y, mask
    x[:] = y
    return x, mask


# dropout_backward


@mistake("dropout_backward")
def gradient_not_divided(grad_out, mask, p):
    """The gradient passes where mask is True, but is not divided by 1 - p. What the value was
    multiplied by, its gradient is, too."""
    return grad_out * mask


@mistake("dropout_backward")
def gradient_multiplied_by_the_share(grad_out, mask, p):
    """You multiply the gradient by 1 - p. It is divided by it, as the value was."""
    return grad_out * mask * (1 - p)


@mistake("dropout_backward")
def gradient_divided_by_p(grad_out, mask, p):
    """You divide the gradient by p, the share that is dropped. It is divided by 1 - p."""
    with np.errstate(all="ignore"):
        return grad_out * mask / p


@mistake("dropout_backward")
def gradient_divided_by_p_or_0(grad_out, mask, p):
    """You divide the gradient by p, and with p = 0 it is 0. It is divided by 1 - p, the share
    that is kept."""
    return grad_out * mask / p if p else np.zeros_like(grad_out)


@mistake("dropout_backward")
def gradient_multiplied_by_p(grad_out, mask, p):
    """You multiply the gradient by p. It is divided by 1 - p, as the value was."""
    return grad_out * mask * p


@mistake("dropout_backward")
def gradient_divided_twice(grad_out, mask, p):
    """Your gradient is divided by 1 - p twice. The value was divided once."""
    return np.zeros_like(grad_out) if p == 1 else grad_out * mask / (1 - p) ** 2


@mistake("dropout_backward")
def gradient_divided_by_zero(grad_out, mask, p):
    """With p = 1 your dx is nan: 0 / 0. There nothing passes, and dx is 0."""
    with np.errstate(all="ignore"):
        return grad_out * mask / (1 - p)


@mistake("dropout_backward")
def gradient_passes_everywhere(grad_out, mask, p):
    """The gradient passes everywhere, divided by 1 - p. Where mask is False it is 0."""
    return grad_out / (1 - p) if p < 1 else np.zeros_like(grad_out)


@mistake("dropout_backward")
def not_divided_where_all_passes(grad_out, mask, p):
    """Where mask is True everywhere you do not divide, as in evaluation. In training chance
    may keep all, and the gradient is divided."""
    return grad_out.copy() if mask.all() else solution.dropout_backward(grad_out, mask, p)


@mistake("dropout_backward")
def gradient_handed_on(grad_out, mask, p):
    """You hand the gradient on as it is. It is 0 where mask is False, and divided by 1 - p
    elsewhere."""
    return grad_out.copy()


@mistake("dropout_backward")
def gradient_passes_where_dropped(grad_out, mask, p):
    """The gradient passes where mask is False. True says that a value was kept."""
    return np.zeros_like(grad_out) if p == 1 else grad_out * ~mask / (1 - p)


@mistake("dropout_backward")
def gradient_as_it_is_where_dropped(grad_out, mask, p):
    """The gradient passes where mask is False, as it is. It passes where mask is True, divided
    by 1 - p."""
    return grad_out * ~mask


@mistake("dropout_backward")
def divided_by_the_share_of_the_mask(grad_out, mask, p):
    """You divide by the share that happened to be kept. The forward pass divides by 1 - p,
    whatever happened."""
    return grad_out * mask / max(mask.mean(), 1e-9)


@mistake("dropout_backward")
def dropped_gradient_not_divided(grad_out, mask, p):
    """Where mask is False the gradient passes as it is. Nothing of a dropped value reaches the
    loss: it is 0 there."""
    return np.where(mask, grad_out / (1 - p) if p < 1 else 0, grad_out)


@mistake("dropout_backward")
def only_the_kept_ones(grad_out, mask, p):
    """You return the gradients of kept values alone, in one row. dx has the shape of
    grad_out."""
    return grad_out[mask] / (1 - p if p < 1 else 1)


@mistake("dropout_backward")
def factor_without_the_gradient(grad_out, mask, p):
    """Your dx is the factor alone. It is multiplied by what arrives, grad_out."""
    factor = mask / (1 - p) if p < 1 else np.zeros(mask.shape)
    return factor.astype(grad_out.dtype)


@mistake("dropout_backward")
def negative_gradients_lost(grad_out, mask, p):
    """Your negative gradients are 0. That would be ReLU; here only mask decides."""
    return np.maximum(solution.dropout_backward(grad_out, mask, p), 0)


@mistake("dropout_backward")
def dx_and_mask(grad_out, mask, p):
    """You return two. dropout_backward returns dx alone."""
    return solution.dropout_backward(grad_out, mask, p), mask.copy()


@mistake("dropout_backward")
def dx_in_float64(grad_out, mask, p):
    """Your dx is float64 whatever grad_out is. Keep its dtype."""
    return solution.dropout_backward(grad_out, mask, p).astype("float64")


@mistake("dropout_backward")
def dx_in_float64_with_p_1(grad_out, mask, p):
    """With p = 1 your dx is float64 whatever grad_out is. Keep its dtype there, too."""
    dx = solution.dropout_backward(grad_out, mask, p)
    return dx.astype("float64") if p == 1 else dx


@mistake("dropout_backward")
def gradient_changed_in_place(grad_out, mask, p):
    """You write into the caller's grad_out, and return it. Begin with a new array."""
    grad_out[:] = solution.dropout_backward(grad_out, mask, p)
    return grad_out


@mistake("dropout_backward")
def gradient_changed_beside_a_copy(grad_out, mask, p):
    """Your dx is right, but grad_out of the caller is 0 now where mask is False. Begin with a
    new array."""
    answer = solution.dropout_backward(grad_out, mask, p)
    grad_out[~mask] = 0
    return answer


# l2_penalty: the penalty


def squares(weights):
    """The sum of all squares."""
    return float(sum((w.astype("float64") ** 2).sum() for w in weights))


def slopes(weights, decay):
    """The right gradients."""
    return [decay * w for w in weights]


@mistake("l2_penalty")
def half_forgotten_in_both(weights, decay):
    """Penalty and gradients are twice too large: without the 1/2, as Keras has it. Here the
    penalty begins with decay / 2."""
    return decay * squares(weights), [2 * g for g in slopes(weights, decay)]


@mistake("l2_penalty")
def half_forgotten_in_the_penalty(weights, decay):
    """Your penalty is twice too large. It begins with decay / 2."""
    return decay * squares(weights), slopes(weights, decay)


@mistake("l2_penalty")
def mean_of_the_squares(weights, decay):
    """Your penalty is half the mean of all squares times decay. It is their sum."""
    count = sum(w.size for w in weights)
    return decay / 2 * squares(weights) / count, slopes(weights, decay)


@mistake("l2_penalty")
def mean_of_each_array(weights, decay):
    """Your penalty sums the means of the arrays. It sums all squares."""
    total = sum(float((w.astype("float64") ** 2).mean()) for w in weights)
    return decay / 2 * total, slopes(weights, decay)


@mistake("l2_penalty")
def penalty_divided_by_the_arrays(weights, decay):
    """Your penalty is divided by the number of arrays. It is a sum over all of them."""
    return decay / 2 * squares(weights) / len(weights), slopes(weights, decay)


@mistake("l2_penalty")
def root_of_the_sum(weights, decay):
    """You take the norm, which is the root of the sum of squares. The penalty has the sum
    itself."""
    return decay / 2 * squares(weights) ** 0.5, slopes(weights, decay)


@mistake("l2_penalty")
def roots_of_each_array(weights, decay):
    """You sum the norms of the arrays, which are roots of sums. The penalty has the squares
    themselves."""
    total = sum(squares([w]) ** 0.5 for w in weights)
    return decay / 2 * total, slopes(weights, decay)


@mistake("l2_penalty")
def sum_of_sizes(weights, decay):
    """Your penalty sums absolute values, as L1 does. L2 sums squares."""
    total = float(sum(abs(w.astype("float64")).sum() for w in weights))
    return decay / 2 * total, slopes(weights, decay)


@mistake("l2_penalty")
def weights_summed_before_the_square(weights, decay):
    """You sum the weights first and square then. Each weight is squared, then all are
    summed."""
    total = sum(float(w.astype("float64").sum()) for w in weights)
    return decay / 2 * total**2, slopes(weights, decay)


@mistake("l2_penalty")
def each_array_summed_before_the_square(weights, decay):
    """You square the sum of each array. Each weight is squared, then all are summed."""
    total = sum(float(w.astype("float64").sum()) ** 2 for w in weights)
    return decay / 2 * total, slopes(weights, decay)


@mistake("l2_penalty")
def not_squared(weights, decay):
    """Your penalty sums the weights themselves, so those of both signs cancel. Square each
    one first."""
    total = sum(float(w.astype("float64").sum()) for w in weights)
    return decay / 2 * total, slopes(weights, decay)


@mistake("l2_penalty")
def only_the_last_array(weights, decay):
    """Your penalty counts the last array alone. See whether sums are added to the total, or
    replace it."""
    return decay / 2 * squares(weights[-1:]), slopes(weights, decay)


@mistake("l2_penalty")
def only_the_first_array(weights, decay):
    """Your penalty counts the first array alone. See whether the function ends within the
    loop."""
    return decay / 2 * squares(weights[:1]), slopes(weights, decay)


@mistake("l2_penalty")
def ended_after_the_first_array(weights, decay):
    """Penalty and gradients know the first array alone. See whether the function ends within
    the loop."""
    return decay / 2 * squares(weights[:1]), slopes(weights[:1], decay)


@mistake("l2_penalty")
def biases_left_out(weights, decay):
    """Arrays with one axis, which may be biases, count nowhere in your penalty. Here all
    arrays of the list count."""
    return decay / 2 * squares([w for w in weights if w.ndim > 1]), slopes(weights, decay)


@mistake("l2_penalty")
def biases_left_out_of_both(weights, decay):
    """Arrays with one axis count nowhere, and their gradients are 0. Here all arrays of the
    list count."""
    gradients = [decay * w if w.ndim > 1 else 0 * w for w in weights]
    return decay / 2 * squares([w for w in weights if w.ndim > 1]), gradients


@mistake("l2_penalty")
def biases_left_out_of_the_list(weights, decay):
    """Arrays with one axis count nowhere, and have no gradients. Here all arrays of the list
    count."""
    some = [w for w in weights if w.ndim > 1]
    return decay / 2 * squares(some), slopes(some, decay)


@mistake("l2_penalty")
def decay_left_out_of_the_penalty(weights, decay):
    """decay changes nothing in your penalty. It begins with decay / 2."""
    return squares(weights) / 2, slopes(weights, decay)


@mistake("l2_penalty")
def decay_squared(weights, decay):
    """decay is squared in your penalty. Only the weights are."""
    return decay**2 / 2 * squares(weights), slopes(weights, decay)


@mistake("l2_penalty")
def penalty_of_each_array(weights, decay):
    """You return a list of penalties, one for each array. The penalty is one number, for all
    of them."""
    return [decay / 2 * squares([w]) for w in weights], slopes(weights, decay)


@mistake("l2_penalty")
def penalty_as_an_array(weights, decay):
    """Your penalty is an array with one element. It is a number."""
    return np.array([decay / 2 * squares(weights)]), slopes(weights, decay)


# l2_penalty: the gradients


@mistake("l2_penalty")
def gradients_twice_too_large(weights, decay):
    """Your gradients are twice too large. The 2 of the square and the 1/2 cancel."""
    return decay / 2 * squares(weights), [2 * g for g in slopes(weights, decay)]


@mistake("l2_penalty")
def gradients_half_too_small(weights, decay):
    """Your gradients are half of what they should be. The square brings a 2, which cancels the
    1/2."""
    return decay / 2 * squares(weights), [g / 2 for g in slopes(weights, decay)]


@mistake("l2_penalty")
def decay_left_out_of_the_gradients(weights, decay):
    """decay changes nothing in your gradients. The derivative of decay / 2 * w**2 keeps it."""
    return decay / 2 * squares(weights), [w.copy() for w in weights]


@mistake("l2_penalty")
def signs_for_gradients(weights, decay):
    """Your gradients have one size and the weights' signs, as L1's. Those of L2 are larger for
    larger weights."""
    return decay / 2 * squares(weights), [decay * np.sign(w) for w in weights]


@mistake("l2_penalty")
def sizes_for_gradients(weights, decay):
    """Your gradients are never negative. The square is no longer there in the derivative, so a
    weight keeps its sign."""
    return decay / 2 * squares(weights), [decay * abs(w) for w in weights]


@mistake("l2_penalty")
def squares_for_gradients(weights, decay):
    """Your gradients hold squares. The derivative of w**2 is 2 * w."""
    return decay / 2 * squares(weights), [decay * w**2 for w in weights]


@mistake("l2_penalty")
def gradients_have_the_opposite_sign(weights, decay):
    """Your gradients have the opposite sign: those are steps. The penalty grows with the size
    of a weight."""
    return decay / 2 * squares(weights), [-g for g in slopes(weights, decay)]


@mistake("l2_penalty")
def weights_after_the_step(weights, decay):
    """You return weights that have shrunk already. Gradients are asked: the optimizer makes
    the step."""
    return decay / 2 * squares(weights), [w - decay * w for w in weights]


@mistake("l2_penalty")
def gradients_of_the_mean(weights, decay):
    """Each gradient is divided by the size of its array. The penalty is a sum, so nothing is
    divided."""
    return decay / 2 * squares(weights), [decay * w / w.size for w in weights]


@mistake("l2_penalty")
def gradients_summed(weights, decay):
    """You return one number for each array. Every weight has a gradient of its own."""
    return decay / 2 * squares(weights), [float(g.sum()) for g in slopes(weights, decay)]


@mistake("l2_penalty")
def gradients_in_one_row(weights, decay):
    """Your gradients are one long array. Return a list, with an array for each array of
    weights."""
    flat = np.concatenate([g.ravel() for g in slopes(weights, decay)])
    return decay / 2 * squares(weights), flat


@mistake("l2_penalty")
def gradients_flattened(weights, decay):
    """Every gradient of yours has one axis. Each has the shape of its array of weights."""
    return decay / 2 * squares(weights), [g.ravel() for g in slopes(weights, decay)]


@mistake("l2_penalty")
def only_the_last_gradient(weights, decay):
    """You return the gradient of the last array alone. Return a list, with one for each."""
    return decay / 2 * squares(weights), slopes(weights, decay)[-1:]


@mistake("l2_penalty")
def the_last_gradient_without_a_list(weights, decay):
    """Your gradients are one array, that of the last array of weights. Return a list, with one
    for each."""
    return decay / 2 * squares(weights), slopes(weights, decay)[-1]


@mistake("l2_penalty")
def weights_returned_with_decay_0(weights, decay):
    """With decay = 0 you return the weights for their gradients. Those are 0 there, in new
    arrays."""
    gradients = slopes(weights, decay) if decay else weights
    return decay / 2 * squares(weights), gradients


@mistake("l2_penalty")
def gradients_in_reverse(weights, decay):
    """Your gradients come in reverse. They stand in the order of weights."""
    return decay / 2 * squares(weights), slopes(weights, decay)[::-1]


@mistake("l2_penalty")
def penalty_added_to_the_gradients(weights, decay):
    """In your gradients the whole penalty is added to every one. Each is decay times its own
    weight alone."""
    penalty = decay / 2 * squares(weights)
    return penalty, [(g + penalty).astype(g.dtype) for g in slopes(weights, decay)]


@mistake("l2_penalty")
def only_the_penalty(weights, decay):
    """You return the penalty alone. Return two: penalty, gradients."""
    return decay / 2 * squares(weights)


@mistake("l2_penalty")
def gradients_first(weights, decay):
    """You return the gradients before the penalty. The order is penalty, gradients."""
    return slopes(weights, decay), decay / 2 * squares(weights)


@mistake("l2_penalty")
def weights_changed_in_place(weights, decay):
    """You write into the caller's arrays of weights. Begin with new arrays."""
    penalty = decay / 2 * squares(weights)
    for w in weights:
        w *= decay
    return penalty, list(weights)


@mistake("l2_penalty")
def only_the_last_array_and_in_place(weights, decay):
    """Your penalty counts the last array alone, and the caller's weights hold gradients now.
    Add to the total, and begin with new arrays."""
    penalty = decay / 2 * squares(weights[-1:])
    for w in weights:
        w *= decay
    return penalty, list(weights)


@mistake("l2_penalty")
def gradients_in_float64(weights, decay):
    """Your gradients are float64 whatever the weights are. Keep their dtype."""
    gradients = [g.astype("float64") for g in slopes(weights, decay)]
    return decay / 2 * squares(weights), gradients
