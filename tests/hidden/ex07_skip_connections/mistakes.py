"""Known wrong answers of ex07, skip connections."""

import numpy as np


def relu(z):
    return np.maximum(z, 0)


def branch(x, w1, b1, w2, b2):
    """What the two layers add to x."""
    return relu(x @ w1.T + b1) @ w2.T + b2


def is_open(x, w1, b1):
    """Where the hidden units pass the gradient on."""
    return x @ w1.T + b1 > 0


# residual_block


@mistake("residual_block")
def input_not_added(x, w1, b1, w2, b2):
    """You return the branch alone: the input is not added to it."""
    return branch(x, w1, b1, w2, b2)


@mistake("residual_block")
def branch_added_to_itself(x, w1, b1, w2, b2):
    """Your answer is twice the branch, without x: the name x holds the branch by then.
    Keep the input under a name of its own."""
    return 2 * branch(x, w1, b1, w2, b2)


@mistake("residual_block")
def input_added_twice(x, w1, b1, w2, b2):
    """You add x twice. The skip adds it once."""
    return 2 * x + branch(x, w1, b1, w2, b2)


@mistake("residual_block")
def relu_of_the_input_as_well(x, w1, b1, w2, b2):
    """You apply ReLU to x before the first layer as well. The branch begins with the
    layer, and negative values of x count."""
    return x + branch(relu(x), w1, b1, w2, b2)


@mistake("residual_block")
def relu_of_input_and_skip(x, w1, b1, w2, b2):
    """You apply ReLU to x at the start, for branch and skip. Both take x as it is."""
    return relu(x) + branch(relu(x), w1, b1, w2, b2)


@mistake("residual_block")
def difference_instead_of_the_sum(x, w1, b1, w2, b2):
    """You subtract where the block adds: y is x plus the branch."""
    return x - branch(x, w1, b1, w2, b2)


@mistake("residual_block")
def input_concatenated(x, w1, b1, w2, b2):
    """You put x and the branch side by side, (N, 2D). A residual block adds them, so
    the shape stays (N, D)."""
    return np.concatenate([x, branch(x, w1, b1, w2, b2)], axis=1)


@mistake("residual_block")
def relu_after_the_sum(x, w1, b1, w2, b2):
    """You apply ReLU to the sum as well, as the first ResNet did. Here nothing comes
    after the sum: y may be negative."""
    return relu(x + branch(x, w1, b1, w2, b2))


@mistake("residual_block")
def relu_only_after_the_sum(x, w1, b1, w2, b2):
    """Your ReLU comes after the sum. It belongs between the two layers, and nothing
    comes after the sum."""
    return relu(x + (x @ w1.T + b1) @ w2.T + b2)


@mistake("residual_block")
def relu_at_the_end_of_the_branch(x, w1, b1, w2, b2):
    """You apply ReLU to the second layer's output too, so the block can only add, never
    take away."""
    return x + relu(branch(x, w1, b1, w2, b2))


@mistake("residual_block")
def relu_only_at_the_end_of_the_branch(x, w1, b1, w2, b2):
    """Your ReLU comes after the second layer: it belongs between the two."""
    return x + relu((x @ w1.T + b1) @ w2.T + b2)


@mistake("residual_block")
def relu_before_the_first_layer(x, w1, b1, w2, b2):
    """Your ReLU is applied to x, before the first layer: it belongs after it."""
    return x + (relu(x) @ w1.T + b1) @ w2.T + b2


@mistake("residual_block")
def no_relu(x, w1, b1, w2, b2):
    """There is no ReLU between the two layers, so they are one linear layer in
    disguise."""
    return x + (x @ w1.T + b1) @ w2.T + b2


@mistake("residual_block")
def relu_of_the_skip(x, w1, b1, w2, b2):
    """You add relu(x) instead of x: the skip hands the input on untouched, negative
    values too."""
    return relu(x) + branch(x, w1, b1, w2, b2)


