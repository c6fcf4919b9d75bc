"""Known wrong answers of ex09, the linear layer."""

import numpy as np

# linear


@mistake("linear")
def weight_not_transposed(x, weight, bias):
    """You multiply x by weight as it lies. Row j of weight belongs to unit j: see which
    axes must meet."""
    return x @ weight + bias


@mistake("linear")
def weight_times_inputs(x, weight, bias):
    """You multiply weight by x, as the notes do for one example. Here each example is a
    row: see which comes first."""
    return weight @ x + bias


@mistake("linear")
def examples_taken_for_columns(x, weight, bias):
    """You take the columns of x for examples, and add the bias as a column. Here each
    example is a row of x."""
    return weight @ x + bias[:, None]


@mistake("linear")
def weight_reshaped(x, weight, bias):
    """You reshape weight to (D, O), which gives units the weights of their neighbours.
    Look for what exchanges the two axes."""
    return x @ weight.reshape(weight.shape[::-1]) + bias


@mistake("linear")
def multiplied_by_element(x, weight, bias):
    """You multiply x and weight element by element. Every example meets every unit, and
    the products are summed: a matrix product."""
    return x * weight + bias


@mistake("linear")
def multiplied_by_element_and_summed(x, weight, bias):
    """You multiply x and weight element by element, then sum each row. Every example
    meets every unit: look for the matrix product."""
    return (x * weight).sum(axis=1) + bias


@mistake("linear")
def bias_left_out(x, weight, bias):
    """These are the weighted sums alone. The bias of each unit is added to its sums."""
    return x @ weight.T


@mistake("linear")
def bias_subtracted(x, weight, bias):
    """You subtract the bias. A bias is added."""
    return x @ weight.T - bias


@mistake("linear")
def bias_multiplied(x, weight, bias):
    """You multiply the sums by the bias. A bias is added."""
    return x @ weight.T * bias


@mistake("linear")
def bias_as_a_column(x, weight, bias):
    """You add the bias as a column, (O, 1). Units are the last axis of y: each row gets
    all of the bias."""
    return x @ weight.T + bias[:, None]


@mistake("linear")
def bias_summed(x, weight, bias):
    """Every unit gets the sum of all biases. Unit j has a bias of its own, bias[j]."""
    return x @ weight.T + bias.sum()


@mistake("linear")
def first_bias_for_all_units(x, weight, bias):
    """Every unit gets the first bias. Unit j has a bias of its own, bias[j]."""
    return x @ weight.T + bias[0]


@mistake("linear")
def bias_for_every_input(x, weight, bias):
    """Each sum holds its bias D times. It is added once, after the products: see how deep
    in your loops that stands."""
    return x @ weight.T + weight.shape[1] * bias


@mistake("linear")
def bias_for_the_first_example_only(x, weight, bias):
    """Only your first example gets the bias. Every example gets it."""
    y = x @ weight.T
    y[0] += bias
    return y


@mistake("linear")
def averaged_over_the_inputs(x, weight, bias):
    """Your sums are divided by D, the number of inputs. A unit answers with the sum
    itself."""
    return x @ weight.T / weight.shape[1] + bias


@mistake("linear")
def only_the_last_input(x, weight, bias):
    """Only the last input counts. See whether products are added to the sum, or replace
    it."""
    return x[:, -1:] @ weight[:, -1:].T + bias


@mistake("linear")
def sums_run_on_along_the_units(x, weight, bias):
    """Each unit's sum begins with the products of the units before it. See where your sum
    is set back to 0."""
    return np.cumsum(x @ weight.T, axis=1) + bias


@mistake("linear")
def sums_and_biases_run_on_along_the_units(x, weight, bias):
    """Each output holds those of the units before it, biases too. See where your sum is
    set back to 0."""
    return np.cumsum(x @ weight.T + bias, axis=1)


@mistake("linear")
def sums_run_on_through_the_batch(x, weight, bias):
    """Each sum begins with the products of all outputs before it, of earlier examples
    too. See where your sum is set back to 0."""
    sums = x @ weight.T
    return np.cumsum(sums).reshape(sums.shape) + bias


