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


def slope(s):
    """Return the sigmoid's derivative from its output."""
    return s * (1 - s)


def deltas(params, x, t):
    """Return h, y, delta1 and delta2."""
    h, y = solution.forward(params, x)
    delta2 = (y - t) * slope(y)
    return h, y, delta2 @ params["w2"] * slope(h), delta2


def gradients(x, h, delta1, delta2):
    """Return the gradients of given deltas."""
    return {
        "w1": delta1.T @ x, "b1": delta1.sum(axis=0),
        "w2": delta2.T @ h, "b2": delta2.sum(axis=0),
    }  # fmt: skip


def moved(params, lr, grads):
    """Return params one step away."""
    return {name: params[name] - lr * grads[name] for name in params}


def stepped(params, x, t, lr, **factors):
    """Return the right step, but for a factor of some of the gradients."""
    new, loss = solution.train_step(params, x, t, lr)
    for name, factor in factors.items():
        new[name] = params[name] + factor * (new[name] - params[name])
    return new, loss


def with_deltas(params, x, t, lr, h, delta1, delta2):
    """Return a step by other deltas; the loss is right."""
    new = moved(params, lr, gradients(x, h, delta1, delta2))
    return new, solution.train_step(params, x, t, lr)[1]


def repeated(step, params, x, t, lr, steps):
    """Return what a loop around another step gives."""
    losses = []
    for _ in range(steps):
        params, loss = step(params, x, t, lr)
        losses.append(loss)
    return params, losses


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


# --- train_step ---


@mistake("train_step")
def last_layer_moves_first(params, x, t, lr):
    """The hidden layer's gradient uses a w2 that has moved already. Find all gradients first,
    then move."""
    h, y, _, delta2 = deltas(params, x, t)
    new = moved(params, lr, gradients(x, h, h * 0, delta2))
    return with_deltas(params, x, t, lr, h, delta2 @ new["w2"] * slope(h), delta2)


@mistake("train_step")
def last_layer_moves_then_forward_again(params, x, t, lr):
    """The last layer moves, then you feed forward again for the hidden layer. Both layers use
    one forward pass."""
    new, loss = solution.train_step(params, x, t, lr)
    half = {**params, "w2": new["w2"], "b2": new["b2"]}
    late, _ = solution.train_step(half, x, t, lr)
    return {**late, "w2": new["w2"], "b2": new["b2"]}, loss


@mistake("train_step")
def uphill(params, x, t, lr):
    """All four parameters move the wrong way, so E grows. A step goes against the
    gradient."""
    return stepped(params, x, t, lr, w1=-1, b1=-1, w2=-1, b2=-1)


@mistake("train_step")
def mean_over_examples(params, x, t, lr):
    """Your steps are N times too short: you divide by the number of examples. This E is a
    sum."""
    factor = 1 / len(x)
    return stepped(params, x, t, lr, w1=factor, b1=factor, w2=factor, b2=factor)


@mistake("train_step")
def mean_over_examples_and_loss(params, x, t, lr):
    """You divide by the number of examples, in the gradients and in the loss. This E is half of
    a sum."""
    new, loss = mean_over_examples(params, x, t, lr)
    return new, loss / len(x)


@mistake("train_step")
def gradients_of_mse_loss(params, x, t, lr):
    """Loss and gradients are those of a mean of squares, as PyTorch's MSELoss. This E is half
    of a sum."""
    factor = 2 / len(x)
    new, loss = stepped(params, x, t, lr, w1=factor, b1=factor, w2=factor, b2=factor)
    return new, loss * factor


@mistake("train_step")
def half_forgotten(params, x, t, lr):
    """Loss and gradients are twice the right ones. E has a half before the sum."""
    new, loss = stepped(params, x, t, lr, w1=2, b1=2, w2=2, b2=2)
    return new, 2 * loss


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
def last_layer_stays(params, x, t, lr):
    """Your w2 and b2 stay as they were. A step moves both layers."""
    return stepped(params, x, t, lr, w2=0, b2=0)


