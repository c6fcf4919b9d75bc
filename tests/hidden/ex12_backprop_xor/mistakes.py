"""Known wrong answers of ex12, backpropagation on XOR."""

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return 1 / (1 + np.exp(-z))


def sums(params, x):
    """Return z1, h and z2."""
    z1 = x @ params["w1"].T + params["b1"]
    h = sigmoid(z1)
    return z1, h, h @ params["w2"].T + params["b2"]


def outputs(params, x, hidden=sigmoid, last=sigmoid):
    """Return h and y with other activations."""
    h = hidden(x @ params["w1"].T + params["b1"])
    return h, last(h @ params["w2"].T + params["b2"])


def errors(params, x, t):
    """Return y - t."""
    return solution.forward(params, x)[1] - t


def slope(s):
    """Return the sigmoid's derivative from its output."""
    return s * (1 - s)


def deltas(params, x, t):
    """Return h, y, delta1 and delta2."""
    h, y = solution.forward(params, x)
    delta2 = (y - t) * slope(y)
    return h, y, delta2 @ params["w2"] * slope(h), delta2


def with_deltas(params, x, lr, h, delta1, delta2):
    """Return a step by these deltas."""
    grads = {
        "w1": delta1.T @ x, "b1": delta1.sum(axis=0),
        "w2": delta2.T @ h, "b2": delta2.sum(axis=0),
    }  # fmt: skip
    return {name: params[name] - lr * grads[name] for name in params}


def stepped(params, x, t, lr, **factors):
    """Return the right step, but for a factor of some of the gradients."""
    new = solution.train_step(params, x, t, lr)
    for name, factor in factors.items():
        new[name] = params[name] + factor * (new[name] - params[name])
    return new


def moved_by(params, lr, new, **gradients):
    """Return the step `new`, but for parameters that move by other gradients."""
    return {**new, **{name: params[name] - lr * value for name, value in gradients.items()}}


def until(reached, params, x, t, lr, steps):
    """Return what a loop gives that ends early where `reached` the goal."""
    for _ in range(steps):
        params = solution.train_step(params, x, t, lr)
        if reached(params):
            break
    return params


# --- forward ---


@mistake("forward")
def first_weights_not_transposed(params, x):
    """You multiply x by w1 as it lies. Row j of w1 belongs to hidden unit j: see which axes
    must meet."""
    h = sigmoid(x @ params["w1"] + params["b1"])
    return h, sigmoid(h @ params["w2"].T + params["b2"])


@mistake("forward")
def first_weights_reshaped(params, x):
    """You reshape w1 to (2, H), which gives units the weights of their neighbours. Look for
    what exchanges the two axes."""
    h = sigmoid(x @ params["w1"].reshape(2, -1) + params["b1"])
    return h, sigmoid(h @ params["w2"].T + params["b2"])


@mistake("forward")
def second_weights_not_transposed(params, x):
    """You multiply h by w2 as it lies. h is (N, H) and w2 is (1, H): see which axes must
    meet."""
    h = solution.forward(params, x)[0]
    return h, sigmoid(h @ params["w2"] + params["b2"])


@mistake("forward")
def second_layer_by_element(params, x):
    """You multiply h and w2 element by element and do not sum. y has one column: the sum over
    the hidden units."""
    h = solution.forward(params, x)[0]
    return h, sigmoid(h * params["w2"] + params["b2"])


@mistake("forward")
def biases_left_out(params, x):
    """Neither layer has its bias. It is added to the weighted sums, before the sigmoid."""
    h = sigmoid(x @ params["w1"].T)
    return h, sigmoid(h @ params["w2"].T)


@mistake("forward")
def hidden_bias_left_out(params, x):
    """The hidden layer has no bias. b1 is added to its weighted sums, before the sigmoid."""
    return solution.forward({**params, "b1": params["b1"] * 0}, x)


@mistake("forward")
def last_bias_left_out(params, x):
    """h is right, but the last layer has no bias. b2 is added to its weighted sum, before the
    sigmoid."""
    return solution.forward({**params, "b2": params["b2"] * 0}, x)


@mistake("forward")
def biases_subtracted(params, x):
    """You subtract the biases. A threshold is subtracted, a bias is added."""
    return solution.forward({**params, "b1": -params["b1"], "b2": -params["b2"]}, x)


