"""Known wrong answers of ex02, backpropagation through sigmoid units."""

import numpy as np


def forward(x, w1, b1, w2, b2):
    """Return z1, h, z2 and y."""
    z1 = x @ w1.T + b1
    h = solution.sigmoid(z1)
    z2 = h @ w2.T + b2
    return z1, h, z2, solution.sigmoid(z2)


def deltas(x, t, w1, b1, w2, b2):
    """Return delta1 and delta2."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return solution.sigmoid_backward(delta2 @ w2, h), delta2


def gradients(x, h, delta1, delta2):
    """Return dw1, db1, dw2 and db2 of given deltas."""
    return delta1.T @ x, delta1.sum(axis=0), delta2.T @ h, delta2.sum(axis=0)


@mistake("sigmoid")
def minus_forgotten(z):
    """Your curve falls where it should rise: the exponent is minus z."""
    return solution.sigmoid(-z)


@mistake("sigmoid")
def infinity_over_infinity(z):
    """Where z is large your answer is nan: infinity divided by infinity. Look for a
    formula in which exp stands only once."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


@mistake("sigmoid")
def nan_made_zero(z):
    """Where z is large your answer is 0, and should be 1. Look at what takes the place of
    nan there."""
    with np.errstate(over="ignore", invalid="ignore"):
        s = np.exp(z) / (1 + np.exp(z))
    return np.where(np.isnan(s), 0, s)


@mistake("sigmoid")
def z_held_within_20(z):
    """Your answers stay a little away from 0 and 1, which a large z reaches. Look for a
    limit on z or on the answer."""
    return solution.sigmoid(np.clip(z, -20, 20))


@mistake("sigmoid")
def z_held_within_10(z):
    """Your answers stay 5e-5 away from 0 and 1, which a large z reaches. Look for a limit
    on z or on the answer."""
    return solution.sigmoid(np.clip(z, -10, 10))


@mistake("sigmoid")
def held_1e_7_off_0_and_1(z):
    """Your answers stay 1e-7 away from 0 and 1, which a large z reaches. Look for a limit
    on z or on the answer."""
    return np.clip(solution.sigmoid(z), 1e-7, 1 - 1e-7)


@mistake("sigmoid")
def held_1e_5_off_0_and_1(z):
    """Your answers stay 1e-5 away from 0 and 1, which a large z reaches. Look for a limit
    on z or on the answer."""
    return np.clip(solution.sigmoid(z), 1e-5, 1 - 1e-5)


@mistake("sigmoid")
def bracket_missing(z):
    """You add the exponential to 1/1. Division binds before addition: see what must
    stand under the line of the fraction."""
    with np.errstate(over="ignore"):
        return 1 / 1 + np.exp(-z)


@mistake("sigmoid")
def minus_under_the_line(z):
    """Under the line of your fraction stands 1 minus the exponential. It is 1 plus the
    exponential."""
    with np.errstate(over="ignore", divide="ignore"):
        return 1 / (1 - np.exp(-z))


@mistake("sigmoid")
def tanh_answered(z):
    """This is tanh, which runs from -1 to 1. A sigmoid runs from 0 to 1 and is 0.5 at
    z = 0."""
    return np.tanh(z)


@mistake("sigmoid")
def softmax_answered(z):
    """Your answers add up to 1: this is softmax. A sigmoid answers for each element by
    itself."""
    e = np.exp(z - z.max())
    return e / e.sum()


@mistake("sigmoid")
def step_answered(z):
    """You answer 0 or 1. A sigmoid lies between them, and its slope is what the error
    is carried back by."""
    return (z > 0).astype(z.dtype)


@mistake("sigmoid")
def derivative_answered(z):
    """This is the sigmoid's derivative, not the sigmoid."""
    s = solution.sigmoid(z)
    return s * (1 - s)


@mistake("sigmoid")
def sigmoid_in_float64(z):
    """Your answer is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return solution.sigmoid(z).astype("float64")


@mistake("sigmoid")
def argument_negated_in_place(z):
    """You change the sign in z itself, so the caller's array changes.
    Make a new one."""
    s = solution.sigmoid(z)
    z *= -1
    return s


@mistake("sigmoid")
def written_into_z(z):
    """You write into z itself, so the caller's array changes. Make a new one."""
    z[...] = solution.sigmoid(z)
    return z


@mistake("sigmoid")
def argument_limited_in_place(z):
    """You limit z in the caller's own array, so large values there change. Make a new
    array."""
    s = solution.sigmoid(z)
    z[z < -500] = -500
    return s


@mistake("sigmoid_backward")
def sigmoid_applied_again(grad_out, s):
    """You take the sigmoid of s. But s is the output already: its derivative is a
    product made of s alone."""
    again = solution.sigmoid(s)
    return grad_out * again * (1 - again)


