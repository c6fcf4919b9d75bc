"""Known wrong answers of ex02, backpropagation through sigmoid units."""

import numpy as np


def forward(x, w1, b1, w2, b2):
    """Return z1, h, z2 and y."""
    z1 = x @ w1.T + b1
    h = solution.sigmoid(z1)
    z2 = h @ w2.T + b2
    return z1, h, z2, solution.sigmoid(z2)


def gradients(x, h, delta1, delta2):
    """Return dw1, db1, dw2 and db2 of given deltas."""
    return delta1.T @ x, delta1.sum(axis=0), delta2.T @ h, delta2.sum(axis=0)


@mistake("sigmoid")
def minus_forgotten(z):
    """Your curve falls where it should rise: the exponent is minus z."""
    return solution.sigmoid(-z)


@mistake("sigmoid")
def infinity_over_infinity(z):
    """For large z you divide infinity by infinity, which is nan. The formula is fine on
    paper; write it so that a large z meets no large exponential above and below."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


@mistake("sigmoid")
def bracket_missing(z):
    """A bracket is missing: division binds before addition, so you divide 1 by 1 and
    add the exponential to that."""
    with np.errstate(over="ignore"):
        return 1 / 1 + np.exp(-z)


@mistake("sigmoid")
def tanh_answered(z):
    """This is tanh, which runs from -1 to 1. A sigmoid runs from 0 to 1 and is 0.5 at
    z = 0."""
    return np.tanh(z)


@mistake("sigmoid")
def derivative_answered(z):
    """This is the sigmoid's derivative, not the sigmoid."""
    s = solution.sigmoid(z)
    return s * (1 - s)


@mistake("sigmoid")
def sigmoid_in_float64(z):
    """Your answer is float64 whatever you were given: an array made without a dtype is
    float64, and writing into it keeps it so."""
    return solution.sigmoid(z).astype("float64")


@mistake("sigmoid")
def argument_negated_in_place(z):
    """You change the sign in z itself, so the caller's array changes.
    Make a new one."""
    s = solution.sigmoid(z)
    z *= -1
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
def factor_s_missing(grad_out, s):
    """You multiply by (1 - s) only. The derivative has two factors."""
    return grad_out * (1 - s)


@mistake("sigmoid_backward")
def factor_one_minus_s_missing(grad_out, s):
    """You multiply by s only. The derivative has two factors."""
    return grad_out * s


@mistake("sigmoid_backward")
def negated(grad_out, s):
    """The sign is wrong: the sigmoid rises everywhere, so its derivative is never
    negative and the gradient keeps its sign."""
    return grad_out * s * (s - 1)


@mistake("sigmoid_backward")
def derivative_of_tanh(grad_out, s):
    """You multiply by 1 - s * s, the derivative of tanh in terms of its output."""
    return grad_out * (1 - s * s)


@mistake("sigmoid_backward")
def gradient_changed_in_place(grad_out, s):
    """You write into grad_out, so the caller's array changes. Make a new one."""
    grad_out *= s * (1 - s)
    return grad_out


@mistake("sigmoid_backward")
def gradient_in_float64(grad_out, s):
    """Your answer is float64 whatever you were given: an array made without a dtype is
    float64, and so is all that is computed with it."""
    return np.zeros(s.shape) + solution.sigmoid_backward(grad_out, s)


@mistake("mlp_backward")
def minus_the_gradient(x, t, w1, b1, w2, b2):
    """All four gradients have the wrong sign. (t - y) is what the notes add to the
    weights; the gradient of E is the opposite of it."""
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
    """The output layer is right, but in the hidden layer you put the sums z1 into the
    derivative's formula. It takes the sigmoid's outputs h."""
    z1, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ w2, z1)
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
    """The derivative of the output layer's sigmoid is missing: its delta is not the
    error alone. (With the cross-entropy it would be; with squared errors it is not.)"""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = y - t
    return gradients(x, h, solution.sigmoid_backward(delta2 @ w2, h), delta2)