@mistake("forward")
def biases_after_the_sigmoid(params, x):
    """You add the biases after the sigmoid. A bias belongs to the weighted sum, inside the
    sigmoid."""
    h = sigmoid(x @ params["w1"].T) + params["b1"]
    return h, sigmoid(h @ params["w2"].T) + params["b2"]


@mistake("forward")
def hidden_layer_linear(params, x):
    """Your hidden layer has no sigmoid. Without it two layers are no more than one, and XOR
    stays out of reach."""
    return outputs(params, x, hidden=lambda z: z)


@mistake("forward")
def last_layer_linear(params, x):
    """h is right, but y is the weighted sum itself. The last unit has a sigmoid too."""
    return outputs(params, x, last=lambda z: z)


@mistake("forward")
def both_layers_linear(params, x):
    """Neither layer has a sigmoid. Each unit puts its weighted sum through one."""
    return outputs(params, x, lambda z: z, lambda z: z)


@mistake("forward")
def last_sigmoid_twice(params, x):
    """h is right, but y went through the sigmoid twice. Once is enough."""
    return outputs(params, x, last=lambda z: sigmoid(sigmoid(z)))


@mistake("forward")
def tanh_in_both_layers(params, x):
    """Your units answer with tanh, which runs from -1 to 1. Here they are sigmoids, from 0 to
    1."""
    return outputs(params, x, np.tanh, np.tanh)


@mistake("forward")
def tanh_in_the_hidden_layer(params, x):
    """Your hidden units answer with tanh, which runs from -1 to 1. Here they are sigmoids too,
    from 0 to 1."""
    return outputs(params, x, hidden=np.tanh)


@mistake("forward")
def relu_in_the_hidden_layer(params, x):
    """Your hidden units cut off at 0, as ReLU does. Here all units are sigmoids."""
    return outputs(params, x, hidden=lambda z: np.maximum(z, 0))


@mistake("forward")
def minus_missing_in_exp(params, x):
    """Both your curves fall where they should rise: the sigmoid's exponent is minus the
    sum."""
    return outputs(params, x, lambda z: sigmoid(-z), lambda z: sigmoid(-z))


@mistake("forward")
def steps_for_sigmoids(params, x):
    """Your units answer 0 or 1. A sigmoid lies between them, and its slope carries the error
    back."""
    return outputs(params, x, lambda z: (z > 0) * 1.0, lambda z: (z > 0) * 1.0)


@mistake("forward")
def answers_rounded(params, x):
    """h is right, but y is rounded to 0 or 1. y is the sigmoid itself."""
    h, y = solution.forward(params, x)
    return h, (y > 0.5).astype(y.dtype)


@mistake("forward")
def softmax_at_the_end(params, x):
    """Every y is 1. Softmax over one unit gives always 1; the last unit is a sigmoid."""
    h, y = solution.forward(params, x)
    return h, y * 0 + 1


@mistake("forward")
def sums_of_the_hidden_layer(params, x):
    """y is right, but for h you return the weighted sums. Asked for is what the hidden units
    answer, after the sigmoid."""
    return sums(params, x)[0], solution.forward(params, x)[1]


@mistake("forward")
def last_output_alone(params, x):
    """You return y alone. Asked for is the pair (h, y): training needs both."""
    return solution.forward(params, x)[1]


@mistake("forward")
def outputs_exchanged(params, x):
    """You return y first. Asked for is the pair (h, y)."""
    return solution.forward(params, x)[::-1]


@mistake("forward")
def axis_of_y_dropped(params, x):
    """Your y has the shape (N,). Targets are (N, 1), and so is y: keep the axis of the one
    unit."""
    h, y = solution.forward(params, x)
    return h, y[:, 0].copy()


@mistake("forward")
def outputs_transposed(params, x):
    """Your examples lie in columns. Here each example is a row, of h and of y."""
    h, y = solution.forward(params, x)
    return h.T.copy(), y.T.copy()


