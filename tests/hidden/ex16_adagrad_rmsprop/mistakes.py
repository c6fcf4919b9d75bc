"""Known wrong answers of ex16, Adagrad and RMSProp."""

import numpy as np


def moved(param, grad, state, lr, eps):
    """The right step of param, once the new state is known."""
    with np.errstate(all="ignore"):
        return param - lr * grad / (np.sqrt(state) + eps)


def averaged(square_avg, grad, alpha):
    """The right new average."""
    return alpha * square_avg + (1 - alpha) * grad**2


# adagrad_step: the sum


@mistake("adagrad_step")
def gradient_for_its_square(param, grad, state_sum, lr, eps=1e-10):
    """The gradient itself is added to your sum, not its square. A negative sum has no
    root."""
    state_sum = state_sum + grad
    return moved(param, grad, state_sum, lr, eps), state_sum


@mistake("adagrad_step")
def size_for_the_square(param, grad, state_sum, lr, eps=1e-10):
    """The absolute value of the gradient is added to your sum, not its square."""
    state_sum = state_sum + abs(grad)
    return moved(param, grad, state_sum, lr, eps), state_sum


@mistake("adagrad_step")
def sum_started_anew(param, grad, state_sum, lr, eps=1e-10):
    """Your sum is this step's square alone: what was there before is lost. Add to what
    you were given."""
    return solution.adagrad_step(param, grad, 0 * state_sum, lr, eps)


@mistake("adagrad_step")
def average_in_adagrad(param, grad, state_sum, lr, eps=1e-10):
    """Your sum fades, 0.99 to 0.01, as RMSProp's average does. Adagrad forgets
    nothing."""
    state_sum = averaged(state_sum, grad, 0.99)
    return moved(param, grad, state_sum, lr, eps), state_sum


@mistake("adagrad_step")
def all_squares_in_one_sum(param, grad, state_sum, lr, eps=1e-10):
    """Every sum gets the squares of all gradients. Each parameter has a sum of its own,
    element by element."""
    state_sum = state_sum + (grad**2).sum()
    return moved(param, grad, state_sum, lr, eps), state_sum


@mistake("adagrad_step")
def starts_at_a_tenth(param, grad, state_sum, lr, eps=1e-10):
    """A sum of zeros becomes 0.1 in your code, as in Keras. Start from the sum that you
    were given."""
    given = state_sum if state_sum.any() else state_sum + 0.1
    return solution.adagrad_step(param, grad, given, lr, eps)


@mistake("adagrad_step")
def eps_kept_in_the_sum(param, grad, state_sum, lr, eps=1e-10):
    """eps is in the sum that you return, and is added again in every step. It only belongs
    to the division."""
    state_sum = state_sum + grad**2 + eps
    return moved(param, grad, state_sum, lr, 0), state_sum


@mistake("adagrad_step")
def root_returned(param, grad, state_sum, lr, eps=1e-10):
    """Your param is right, but you return the root of the sum. The next step needs the sum
    itself."""
    new, state_sum = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return new, np.sqrt(state_sum)


@mistake("adagrad_step")
def roots_for_sums(param, grad, state_sum, lr, eps=1e-10):
    """You square the old sum as if it were a root, and return a root. state_sum holds
    squares already, and stays so."""
    root = np.hypot(state_sum, grad)
    return param - lr * grad / (root + eps), root


@mistake("adagrad_step")
def old_sum_returned(param, grad, state_sum, lr, eps=1e-10):
    """Your param is right, but you return the sum that you were given. The next step needs
    the new one."""
    return solution.adagrad_step(param, grad, state_sum, lr, eps)[0], state_sum.copy()


# adagrad_step: the step


@mistake("adagrad_step")
def root_forgotten(param, grad, state_sum, lr, eps=1e-10):
    """You divide by the sum itself. Between the sum and the division there is a root."""
    state_sum = state_sum + grad**2
    return param - lr * grad / (state_sum + eps), state_sum


@mistake("adagrad_step")
def half_the_sum_divides(param, grad, state_sum, lr, eps=1e-10):
    """You divide by half of the sum, not by its root. A power binds more tightly than a
    division."""
    state_sum = state_sum + grad**2
    return param - lr * grad / (state_sum / 2 + eps), state_sum