@mistake("sigmoid_backward")
def upstream_gradient_dropped(grad_out, s):
    """grad_out is missing: this is ds/dz, and the chain rule multiplies it by dE/ds."""
    return s * (1 - s)


@mistake("sigmoid_backward")
def upstream_gradient_added(grad_out, s):
    """You add grad_out to ds/dz. The chain rule multiplies them."""
    return grad_out + s * (1 - s)


@mistake("sigmoid_backward")
def factor_s_missing(grad_out, s):
    """You multiply by (1 - s) only. The derivative has two factors."""
    return grad_out * (1 - s)


@mistake("sigmoid_backward")
def factor_one_minus_s_missing(grad_out, s):
    """You multiply by s only. The derivative has two factors."""
    return grad_out * s


@mistake("sigmoid_backward")
def negated(grad_out, s):
    """Your gradient has the opposite sign. The sigmoid rises everywhere, so the gradient
    keeps the sign of grad_out."""
    return grad_out * s * (s - 1)


@mistake("sigmoid_backward")
def derivative_of_tanh(grad_out, s):
    """You multiply by 1 - s * s, the derivative of tanh in terms of its output."""
    return grad_out * (1 - s * s)


@mistake("sigmoid_backward")
def matrix_product(grad_out, s):
    """You take a matrix product. The chain rule goes element by element here: each
    element of z has one s."""
    return grad_out @ (s * (1 - s))


@mistake("sigmoid_backward")
def gradient_changed_in_place(grad_out, s):
    """You write into grad_out, so the caller's array changes. Make a new one."""
    grad_out *= s * (1 - s)
    return grad_out


@mistake("sigmoid_backward")
def output_changed_in_place(grad_out, s):
    """You write into s, so the caller's array changes. Make a new one."""
    s *= 1 - s
    return grad_out * s