@mistake("forward")
def outputs_in_float64(params, x):
    """Your outputs are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    h, y = solution.forward(params, x)
    return h.astype("float64"), y.astype("float64")


@mistake("forward")
def bias_written_into_params(params, x):
    """You add to the arrays in params themselves, so the caller's network changes. Make new
    arrays."""
    h, y = solution.forward(params, x)
    params["b1"] += 1
    return h, y


# --- loss ---


@mistake("loss")
def loss_without_the_half(params, x, t):
    """Your loss is twice E. E has a half before the sum."""
    return (errors(params, x, t) ** 2).sum()


@mistake("loss")
def loss_as_a_mean(params, x, t):
    """Your loss is the mean of the squared errors. E is half of their sum."""
    return (errors(params, x, t) ** 2).mean()


@mistake("loss")
def loss_as_half_a_mean(params, x, t):
    """Your loss is divided by the number of examples. E is half of a sum."""
    return 0.5 * (errors(params, x, t) ** 2).mean()


@mistake("loss")
def loss_of_each_example(params, x, t):
    """Your loss has an entry for each example. It is one number: sum over the examples."""
    return 0.5 * errors(params, x, t) ** 2


@mistake("loss")
def loss_in_an_array(params, x, t):
    """Your loss is right, but an array with one entry: you sum along one axis. A number is
    asked for."""
    return 0.5 * (errors(params, x, t) ** 2).sum(axis=0)


@mistake("loss")
def loss_in_a_matrix(params, x, t):
    """Your loss is right, but in an array of shape (1, 1), as a matrix product has it. A number
    is asked for."""
    e = errors(params, x, t)
    return 0.5 * (e.T @ e)


@mistake("loss")
def loss_as_cross_entropy(params, x, t):
    """Your loss is a cross-entropy. E is half the sum of the squared errors."""
    _, y = solution.forward(params, x)
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()


@mistake("loss")
def errors_not_squared(params, x, t):
    """Your loss is half the sum of the errors with their signs, so they cancel. Look for the
    square."""
    return 0.5 * errors(params, x, t).sum()


@mistake("loss")
def absolute_errors(params, x, t):
    """Your loss is half the sum of the absolute errors. In E each error is squared."""
    return 0.5 * abs(errors(params, x, t)).sum()


@mistake("loss")
def square_of_the_sum(params, x, t):
    """You add the errors first and square the sum, so they cancel. Look where the square
    stands in E."""
    return 0.5 * errors(params, x, t).sum() ** 2


@mistake("loss")
def half_the_norm(params, x, t):
    """Your loss has a square root, as a norm has. E is half the sum of squares itself."""
    return 0.5 * np.sqrt((errors(params, x, t) ** 2).sum())


@mistake("loss")
def root_of_the_mean(params, x, t):
    """Your loss is the root of the mean square. E is half of a sum, and has no root."""
    return np.sqrt((errors(params, x, t) ** 2).mean())


@mistake("loss")
def errors_of_the_hidden_layer(params, x, t):
    """Your loss compares h with t. See which of its two outputs you take from forward."""
    return 0.5 * ((solution.forward(params, x)[0] - t) ** 2).sum()


@mistake("loss")
def every_output_meets_every_target(params, x, t):
    """Every y meets every target: a row was subtracted from a column. Look at the shapes of y
    and t."""
    return 0.5 * ((solution.forward(params, x)[1] - t.T) ** 2).sum()


@mistake("loss")
def wrong_answers_counted(params, x, t):
    """Your loss takes y rounded to 0 or 1. E takes y itself, and so knows how near it is."""
    _, y = solution.forward(params, x)
    return 0.5 * ((y > 0.5) != t).sum()


@mistake("loss")
def loss_of_the_first_example(params, x, t):
    """Only the first example counts. The squared errors of all examples are added."""
    return solution.loss(params, x[:1], t[:1])


@mistake("loss")
def loss_of_the_last_example(params, x, t):
    """Only the last example counts. See whether your loss is set anew for each example."""
    return solution.loss(params, x[-1:], t[-1:])


# --- train_step ---


@mistake("train_step")
def last_layer_moves_first(params, x, t, lr):
    """The hidden layer's gradient uses a w2 that has moved already. Find all gradients first,
    then move."""
    h, _, _, delta2 = deltas(params, x, t)
    w2 = solution.train_step(params, x, t, lr)["w2"]
    return with_deltas(params, x, lr, h, delta2 @ w2 * slope(h), delta2)


@mistake("train_step")
def last_layer_moves_then_forward_again(params, x, t, lr):
    """The last layer moves, then you feed forward again for the hidden layer. Both layers use
    one forward pass."""
    new = solution.train_step(params, x, t, lr)
    last = {"w2": new["w2"], "b2": new["b2"]}
    return {**solution.train_step({**params, **last}, x, t, lr), **last}


@mistake("train_step")
def uphill(params, x, t, lr):
    """All four parameters move the wrong way, so E grows. A step goes against the
    gradient."""
    return solution.train_step(params, x, t, -lr)


@mistake("train_step")
def mean_over_examples(params, x, t, lr):
    """Your steps are N times too short: you divide by the number of examples. This E is a
    sum."""
    return solution.train_step(params, x, t, lr / len(x))


@mistake("train_step")
def gradients_of_mse_loss(params, x, t, lr):
    """Your gradients are those of a mean of squares, as PyTorch's MSELoss. This E is half of
    a sum."""
    return solution.train_step(params, x, t, 2 * lr / len(x))


@mistake("train_step")
def half_forgotten(params, x, t, lr):
    """All four gradients are twice the right ones. E has a half before the sum."""
    return solution.train_step(params, x, t, 2 * lr)


@mistake("train_step")
def biases_averaged(params, x, t, lr):
    """The weights are right, but the biases move by a mean over the examples. Their gradient
    is a sum too."""
    return stepped(params, x, t, lr, b1=1 / len(x), b2=1 / len(x))


@mistake("train_step")
def biases_stay(params, x, t, lr):
    """Your biases stay as they were. A step moves all four parameters."""
    return stepped(params, x, t, lr, b1=0, b2=0)


@mistake("train_step")
def hidden_layer_stays(params, x, t, lr):
    """Your w1 and b1 stay as they were. The error is carried back to the hidden layer, which
    moves too."""
    return stepped(params, x, t, lr, w1=0, b1=0)


@mistake("train_step")
def nothing_moves(params, x, t, lr):
    """Your parameters are the old ones. A step moves all four."""
    return solution.train_step(params, x, t, 0.0)


@mistake("train_step")
def slope_left_out_at_the_end(params, x, t, lr):
    """Your delta2 has no slope: y * (1 - y) is missing. All four gradients begin with
    delta2."""
    h, y, _, _ = deltas(params, x, t)
    return with_deltas(params, x, lr, h, (y - t) @ params["w2"] * slope(h), y - t)


@mistake("train_step")
def slope_left_out_in_the_hidden_layer(params, x, t, lr):
    """w2 and b2 are right, but your delta1 has no slope: h * (1 - h) is missing."""
    h, _, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, lr, h, delta2 @ params["w2"], delta2)


@mistake("train_step")
def slope_of_y_in_the_hidden_layer(params, x, t, lr):
    """w2 and b2 are right, but your delta1 has the slope of y once more. Each layer has the
    slope of its own output."""
    h, y, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, lr, h, delta2 @ params["w2"] * slope(y), delta2)


@mistake("train_step")
def no_slopes_at_all(params, x, t, lr):
    """Neither delta has the slope of its sigmoid. Look at what follows the error in each
    delta."""
    h, y, _, _ = deltas(params, x, t)
    return with_deltas(params, x, lr, h, (y - t) @ params["w2"], y - t)


@mistake("train_step")
def slopes_of_the_sums(params, x, t, lr):
    """Your slopes s * (1 - s) are taken of the weighted sums. The formula takes what the
    sigmoid answers."""
    z1, h, z2 = sums(params, x)
    delta2 = (sigmoid(z2) - t) * slope(z2)
    return with_deltas(params, x, lr, h, delta2 @ params["w2"] * slope(z1), delta2)


@mistake("train_step")
def sigmoid_once_more_in_the_slopes(params, x, t, lr):
    """Your slopes put h and y through the sigmoid once more. They are outputs of sigmoids
    already."""
    h, y, _, _ = deltas(params, x, t)
    delta2 = (y - t) * slope(sigmoid(y))
    delta1 = delta2 @ params["w2"] * slope(sigmoid(h))
    return with_deltas(params, x, lr, h, delta1, delta2)


@mistake("train_step")
def sigmoid_once_more_in_the_hidden_slope(params, x, t, lr):
    """w2 and b2 are right, but the slope in delta1 puts h through the sigmoid once more. h is
    a sigmoid's output already."""
    h, _, _, delta2 = deltas(params, x, t)
    delta1 = delta2 @ params["w2"] * slope(sigmoid(h))
    return with_deltas(params, x, lr, h, delta1, delta2)