@mistake("train_step")
def nothing_moves(params, x, t, lr):
    """Your loss is right, but the parameters are the old ones. A step moves all four."""
    return stepped(params, x, t, lr, w1=0, b1=0, w2=0, b2=0)


@mistake("train_step")
def slope_left_out_at_the_end(params, x, t, lr):
    """Your delta2 has no slope: y * (1 - y) is missing. All four gradients begin with
    delta2."""
    h, y, _, _ = deltas(params, x, t)
    return with_deltas(params, x, t, lr, h, (y - t) @ params["w2"] * slope(h), y - t)


@mistake("train_step")
def slope_left_out_in_the_hidden_layer(params, x, t, lr):
    """w2 and b2 are right, but your delta1 has no slope: h * (1 - h) is missing."""
    h, _, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, t, lr, h, delta2 @ params["w2"], delta2)


@mistake("train_step")
def no_slopes_at_all(params, x, t, lr):
    """Neither delta has the slope of its sigmoid. Look at what follows the error in each
    delta."""
    h, y, _, _ = deltas(params, x, t)
    return with_deltas(params, x, t, lr, h, (y - t) @ params["w2"], y - t)


@mistake("train_step")
def slopes_of_the_sums(params, x, t, lr):
    """Your slopes s * (1 - s) are taken of the weighted sums. The formula takes what the
    sigmoid answers."""
    z1, h, z2 = sums(params, x)
    delta2 = (sigmoid(z2) - t) * slope(z2)
    return with_deltas(params, x, t, lr, h, delta2 @ params["w2"] * slope(z1), delta2)


@mistake("train_step")
def sigmoid_once_more_in_the_slopes(params, x, t, lr):
    """Your slopes put h and y through the sigmoid once more. They are outputs of sigmoids
    already."""
    h, y, _, _ = deltas(params, x, t)
    delta2 = (y - t) * slope(sigmoid(y))
    delta1 = delta2 @ params["w2"] * slope(sigmoid(h))
    return with_deltas(params, x, t, lr, h, delta1, delta2)


@mistake("train_step")
def slopes_of_tanh(params, x, t, lr):
    """Your slopes are 1 - s * s, those of tanh. The slope of a sigmoid is s * (1 - s)."""
    h, y, _, _ = deltas(params, x, t)
    delta2 = (y - t) * (1 - y * y)
    delta1 = delta2 @ params["w2"] * (1 - h * h)
    return with_deltas(params, x, t, lr, h, delta1, delta2)


@mistake("train_step")
def w2_left_out(params, x, t, lr):
    """Your delta1 has no w2. Each hidden unit answers for delta2 as much as its weight in w2
    says."""
    h, _, _, delta2 = deltas(params, x, t)
    return with_deltas(params, x, t, lr, h, delta2 * slope(h), delta2)


@mistake("train_step")
def hidden_biases_by_the_last_delta(params, x, t, lr):
    """Each entry of b1 moves by the sum of delta2. b1 has the delta of its own layer,
    delta1."""
    _, _, _, delta2 = deltas(params, x, t)
    new, loss = solution.train_step(params, x, t, lr)
    return {**new, "b1": params["b1"] - lr * delta2.sum()}, loss


@mistake("train_step")
def biases_summed_along_rows(params, x, t, lr):
    """For the biases you sum the deltas along each row. Sum over the examples, the other
    axis: each unit has its own bias."""
    _, _, delta1, delta2 = deltas(params, x, t)
    new, loss = solution.train_step(params, x, t, lr)
    b1, b2 = (
        params[name] - lr * delta.sum(axis=1)
        for name, delta in (("b1", delta1), ("b2", delta2))
    )
    return {**new, "b1": b1, "b2": b2}, loss


@mistake("train_step")
def hidden_biases_summed_along_rows(params, x, t, lr):
    """For b1 you sum delta1 along each row. Sum over the examples, the other axis: each hidden
    unit has its own bias."""
    _, _, delta1, _ = deltas(params, x, t)
    new, loss = solution.train_step(params, x, t, lr)
    return {**new, "b1": params["b1"] - lr * delta1.sum(axis=1)}, loss