@mistake("linear")
def one_before_the_inputs_bias_behind(x, weight, bias):
    """The bias is multiplied by the last input, and the first weight by 1. See on which
    side the bias stands, and on which the 1."""
    behind = np.concatenate([weight[:, 1:], bias[:, None]], axis=1)
    return weight[:, 0] + x @ behind.T


@mistake("linear")
def bias_before_the_weights_one_behind(x, weight, bias):
    """The bias is multiplied by the first input, and the last weight by 1. See on which
    side the bias stands, and on which the 1."""
    before = np.concatenate([bias[:, None], weight[:, :-1]], axis=1)
    return weight[:, -1] + x @ before.T


@mistake("linear")
def first_input_left_out(x, weight, bias):
    """The first input counts nowhere. Counting begins at 0: see where your sum over the
    inputs begins."""
    return x[:, 1:] @ weight[:, 1:].T + bias


@mistake("linear")
def last_input_left_out(x, weight, bias):
    """The last input counts nowhere. See where your sum over the inputs ends."""
    return x[:, :-1] @ weight[:, :-1].T + bias


@mistake("linear")
def only_the_first_unit(x, weight, bias):
    """You return the first unit's outputs alone. y has a column for each of the O
    units."""
    return x @ weight[0] + bias[0]


@mistake("linear")
def only_the_first_row(x, weight, bias):
    """Only your first row is right, all others are 0. See whether the function ends
    before the last example."""
    y = np.zeros_like(x @ weight.T)
    y[:1] = (x @ weight.T + bias)[:1]
    return y


@mistake("linear")
def step_applied(x, weight, bias):
    """You answer 0 or 1. A linear layer has no step: y is the sum itself."""
    return (x @ weight.T + bias > 0).astype(x.dtype)


@mistake("linear")
def sigmoid_applied(x, weight, bias):
    """You answer with the sigmoid of the sums. A linear layer has no activation: y is the
    sum itself."""
    return 1 / (1 + np.exp(-(x @ weight.T + bias)))


@mistake("linear")
def relu_applied(x, weight, bias):
    """Your negative outputs are 0. A linear layer has no activation: y is the sum itself,
    negative or not."""
    return np.maximum(0, x @ weight.T + bias)


@mistake("linear")
def tanh_applied(x, weight, bias):
    """You answer with tanh of the sums. A linear layer has no activation: y is the sum
    itself."""
    return np.tanh(x @ weight.T + bias)


@mistake("linear")
def outputs_transposed(x, weight, bias):
    """Your outputs have the shape (O, N). Rows are for examples and columns for units."""
    return weight @ x.T + bias[:, None]


@mistake("linear")
def examples_as_columns(x, weight, bias):
    """You multiply weight by the transposed x: examples lie in columns, where bias meets
    them wrongly. In y each example is a row."""
    return weight @ x.T + bias


@mistake("linear")
def axes_of_one_dropped(x, weight, bias):
    """Where a length is 1 an axis is missing. y always has two axes, (N, O), also with
    one example or one unit."""
    return np.squeeze(x @ weight.T + bias)