@mistake("train_step")
def slopes_of_tanh(params, x, t, lr):
    """Your slopes are 1 - s * s, those of tanh. The slope of a sigmoid is s * (1 - s)."""
    h, y, _, _ = deltas(params, x, t)
    delta2 = (y - t) * (1 - y * y)
    delta1 = delta2 @ params["w2"] * (1 - h * h)
    return with_deltas(params, x, lr, h, delta1, delta2)


@mistake("train_step")
def w2_left_out(params, x, t, lr):
    """Your delta1 has no w2. Each hidden unit answers for delta2 as much as its weight in w2
    says."""
    h, _, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, lr, h, delta2 * slope(h), delta2)


@mistake("train_step")
def error_for_the_delta(params, x, t, lr):
    """w2 and b2 are right, but your delta1 carries y - t back. It carries delta2, which has
    the slope of y as well."""
    h, y, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, lr, h, (y - t) @ params["w2"] * slope(h), delta2)


@mistake("train_step")
def hidden_biases_by_the_last_delta(params, x, t, lr):
    """Each entry of b1 moves by the sum of delta2. b1 has the delta of its own layer,
    delta1."""
    new = solution.train_step(params, x, t, lr)
    return moved_by(params, lr, new, b1=deltas(params, x, t)[3].sum())