@mistake("mlp_backward")
def hidden_derivative_left_out(x, t, w1, b1, w2, b2):
    """The output layer is right, but the derivative of the hidden layer's sigmoid is
    missing."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return gradients(x, h, delta2 @ w2, delta2)


@mistake("mlp_backward")
def error_sent_back_instead_of_delta(x, t, w1, b1, w2, b2):
    """The output layer is right, but you send its error y - t back to the hidden layer.
    What goes back is its delta, in which the derivative is included."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward((y - t) @ w2, h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def w2_transposed(x, t, w1, b1, w2, b2):
    """On the way back you transpose w2. Hidden unit j collects the deltas of the units
    that it feeds, and their weights for j stand in column j of w2."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = solution.sigmoid_backward(delta2 @ w2.T, h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def w2_left_out(x, t, w1, b1, w2, b2):
    """On the way back w2 is missing: you add up the deltas of the output layer, but
    each counts by the weight that leads to it."""
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    delta1 = delta2.sum(axis=1, keepdims=True) * h * (1 - h)
    return gradients(x, h, delta1, delta2)


@mistake("mlp_backward")
def last_output_only(x, t, w1, b1, w2, b2):
    """The hidden layer hears of the last output only: in your loop over the outputs
    each replaces the one before, instead of being added to it."""
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
def averaged_over_examples(x, t, w1, b1, w2, b2):
    """Your gradients are divided by the number of examples. This E is a sum over the
    examples, not their mean."""
    return tuple(g / x.shape[0] for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def bias_gradients_averaged(x, t, w1, b1, w2, b2):
    """dw1 and dw2 are right, but you average the bias gradients over the examples. They
    are summed, as those of the weights are."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1, db1 / x.shape[0], dw2, db2 / x.shape[0]


@mistake("mlp_backward")
def gradient_of_mse_loss(x, t, w1, b1, w2, b2):
    """These are the gradients of PyTorch's mean squared error, 2 / (N * O) times those
    asked for. Here E is half a sum."""
    return tuple(g * 2 / t.size for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def factor_two(x, t, w1, b1, w2, b2):
    """Your gradients are twice too large. The square brings a 2 into the derivative,
    and the half in front of E takes it away."""
    return tuple(2 * g for g in solution.mlp_backward(x, t, w1, b1, w2, b2))


@mistake("mlp_backward")
def bias_gradients_not_summed(x, t, w1, b1, w2, b2):
    """Your bias gradients have a row for every example. They are summed over the
    examples and have the shapes of b1 and b2."""
    dw1, _, dw2, _ = solution.mlp_backward(x, t, w1, b1, w2, b2)
    _, h, _, y = forward(x, w1, b1, w2, b2)
    delta2 = solution.sigmoid_backward(y - t, y)
    return dw1, solution.sigmoid_backward(delta2 @ w2, h), dw2, delta2


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
    """You compute dw1 and dw2 as (in, out) and reshape them to (out, in). Reshaping
    does not exchange axes: the gradients land on the wrong weights."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw1.T.reshape(w1.shape), db1, dw2.T.reshape(w2.shape), db2


@mistake("mlp_backward")
def layers_exchanged(x, t, w1, b1, w2, b2):
    """The layers are exchanged: you return the gradients in the order in which they are
    found, the output layer's first. Asked for is (dw1, db1, dw2, db2)."""
    dw1, db1, dw2, db2 = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return dw2, db2, dw1, db1


@mistake("mlp_backward")
def only_the_last_example(x, t, w1, b1, w2, b2):
    """Only the last example counts: in your loop each gradient replaces the one before,
    instead of being added to it."""
    return solution.mlp_backward(x[-1:], t[-1:], w1, b1, w2, b2)


@mistake("mlp_backward")
def weights_updated_too(x, t, w1, b1, w2, b2):
    """The gradients are right, but you take them off the weights and biases as well.
    That is the optimizer's work; the caller's arrays must stay as they are."""
    grads = solution.mlp_backward(x, t, w1, b1, w2, b2)
    for parameter, grad in zip((w1, b1, w2, b2), grads, strict=True):
        parameter -= grad
    return grads


@mistake("mlp_backward")
def gradients_in_float64(x, t, w1, b1, w2, b2):
    """Your gradients are float64 whatever you were given: an array made without a dtype
    is float64, and so is all that is computed with it."""
    grads = solution.mlp_backward(x, t, w1, b1, w2, b2)
    return tuple(np.zeros(g.shape) + g for g in grads)
