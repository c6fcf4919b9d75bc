"""Known wrong answers of ex01, the delta rule."""

import numpy as np


@mistake("linear_unit")
def weights_not_transposed(x, w, b):
    """You multiply x by w as it lies. Row j of w holds the weights of unit j: see which
    axes must meet."""
    return x @ w + b


@mistake("linear_unit")
def weights_times_inputs(x, w, b):
    """You multiply w by x, as the notes write it. Each example is a row of x: see which
    of them comes first."""
    return w @ x + b


@mistake("linear_unit")
def weights_reshaped(x, w, b):
    """You reshape w to (D, O), which gives units the weights of their neighbours. Look
    for what exchanges the two axes."""
    return x @ w.reshape(w.shape[::-1]) + b


@mistake("linear_unit")
def multiplied_by_element(x, w, b):
    """You multiply x and w element by element. Every example meets every unit, and the
    products are summed: a matrix product."""
    return x * w + b


@mistake("linear_unit")
def multiplied_by_element_and_summed(x, w, b):
    """You multiply x and w element by element, then sum each row. Every example meets
    every unit: look for the matrix product."""
    return (x * w).sum(axis=1) + b


@mistake("linear_unit")
def bias_left_out(x, w, b):
    """These are the weighted sums alone. The bias of each unit is added to its sums."""
    return x @ w.T


@mistake("linear_unit")
def bias_subtracted(x, w, b):
    """You subtract the bias. A threshold is subtracted, a bias is added."""
    return x @ w.T - b


@mistake("linear_unit")
def bias_as_a_column(x, w, b):
    """You add the bias as a column. It belongs to the units, the last axis of y, so each
    row gets all of b."""
    return x @ w.T + b[:, None]


@mistake("linear_unit")
def bias_summed(x, w, b):
    """Every unit gets the sum of all biases. Unit j has a bias of its own, b[j]."""
    return x @ w.T + b.sum()


@mistake("linear_unit")
def step_applied(x, w, b):
    """You answer 0 or 1. A linear unit has no step: y is the sum itself."""
    return (x @ w.T + b > 0).astype(x.dtype)


@mistake("linear_unit")
def sigmoid_applied(x, w, b):
    """You answer with the sigmoid of the sums. A linear unit has no activation: y is the
    sum itself."""
    return 1 / (1 + np.exp(-(x @ w.T + b)))


@mistake("linear_unit")
def relu_applied(x, w, b):
    """Your negative answers are 0. A linear unit has no activation: y is the sum itself,
    negative or not."""
    return np.maximum(0, x @ w.T + b)


@mistake("linear_unit")
def answers_transposed(x, w, b):
    """Your answers have the shape (O, N). Rows are for examples and columns for units."""
    return (w @ x.T + b[:, None]).copy()


@mistake("linear_unit")
def examples_as_columns(x, w, b):
    """You multiply w by the transposed x: examples lie in columns, where b meets them
    wrongly. In y each example is a row."""
    return w @ x.T + b


@mistake("linear_unit")
def axes_of_one_dropped(x, w, b):
    """With one example or one unit an axis is missing. y always has two axes, (N, O),
    also where a length is 1."""
    return np.squeeze(x @ w.T + b)


@mistake("linear_unit")
def only_the_first_row(x, w, b):
    """Only your first row is right, all others are 0. See whether the function ends
    before the last example."""
    y = np.zeros((x.shape[0], w.shape[0]), x.dtype)
    y[:1] = x[:1] @ w.T + b
    return y


@mistake("linear_unit")
def answers_in_float64(x, w, b):
    """Your answers are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    y = np.zeros((x.shape[0], w.shape[0]))
    y += x @ w.T + b
    return y


@mistake("linear_unit")
def answers_in_float32(x, w, b):
    """Your answers are float32 whatever you were given. Keep the dtype of the
    arguments."""
    return (x @ w.T + b).astype("float32")


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
def weights_uphill(x, t, w, b, lr):
    """The change of the weights has the opposite sign. Weights and bias both change with
    the same sign of (t - y)."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return 2 * w - w_new, b_new


@mistake("delta_rule_update")
def mean_over_examples(x, t, w, b, lr):
    """You divide by the number of examples. This E is a sum over the examples, not
    their mean."""
    return solution.delta_rule_update(x, t, w, b, lr / x.shape[0])


@mistake("delta_rule_update")
def two_over_examples(x, t, w, b, lr):
    """Your change is 2/N times the one asked for. Here E is half a sum: nothing is
    divided or doubled."""
    return solution.delta_rule_update(x, t, w, b, 2 * lr / x.shape[0])