@mistake("train_step")
def hidden_biases_all_alike(params, x, t, lr):
    """All entries of b1 move alike, by the sum of the whole delta1. Each hidden unit has its
    own sum over the examples."""
    new = solution.train_step(params, x, t, lr)
    return moved_by(params, lr, new, b1=deltas(params, x, t)[2].sum())


@mistake("train_step")
def biases_summed_along_rows(params, x, t, lr):
    """For the biases you sum the deltas along each row. Sum over the examples, the other
    axis: each unit has its own bias."""
    _, _, delta1, delta2 = deltas(params, x, t)
    new = solution.train_step(params, x, t, lr)
    return moved_by(params, lr, new, b1=delta1.sum(axis=1), b2=delta2.sum(axis=1))


@mistake("train_step")
def hidden_biases_summed_along_rows(params, x, t, lr):
    """For b1 you sum delta1 along each row. Sum over the examples, the other axis: each hidden
    unit has its own bias."""
    new = solution.train_step(params, x, t, lr)
    return moved_by(params, lr, new, b1=deltas(params, x, t)[2].sum(axis=1))


@mistake("train_step")
def changes_transposed(params, x, t, lr):
    """Your changes of the weights lie as (in, out). Weights lie as (out, in), a row for each
    unit."""
    h, _, delta1, delta2 = deltas(params, x, t)
    new = solution.train_step(params, x, t, lr)
    return moved_by(params, lr, new, w1=x.T @ delta1, w2=h.T @ delta2)


@mistake("train_step")
def changes_reshaped(params, x, t, lr):
    """All but w1 is right. Its change is reshaped, which gives units the entries of others.
    Look for what exchanges the two axes."""
    change = (x.T @ deltas(params, x, t)[2]).reshape(-1, 2)
    return moved_by(params, lr, solution.train_step(params, x, t, lr), w1=change)


@mistake("train_step")
def rate_left_out(params, x, t, lr):
    """Your step does not depend on lr. Each parameter moves by lr times its gradient."""
    return solution.train_step(params, x, t, 1.0)


@mistake("train_step")
def one_example_after_the_other(params, x, t, lr):
    """Later examples meet parameters that have moved already. All examples of a step meet the
    same ones."""
    for n in range(len(x)):
        params = solution.train_step(params, x[n : n + 1], t[n : n + 1], lr)
    return params


@mistake("train_step")
def only_the_first_example(params, x, t, lr):
    """Only the first example counts. The gradients of all examples are added."""
    return solution.train_step(params, x[:1], t[:1], lr)


@mistake("train_step")
def only_the_last_example(params, x, t, lr):
    """Only the last example counts. See whether your gradients are set anew for each
    example."""
    return solution.train_step(params, x[-1:], t[-1:], lr)


@mistake("train_step")
def targets_broadcast(params, x, t, lr):
    """Every y meets every target: a row was subtracted from a column. Look at the shapes of y
    and t."""
    h, y = solution.forward(params, x)
    delta2 = (y - t.T).sum(axis=1, keepdims=True) * slope(y)
    return with_deltas(params, x, lr, h, delta2 @ params["w2"] * slope(h), delta2)