@mistake("sigmoid_backward")
def gradient_in_float64(grad_out, s):
    """Your answer is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return np.zeros(s.shape) + solution.sigmoid_backward(grad_out, s)


@mistake("mlp_backward")
def minus_the_gradient(x, t, w1, b1, w2, b2):
    """All four gradients have the opposite sign. The notes add (t - y) to the weights;
    the gradient of E is its opposite."""
    return tuple(-g for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def derivative_at_the_sums(x, t, w1, b1, w2, b2):
    """You put the sums z into the derivative's formula. It takes the sigmoid's outputs:
    h in the hidden layer, y in the output layer."""
    z1, h, z2, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, z2)
    delta1 = solution.sigmoid_backward(delta2 @ w2, z1)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def derivative_at_the_hidden_sums(x, t, w1, b1, w2, b2):
    """The output layer is right. In the hidden layer you put z1 into the derivative's
    formula, which takes the sigmoid's output h."""
    z1, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ w2, z1)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def derivative_at_the_output_sums(x, t, w1, b1, w2, b2):
    """In the output layer you put z2 into the derivative's formula. It takes the
    sigmoid's output y."""
    _, h, z2, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, z2)
    delta1 = solution.sigmoid_backward(delta2 @ w2, h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def derivative_of_the_outputs(x, t, w1, b1, w2, b2):
    """You take the sigmoid of h and y once more before you form the derivative. They
    are outputs of the sigmoid already."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    s2, s1 = solution.sigmoid(y), solution.sigmoid(h)
    delta2 = (y - t) * s2 * (1 - s2)
    delta1 = (delta2 @ w2) * s1 * (1 - s1)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def output_derivative_left_out(x, t, w1, b1, w2, b2):
    """Your delta2 is the error alone. That is right for cross-entropy; with squared errors
    the slope of the output's sigmoid belongs to it."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = y - t
    return gradients(x, h, solution.sigmoid_backward(delta2 @ w2, h), delta2)


@mistake("mlp_backward")
def hidden_derivative_left_out(x, t, w1, b1, w2, b2):
    """The output layer is right. In the hidden layer the slope of the sigmoid is missing
    from delta1."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, delta2 @ w2, delta2)


@mistake("mlp_backward")
def derivatives_left_out(x, t, w1, b1, w2, b2):
    """The slopes of both sigmoids are missing. Each delta holds the slope of its own
    layer."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    return gradients(x, h, (y - t) @ w2, y - t)


@mistake("mlp_backward")
def error_sent_back_instead_of_delta(x, t, w1, b1, w2, b2):
    """The output layer is right, but you send the error y - t back. What goes back is
    delta2, with the slope in it."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward((y - t) @ w2, h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def error_without_w2(x, t, w1, b1, w2, b2):
    """In the hidden layer you use the error y - t itself. What arrives there is delta2,
    weighted by w2."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, (y - t) * h * (1 - h), delta2)


@mistake("mlp_backward")
def delta_without_w2(x, t, w1, b1, w2, b2):
    """In the hidden layer you use delta2 itself. A hidden unit collects the deltas of the
    outputs, each weighted by w2."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, delta2 * h * (1 - h), delta2)


@mistake("mlp_backward")
def w2_transposed(x, t, w1, b1, w2, b2):
    """On the way back you transpose w2. Hidden unit j collects the deltas by column j of
    w2: see which axes must meet."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ w2.T, h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def w2_by_element(x, t, w1, b1, w2, b2):
    """On the way back you multiply delta2 and w2 element by element. Their products are
    summed over the outputs: a matrix product."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, delta2 * w2 * h * (1 - h), delta2)


@mistake("mlp_backward")
def w2_left_out(x, t, w1, b1, w2, b2):
    """On the way back w2 is missing: you add up the output deltas. Each counts by the
    weight that leads to it."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = delta2.sum(axis=1, keepdims=True) * h * (1 - h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def last_output_only(x, t, w1, b1, w2, b2):
    """The hidden layer hears of the last output only. It collects the deltas of all
    outputs."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2[:, -1:] @ w2[-1:], h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def w2_updated_first(x, t, w1, b1, w2, b2):
    """You change w2 before you send the error back through it. delta1 needs the w2 that
    made y in the forward pass."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ (w2 - delta2.T @ h), h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def dw2_from_the_hidden_sums(x, t, w1, b1, w2, b2):
    """Only dw2 is wrong: you multiply by the hidden layer's sums z1. What reaches w2 in
    the forward pass is h."""
    z1, h, _, y = forward(x, w1, b1, w2, b2)
    dw1, db1, _, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, db1, solution.sigmoid_backward(y - t, y).T @ z1, db2


@mistake("mlp_backward")
def weights_in_out(x, t, w1, b1, w2, b2):
    """You take w1 and w2 as (in, out), a column for each unit. Here they are (out, in), a
    row for each unit."""
    h = solution.sigmoid(x @ w1 + b1)
    y = solution.sigmoid(h @ w2 + b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ w2.T, h)
    return x.T @ delta1, delta1.sum(axis=0), h.T @ delta2, delta2.sum(axis=0)


@mistake("mlp_backward")
def weights_not_transposed(x, t, w1, b1, w2, b2):
    """Forward, you multiply by w1 and w2 as they lie. Row j holds the weights of unit j:
    see which axes must meet."""
    h = solution.sigmoid(x @ w1 + b1)
    y = solution.sigmoid(h @ w2 + b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, solution.sigmoid_backward(delta2 @ w2, h), delta2)


@mistake("mlp_backward")
def biases_left_out(x, t, w1, b1, w2, b2):
    """The biases are missing from your forward pass."""
    return solution.mlp_backward(x, t, w1, 0 * b1, w2, 0 * b2)


@mistake("mlp_backward")
def hidden_layer_linear(x, t, w1, b1, w2, b2):
    """Your hidden layer has no sigmoid, neither forward nor back: both layers have."""
    h = x @ w1.T + b1
    y = solution.sigmoid(h @ w2.T + b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, delta2 @ w2, delta2)


@mistake("mlp_backward")
def output_layer_linear(x, t, w1, b1, w2, b2):
    """Your output layer has no sigmoid, neither forward nor back: both layers have."""
    _, h, z2, _ = forward(x, w1, b1, w2, b2)
    delta2 = z2 - t
    return gradients(x, h, solution.sigmoid_backward(delta2 @ w2, h), delta2)


@mistake("mlp_backward")
def averaged_over_examples(x, t, w1, b1, w2, b2):
    """Your gradients are divided by the number of examples. This E is a sum over the
    examples, not their mean."""
    return tuple(g / x.shape[0] for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def averaged_over_all_errors(x, t, w1, b1, w2, b2):
    """Your gradients are divided by the number of errors, N * O. This E is half of a sum,
    not of a mean."""
    return tuple(g / t.size for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def two_over_examples(x, t, w1, b1, w2, b2):
    """Your gradients are 2/N times those asked for. Here E is half a sum: nothing is
    divided or doubled."""
    return tuple(2 * g / x.shape[0] for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def bias_gradients_averaged(x, t, w1, b1, w2, b2):
    """dw1 and dw2 are right, but you average the bias gradients over the examples. They
    are summed, as those of the weights are."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, db1 / x.shape[0], dw2, db2 / x.shape[0]


@mistake("mlp_backward")
def weight_gradients_averaged(x, t, w1, b1, w2, b2):
    """db1 and db2 are right, but dw1 and dw2 are divided by the number of examples. All
    four are sums."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1 / x.shape[0], db1, dw2 / x.shape[0], db2


@mistake("mlp_backward")
def gradient_of_mse_loss(x, t, w1, b1, w2, b2):
    """Your gradients are 2/(N*O) times those asked for, as for PyTorch's mean squared
    error. Here E is half a sum."""
    return tuple(g * 2 / t.size for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def factor_two(x, t, w1, b1, w2, b2):
    """Your gradients are twice too large. The square brings a 2 into the derivative,
    and the half in front of E takes it away."""
    return tuple(2 * g for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def half_kept(x, t, w1, b1, w2, b2):
    """Your gradients are half as large as asked. The half in front of E cancels against
    the 2 that the square brings."""
    return tuple(g / 2 for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def bias_gradients_not_summed(x, t, w1, b1, w2, b2):
    """Your bias gradients have a row for every example. Sum them over the examples: they
    have the shapes of b1 and b2."""
    dw1, _, dw2, _ = solution.mlp_backward(x, t, w1, b1, w2, b2)
    delta1, delta2 = deltas(x, t, w1, b1, w2, b2)
    return dw1, delta1, dw2, delta2


@mistake("mlp_backward")
def bias_gradients_summed_over_units(x, t, w1, b1, w2, b2):
    """Your bias gradients are sums along the units. Sum over the examples, the other
    axis: they have the shapes of b1 and b2."""
    dw1, _, dw2, _ = solution.mlp_backward(x, t, w1, b1, w2, b2)
    delta1, delta2 = deltas(x, t, w1, b1, w2, b2)
    return dw1, delta1.sum(axis=1), dw2, delta2.sum(axis=1)


@mistake("mlp_backward")
def bias_gradients_summed_over_everything(x, t, w1, b1, w2, b2):
    """Each of your bias gradients is a single number. Sum the deltas over the examples
    only: each unit has a bias of its own."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, db1.sum(), dw2, db2.sum()


@mistake("mlp_backward")
def bias_gradients_with_an_extra_axis(x, t, w1, b1, w2, b2):
    """Your bias gradients have the shapes (1, H) and (1, O). The sum over the examples
    must lose their axis."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, db1[None, :], dw2, db2[None, :]


@mistake("mlp_backward")
def weight_gradients_transposed(x, t, w1, b1, w2, b2):
    """dw1 and dw2 lie as (in, out). A gradient has the shape of what it belongs to:
    w1 and w2 are (out, in)."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1.T, db1, dw2.T, db2


@mistake("mlp_backward")
def weight_gradients_reshaped(x, t, w1, b1, w2, b2):
    """You compute dw1 and dw2 as (in, out) and reshape them, so gradients land on the
    wrong weights. Look for what exchanges the axes."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1.T.reshape(w1.shape), db1, dw2.T.reshape(w2.shape), db2


@mistake("mlp_backward")
def weight_gradients_by_element(x, t, w1, b1, w2, b2):
    """For dw1 and dw2 you multiply element by element. They are sums over the examples:
    matrix products."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta1, delta2 = deltas(x, t, w1, b1, w2, b2)
    return delta1.T * x, delta1.sum(axis=0), delta2.T * h, delta2.sum(axis=0)


@mistake("mlp_backward")
def layers_exchanged(x, t, w1, b1, w2, b2):
    """You return the output layer's gradients first. Asked for is (dw1, db1, dw2,
    db2)."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw2, db2, dw1, db1


@mistake("mlp_backward")
def weights_before_biases(x, t, w1, b1, w2, b2):
    """You return both weight gradients before the biases. Asked for is (dw1, db1, dw2,
    db2)."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, dw2, db1, db2


@mistake("mlp_backward")
def parameters_returned(x, t, w1, b1, w2, b2):
    """You return the parameters minus their gradients. Asked for are the gradients
    alone."""
    grads = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return tuple(p - g for p, g in zip((w1, b1, w2, b2), grads, strict=True))


@mistake("mlp_backward")
def only_the_last_example(x, t, w1, b1, w2, b2):
    """Only the last example counts. The gradients of all examples are added up."""
    return solution.mlp_backward(x[-1:], t[-1:], w1, b1, w2, b2)


@mistake("mlp_backward")
def only_the_first_example(x, t, w1, b1, w2, b2):
    """Only the first example counts. The gradients of all examples are added up."""
    return solution.mlp_backward(x[:1], t[:1], w1, b1, w2, b2)


@mistake("mlp_backward")
def weights_updated_too(x, t, w1, b1, w2, b2):
    """The gradients are right, but you take them off the caller's weights and biases as
    well. Leave the arguments as they are."""
    grads = solution.mlp_backward(x, t, w1, b1, w2, b2)
    for parameter, grad in zip((w1, b1, w2, b2), grads, strict=True):
        parameter -= grad
    return grads


@mistake("mlp_backward")
def gradients_in_float64(x, t, w1, b1, w2, b2):
    """Your gradients are float64 whatever you were given. An array made without a dtype
    is float64: look where you make one."""
    grads = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return tuple(np.zeros(g.shape) + g for g in grads)