@mistake("delta_rule_update")
def divided_by_inputs(x, t, w, b, lr):
    """You divide by D, the number of inputs. This E is a sum: nothing is divided."""
    return solution.delta_rule_update(x, t, w, b, lr / x.shape[1])


@mistake("delta_rule_update")
def mean_over_units(x, t, w, b, lr):
    """You divide by O, the number of units. This E is a sum over the units, not their
    mean."""
    return solution.delta_rule_update(x, t, w, b, lr / t.shape[1])


@mistake("delta_rule_update")
def gradient_of_mse_loss(x, t, w, b, lr):
    """Your change is 2/(N*O) times the one asked for, as for PyTorch's mean squared
    error. Here E is half a sum."""
    return solution.delta_rule_update(x, t, w, b, lr * 2 / t.size)


@mistake("delta_rule_update")
def mean_over_all_errors(x, t, w, b, lr):
    """You divide by N * O, the number of errors. This E is half of a sum, not of a
    mean."""
    return solution.delta_rule_update(x, t, w, b, lr / t.size)


@mistake("delta_rule_update")
def weights_averaged(x, t, w, b, lr):
    """The bias is right, but the change of the weights is divided by the number of
    examples. Both are sums over the examples."""
    _, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return solution.delta_rule_update(x, t, w, b, lr / x.shape[0])[0], b_new


@mistake("delta_rule_update")
def bias_averaged(x, t, w, b, lr):
    """The weights are right, but the change of the bias is a mean over the examples.
    Both are sums over the examples."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, solution.delta_rule_update(x, t, w, b, lr / x.shape[0])[1]


@mistake("delta_rule_update")
def bias_change_mean_of_everything(x, t, w, b, lr):
    """Every bias moves by the mean of all errors. Bias j moves by the errors of unit j,
    added up."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b)).mean()


@mistake("delta_rule_update")
def factor_two(x, t, w, b, lr):
    """Your step is twice too long. The square brings a 2 into the derivative, and the
    half in front of E takes it away."""
    return solution.delta_rule_update(x, t, w, b, lr * 2)


@mistake("delta_rule_update")
def half_kept(x, t, w, b, lr):
    """Your step is half as long as asked. The half in front of E cancels against the 2
    that the square brings."""
    return solution.delta_rule_update(x, t, w, b, lr / 2)


@mistake("delta_rule_update")
def learning_rate_left_out(x, t, w, b, lr):
    """The learning rate is missing: you take the whole gradient off."""
    return solution.delta_rule_update(x, t, w, b, 1.0)


@mistake("delta_rule_update")
def learning_rate_twice(x, t, w, b, lr):
    """The learning rate counts twice: your change holds lr * lr. Look for the second
    place where you multiply by it."""
    return solution.delta_rule_update(x, t, w, b, lr * lr)


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
def target_for_the_error(x, t, w, b, lr):
    """Your change is made from t alone. It is made from the error, the distance between
    t and y."""
    return w + lr * (t.T @ x), b + lr * t.sum(axis=0)


@mistake("delta_rule_update")
def output_for_the_error(x, t, w, b, lr):
    """Your change is made from y alone. It is made from the error, the distance between
    t and y."""
    y = solution.linear_unit(x, w, b)
    return w + lr * (y.T @ x), b + lr * y.sum(axis=0)


@mistake("delta_rule_update")
def error_itself_subtracted(x, t, w, b, lr):
    """You subtract lr times E from every weight and bias. What is subtracted is lr times
    the derivative of E."""
    e = 0.5 * ((t - solution.linear_unit(x, w, b)) ** 2).sum()
    return w - lr * e, b - lr * e


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
    """b_new has a row for every example. Sum the errors over the examples: b_new has the
    shape of b."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b))


@mistake("delta_rule_update")
def bias_change_summed_over_everything(x, t, w, b, lr):
    """Every bias moves by the same amount, the sum of all errors. Bias j moves by the
    errors of unit j."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b)).sum()


@mistake("delta_rule_update")
def bias_change_summed_over_units(x, t, w, b, lr):
    """For the bias you sum the errors along the units. Sum over the examples, the other
    axis."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b + lr * (t - solution.linear_unit(x, w, b)).sum(axis=1)


@mistake("delta_rule_update")
def bias_with_an_extra_axis(x, t, w, b, lr):
    """b_new has the shape (1, O). The sum over the examples must lose their axis."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, b_new[None, :]