@mistake("train_step")
def gradients_returned(params, x, t, lr):
    """You return the gradients. Asked for are the new parameters, one step away from the old
    ones."""
    h, _, delta1, delta2 = deltas(params, x, t)
    nothing = {name: value * 0 for name, value in params.items()}
    return with_deltas(nothing, x, -1.0, h, delta1, delta2)


@mistake("train_step")
def loss_as_well(params, x, t, lr):
    """You return the loss beside the parameters. Asked for are the parameters alone."""
    return solution.train_step(params, x, t, lr), solution.loss(params, x, t)


@mistake("train_step")
def parameters_as_a_tuple(params, x, t, lr):
    """Your parameters are a tuple. Asked for is a dictionary with the names of params."""
    new = solution.train_step(params, x, t, lr)
    return tuple(new[name] for name in ("w1", "b1", "w2", "b2"))


@mistake("train_step")
def only_the_weights(params, x, t, lr):
    """Your dictionary has the weights alone. It has the same four names as params."""
    new = solution.train_step(params, x, t, lr)
    return {"w1": new["w1"], "w2": new["w2"]}


@mistake("train_step")
def biases_with_an_extra_axis(params, x, t, lr):
    """Your biases have the shapes (1, H) and (1, 1). The sum over the examples must lose their
    axis."""
    new = solution.train_step(params, x, t, lr)
    return {**new, "b1": new["b1"][None, :], "b2": new["b2"][None, :]}


@mistake("train_step")
def hidden_biases_with_an_extra_axis(params, x, t, lr):
    """Your b1 has the shape (1, H). The sum over the examples must lose their axis."""
    new = solution.train_step(params, x, t, lr)
    return {**new, "b1": new["b1"][None, :]}