@mistake("linear")
def outputs_in_float64(x, weight, bias):
    """Your outputs are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return (x @ weight.T + bias).astype("float64")


@mistake("linear")
def outputs_in_float32(x, weight, bias):
    """Your outputs are float32 whatever you were given. Keep the dtype of the
    arguments."""
    return (x @ weight.T + bias).astype("float32")


@mistake("linear")
def bias_grows_from_row_to_row(x, weight, bias):
    """Each row holds the sums of the rows before it, and the caller's bias has changed too.
    Begin each row with a new array."""
    sums = np.cumsum(x @ weight.T, axis=0) + bias
    bias[:] = sums[-1]
    return sums


@mistake("linear")
def every_row_is_the_bias(x, weight, bias):
    """All your rows are alike, and the caller's bias has changed: each row is that one array.
    Begin each row with a new one."""
    bias += (x @ weight.T).sum(axis=0)
    return np.zeros_like(x @ weight.T) + bias


@mistake("linear")
def outputs_rounded(x, weight, bias):
    """Your outputs are rounded to four digits behind the point. Return all of them."""
    return np.round(x @ weight.T + bias, 4)


@mistake("linear")
def outputs_reshaped(x, weight, bias):
    """You reshape (O, N) to (N, O), so outputs land beside the wrong examples. Look for what
    exchanges the axes."""
    return (weight @ x.T).reshape(len(x), len(weight)) + bias


@mistake("linear")
def outputs_cut_to_whole_numbers(x, weight, bias):
    """Your outputs have lost what stands behind the point. Look where an array of integers
    is made."""
    return np.trunc(x @ weight.T + bias)


@mistake("linear")
def summed_in_float32(x, weight, bias):
    """Your outputs are float64, but right to seven digits only, as float32 is. Keep the dtype
    on the way, too."""
    single = [array.astype("float32") for array in (x, weight, bias)]
    return (single[0] @ single[1].T + single[2]).astype(x.dtype)


# linear_backward


@mistake("linear_backward")
def opposite_signs(grad_out, x, weight):
    """All three gradients have the opposite sign. grad_out is the gradient itself:
    nothing changes its sign here."""
    return tuple(-g for g in solution.linear_backward(grad_out, x, weight))


@mistake("linear_backward")
def dweight_negated(grad_out, x, weight):
    """dweight has the opposite sign. The step against the gradient comes later, in the
    optimizer."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, -dweight, dbias


@mistake("linear_backward")
def dbias_negated(grad_out, x, weight):
    """dbias has the opposite sign. The step against the gradient comes later, in the
    optimizer."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight, -dbias


@mistake("linear_backward")
def dweight_and_dbias_negated(grad_out, x, weight):
    """dweight and dbias have the opposite sign. The step against the gradient comes later,
    in the optimizer."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, -dweight, -dbias


@mistake("linear_backward")
def all_averaged(grad_out, x, weight):
    """You divide all gradients by N. A mean over the batch, if there is one, is in
    grad_out already."""
    return tuple(g / len(x) for g in solution.linear_backward(grad_out, x, weight))


@mistake("linear_backward")
def parameters_averaged(grad_out, x, weight):
    """dx is right, but you divide dweight and dbias by N. A mean over the batch, if there
    is one, is in grad_out already."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight / len(x), dbias / len(x)


@mistake("linear_backward")
def dweight_averaged(grad_out, x, weight):
    """Only dweight is wrong: you divide it by N. Both dweight and dbias are sums over the
    examples."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight / len(x), dbias


@mistake("linear_backward")
def dbias_averaged(grad_out, x, weight):
    """Only dbias is wrong: it is a mean over the examples. Both dweight and dbias are
    sums."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight, dbias / len(x)


@mistake("linear_backward")
def all_doubled(grad_out, x, weight):
    """Your gradients are twice those asked for. The 2 of a squared error is in grad_out
    already, if there is one."""
    return tuple(2 * g for g in solution.linear_backward(grad_out, x, weight))


@mistake("linear_backward")
def two_over_examples(grad_out, x, weight):
    """You multiply dweight and dbias by 2/N. What a loss brings, such as a 2 or a mean, is
    in grad_out already."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, 2 * dweight / len(x), 2 * dbias / len(x)


@mistake("linear_backward")
def two_over_all_numbers(grad_out, x, weight):
    """You multiply all gradients by 2/(N*O), as for a mean squared error. What a loss
    brings is in grad_out already."""
    gradients = solution.linear_backward(grad_out, x, weight)
    return tuple(2 * g / grad_out.size for g in gradients)


@mistake("linear_backward")
def dweight_transposed(grad_out, x, weight):
    """dweight lies as (D, O). It has the shape of weight, (O, D): see which factor comes
    first."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight.T, dbias


@mistake("linear_backward")
def dweight_reshaped(grad_out, x, weight):
    """You compute dweight as (D, O) and reshape it, so gradients land on the wrong
    weights. Look for what exchanges the axes."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight.T.reshape(weight.shape), dbias