@mistake("train_step")
def changes_transposed(params, x, t, lr):
    """Your changes of the weights lie as (in, out). Weights lie as (out, in), a row for each
    unit."""
    h, _, delta1, delta2 = deltas(params, x, t)
    new, loss = solution.train_step(params, x, t, lr)
    w1, w2 = params["w1"] - lr * (x.T @ delta1), params["w2"] - lr * (h.T @ delta2)
    return {**new, "w1": w1, "w2": w2}, loss


@mistake("train_step")
def rate_left_out(params, x, t, lr):
    """Your step does not depend on lr. Each parameter moves by lr times its gradient."""
    new, _ = solution.train_step(params, x, t, 1.0)
    return new, solution.train_step(params, x, t, lr)[1]


@mistake("train_step")
def one_example_after_the_other(params, x, t, lr):
    """Later examples meet parameters that have moved already. All examples of a step meet the
    same ones."""
    loss = solution.train_step(params, x, t, lr)[1]
    for n in range(len(x)):
        params, _ = solution.train_step(params, x[n : n + 1], t[n : n + 1], lr)
    return params, loss


@mistake("train_step")
def one_example_after_the_other_and_its_loss(params, x, t, lr):
    """Later examples meet parameters that have moved already, in the loss too. All examples of
    a step meet the same ones."""
    total = 0.0
    for n in range(len(x)):
        params, loss = solution.train_step(params, x[n : n + 1], t[n : n + 1], lr)
        total += loss
    return params, total


@mistake("train_step")
def only_the_first_example(params, x, t, lr):
    """Only the first example counts. The gradients and losses of all examples are added."""
    return solution.train_step(params, x[:1], t[:1], lr)


@mistake("train_step")
def targets_broadcast(params, x, t, lr):
    """Every y meets every target: a row was subtracted from a column. Look at the shapes of y
    and t."""
    h, y = solution.forward(params, x)
    error = y - t.T
    delta2 = error.sum(axis=1, keepdims=True) * slope(y)
    new = moved(params, lr, gradients(x, h, delta2 @ params["w2"] * slope(h), delta2))
    return new, 0.5 * (error**2).sum()


@mistake("train_step")
def loss_after_the_step(params, x, t, lr):
    """The parameters are right, but your loss is that of after the step. Asked for is E before
    the step."""
    new, _ = solution.train_step(params, x, t, lr)
    return new, solution.train_step(new, x, t, lr)[1]


@mistake("train_step")
def loss_without_the_half(params, x, t, lr):
    """The parameters are right, but your loss is twice E. E has a half before the sum."""
    new, loss = solution.train_step(params, x, t, lr)
    return new, 2 * loss


@mistake("train_step")
def loss_as_a_mean(params, x, t, lr):
    """The parameters are right, but your loss is the mean of the squared errors. E is half of
    their sum."""
    new, loss = solution.train_step(params, x, t, lr)
    return new, 2 * loss / len(x)


@mistake("train_step")
def loss_as_half_a_mean(params, x, t, lr):
    """The parameters are right, but your loss is divided by N. E is half of a sum."""
    new, loss = solution.train_step(params, x, t, lr)
    return new, loss / len(x)


@mistake("train_step")
def loss_of_each_example(params, x, t, lr):
    """Your loss has an entry for each example. It is one number: sum over the examples."""
    _, y = solution.forward(params, x)
    return solution.train_step(params, x, t, lr)[0], 0.5 * (y - t) ** 2


@mistake("train_step")
def loss_as_cross_entropy(params, x, t, lr):
    """The parameters are right, but your loss is a cross-entropy. E is half the sum of the
    squared errors."""
    _, y = solution.forward(params, x)
    loss = -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()
    return solution.train_step(params, x, t, lr)[0], loss


@mistake("train_step")
def gradients_returned(params, x, t, lr):
    """You return the gradients. Asked for are the new parameters, one step away from the old
    ones."""
    h, _, delta1, delta2 = deltas(params, x, t)
    loss = solution.train_step(params, x, t, lr)[1]
    return gradients(x, h, delta1, delta2), loss


