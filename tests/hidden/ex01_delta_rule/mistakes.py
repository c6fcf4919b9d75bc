"""Known wrong answers of ex01, the delta rule."""

import numpy as np


@mistake("linear_unit")
def weights_not_transposed(x, w, b):
    """You multiply x by w as it lies, but row j of w holds the weights of unit j.
    Only a square w lets that pass, and then with the wrong weights."""
    return x @ w + b


@mistake("linear_unit")
def weights_reshaped(x, w, b):
    """You reshape w to (D, O). Reshaping deals the same numbers out in rows of another
    length, so a unit gets weights of its neighbours; exchanging the axes does not."""
    return x @ w.reshape(w.shape[::-1]) + b


@mistake("linear_unit")
def bias_left_out(x, w, b):
    """The bias is missing: these are the weighted sums alone."""
    return x @ w.T


@mistake("linear_unit")
def bias_subtracted(x, w, b):
    """You subtract the bias. A threshold is subtracted, a bias is added."""
    return x @ w.T - b


@mistake("linear_unit")
def bias_as_a_column(x, w, b):
    """You add the bias as a column. It belongs to the units, which lie along the last
    axis of y, so every example (every row) gets all of b."""
    return x @ w.T + b[:, None]


@mistake("linear_unit")
def step_applied(x, w, b):
    """You answer 0 or 1. A linear unit has no step: y is the sum itself."""
    return (x @ w.T + b > 0).astype(x.dtype)


@mistake("linear_unit")
def answers_transposed(x, w, b):
    """Your answers lie as (O, N): rows are for examples and columns for units."""
    return (w @ x.T + b[:, None]).copy()


@mistake("linear_unit")
def axes_of_one_dropped(x, w, b):
    """One example or one unit makes you drop an axis. y has two axes, (N, O), also
    where one of them has length 1."""
    return np.squeeze(x @ w.T + b)


@mistake("linear_unit")
def answers_in_float64(x, w, b):
    """Your answers are float64 whatever you were given: an array made without a dtype
    is float64, and so is all that is computed with it."""
    y = np.zeros((x.shape[0], w.shape[0]))
    y += x @ w.T + b
    return y


@mistake("delta_rule_update")
def uphill(x, t, w, b, lr):
    """Your change has the opposite sign, so E grows. The derivative of (t - y) by y
    brings a minus."""
    error = t - solution.linear_unit(x, w, b)
    return w - lr * (error.T @ x), b - lr * error.sum(axis=0)


@mistake("delta_rule_update")
def bias_uphill(x, t, w, b, lr):
    """The change of the bias has the opposite sign. Weights and bias both change with
    the same sign of (t - y)."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, 2 * b - b_new


@mistake("delta_rule_update")
def mean_over_examples(x, t, w, b, lr):
    """You divide by the number of examples. This E is a sum over the examples, not
    their mean."""
    return solution.delta_rule_update(x, t, w, b, lr / x.shape[0])


@mistake("delta_rule_update")
def gradient_of_mse_loss(x, t, w, b, lr):
    """This is the step for the mean squared error of PyTorch, whose gradient is
    2 / (N * O) times the one asked for. Here E is half a sum."""
    return solution.delta_rule_update(x, t, w, b, lr * 2 / t.size)


@mistake("delta_rule_update")
def mean_over_all_errors(x, t, w, b, lr):
    """You divide by the number of errors, N * O. This E is half of a sum over examples
    and units, not of their mean."""
    return solution.delta_rule_update(x, t, w, b, lr / t.size)


@mistake("delta_rule_update")
def factor_two(x, t, w, b, lr):
    """Your step is twice too long. The square brings a 2 into the derivative, and the
    half in front of E takes it away."""
    return solution.delta_rule_update(x, t, w, b, lr * 2)


@mistake("delta_rule_update")
def half_kept(x, t, w, b, lr):
    """Your step is half as long as asked. The half in front of E cancels against the 2
    that the square brings into the derivative."""
    return solution.delta_rule_update(x, t, w, b, lr / 2)


@mistake("delta_rule_update")
def learning_rate_left_out(x, t, w, b, lr):
    """The learning rate is missing: you take the whole gradient off."""
    return solution.delta_rule_update(x, t, w, b, 1.0)


@mistake("delta_rule_update")
def bias_without_learning_rate(x, t, w, b, lr):
    """The weights move by lr times their gradient, but the bias by all of it."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, solution.delta_rule_update(x, t, w, b, 1.0)[1]