@mistake("train_step")
def step_in_float64(params, x, t, lr):
    """Your parameters are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    new = solution.train_step(params, x, t, lr)
    return {name: value.astype("float64") for name, value in new.items()}


@mistake("train_step")
def arrays_changed_in_place(params, x, t, lr):
    """The arrays in the caller's params change. A copy of a dictionary still holds the same
    arrays: look for what writes into them."""
    new = solution.train_step(params, x, t, lr)
    for name in params:
        params[name] += new[name] - params[name]
    return params


@mistake("train_step")
def params_filled_anew(params, x, t, lr):
    """You put the new arrays into the caller's own dictionary. Make a dictionary of your
    own."""
    params.update(solution.train_step(params, x, t, lr))
    return params


@mistake("train_step")
def params_changed_as_well(params, x, t, lr):
    """The caller's params change. A copy of a dictionary still holds the same arrays: look
    for what writes into either."""
    new = solution.train_step(params, x, t, lr)
    for name in params:
        params[name] = new[name].copy()
    return new


# --- train ---


@mistake("train")
def ends_where_the_first_step_ends(params, x, t, lr, steps):
    """However many steps are asked for, you end where the first one ends. See what each step
    begins with, and where the loop ends."""
    return solution.train_step(params, x, t, lr)


@mistake("train")
def one_step_too_many(params, x, t, lr, steps):
    """You take one step more than asked. Count the passes of your loop for steps = 1."""
    return solution.train(params, x, t, lr, steps + 1)


@mistake("train")
def one_step_too_few(params, x, t, lr, steps):
    """You take one step fewer than asked. Count the passes of your loop for steps = 1."""
    return solution.train(params, x, t, lr, steps - 1)


@mistake("train")
def start_returned(params, x, t, lr, steps):
    """You return the parameters of the start. Asked for are those after the last step."""
    return {name: value.copy() for name, value in params.items()}


@mistake("train")
def parameters_of_every_step(params, x, t, lr, steps):
    """You return a list of the parameters of all steps. Asked for are those after the last
    step."""
    return [solution.train(params, x, t, lr, count + 1) for count in range(steps)]


@mistake("train")
def losses_as_well(params, x, t, lr, steps):
    """You return the losses beside the parameters. Asked for are the parameters alone."""
    losses = []
    for _ in range(steps):
        losses.append(solution.loss(params, x, t))
        params = solution.train_step(params, x, t, lr)
    return params, losses


@mistake("train")
def losses_alone(params, x, t, lr, steps):
    """You return losses. Asked for are the parameters after the last step."""
    return losses_as_well(params, x, t, lr, steps)[1]


@mistake("train")
def outputs_of_the_start_kept(params, x, t, lr, steps):
    """h and y are those of the start in every step. Each step feeds forward again, with the
    parameters of that step."""
    h, y, _, delta2 = deltas(params, x, t)
    for _ in range(steps):
        delta1 = delta2 @ params["w2"] * slope(h)
        params = with_deltas(params, x, lr, h, delta1, delta2)
    return params


@mistake("train")
def gradients_of_the_start_kept(params, x, t, lr, steps):
    """Every step moves by the gradients of the start. Each step finds its own, at the
    parameters of that step."""
    return solution.train_step(params, x, t, lr * steps)


@mistake("train")
def gradients_accumulate(params, x, t, lr, steps):
    """The gradients of earlier steps are added to later ones, as in PyTorch without zero_grad.
    Each step has its own."""
    kept = {name: value * 0 for name, value in params.items()}
    for _ in range(steps):
        new = solution.train_step(params, x, t, 1.0)
        kept = {name: kept[name] + params[name] - new[name] for name in kept}
        params = {name: params[name] - lr * kept[name] for name in kept}
    return params


@mistake("train")
def one_example_a_step(params, x, t, lr, steps):
    """Each of your steps takes one example, the next one in turn. Every step takes all
    examples."""
    for count in range(steps):
        n = count % len(x)
        params = solution.train_step(params, x[n : n + 1], t[n : n + 1], lr)
    return params


@mistake("train")
def a_step_for_each_example(params, x, t, lr, steps):
    """You take a step after each example, N of them for one. A step takes all examples at
    once."""
    for _ in range(steps):
        for n in range(len(x)):
            params = solution.train_step(params, x[n : n + 1], t[n : n + 1], lr)
    return params


@mistake("train")
def rate_falls(params, x, t, lr, steps):
    """Your first step is right, but later ones are shorter: lr is divided by their number. lr
    is the same in all."""
    for count in range(steps):
        params = solution.train_step(params, x, t, lr / (count + 1))
    return params


@mistake("train")
def rate_shared_among_the_steps(params, x, t, lr, steps):
    """You divide lr by the number of steps. Each step has the whole lr."""
    return solution.train(params, x, t, lr / steps, steps)


@mistake("train")
def stops_below_a_tenth(params, x, t, lr, steps):
    """You stop before all steps are taken, once E is below 0.1. Here `steps` alone says how
    many there are."""
    return until(lambda new: solution.loss(new, x, t) < 0.1, params, x, t, lr, steps)


@mistake("train")
def stops_below_a_twentieth(params, x, t, lr, steps):
    """You stop before all steps are taken, once E is below 0.05. Here `steps` alone says how
    many there are."""
    return until(lambda new: solution.loss(new, x, t) < 0.05, params, x, t, lr, steps)


@mistake("train")
def stops_below_a_hundredth(params, x, t, lr, steps):
    """You stop before all steps are taken, once E is below 0.01. Here `steps` alone says how
    many there are."""
    return until(lambda new: solution.loss(new, x, t) < 0.01, params, x, t, lr, steps)


@mistake("train")
def stops_when_all_answers_are_right(params, x, t, lr, steps):
    """You stop before all steps are taken, once each y is on its target's side of 0.5. Here
    `steps` alone says how many there are."""
    return until(lambda new: (abs(errors(new, x, t)) < 0.5).all(), params, x, t, lr, steps)


@mistake("train")
def best_parameters_kept(params, x, t, lr, steps):
    """You return the parameters with the least E. Asked for are those after the last step, also
    where a step makes E larger."""
    path = [solution.train(params, x, t, lr, count) for count in range(steps + 1)]
    return min(path, key=lambda new: solution.loss(new, x, t))


@mistake("train")
def training_in_float64(params, x, t, lr, steps):
    """Your parameters are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    new = solution.train(params, x, t, lr, steps)
    return {name: value.astype("float64") for name, value in new.items()}


@mistake("train")
def arrays_trained_in_place(params, x, t, lr, steps):
    """The arrays in the caller's params change. A copy of a dictionary still holds the same
    arrays: look for what writes into them."""
    new = solution.train(params, x, t, lr, steps)
    for name in params:
        params[name] += new[name] - params[name]
    return params


@mistake("train")
def params_trained_in_their_dictionary(params, x, t, lr, steps):
    """You put the new arrays into the caller's own dictionary. Make a dictionary of your
    own."""
    params.update(solution.train(params, x, t, lr, steps))
    return params