@mistake("adagrad_step")
def old_sum_divides(param, grad, state_sum, lr, eps=1e-10):
    """You divide by the root of the old sum, so from 0 the first step is huge. The new sum
    comes first."""
    return moved(param, grad, state_sum, lr, eps), state_sum + grad**2


@mistake("adagrad_step")
def only_this_square_divides(param, grad, state_sum, lr, eps=1e-10):
    """Your sum is right, but you divide by the size of this gradient alone: each step has
    length lr. Divide by the sum's root."""
    return moved(param, grad, grad**2, lr, eps), state_sum + grad**2


@mistake("adagrad_step")
def gradient_forgotten(param, grad, state_sum, lr, eps=1e-10):
    """Your param moves by lr over the root, whatever sign the gradient has. The gradient
    is missing above the line."""
    state_sum = state_sum + grad**2
    return param - lr / (np.sqrt(state_sum) + eps), state_sum


@mistake("adagrad_step")
def square_above_the_line(param, grad, state_sum, lr, eps=1e-10):
    """The squared gradient stands above the line in your step, so its sign is lost. There
    it is not squared."""
    state_sum = state_sum + grad**2
    return param - lr * grad**2 / (np.sqrt(state_sum) + eps), state_sum


@mistake("adagrad_step")
def sum_above_the_line(param, grad, state_sum, lr, eps=1e-10):
    """Your sum is right, but it also stands above the line in your step, where the gradient
    belongs. See what lr multiplies."""
    state_sum = state_sum + grad**2
    return param - lr * state_sum / (np.sqrt(state_sum) + eps), state_sum


@mistake("adagrad_step")
def not_divided(param, grad, state_sum, lr, eps=1e-10):
    """Your sum is right, but param moves by lr * grad. The step is divided by the root of
    the sum."""
    return param - lr * grad, state_sum + grad**2


@mistake("adagrad_step")
def one_root_for_all(param, grad, state_sum, lr, eps=1e-10):
    """All parameters are divided by the root of all sums together. Each has a root of its
    own."""
    state_sum = state_sum + grad**2
    return moved(param, grad, state_sum.sum(), lr, eps), state_sum


@mistake("adagrad_step")
def uphill(param, grad, state_sum, lr, eps=1e-10):
    """Your sum is right, but param moves the other way, uphill. Look at the sign before
    lr."""
    new, state_sum = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return 2 * param - new, state_sum


@mistake("adagrad_step")
def rate_left_out(param, grad, state_sum, lr, eps=1e-10):
    """The learning rate is missing in your step."""
    return solution.adagrad_step(param, grad, state_sum, 1.0, eps)


@mistake("adagrad_step")
def change_returned(param, grad, state_sum, lr, eps=1e-10):
    """You return the change of param, not the new param. Take it off the old one."""
    new, state_sum = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return param - new, state_sum


@mistake("adagrad_step")
def plain_first_step(param, grad, state_sum, lr, eps=1e-10):
    """From a sum of zeros your param moves by lr * grad. The first step is divided too, by
    the root of the new sum."""
    if state_sum.any():
        return solution.adagrad_step(param, grad, state_sum, lr, eps)
    return param - lr * grad, grad**2


# adagrad_step: eps


@mistake("adagrad_step")
def eps_under_the_root(param, grad, state_sum, lr, eps=1e-10):
    """eps stands under your root, as in Keras: right for ordinary gradients only. In
    PyTorch's form it is added to the root."""
    state_sum = state_sum + grad**2
    return moved(param, grad, state_sum + eps, lr, 0), state_sum


@mistake("adagrad_step")
def eps_left_out(param, grad, state_sum, lr, eps=1e-10):
    """eps has no effect, and a gradient of 0 can become 0 / 0, which is nan."""
    return solution.adagrad_step(param, grad, state_sum, lr, 0)


@mistake("adagrad_step")
def eps_is_always_1e_10(param, grad, state_sum, lr, eps=1e-10):
    """You use 1e-10 whatever eps is given. Use the argument: 1e-10 is only its
    default."""
    return solution.adagrad_step(param, grad, state_sum, lr)