@mistake("linear_backward")
def grad_out_not_transposed(grad_out, x, weight):
    """For dweight you multiply grad_out by x as they lie. The examples must meet: see
    which axis disappears."""
    return grad_out @ weight, grad_out @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def inputs_transposed_instead(grad_out, x, weight):
    """For dweight you transpose x, the second factor, so each example meets every other.
    The examples must meet, and disappear."""
    return grad_out @ weight, grad_out @ x.T, grad_out.sum(axis=0)


@mistake("linear_backward")
def dweight_by_element(grad_out, x, weight):
    """For dweight you multiply element by element. It sums over the examples: a matrix
    product."""
    return grad_out @ weight, grad_out.T * x, grad_out.sum(axis=0)


@mistake("linear_backward")
def sums_multiplied(grad_out, x, weight):
    """For dweight you sum over the examples first, then multiply. Multiply within each
    example, then sum."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, np.outer(dbias, x.sum(axis=0)), dbias


@mistake("linear_backward")
def outer_of_the_whole_batch(grad_out, x, weight):
    """For dweight you pair every number of grad_out with every number of x. Pair only
    those of one example, then sum over the examples."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, np.outer(grad_out, x), dbias


@mistake("linear_backward")
def dweight_of_each_example(grad_out, x, weight):
    """dweight has one more axis, (N, O, D), with a table for each example. Sum them over
    the examples."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, grad_out[:, :, None] * x[:, None, :], dbias


@mistake("linear_backward")
def dweight_without_x(grad_out, x, weight):
    """In dweight all weights of a unit get the same gradient: the input x[n, i] is
    missing."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, np.zeros_like(weight) + dbias[:, None], dbias


@mistake("linear_backward")
def dweight_without_grad_out(grad_out, x, weight):
    """In dweight all units get the same gradients: grad_out[n, j] is missing."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, np.zeros_like(weight) + x.sum(axis=0), dbias


@mistake("linear_backward")
def dweight_of_the_last_example(grad_out, x, weight):
    """dweight holds the last example alone. See whether the examples are added to it, or
    replace it."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, grad_out[-1:].T @ x[-1:], dbias


@mistake("linear_backward")
def dweight_of_the_first_example(grad_out, x, weight):
    """dweight holds the first example alone. It sums over all examples."""
    dx, _, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, grad_out[:1].T @ x[:1], dbias


@mistake("linear_backward")
def parameters_of_the_last_example(grad_out, x, weight):
    """dweight and dbias hold the last example alone. See whether the examples are added
    to them, or replace them."""
    return grad_out @ weight, grad_out[-1:].T @ x[-1:], grad_out[-1].copy()


@mistake("linear_backward")
def parameters_of_the_first_example(grad_out, x, weight):
    """dweight and dbias hold the first example alone. They sum over all examples."""
    return grad_out @ weight, grad_out[:1].T @ x[:1], grad_out[0].copy()


@mistake("linear_backward")
def ends_at_the_first_example(grad_out, x, weight):
    """All three are those of the first example, and dx is one row. Look where your return
    stands: it ends the function, and with it the loop."""
    return grad_out[0] @ weight, np.outer(grad_out[0], x[0]), grad_out[0].copy()


@mistake("linear_backward")
def dbias_not_summed(grad_out, x, weight):
    """dbias has a row for every example. Sum over the examples: dbias has the shape of
    bias, (O,)."""
    return grad_out @ weight, grad_out.T @ x, grad_out.copy()


@mistake("linear_backward")
def dbias_summed_over_units(grad_out, x, weight):
    """For dbias you sum along the units, which leaves one number for each example. Sum
    over the examples, the other axis."""
    return grad_out @ weight, grad_out.T @ x, grad_out.sum(axis=1)


@mistake("linear_backward")
def dbias_summed_over_everything(grad_out, x, weight):
    """dbias is one number, the sum of all of grad_out. Each unit has a bias of its own:
    sum over the examples only."""
    return grad_out @ weight, grad_out.T @ x, grad_out.sum()