@mistake("train_step")
def parameters_alone(params, x, t, lr):
    """You return the parameters alone. Asked for is the pair (params_new, loss)."""
    return solution.train_step(params, x, t, lr)[0]


@mistake("train_step")
def loss_first(params, x, t, lr):
    """You return the loss first. Asked for is the pair (params_new, loss)."""
    return solution.train_step(params, x, t, lr)[::-1]


@mistake("train_step")
def parameters_as_a_tuple(params, x, t, lr):
    """Your parameters are a tuple. Asked for is a dictionary with the names of params."""
    new, loss = solution.train_step(params, x, t, lr)
    return tuple(new[name] for name in ("w1", "b1", "w2", "b2")), loss


@mistake("train_step")
def only_the_weights(params, x, t, lr):
    """Your dictionary has the weights alone. It has the same four names as params."""
    new, loss = solution.train_step(params, x, t, lr)
    return {"w1": new["w1"], "w2": new["w2"]}, loss


@mistake("train_step")
def biases_with_an_extra_axis(params, x, t, lr):
    """Your biases have the shapes (1, H) and (1, 1). The sum over the examples must lose their
    axis."""
    new, loss = solution.train_step(params, x, t, lr)
    return {**new, "b1": new["b1"][None, :], "b2": new["b2"][None, :]}, loss


@mistake("train_step")
def hidden_biases_with_an_extra_axis(params, x, t, lr):
    """Your b1 has the shape (1, H). The sum over the examples must lose their axis."""
    new, loss = solution.train_step(params, x, t, lr)
    return {**new, "b1": new["b1"][None, :]}, loss


@mistake("train_step")
def step_in_float64(params, x, t, lr):
    """Your parameters are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    new, loss = solution.train_step(params, x, t, lr)
    return {name: value.astype("float64") for name, value in new.items()}, loss


@mistake("train_step")
def arrays_changed_in_place(params, x, t, lr):
    """The arrays in the caller's params change. A copy of a dictionary still holds the same
    arrays: look for what writes into them."""
    new, loss = solution.train_step(params, x, t, lr)
    for name in params:
        params[name] += new[name] - params[name]
    return params, loss


@mistake("train_step")
def params_filled_anew(params, x, t, lr):
    """You put the new arrays into the caller's own dictionary. Make a dictionary of your
    own."""
    new, loss = solution.train_step(params, x, t, lr)
    for name in params:
        params[name] = new[name]
    return params, loss


@mistake("train_step")
def params_changed_as_well(params, x, t, lr):
    """The caller's params change. A copy of a dictionary still holds the same arrays: look
    for what writes into either."""
    new, loss = solution.train_step(params, x, t, lr)
    for name in params:
        params[name] = new[name].copy()
    return new, loss


# --- train ---


@mistake("train")
def each_step_from_the_start(params, x, t, lr, steps):
    """Every step begins with the first parameters, so all losses are alike. Go on from what
    the last step returned."""
    new, loss = solution.train_step(params, x, t, lr)
    return new, [loss] * steps


@mistake("train")
def one_step_whatever_steps_says(params, x, t, lr, steps):
    """You take one step, whatever `steps` is. See whether the function ends inside the
    loop."""
    return solution.train(params, x, t, lr, 1)


@mistake("train")
def one_step_too_many(params, x, t, lr, steps):
    """You take one step more than asked. Count the passes of your loop for steps = 1."""
    return solution.train(params, x, t, lr, steps + 1)


@mistake("train")
def one_step_too_few(params, x, t, lr, steps):
    """You take one step fewer than asked. Count the passes of your loop for steps = 1."""
    return repeated(solution.train_step, params, x, t, lr, steps - 1)


@mistake("train")
def losses_after_the_steps(params, x, t, lr, steps):
    """Your losses are those of after each step. Asked for is E before each step; the first is
    that of the start."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, [*losses[1:], solution.train_step(new, x, t, lr)[1]]