@mistake("adagrad_step")
def eps_is_always_1e_7(param, grad, state_sum, lr, eps=1e-10):
    """You use 1e-7 whatever eps is given, also in its place. Use the argument."""
    return solution.adagrad_step(param, grad, state_sum, lr, 1e-7)


@mistake("adagrad_step")
def eps_outside_the_division(param, grad, state_sum, lr, eps=1e-10):
    """eps is added to param, not to the root that divides. The divisor needs brackets of
    its own."""
    state_sum = state_sum + grad**2
    return moved(param, grad, state_sum, lr, 0) + eps, state_sum


@mistake("adagrad_step")
def eps_added_to_the_quotient(param, grad, state_sum, lr, eps=1e-10):
    """eps is added to lr over the root, not to the root itself. The divisor needs brackets
    of its own."""
    state_sum = state_sum + grad**2
    return moved(param, grad, state_sum, lr, 0) - eps * grad, state_sum


@mistake("adagrad_step")
def eps_as_a_floor(param, grad, state_sum, lr, eps=1e-10):
    """Your divisor is the larger one of root and eps. Here eps is always added."""
    state_sum = state_sum + grad**2
    return param - lr * grad / np.maximum(np.sqrt(state_sum), eps), state_sum


# adagrad_step: form


@mistake("adagrad_step")
def pair_exchanged(param, grad, state_sum, lr, eps=1e-10):
    """You return the sum first. Asked for is the pair (param, state_sum)."""
    return solution.adagrad_step(param, grad, state_sum, lr, eps)[::-1]


@mistake("adagrad_step")
def only_param_returned(param, grad, state_sum, lr, eps=1e-10):
    """You return param alone. The caller needs the new sum too, for the next step."""
    return solution.adagrad_step(param, grad, state_sum, lr, eps)[0]


@mistake("adagrad_step")
def sum_changed_and_returned(param, grad, state_sum, lr, eps=1e-10):
    """The caller's own sum is changed, and you return that same array. Make a new one."""
    new, state_sum[...] = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return new, state_sum


@mistake("adagrad_step")
def param_changed_and_returned(param, grad, state_sum, lr, eps=1e-10):
    """You write into the caller's param and return it. Make a new array for the new
    param."""
    param[...], state_sum = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return param, state_sum


@mistake("adagrad_step")
def both_changed_and_returned(param, grad, state_sum, lr, eps=1e-10):
    """You write into the caller's param and sum and return them. Make new arrays for
    both."""
    param[...], state_sum[...] = solution.adagrad_step(param, grad, state_sum, lr, eps)
    return param, state_sum


@mistake("adagrad_step")
def step_in_float64(param, grad, state_sum, lr, eps=1e-10):
    """Your results are float64 whatever you were given. Look at each array that you create
    without a dtype."""
    given = (array.astype("float64") for array in (param, grad, state_sum))
    return solution.adagrad_step(*given, lr, eps)


# rmsprop_step: the average