@mistake("linear_backward")
def dbias_mean_of_everything(grad_out, x, weight):
    """dbias is one number, the mean of all of grad_out. Each unit has a bias of its own:
    sum over the examples only."""
    return grad_out @ weight, grad_out.T @ x, grad_out.mean()


@mistake("linear_backward")
def dbias_with_an_extra_axis(grad_out, x, weight):
    """dbias has the shape (1, O). The sum over the examples must lose their axis: (O,)."""
    return grad_out @ weight, grad_out.T @ x, grad_out.sum(axis=0, keepdims=True)


@mistake("linear_backward")
def dbias_as_a_column(grad_out, x, weight):
    """dbias has the shape (O, 1). It has the shape of bias, (O,)."""
    return grad_out @ weight, grad_out.T @ x, grad_out.sum(axis=0)[:, None]


@mistake("linear_backward")
def dbias_of_the_last_example(grad_out, x, weight):
    """dbias holds the last example alone. See whether the examples are added to it, or
    replace it."""
    return grad_out @ weight, grad_out.T @ x, grad_out[-1].copy()


@mistake("linear_backward")
def dbias_of_the_first_example(grad_out, x, weight):
    """dbias holds the first example alone. It sums over all examples."""
    return grad_out @ weight, grad_out.T @ x, grad_out[0].copy()


@mistake("linear_backward")
def dbias_stays_zero(grad_out, x, weight):
    """dbias is 0 everywhere, as if nothing were ever added to it. See whether its sum is
    stored, or only computed."""
    return grad_out @ weight, grad_out.T @ x, np.zeros_like(grad_out[0])


@mistake("linear_backward")
def dbias_is_one(grad_out, x, weight):
    """dbias is 1 everywhere: the slope of y by bias. The chain rule multiplies it by
    grad_out and sums over the examples."""
    return grad_out @ weight, grad_out.T @ x, np.ones_like(grad_out[0])


@mistake("linear_backward")
def dbias_of_the_last_unit(grad_out, x, weight):
    """In dbias only the last unit has its sum, all others are 0. See how deep in your loops
    the units are counted."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    dbias[:-1] = 0
    return dx, dweight, dbias


@mistake("linear_backward")
def dbias_from_dweight(grad_out, x, weight):
    """For dbias you add up the rows of dweight. The input of a bias is 1: x does not come
    in."""
    dx, dweight, _ = solution.linear_backward(grad_out, x, weight)
    return dx, dweight, dweight.sum(axis=1)


@mistake("linear_backward")
def dbias_left_out(grad_out, x, weight):
    """You return two gradients. Asked for are three: (dx, dweight, dbias)."""
    return grad_out @ weight, grad_out.T @ x


@mistake("linear_backward")
def dx_left_out(grad_out, x, weight):
    """You return dweight and dbias only. The layer before needs dx: asked for is (dx,
    dweight, dbias)."""
    return grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def weight_transposed_for_dx(grad_out, x, weight):
    """For dx you transpose weight, as forward: an error, unless D = O. Here the units must
    meet, and disappear."""
    return grad_out @ weight.T, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def weight_reshaped_for_dx(grad_out, x, weight):
    """For dx you reshape weight, so gradients go back along the wrong weights. Look for
    what exchanges the axes."""
    flat = weight.reshape(weight.shape[::-1])
    return (flat @ grad_out.T).T, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_transposed(grad_out, x, weight):
    """dx lies as (D, N). It has the shape of x, (N, D), with a row for each example."""
    return weight.T @ grad_out.T, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_by_element(grad_out, x, weight):
    """For dx you multiply element by element. An input feeds all units, and their shares
    are summed: a matrix product."""
    return grad_out * weight, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_without_grad_out(grad_out, x, weight):
    """In dx all examples get the same gradient, the sum of the weights: grad_out[n, j] is
    missing."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return np.zeros_like(dx) + weight.sum(axis=0), dweight, dbias