@mistake("train")
def last_loss_as_well(params, x, t, lr, steps):
    """Your list has one loss too many, that of after the last step. There is one for each
    step."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, [*losses, solution.train_step(new, x, t, lr)[1]]


@mistake("train")
def first_loss_missing(params, x, t, lr, steps):
    """The loss of the start is missing in your list. There is one for each step, of before the
    step."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, losses[1:]


@mistake("train")
def last_loss_alone(params, x, t, lr, steps):
    """You return one loss, a number. Asked for is a list with the loss of each step."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, losses[-1]


@mistake("train")
def last_loss_in_a_list(params, x, t, lr, steps):
    """Your list has the last loss alone. See whether it is made anew at each step."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, losses[-1:]


@mistake("train")
def losses_as_an_array(params, x, t, lr, steps):
    """Your losses are an array. Asked for is a list of numbers."""
    new, losses = solution.train(params, x, t, lr, steps)
    return new, np.array(losses)


@mistake("train")
def start_returned(params, x, t, lr, steps):
    """Your losses are right, but the parameters are those of the start. Asked for are those
    after the last step."""
    _, losses = solution.train(params, x, t, lr, steps)
    return {name: value.copy() for name, value in params.items()}, losses


@mistake("train")
def parameters_of_every_step(params, x, t, lr, steps):
    """You return a list of the parameters of all steps. Asked for are those after the last
    step."""
    every = []
    for _ in range(steps):
        params, loss = solution.train_step(params, x, t, lr)
        every.append((params, loss))
    return [new for new, _ in every], [loss for _, loss in every]


@mistake("train")
def losses_first(params, x, t, lr, steps):
    """You return the losses first. Asked for is the pair (params_new, losses)."""
    return solution.train(params, x, t, lr, steps)[::-1]


@mistake("train")
def trained_parameters_alone(params, x, t, lr, steps):
    """You return the parameters alone. Asked for is the pair (params_new, losses)."""
    return solution.train(params, x, t, lr, steps)[0]


@mistake("train")
def outputs_of_the_start_kept(params, x, t, lr, steps):
    """h and y are those of the start in every step. Each step feeds forward again, with the
    parameters of that step."""
    h, y = solution.forward(params, x)
    loss = solution.train_step(params, x, t, lr)[1]
    for _ in range(steps):
        delta2 = (y - t) * slope(y)
        delta1 = delta2 @ params["w2"] * slope(h)
        params = moved(params, lr, gradients(x, h, delta1, delta2))
    return params, [loss] * steps


@mistake("train")
def gradients_accumulate(params, x, t, lr, steps):
    """The gradients of earlier steps are added to later ones, as in PyTorch without zero_grad.
    Each step has its own."""
    kept = {name: value * 0 for name, value in params.items()}
    losses = []
    for _ in range(steps):
        new, loss = solution.train_step(params, x, t, 1.0)
        kept = {name: kept[name] + params[name] - new[name] for name in kept}
        params = moved(params, lr, kept)
        losses.append(loss)
    return params, losses


@mistake("train")
def training_in_float64(params, x, t, lr, steps):
    """Your parameters are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    new, losses = solution.train(params, x, t, lr, steps)
    return {name: value.astype("float64") for name, value in new.items()}, losses


@mistake("train")
def arrays_trained_in_place(params, x, t, lr, steps):
    """The arrays in the caller's params change. A copy of a dictionary still holds the same
    arrays: look for what writes into them."""
    new, losses = solution.train(params, x, t, lr, steps)
    for name in params:
        params[name] += new[name] - params[name]
    return params, losses


@mistake("train")
def params_trained_in_their_dictionary(params, x, t, lr, steps):
    """You put the new arrays into the caller's own dictionary. Make a dictionary of your
    own."""
    new, losses = solution.train(params, x, t, lr, steps)
    params.update(new)
    return params, losses


@mistake("train")
def stops_when_the_loss_is_small(params, x, t, lr, steps):
    """You stop before all steps are taken, where the loss is small. Here `steps` alone says
    how many there are."""
    losses = []
    for _ in range(steps):
        params, loss = solution.train_step(params, x, t, lr)
        losses.append(loss)
        if loss < 0.1:
            break
    return params, losses