@mistake("delta_rule_update")
def bias_after_the_new_weights(x, t, w, b, lr):
    """The bias moves by the error of the new weights. Both changes come from one error,
    that of the old w and b."""
    w_new, _ = solution.delta_rule_update(x, t, w, b, lr)
    return w_new, solution.delta_rule_update(x, t, w_new, b, lr)[1]


@mistake("delta_rule_update")
def weights_after_the_new_bias(x, t, w, b, lr):
    """The weights move by the error of the new bias. Both changes come from one error,
    that of the old w and b."""
    _, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return solution.delta_rule_update(x, t, w, b_new, lr)[0], b_new


@mistake("delta_rule_update")
def update_after_each_example(x, t, w, b, lr):
    """Later examples are answered with w and b that have moved already. All examples are
    answered with the same w and b."""
    for n in range(x.shape[0]):
        w, b = solution.delta_rule_update(x[n : n + 1], t[n : n + 1], w, b, lr)
    return w, b


@mistake("delta_rule_update")
def only_the_last_example(x, t, w, b, lr):
    """Only the last example counts. The changes of all examples are added up."""
    return solution.delta_rule_update(x[-1:], t[-1:], w, b, lr)


@mistake("delta_rule_update")
def only_the_first_example(x, t, w, b, lr):
    """Only the first example counts. The changes of all examples are added up."""
    return solution.delta_rule_update(x[:1], t[:1], w, b, lr)


@mistake("delta_rule_update")
def change_transposed(x, t, w, b, lr):
    """Your change of the weights lies as (D, O), but w lies as (O, D), with a row for
    each unit."""
    error = t - solution.linear_unit(x, w, b)
    return w + lr * (x.T @ error), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def change_reshaped(x, t, w, b, lr):
    """You compute the change as (D, O) and reshape it, so changes land on the wrong
    weights. Look for what exchanges the axes."""
    error = t - solution.linear_unit(x, w, b)
    change = (x.T @ error).reshape(w.shape)
    return w + lr * change, b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def change_by_element(x, t, w, b, lr):
    """You multiply errors and inputs element by element. The change of w sums over the
    examples: a matrix product."""
    error = t - solution.linear_unit(x, w, b)
    return w + lr * (error.T * x), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def sums_multiplied(x, t, w, b, lr):
    """You sum errors and inputs over the examples first, then multiply. Multiply within
    each example, then sum."""
    error = t - solution.linear_unit(x, w, b)
    return w + lr * np.outer(error.sum(axis=0), x.sum(axis=0)), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def outer_of_the_whole_batch(x, t, w, b, lr):
    """You pair every error with every input of the batch. Pair only those of the same
    example, then add the examples up."""
    error = t - solution.linear_unit(x, w, b)
    return w + lr * np.outer(error, x), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def weights_in_out(x, t, w, b, lr):
    """You take w as (D, O), a column for each unit. Here it is (O, D), a row for each
    unit."""
    error = t - (x @ w + b)
    return w + lr * (x.T @ error), b + lr * error.sum(axis=0)


@mistake("delta_rule_update")
def weights_not_transposed_for_y(x, t, w, b, lr):
    """For y you multiply x by w as it lies. Row j of w belongs to unit j: see which axes
    must meet."""
    error = t - (x @ w + b)
    return w + lr * (error.T @ x), b + lr * error.sum(axis=0)


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
def gradient_returned(x, t, w, b, lr):
    """You return the derivatives of E. Asked for are the new weights and the new bias,
    one step away from the old ones."""
    error = solution.linear_unit(x, w, b) - t
    return error.T @ x, error.sum(axis=0)


@mistake("delta_rule_update")
def pair_exchanged(x, t, w, b, lr):
    """You return the bias first. Asked for is the pair (w_new, b_new)."""
    return solution.delta_rule_update(x, t, w, b, lr)[::-1]


@mistake("delta_rule_update")
def arguments_updated_in_place(x, t, w, b, lr):
    """You write the new numbers into w and b themselves, so the caller's arrays change.
    Make new arrays."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    w[...] = w_new
    b[...] = b_new
    return w, b


@mistake("delta_rule_update")
def arguments_updated_too(x, t, w, b, lr):
    """What you return is right, but the caller's w and b have changed as well. Leave the
    arguments as they are."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    w[...] = w_new
    b[...] = b_new
    return w_new, b_new


@mistake("delta_rule_update")
def update_in_float64(x, t, w, b, lr):
    """Your new weights are float64 whatever you were given. An array made without a
    dtype is float64: look where you make one."""
    w_new, b_new = solution.delta_rule_update(x, t, w, b, lr)
    return np.zeros(w.shape) + w_new, np.zeros(b.shape) + b_new