@mistake("linear_backward")
def dx_without_weight(grad_out, x, weight):
    """In dx all inputs of an example get the same gradient: weight[j, i] is missing."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return np.zeros_like(dx) + grad_out.sum(axis=1, keepdims=True), dweight, dbias


@mistake("linear_backward")
def dx_is_grad_out(grad_out, x, weight):
    """Your dx is grad_out itself. On its way back it goes through the weights."""
    return grad_out.copy(), grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_is_weight(grad_out, x, weight):
    """Your dx is weight: the slope of y by x. The chain rule multiplies it by grad_out and
    sums over the units."""
    return weight.copy(), grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_from_the_last_unit(grad_out, x, weight):
    """In dx only the last unit counts. See whether the units' shares are added, or replace
    each other."""
    return grad_out[:, -1:] @ weight[-1:], grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_summed_over_the_batch(grad_out, x, weight):
    """Your dx is summed over the examples, (D,). Each example has a gradient of its
    own."""
    return (grad_out @ weight).sum(axis=0), grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_averaged(grad_out, x, weight):
    """Only dx is wrong: you divide it by N. Each example has a gradient of its own, and
    nothing is divided."""
    return grad_out @ weight / len(x), grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def dx_times_x(grad_out, x, weight):
    """You multiply dx by x as well. The slope of y by x is the weight alone."""
    return grad_out @ weight * x, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def grad_out_taken_for_ones(grad_out, x, weight):
    """You do not use the numbers of grad_out: yours are the gradients of the plain sum
    of y."""
    return solution.linear_backward(np.ones_like(grad_out), x, weight)


@mistake("linear_backward")
def outputs_for_grad_out(grad_out, x, weight):
    """You send the layer's outputs back instead of grad_out. They have the same shape, but
    what goes back is the gradient."""
    return solution.linear_backward(x @ weight.T, x, weight)


@mistake("linear_backward")
def grad_out_subtracted_from_the_outputs(grad_out, x, weight):
    """You send back the outputs minus grad_out, as if it were the targets. It is the
    gradient already: nothing is subtracted here."""
    return solution.linear_backward(x @ weight.T - grad_out, x, weight)


@mistake("linear_backward")
def outputs_subtracted_from_grad_out(grad_out, x, weight):
    """You subtract the outputs from grad_out, as if it were the targets. It is the
    gradient already: nothing is subtracted here."""
    return solution.linear_backward(grad_out - x @ weight.T, x, weight)


@mistake("linear_backward")
def averaged_with_an_extra_axis(grad_out, x, weight):
    """You divide dweight and dbias by N, and dbias has the shape (1, O). Nothing is
    divided, and dbias is (O,)."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight / len(x), dbias[None] / len(x)


@mistake("linear_backward")
def dweight_averaged_dbias_with_an_extra_axis(grad_out, x, weight):
    """You divide dweight by N, and dbias, though a sum, has the shape (1, O). Nothing is
    divided, and dbias is (O,)."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight / len(x), dbias[None]


@mistake("linear_backward")
def dx_after_the_step(grad_out, x, weight):
    """In dx you use weight minus dweight. The output was made with the weight as given,
    and the optimizer takes the step."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return grad_out @ (weight - dweight), dweight, dbias