@mistake("residual_block")
def first_bias_forgotten(x, w1, b1, w2, b2):
    """b1 is missing: it is added before ReLU and decides which units are open."""
    return solution.residual_block(x, w1, np.zeros_like(b1), w2, b2)


@mistake("residual_block")
def first_bias_after_relu(x, w1, b1, w2, b2):
    """You add b1 after ReLU: it belongs to the first layer, before it."""
    return x + (relu(x @ w1.T) + b1) @ w2.T + b2


@mistake("residual_block")
def second_bias_forgotten(x, w1, b1, w2, b2):
    """b2 is missing from the sum."""
    return solution.residual_block(x, w1, b1, w2, np.zeros_like(b2))


@mistake("residual_block")
def weights_not_transposed(x, w1, b1, w2, b2):
    """You multiply with w1 and w2 as they are: an error unless H = D, and silently
    wrong then. They are stored (out, in)."""
    return x + relu(x @ w1 + b1) @ w2 + b2


@mistake("residual_block")
def weights_reshaped(x, w1, b1, w2, b2):
    """You reshape w1 and w2 where they should be transposed: the shapes fit, but the
    numbers have changed places."""
    first, second = w1.reshape(w1.shape[::-1]), w2.reshape(w2.shape[::-1])
    return x + relu(x @ first + b1) @ second + b2


@mistake("residual_block")
def layers_skipped_where_units_are_shut(x, w1, b1, w2, b2):
    """You leave the branch out where no hidden unit is open. Nothing is skipped by
    condition: b2 is still added."""
    used = is_open(x, w1, b1).any(axis=1, keepdims=True)
    return x + branch(x, w1, b1, w2, b2) * used


@mistake("residual_block")
def block_always_float64(x, w1, b1, w2, b2):
    """You return float64 for float32 arguments: keep the dtype that came in."""
    return solution.residual_block(x, w1, b1, w2, b2).astype("float64")


@mistake("residual_block")
def added_into_x(x, w1, b1, w2, b2):
    """You add the branch into the caller's own x. Make a new array instead: the
    backward pass still needs x."""
    x += branch(x, w1, b1, w2, b2)
    return x


# residual_block_backward


@mistake("residual_block_backward")
def gradient_of_the_skip_forgotten(grad_out, x, w1, b1, w2, b2):
    """You return what comes back through the branch. The skip's share is missing, and
    it is what keeps the gradient from shrinking."""
    return (grad_out @ w2 * is_open(x, w1, b1)) @ w1


@mistake("residual_block_backward")
def gradient_of_the_branch_forgotten(grad_out, x, w1, b1, w2, b2):
    """You return the skip's share alone: what comes back through the two layers is
    missing."""
    return grad_out.copy()


@mistake("residual_block_backward")
def one_added_for_the_skip(grad_out, x, w1, b1, w2, b2):
    """You add 1 for the skip. Its slope is 1, but that is multiplied with what comes
    from above, as in every chain."""
    return (grad_out @ w2 * is_open(x, w1, b1)) @ w1 + 1


@mistake("residual_block_backward")
def slope_of_relu_forgotten(grad_out, x, w1, b1, w2, b2):
    """You let the gradient through hidden units that are shut: the slope of ReLU is
    missing."""
    return grad_out + grad_out @ w2 @ w1


@mistake("residual_block_backward")
def shut_where_the_gradient_is_negative(grad_out, x, w1, b1, w2, b2):
    """You shut ReLU where the gradient is negative. Its slope depends on its input in
    the forward pass, not on the gradient."""
    return grad_out + relu(grad_out @ w2) @ w1


@mistake("residual_block_backward")
def negative_gradients_shut_too(grad_out, x, w1, b1, w2, b2):
    """You also drop negative gradients at the open units. An open unit passes on any
    gradient, negative ones too."""
    open_ = x @ w1.T + b1 > 0
    return grad_out + (relu(grad_out @ w2) * open_) @ w1


@mistake("residual_block_backward")
def skip_added_twice(grad_out, x, w1, b1, w2, b2):
    """You add grad_out twice. The skip passes it on once; the rest comes through the
    branch."""
    return grad_out + solution.residual_block_backward(grad_out, x, w1, b1, w2, b2)