@mistake("delta_rule_update")
def error_of_a_step_output(x, t, w, b, lr):
    """You compare t with an output of 0 or 1. That is the perceptron rule; here the
    error is that of the linear output."""
    error = t - (solution.linear_unit(x, w, b) > 0).astype(x.dtype)
    return w + lr * (error.T @ x), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def bias_missing_from_the_error(x, t, w, b, lr):
    """The bias is missing where you compute y, so the error is off by b."""
    error = t - x @ w.T
    return w + lr * (error.T @ x), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def bias_left_alone(x, t, w, b, lr):
    """You return the bias as it was. It learns too: its input is always 1."""
    return solution.delta_rule_update(x, t, w, b, lr)[0], b.copy()


@mistake("delta_rule_update")
def bias_change_not_summed(x, t, w, b, lr):
    """You add the errors to the bias without summing them over the examples, so b_new
    gets a row for every example. It has the shape of b."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b))


@mistake("delta_rule_update")
def bias_change_summed_over_everything(x, t, w, b, lr):
    """Every bias moves by the same amount: you sum the errors over the units too. Bias
    j moves by the errors of unit j."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b)).sum()


@mistake("delta_rule_update")
def bias_change_summed_over_units(x, t, w, b, lr):
    """For the bias you sum the errors along the units instead of over the examples."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b)).sum(axis=1)


@mistake("delta_rule_update")
def bias_with_an_extra_axis(x, t, w, b, lr):
    """b_new has the shape (1, O). The sum over the examples must lose their axis."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b_new[None, :]


@mistake("delta_rule_update")
def bias_after_the_new_weights(x, t, w, b, lr):
    """You compute the error a second time, with the new weights, before you change the
    bias. Both changes come from the same error, that of the old w and b."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, solution.delta_rule_update(x, t, w_new, b, lr)[1]


@mistake("delta_rule_update")
def weights_after_the_new_bias(x, t, w, b, lr):
    """You compute the error a second time, with the new bias, before you change the
    weights. Both changes come from the same error, that of the old w and b."""
    _, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return solution.delta_rule_update(x, t, w, b_new, lr)[0], b_new


@mistake("delta_rule_update")
def update_after_each_example(x, t, w, b, lr):
    """You update after each example, so later examples meet weights that have moved
    already. Here all examples are answered with the same w and b."""
    for n in range(x.shape[0]):
        w, b = solution.delta_rule_update(x[n : n + 1], t[n : n + 1], w, b, lr)
    return w, b


@mistake("delta_rule_update")
def only_the_last_example(x, t, w, b, lr):
    """Only the last example counts: in your loop each change replaces the one before,
    instead of being added to it."""
    return solution.delta_rule_update(x[-1:], t[-1:], w, b, lr)


@mistake("delta_rule_update")
def change_transposed(x, t, w, b, lr):
    """Your change of the weights lies as (D, O), but w lies as (O, D), with a row for
    each unit."""
    error = t - solution.linear_unit(x, w, b)
    return w + lr * (x.T @ error), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def change_reshaped(x, t, w, b, lr):
    """You compute the change as (D, O) and reshape it to (O, D). Reshaping does not
    exchange axes: the changes land on the wrong weights."""
    error = t - solution.linear_unit(x, w, b)
    change = (x.T @ error).reshape(w.shape)
    return w + lr * change, b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def input_left_out(x, t, w, b, lr):
    """All weights of a unit move by the same amount: the input x[n, i] is missing from
    the change of w[j, i]."""
    change = (t - solution.linear_unit(x, w, b)).sum(axis=0)
    return w + lr * change[:, None], b + lr * change


@mistake("delta_rule_update")
def change_returned(x, t, w, b, lr):
    """You return the changes. Asked for are the new weights and the new bias: the old
    ones plus their changes."""
    error = t - solution.linear_unit(x, w, b)
    return lr * (error.T @ x), lr * error.sum(axis=0)


@mistake("delta_rule_update")
def arguments_updated_in_place(x, t, w, b, lr):
    """You write the new numbers into w and b themselves, so the caller's arrays change.
    Make new arrays."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    w[...] = w_new
    b[...] = b_new
    return w, b


@mistake("delta_rule_update")
def update_in_float64(x, t, w, b, lr):
    """Your new weights are float64 whatever you were given: an array made without a
    dtype is float64, and so is all that is computed with it."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return np.zeros(w.shape) + w_new, np.zeros(b.shape) + b_new