@mistake("linear_backward")
def dx_after_a_small_step(grad_out, x, weight):
    """In dx you use weight minus 0.01 times dweight. The output was made with the weight
    as given, and the optimizer takes the step."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    step = (0.01 * dweight).astype(weight.dtype)
    return grad_out @ (weight - step), dweight, dbias


@mistake("linear_backward")
def slope_of_relu_applied(grad_out, x, weight):
    """You put 0 for the gradients of negative outputs, as ReLU does. A linear layer passes
    on all of grad_out."""
    return solution.linear_backward(grad_out * (x @ weight.T > 0), x, weight)


@mistake("linear_backward")
def slope_of_sigmoid_applied(grad_out, x, weight):
    """You multiply grad_out by y * (1 - y), as for a sigmoid. A linear layer has no
    activation."""
    y = x @ weight.T
    return solution.linear_backward(grad_out * y * (1 - y), x, weight)


@mistake("linear_backward")
def negative_gradients_dropped(grad_out, x, weight):
    """You put 0 for the negative numbers of grad_out. A linear layer passes on all of
    it."""
    return solution.linear_backward(np.maximum(grad_out, 0), x, weight)


@mistake("linear_backward")
def weight_in_out(grad_out, x, weight):
    """You take weight as (in, out), a column for each unit, as Keras does. Here it is
    (out, in), a row for each unit."""
    return grad_out @ weight.T, x.T @ grad_out, grad_out.sum(axis=0)


@mistake("linear_backward")
def weight_in_out_and_averaged(grad_out, x, weight):
    """You take weight as (in, out), and divide dweight and dbias by N. Here weight is
    (out, in), and nothing is divided."""
    n = len(x)
    return grad_out @ weight.T, x.T @ grad_out / n, grad_out.sum(axis=0) / n


@mistake("linear_backward")
def examples_as_columns_backwards(grad_out, x, weight):
    """You take the columns of x and grad_out for examples, as some courses do. Here each
    example is a row."""
    return weight.T @ grad_out, grad_out @ x.T, grad_out.sum(axis=1, keepdims=True)


@mistake("linear_backward")
def examples_as_columns_and_averaged(grad_out, x, weight):
    """You take columns for examples, and divide by their number, as some courses do. Here
    each example is a row, and nothing is divided."""
    n = x.shape[1]
    dbias = grad_out.sum(axis=1, keepdims=True) / n
    return weight.T @ grad_out, grad_out @ x.T / n, dbias


@mistake("linear_backward")
def dweight_first(grad_out, x, weight):
    """You return dx last. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dweight, dbias, dx


@mistake("linear_backward")
def dweight_before_dx(grad_out, x, weight):
    """You return dweight before dx. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dweight, dx, dbias


@mistake("linear_backward")
def dbias_before_dweight(grad_out, x, weight):
    """You return dbias before dweight. Asked for is (dx, dweight, dbias)."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dbias, dweight


@mistake("linear_backward")
def in_reverse_order(grad_out, x, weight):
    """You return dbias first and dx last. Asked for is (dx, dweight, dbias)."""
    return solution.linear_backward(grad_out, x, weight)[::-1]


@mistake("linear_backward")
def step_taken(grad_out, x, weight):
    """For dweight you return weight minus its gradient. Asked for is the gradient alone:
    the optimizer takes the step."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, weight - dweight, dbias


@mistake("linear_backward")
def weight_updated_too(grad_out, x, weight):
    """The gradients are right, but the caller's weight has changed as well. The optimizer
    takes the step, not the layer."""
    gradients = solution.linear_backward(grad_out, x, weight)
    weight -= gradients[1]
    return gradients


@mistake("linear_backward")
def dbias_added_into_grad_out(grad_out, x, weight):
    """You add up dbias in the first row of grad_out itself, so the caller's array changes.
    Begin with a new array."""
    dx, dweight = grad_out @ weight, grad_out.T @ x
    dbias = grad_out[0]
    for row in grad_out[1:]:
        dbias += row
    return dx, dweight, dbias


@mistake("linear_backward")
def axes_of_one_dropped_from_gradients(grad_out, x, weight):
    """Where a length is 1 an axis is missing. Each gradient has the shape of what it
    belongs to, also with lengths of 1."""
    return tuple(map(np.squeeze, solution.linear_backward(grad_out, x, weight)))


@mistake("linear_backward")
def gradients_in_float64(grad_out, x, weight):
    """Your gradients are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    gradients = solution.linear_backward(grad_out, x, weight)
    return tuple(g.astype("float64") for g in gradients)


@mistake("linear_backward")
def dbias_in_float64(grad_out, x, weight):
    """Only dbias is float64 whatever you were given. An array made without a dtype is
    float64: look where you make it."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight, dbias.astype("float64")


@mistake("linear_backward")
def dx_in_float64(grad_out, x, weight):
    """Only dx is float64 whatever you were given. An array made without a dtype is float64:
    look where you make it."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx.astype("float64"), dweight, dbias