@mistake("residual_block_backward")
def branch_subtracted(grad_out, x, w1, b1, w2, b2):
    """You subtract what comes back through the branch. The two shares are added."""
    return 2 * grad_out - solution.residual_block_backward(grad_out, x, w1, b1, w2, b2)


@mistake("residual_block_backward")
def gradient_at_the_kink(grad_out, x, w1, b1, w2, b2):
    """You let the gradient through where ReLU's input is exactly 0. PyTorch takes the
    slope 0 there, and so do we."""
    return grad_out + (grad_out @ w2 * (x @ w1.T + b1 >= 0)) @ w1


@mistake("residual_block_backward")
def hidden_value_for_slope(grad_out, x, w1, b1, w2, b2):
    """You multiply with ReLU's output instead of its slope, which is 0 or 1."""
    return grad_out + (grad_out @ w2 * relu(x @ w1.T + b1)) @ w1


@mistake("residual_block_backward")
def slope_without_the_bias(grad_out, x, w1, b1, w2, b2):
    """You decide which units are open from x w1^T without b1. The bias has no share in
    the gradient by x, but it moves ReLU's input across 0."""
    return grad_out + (grad_out @ w2 * (x @ w1.T > 0)) @ w1


@mistake("residual_block_backward")
def slope_from_the_sign_of_x(grad_out, x, w1, b1, w2, b2):
    """You take ReLU's slope from the sign of x. ReLU works on the hidden units: the
    sign of its own input counts."""
    return grad_out + (grad_out @ w2 @ w1) * (x > 0)


@mistake("residual_block_backward")
def slope_from_the_output(grad_out, x, w1, b1, w2, b2):
    """You take ReLU's slope from the sign of the block's output. No ReLU comes after
    the sum: the sign of the hidden units counts."""
    y = solution.residual_block(x, w1, b1, w2, b2)
    return grad_out + (grad_out * (y > 0)) @ w2 @ w1


@mistake("residual_block_backward")
def weights_transposed_backwards(grad_out, x, w1, b1, w2, b2):
    """You multiply with the weights' transposes on the way back: an error unless H = D,
    and silently wrong then. Forward uses the transpose, backward the weights."""
    return grad_out + (grad_out @ w2.T * is_open(x, w1, b1)) @ w1.T


@mistake("residual_block_backward")
def weights_in_forward_order(grad_out, x, w1, b1, w2, b2):
    """You go through the first layer first: an error unless H = D, and silently wrong
    then. The gradient meets the last layer first."""
    return grad_out + (grad_out @ w1 * is_open(x, w1, b1)) @ w2


@mistake("residual_block_backward")
def averaged_over_the_batch(grad_out, x, w1, b1, w2, b2):
    """You divide by the number of rows. Each row of x has a gradient of its own, and a
    mean, if there is one, is already in grad_out."""
    grad_x = solution.residual_block_backward(grad_out, x, w1, b1, w2, b2)
    return grad_x / len(x)


@mistake("residual_block_backward")
def grad_out_taken_for_ones(grad_out, x, w1, b1, w2, b2):
    """You do not use grad_out: yours is the gradient of the plain sum of y."""
    ones = np.ones_like(grad_out)
    return solution.residual_block_backward(ones, x, w1, b1, w2, b2)


@mistake("residual_block_backward")
def slope_is_float64(grad_out, x, w1, b1, w2, b2):
    """Your result is float64 for float32 arguments. Zeros and ones made by NumPy are
    float64 unless you say otherwise: give the slopes the dtype of x."""
    grad_x = solution.residual_block_backward(grad_out, x, w1, b1, w2, b2)
    return grad_x.astype("float64")


@mistake("residual_block_backward")
def added_into_grad_out(grad_out, x, w1, b1, w2, b2):
    """You add the branch's share into the caller's own grad_out. Make a new array
    instead."""
    grad_out += (grad_out @ w2 * is_open(x, w1, b1)) @ w1
    return grad_out