@mistake("rmsprop_step")
def weights_exchanged(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The new square has the weight alpha in your average, the past 1 - alpha. With 0.99,
    which of the two should last?"""
    return solution.rmsprop_step(param, grad, square_avg, lr, 1 - alpha, eps)


@mistake("rmsprop_step")
def sum_in_rmsprop(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You add up all squares, as Adagrad does, and alpha has no effect. RMSProp keeps an
    average that forgets."""
    square_avg = square_avg + grad**2
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def square_counts_whole(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The new square enters your average whole, so the weights do not sum to 1. It has the
    weight 1 - alpha."""
    square_avg = alpha * square_avg + grad**2
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def past_counts_whole(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The past stays whole in your average, so it never shrinks. The old average has the
    weight alpha."""
    square_avg = square_avg + (1 - alpha) * grad**2
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def alpha_times_both(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """alpha multiplies the new square too. Its weight is what is left, 1 - alpha."""
    square_avg = alpha * (square_avg + grad**2)
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def average_of_the_gradient(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You average the gradient itself, not its square. A negative average has no root."""
    square_avg = alpha * square_avg + (1 - alpha) * grad
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def average_of_sizes(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You average the absolute value of the gradient, not its square."""
    square_avg = alpha * square_avg + (1 - alpha) * abs(grad)
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def average_started_anew(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The average that you were given has no effect: yours is (1 - alpha) times this
    square."""
    return solution.rmsprop_step(param, grad, 0 * square_avg, lr, alpha, eps)


@mistake("rmsprop_step")
def one_average_for_all(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Every average gets the mean square of all gradients. Each parameter has an average
    of its own, element by element."""
    square_avg = alpha * square_avg + (1 - alpha) * (grad**2).mean()
    return moved(param, grad, square_avg, lr, eps), square_avg


@mistake("rmsprop_step")
def alpha_is_always_0_99(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You use 0.99 whatever alpha is given. Use the argument: 0.99 is only its
    default."""
    return solution.rmsprop_step(param, grad, square_avg, lr, 0.99, eps)


@mistake("rmsprop_step")
def alpha_is_always_0_9(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You use 0.9 whatever alpha is given, as Keras has it. Use the argument."""
    return solution.rmsprop_step(param, grad, square_avg, lr, 0.9, eps)


@mistake("rmsprop_step")
def rms_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your param is right, but you return the root of the average. The next step needs the
    average itself."""
    new, square_avg = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return new, np.sqrt(square_avg)


@mistake("rmsprop_step")
def roots_for_averages(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You square the old average as if it were a root, and return a root. square_avg holds
    squares already, and stays so."""
    root = np.sqrt(averaged(square_avg**2, grad, alpha))
    return param - lr * grad / (root + eps), root


@mistake("rmsprop_step")
def divisor_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your param is right, but you return what was divided by, root and eps. The next step
    needs the average itself."""
    new, square_avg = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return new, np.sqrt(square_avg) + eps


@mistake("rmsprop_step")
def old_average_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your param is right, but you return the average that you were given. The next step
    needs the new one."""
    new, _ = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return new, square_avg.copy()


# rmsprop_step: the step


@mistake("rmsprop_step")
def rms_without_the_root(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You divide by the average itself. Between the average and the division there is a
    root."""
    square_avg = averaged(square_avg, grad, alpha)
    return param - lr * grad / (square_avg + eps), square_avg


@mistake("rmsprop_step")
def half_the_average_divides(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You divide by half of the average, not by its root. A power binds more tightly than
    a division."""
    square_avg = averaged(square_avg, grad, alpha)
    return param - lr * grad / (square_avg / 2 + eps), square_avg


@mistake("rmsprop_step")
def old_average_divides(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You divide by the root of the old average, so from 0 the first step is huge. The new
    average comes first."""
    return moved(param, grad, square_avg, lr, eps), averaged(square_avg, grad, alpha)


@mistake("rmsprop_step")
def gradient_missing(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your param moves by lr over the root, whatever sign the gradient has. The gradient
    is missing above the line."""
    square_avg = averaged(square_avg, grad, alpha)
    return param - lr / (np.sqrt(square_avg) + eps), square_avg


@mistake("rmsprop_step")
def plain_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your average is right, but param moves by lr * grad. The step is divided by the root
    of the average."""
    return param - lr * grad, averaged(square_avg, grad, alpha)


@mistake("rmsprop_step")
def one_rms_for_all(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """All parameters are divided by one root, that of the mean of their averages. Each has
    a root of its own."""
    square_avg = averaged(square_avg, grad, alpha)
    return moved(param, grad, square_avg.mean(), lr, eps), square_avg


@mistake("rmsprop_step")
def rms_uphill(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your average is right, but param moves the other way, uphill. Look at the sign
    before lr."""
    new, square_avg = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return 2 * param - new, square_avg


@mistake("rmsprop_step")
def rms_without_rate(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The learning rate is missing in your step."""
    return solution.rmsprop_step(param, grad, square_avg, 1.0, alpha, eps)


@mistake("rmsprop_step")
def rms_plain_first_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """From an average of zeros your param moves by lr * grad. The first step is divided
    too, by the root of the new average."""
    if square_avg.any():
        return solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return plain_step(param, grad, square_avg, lr, alpha, eps)


# rmsprop_step: eps


@mistake("rmsprop_step")
def rms_eps_under_the_root(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps stands under your root, as in Keras: right for ordinary gradients only. In
    PyTorch's form it is added to the root."""
    square_avg = averaged(square_avg, grad, alpha)
    return moved(param, grad, square_avg + eps, lr, 0), square_avg


@mistake("rmsprop_step")
def eps_kept_in_the_average(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps is in the average that you return, and comes again in every step. It only
    belongs to the division."""
    square_avg = averaged(square_avg, grad, alpha) + eps
    return moved(param, grad, square_avg, lr, 0), square_avg


@mistake("rmsprop_step")
def eps_only_in_the_returned_average(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your param is right, but eps is in the average that you return. The next step needs
    the average without it."""
    new, square_avg = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return new, square_avg + eps


@mistake("rmsprop_step")
def rms_without_eps(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps has no effect, and a gradient of 0 can become 0 / 0, which is nan."""
    return solution.rmsprop_step(param, grad, square_avg, lr, alpha, 0)


@mistake("rmsprop_step")
def eps_is_always_1e_8(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You use 1e-8 whatever eps is given. Use the argument: 1e-8 is only its default."""
    return solution.rmsprop_step(param, grad, square_avg, lr, alpha)


@mistake("rmsprop_step")
def rms_eps_is_always_1e_7(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You use 1e-7 whatever eps is given, also in its place. Use the argument."""
    return solution.rmsprop_step(param, grad, square_avg, lr, alpha, 1e-7)


@mistake("rmsprop_step")
def rms_eps_outside_the_division(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps is added to param, not to the root that divides. The divisor needs brackets of
    its own."""
    square_avg = averaged(square_avg, grad, alpha)
    return moved(param, grad, square_avg, lr, 0) + eps, square_avg


@mistake("rmsprop_step")
def rms_eps_added_to_the_quotient(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """eps is added to lr over the root, not to the root itself. The divisor needs brackets
    of its own."""
    square_avg = averaged(square_avg, grad, alpha)
    return moved(param, grad, square_avg, lr, 0) - eps * grad, square_avg


@mistake("rmsprop_step")
def in_the_form_of_keras(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Where alpha is 0.99 you use 0.9, and eps stands under your root, both as in Keras.
    PyTorch's default and form are asked for."""
    alpha = 0.9 if alpha == 0.99 else alpha
    return rms_eps_under_the_root(param, grad, square_avg, lr, alpha, eps)


@mistake("rmsprop_step")
def weights_fixed_and_eps_under_the_root(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your weights are 0.9 and 0.1 whatever alpha is given, and eps stands under your
    root. Use alpha, and add eps to the root."""
    return rms_eps_under_the_root(param, grad, square_avg, lr, 0.9, eps)


@mistake("rmsprop_step")
def rms_eps_as_a_floor(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your divisor is the larger one of root and eps. Here eps is always added."""
    square_avg = averaged(square_avg, grad, alpha)
    return param - lr * grad / np.maximum(np.sqrt(square_avg), eps), square_avg


# rmsprop_step: form


@mistake("rmsprop_step")
def average_first(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You return the average first. Asked for is the pair (param, square_avg)."""
    return solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)[::-1]


@mistake("rmsprop_step")
def rms_only_param_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You return param alone. The caller needs the new average too, for the next step."""
    return solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)[0]


@mistake("rmsprop_step")
def average_changed_and_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """The caller's own average is changed, and you return that same array. Make a new
    one."""
    new, square_avg[...] = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return new, square_avg


@mistake("rmsprop_step")
def rms_param_changed_and_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You write into the caller's param and return it. Make a new array for the new
    param."""
    param[...], square_avg = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return param, square_avg


@mistake("rmsprop_step")
def rms_both_changed_and_returned(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """You write into the caller's param and average and return them. Make new arrays for
    both."""
    param[...], square_avg[...] = solution.rmsprop_step(param, grad, square_avg, lr, alpha, eps)
    return param, square_avg


@mistake("rmsprop_step")
def rms_in_float64(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    """Your results are float64 whatever you were given. Look at each array that you create
    without a dtype."""
    given = (array.astype("float64") for array in (param, grad, square_avg))
    return solution.rmsprop_step(*given, lr, alpha, eps)