@mistake("linear_backward")
def dweight_in_float64(grad_out, x, weight):
    """Only dweight is float64 whatever you were given. An array made without a dtype is
    float64: look where you make it."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight.astype("float64"), dbias


@mistake("linear_backward")
def gradients_rounded(grad_out, x, weight):
    """Your gradients are rounded to four digits behind the point. Return all of them."""
    gradients = solution.linear_backward(grad_out, x, weight)
    return tuple(np.round(g, 4) for g in gradients)


@mistake("linear_backward")
def dbias_cut_to_whole_numbers(grad_out, x, weight):
    """In dbias the gradients have lost what stands behind the point. Look where an array of
    integers is made."""
    dx, dweight, _ = solution.linear_backward(grad_out, x, weight)
    return dx, dweight, np.trunc(grad_out).sum(axis=0)


@mistake("linear_backward")
def parameters_in_float64(grad_out, x, weight):
    """dweight and dbias are float64 whatever you were given. An array made without a dtype
    is float64: look where you make them."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    return dx, dweight.astype("float64"), dbias.astype("float64")


@mistake("linear_backward")
def gradients_in_float32(grad_out, x, weight):
    """Your gradients are float32 whatever you were given. Keep the dtype of the
    arguments."""
    gradients = solution.linear_backward(grad_out, x, weight)
    return tuple(g.astype("float32") for g in gradients)


@mistake("linear_backward")
def one_before_the_inputs_dbias_behind(grad_out, x, weight):
    """dbias holds the gradients of the last input's weights, and dweight begins with dbias.
    See on which side of x the 1 stands."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    before = np.concatenate([dbias[:, None], dweight[:, :-1]], axis=1)
    return dx, before, dweight[:, -1].copy()


@mistake("linear_backward")
def dbias_before_the_weights_one_behind(grad_out, x, weight):
    """dbias holds the gradients of the first input's weights, and dweight ends with dbias.
    See on which side of x the 1 stands."""
    dx, dweight, dbias = solution.linear_backward(grad_out, x, weight)
    behind = np.concatenate([dweight[:, 1:], dbias[:, None]], axis=1)
    return dx, behind, dweight[:, 0].copy()


@mistake("linear_backward")
def dweight_transposed_and_dbias_one_number(grad_out, x, weight):
    """dweight lies as (D, O), and dbias is one number, the sum of all of grad_out. Give each
    the shape of what it belongs to."""
    return grad_out @ weight, x.T @ grad_out, grad_out.sum()


@mistake("linear_backward")
def dweight_transposed_and_dbias_with_an_extra_axis(grad_out, x, weight):
    """dweight lies as (D, O), and dbias has the shape (1, O). Each has the shape of what it
    belongs to: (O, D) and (O,)."""
    return grad_out @ weight, x.T @ grad_out, grad_out.sum(axis=0, keepdims=True)


@mistake("linear_backward")
def parameters_of_the_last_example_and_a_view(grad_out, x, weight):
    """dweight and dbias hold the last example alone, and dbias is a row of grad_out itself.
    See whether examples are added, or replace each other."""
    return grad_out @ weight, grad_out[-1:].T @ x[-1:], grad_out[-1]


@mistake("linear_backward")
def dx_from_sums_over_the_units(grad_out, x, weight):
    """For dx you sum grad_out and weight over the units first, then multiply. Multiply unit by
    unit, then sum."""
    dx = grad_out.sum(axis=1, keepdims=True) * weight.sum(axis=0)
    return dx, grad_out.T @ x, grad_out.sum(axis=0)


@mistake("linear_backward")
def weight_updated_before_dx(grad_out, x, weight):
    """dx is made with a weight that you have changed already, by 0.1 times dweight, and the
    caller's array with it. Leave weight alone."""
    dweight = grad_out.T @ x
    weight -= 0.1 * dweight
    return grad_out @ weight, dweight, grad_out.sum(axis=0)


@mistake("linear_backward")
def gradients_summed_in_float32(grad_out, x, weight):
    """Your gradients are float64, but right to seven digits only, as float32 is. Keep the
    dtype on the way, too."""
    single = [array.astype("float32") for array in (grad_out, x, weight)]
    gradients = solution.linear_backward(*single)
    return tuple(g.astype(x.dtype) for g in gradients)
