"""Known wrong answers of ex10, activations and their derivatives."""

import numpy as np


def sigmoid(x):
    """The right sigmoid."""
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1) / (1 + e)


def fragile_sigmoid(x):
    """The sigmoid that is nan at 1000."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(x) / (1 + np.exp(x))


def sigmoid_chosen_once(x):
    """One formula for a whole array, which is nan at 1000 with a negative number beside."""
    return sigmoid(x) if (x >= 0).all() else fragile_sigmoid(x)


def sigmoid_chosen_by_the_first(x):
    """One formula for a whole array, chosen by its first number."""
    if x.flat[0] < 0:
        return fragile_sigmoid(x)
    return 1 / (1 + exponential(-x))


def rounded(value):
    """Rounded as the examples of the statement print it."""
    return np.round(value, 4)


def exponential(x):
    """exp without its warning."""
    with np.errstate(over="ignore"):
        return np.exp(x)


# tanh


@mistake("tanh")
def infinity_over_infinity(x):
    """At large x your answer is nan: infinity divided by infinity. Look for a formula in
    which exp stands only below the line."""
    with np.errstate(invalid="ignore"):
        up, down = exponential(x), exponential(-x)
        return (up - down) / (up + down)


@mistake("tanh")
def infinity_over_infinity_of_twice_x(x):
    """From x = 355 on your answer is nan, infinity divided by infinity. Look for a formula
    with exp only below the line."""
    with np.errstate(invalid="ignore"):
        return (exponential(2 * x) - 1) / (exponential(2 * x) + 1)


@mistake("tanh")
def tanh_is_sigmoid(x):
    """This is the sigmoid: 0.5 at x = 0, and never below 0. tanh runs from -1 to 1."""
    return sigmoid(x)


@mistake("tanh")
def sigmoid_of_twice_x(x):
    """Your curve runs from 0 to 1. tanh is twice as high and begins at -1."""
    return sigmoid(2 * x)


@mistake("tanh")
def one_not_subtracted(x):
    """Your curve runs from 0 to 2. The formula ends with a subtraction."""
    return 2 * sigmoid(2 * x)


@mistake("tanh")
def factor_in_the_exponent_missing(x):
    """Your curve rises too slowly: this is tanh of x / 2. Look at the exponent."""
    return 2 * sigmoid(x) - 1


@mistake("tanh")
def factor_in_front_missing(x):
    """Your curve runs from -1 to 0. Look at what stands above the line of the fraction."""
    return sigmoid(2 * x) - 1


@mistake("tanh")
def tanh_falls(x):
    """Your curve falls where it should rise. Look at the signs of the exponent and of the
    fraction."""
    return -np.tanh(x)


@mistake("tanh")
def one_under_the_line_subtracted(x):
    """Your minus 1 stands below the line, so your answer is 2 divided by the exponential.
    Look at the brackets."""
    with np.errstate(divide="ignore"):
        return 2 / (1 + exponential(-2 * x) - 1)


@mistake("tanh")
def bracket_missing(x):
    """Division binds before addition: your exponential is not under the line of the
    fraction."""
    return 2 / 1 + exponential(-2 * x) - 1


@mistake("tanh")
def tangent(x):
    """This is the tangent of an angle. Asked for is the hyperbolic tangent."""
    return np.tan(x)


@mistake("tanh")
def cotangent(x):
    """Your fraction stands on its head: your answers are 1 / tanh(x)."""
    with np.errstate(divide="ignore"):
        return 1 / np.tanh(x)


@mistake("tanh")
def hyperbolic_sine(x):
    """Your answers go far beyond 1: half the difference of the exponentials. It is to be
    divided by half their sum."""
    with np.errstate(over="ignore"):
        return np.sinh(x)


@mistake("tanh")
def tanh_answers_its_slope(x):
    """This is the slope of tanh, not tanh."""
    return 1 - np.tanh(x) ** 2


@mistake("tanh")
def line_cut_at_one(x):
    """You cut the line y = x at -1 and 1. tanh bends smoothly, and reaches 1 only far
    out."""
    return np.clip(x, -1, 1)


@mistake("tanh")
def tanh_rounded(x):
    """Your answer is rounded to four digits. Only the examples are, where they print: return
    all digits."""
    return rounded(np.tanh(x))


@mistake("tanh")
def tanh_in_float64(x):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return np.tanh(x).astype("float64")


@mistake("tanh")
def tanh_written_into_x(x):
    """You write into x itself, so the caller's array changes. Make a new one."""
    x[...] = np.tanh(x)
    return x


# relu


@mistake("relu")
def absolute_value(x):
    """Your negative numbers become positive. They should become 0."""
    return np.abs(x)


@mistake("relu")
def negative_kept(x):
    """You keep what is negative and drop what is positive. It is the other way round."""
    return np.minimum(x, 0)


@mistake("relu")
def negative_turned_round(x):
    """You answer 0 for positive numbers and -x for negative ones. Look at the sign."""
    return np.maximum(-x, 0)


@mistake("relu")
def relu_is_a_step(x):
    """You answer 1 where x is above 0. ReLU answers x itself there."""
    return (x > 0).astype(x.dtype)


@mistake("relu")
def relu_keeps_everything(x):
    """You return x as it is. Negative numbers should become 0."""
    return x + 0


@mistake("relu")
def one_comparison_for_all(x):
    """You compare a whole array with 0 at once, which has one answer only for a single
    element. NumPy compares element by element."""
    return max(0, x) if x.size > 1 else np.maximum(x, 0)


@mistake("relu")
def largest_of_all(x):
    """You return the largest number of the whole array. Each element is compared with 0 by
    itself."""
    return np.maximum(x.max(), 0)


@mistake("relu")
def only_the_positive_ones(x):
    """You return the positive elements alone. The others stay in their place as 0."""
    return x[x > 0]


@mistake("relu")
def relu_leaks(x):
    """Your negative numbers become small, not 0: that is leaky ReLU."""
    return solution.leaky_relu(x)


@mistake("relu")
def cut_at_six(x):
    """Your answers never go above 6: that is ReLU6. ReLU has no upper end."""
    return np.clip(x, 0, 6)


@mistake("relu")
def cut_at_one(x):
    """Your answers never go above 1. ReLU has no upper end."""
    return np.clip(x, 0, 1)


@mistake("relu")
def one_for_negative(x):
    """Nothing of your answer is below 1. Negative numbers should become 0, others stay."""
    return np.maximum(x, 1)


@mistake("relu")
def relu_above_one(x):
    """You drop all numbers up to 1. Only those below 0 are dropped."""
    return np.where(x > 1, x, 0)


@mistake("relu")
def all_or_nothing(x):
    """A single negative number makes your whole answer 0. Each element is treated by
    itself."""
    return x * (x > 0).all()


@mistake("relu")
def first_answer_is_an_int(x):
    """Where your first answer is 0, all others lose their fractions and become ints. Look at
    the type of that 0."""
    return np.vectorize(lambda value: value if value > 0 else 0)(x)


@mistake("relu")
def relu_in_float64(x):
    """Your answer is float64 whatever x is. An array made without a dtype is float64: look
    where you make one."""
    return np.maximum(np.zeros(x.shape), x)


@mistake("relu")
def relu_written_into_x(x):
    """You set numbers of x itself to 0, so the caller's array changes. Make a new one."""
    x[x < 0] = 0
    return x


@mistake("relu")
def relu_on_a_copy_too_late(x):
    """Your answer is new, but x has changed as well: copy it before you set numbers to
    0."""
    x[x < 0] = 0
    return x.copy()


# leaky_relu


@mistake("leaky_relu")
def slope_ignored(x, negative_slope=0.01):
    """Your slope is 0.01 whatever negative_slope is. Look where it comes in."""
    return np.where(x > 0, x, 0.01 * x)


@mistake("leaky_relu")
def larger_of_two_lines(x, negative_slope=0.01):
    """With a slope above 1 your lines are exchanged: there the larger of the two is the
    wrong one. The sign of x decides."""
    return np.maximum(x, negative_slope * x)


@mistake("leaky_relu")
def smaller_of_two_lines(x, negative_slope=0.01):
    """You take the smaller of the two lines. The sign of x decides, and for x above 0 it is
    x itself."""
    return np.minimum(x, negative_slope * x)


@mistake("leaky_relu")
def sides_exchanged(x, negative_slope=0.01):
    """You scale the positive numbers and keep the others. It is the other way round."""
    return np.where(x > 0, negative_slope * x, x)


@mistake("leaky_relu")
def scaled_everywhere(x, negative_slope=0.01):
    """You scale every number by negative_slope. Positive ones stay as they are."""
    return negative_slope * x


@mistake("leaky_relu")
def does_not_leak(x, negative_slope=0.01):
    """Your negative numbers become 0. They are scaled by negative_slope."""
    return np.maximum(x, 0)


@mistake("leaky_relu")
def leak_added_to_all(x, negative_slope=0.01):
    """Positive numbers come out too large by negative_slope * x. The leak belongs to the
    other side only."""
    return np.maximum(x, 0) + negative_slope * x


@mistake("leaky_relu")
def leak_is_positive(x, negative_slope=0.01):
    """Below 0 your answers are positive. Negative numbers stay negative, only smaller."""
    return np.where(x > 0, x, -negative_slope * x)


@mistake("leaky_relu")
def slope_for_the_answer(x, negative_slope=0.01):
    """Below 0 you answer the slope itself. It is multiplied by x."""
    return np.where(x > 0, x, negative_slope).astype(x.dtype)


@mistake("leaky_relu")
def slope_for_the_answer_but_at_zero(x, negative_slope=0.01):
    """Below 0 you answer the slope itself. It is multiplied by x."""
    return np.where(x > 0, x, negative_slope * (x < 0)).astype(x.dtype)


@mistake("leaky_relu")
def never_below_the_slope(x, negative_slope=0.01):
    """Your answers are never below negative_slope. It is a factor for x, not a limit."""
    return np.maximum(x, negative_slope).astype(x.dtype)


@mistake("leaky_relu")
def slope_added(x, negative_slope=0.01):
    """Below 0 you add the slope. It is multiplied by x."""
    return np.where(x > 0, x, x + negative_slope)


@mistake("leaky_relu")
def slope_subtracted_from_one(x, negative_slope=0.01):
    """Below 0 you scale by 1 minus the slope. It is the slope itself."""
    return np.where(x > 0, x, (1 - negative_slope) * x)


@mistake("leaky_relu")
def divided_by_the_slope(x, negative_slope=0.01):
    """Below 0 you divide by the slope. It is multiplied."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(x > 0, x, x / np.asarray(negative_slope, x.dtype))


@mistake("leaky_relu")
def exponential_below(x, negative_slope=0.01):
    """Below 0 your curve bends and levels off: that is ELU. Leaky ReLU is a straight line
    there."""
    return np.where(x > 0, x, negative_slope * (np.exp(np.minimum(x, 0)) - 1))


@mistake("leaky_relu")
def one_comparison_of_lines(x, negative_slope=0.01):
    """You compare whole arrays at once, which has one answer only for a single element.
    NumPy chooses element by element."""
    return max(negative_slope * x, x) if x.size > 1 else solution.leaky_relu(x, negative_slope)


@mistake("leaky_relu")
def leaky_in_float64(x, negative_slope=0.01):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return solution.leaky_relu(x, negative_slope).astype("float64")


@mistake("leaky_relu")
def leak_written_into_x(x, negative_slope=0.01):
    """You scale numbers of x itself, so the caller's array changes. Make a new one."""
    x[x < 0] *= negative_slope
    return x


# silu


@mistake("silu")
def sigmoid_alone(x):
    """You answer sigmoid(x). SiLU multiplies it by x."""
    return sigmoid(x)


@mistake("silu")
def sigmoid_of_minus_x(x):
    """You multiply x by sigmoid(-x), which falls. Look at the sign of the exponent."""
    return x * sigmoid(-x)


@mistake("silu")
def sigmoid_added(x):
    """You add x and its sigmoid. SiLU multiplies them."""
    return x + sigmoid(x)


@mistake("silu")
def silu_overflows(x):
    """At large x your answer is nan: infinity divided by infinity. Look for a sigmoid in
    which exp stands only once."""
    with np.errstate(invalid="ignore"):
        return x * fragile_sigmoid(x)


@mistake("silu")
def silu_overflows_beside_negative_numbers(x):
    """At large x your answer is nan, but only beside negative numbers. Choose the formula
    for each element, not for a whole array."""
    with np.errstate(invalid="ignore"):
        return x * sigmoid_chosen_once(x)


@mistake("silu")
def silu_overflows_behind_a_negative_first(x):
    """At large x your answer is nan where the first number of the array is negative. Choose
    the formula for each element by itself."""
    with np.errstate(invalid="ignore"):
        return x * sigmoid_chosen_by_the_first(x)


@mistake("silu")
def sigmoid_held_off_the_ends(x):
    """Your sigmoid is held 1e-7 off 0 and 1, which x then makes larger. Nothing here needs
    that: no logarithm follows."""
    return x * np.clip(sigmoid(x), 1e-7, 1 - 1e-7)


@mistake("silu")
def silu_of_nan_is_zero(x):
    """At large x you answer 0, where silu is x. Look at what takes the place of nan."""
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(x * fragile_sigmoid(x), nan=0.0)


@mistake("silu")
def silu_is_relu(x):
    """This is ReLU. SiLU bends smoothly and is a little below 0 on the left."""
    return np.maximum(x, 0)


@mistake("silu")
def x_times_tanh(x):
    """You multiply x by tanh(x). SiLU has the sigmoid there."""
    return x * np.tanh(x)


@mistake("silu")
def x_times_tanh_of_half(x):
    """You multiply x by tanh(x / 2), which runs from -1 to 1. The sigmoid runs from 0 to
    1."""
    return x * np.tanh(x / 2)


@mistake("silu")
def gelu_for_silu(x):
    """You take the sigmoid of 1.702 x, an approximation of GELU. SiLU has sigmoid(x)."""
    return x * sigmoid(1.702 * x)


@mistake("silu")
def sigmoid_of_a_third(x):
    """Your sigmoid is made of straight lines: that is the hard swish. SiLU has sigmoid(x)."""
    return x * np.clip(x + 3, 0, 6) / 6


@mistake("silu")
def mish_for_silu(x):
    """You multiply x by tanh(softplus(x)): that is Mish. SiLU has the sigmoid there."""
    return x * np.tanh(solution.softplus(x))


@mistake("silu")
def x_times_the_exponential(x):
    """You multiply x by exp(x). The sigmoid is 1 / (1 + exp(-x))."""
    return x * exponential(x)


@mistake("silu")
def bracket_missing_in_silu(x):
    """Division binds before addition: your exponential is not under the line of the
    fraction."""
    return x / 1 + exponential(-x)


@mistake("silu")
def minus_under_the_line(x):
    """Under the line of your fraction stands 1 minus the exponential. It is 1 plus the
    exponential."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return x / (1 - exponential(-x))


@mistake("silu")
def x_times_the_slope_of_sigmoid(x):
    """You multiply x by the slope of the sigmoid. SiLU multiplies it by the sigmoid
    itself."""
    return x * sigmoid(x) * (1 - sigmoid(x))


@mistake("silu")
def silu_answers_its_slope(x):
    """This is the slope of silu, not silu."""
    s = sigmoid(x)
    return s + x * s * (1 - s)


@mistake("silu")
def sigmoid_of_the_product(x):
    """You take the sigmoid of x * x. It is the sigmoid of x, times x."""
    return sigmoid(x * x)


@mistake("silu")
def silu_rounded(x):
    """Your answer is rounded to four digits. Only the examples are, where they print: return
    all digits."""
    return rounded(solution.silu(x))


@mistake("silu")
def silu_in_float64(x):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return solution.silu(x).astype("float64")


@mistake("silu")
def silu_written_into_x(x):
    """You multiply the sigmoid into x itself, so the caller's array changes. Make a new
    one."""
    x *= sigmoid(x)
    return x


# softplus


@mistake("softplus")
def logarithm_of_infinity(x):
    """At large x your answer is inf, because exp(x) is. Take exp(x) out of the logarithm
    first."""
    return np.log(1 + exponential(x))


@mistake("softplus")
def exponent_cut_at_500(x):
    """From x = 500 on your answer stays the same. softplus goes on as x does: look for a
    limit on x."""
    return np.log(1 + np.exp(np.clip(x, -500, 500)))


@mistake("softplus")
def exponent_cut_at_700(x):
    """From x = 700 on your answer stays the same. softplus goes on as x does: look for a
    limit on x."""
    return np.log(1 + np.exp(np.clip(x, -700, 700)))


@mistake("softplus")
def exponent_cut_at_709(x):
    """From x = 709 on your answer stays the same. softplus goes on as x does: look for a
    limit on x."""
    return np.log(1 + np.exp(np.clip(x, -709, 709)))


@mistake("softplus")
def exponent_cut_at_20(x):
    """From x = 20 on your answer stays the same. softplus goes on as x does: look for a
    limit on x."""
    return np.log(1 + np.exp(np.clip(x, -20, 20)))


@mistake("softplus")
def infinity_made_zero(x):
    """At large x you answer 0, where softplus is x. Look at what takes the place of inf."""
    return np.nan_to_num(np.log(1 + exponential(x)), posinf=0.0)


@mistake("softplus")
def line_above_ten(x):
    """Above 10 you answer x itself, which is 5e-5 too small there. PyTorch does so above
    20."""
    return np.where(x > 10, x, np.log1p(np.exp(np.minimum(x, 10))))


@mistake("softplus")
def line_above_one(x):
    """Above 1 you answer x itself. softplus comes close to x only much further out."""
    return np.where(x > 1, x, np.log1p(np.exp(np.minimum(x, 1))))


@mistake("softplus")
def line_above_zero(x):
    """Above 0 you answer x itself. softplus comes close to x only much further out, and at 0
    it is log(2)."""
    return np.where(x > 0, x, np.log1p(np.exp(np.minimum(x, 0))))


@mistake("softplus")
def line_for_the_whole_array(x):
    """As soon as one x is above 20, you answer x for all elements. Choose for each element
    by itself."""
    return x + 0 if x.max() > 20 else np.log1p(np.exp(x))


@mistake("softplus")
def one_not_scaled_by_the_largest(x):
    """You take the largest x out of the logarithm, but leave the 1 there as it is. The 1
    shrinks, too."""
    return x.max() + np.log1p(np.exp(x - x.max()))


@mistake("softplus")
def one_not_scaled_on_the_right(x):
    """Where x is positive, you take exp(x) out of the logarithm, but leave the 1 there as
    it is. The 1 shrinks, too."""
    line = np.maximum(x, 0)
    return line + np.log1p(np.exp(x - line))


@mistake("softplus")
def one_added_twice(x):
    """Inside your logarithm 2 is added to the exponential, and exp(x) is inf at large x.
    See what your function adds already."""
    return np.log1p(1 + exponential(x))


@mistake("softplus")
def one_added_twice_beside_the_line(x):
    """Your curve is too high everywhere, by log(1.5) at 0: inside the logarithm 1 is added
    twice. See what your function adds already."""
    return np.maximum(x, 0) + np.log1p(1 + np.exp(-np.abs(x)))


@mistake("softplus")
def logarithm_missing_below(x):
    """Below 0 you answer exp(x) alone, which comes close only far to the left. The
    logarithm is missing there."""
    return np.where(x > 0, solution.softplus(x), np.exp(np.minimum(x, 0)))


@mistake("softplus")
def one_missing(x):
    """You answer x: the logarithm undoes the exponential. Between them 1 is added."""
    return x + 0


@mistake("softplus")
def one_added_outside(x):
    """You add 1 outside the logarithm, so your answer is x + 1. It is added inside."""
    return x + 1


@mistake("softplus")
def exponential_missing(x):
    """You take the logarithm of 1 + x, which is nan below -1. The exponential is
    missing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.log1p(x)


@mistake("softplus")
def logarithm_missing(x):
    """You answer 1 + exp(x). The logarithm is missing."""
    return 1 + exponential(x)


@mistake("softplus")
def exponential_outside(x):
    """You add exp(x) to log(1), which is 0. It belongs into the logarithm."""
    return exponential(x)


@mistake("softplus")
def softplus_falls(x):
    """Your curve falls where it should rise. Look at the sign of the exponent."""
    return solution.softplus(-x)


@mistake("softplus")
def softplus_of_base_two(x):
    """Your answers are larger by the factor 1.4427, 1 / log(2). The logarithm here is the
    natural one."""
    return solution.softplus(x) / np.asarray(np.log(2), x.dtype)


@mistake("softplus")
def softplus_of_base_ten(x):
    """Your answers are smaller by the factor 0.4343. The logarithm here is the natural
    one."""
    return solution.softplus(x) / np.asarray(np.log(10), x.dtype)


@mistake("softplus")
def softplus_is_relu(x):
    """This is ReLU. softplus is above 0 everywhere, and log(2) at 0."""
    return np.maximum(x, 0)


@mistake("softplus")
def softplus_answers_its_slope(x):
    """This is the sigmoid, the slope of softplus."""
    return sigmoid(x)


@mistake("softplus")
def line_missing(x):
    """For positive x your answer falls: you took exp(x) out of the logarithm and did not
    add x back."""
    return np.log1p(np.exp(-np.abs(x)))


@mistake("softplus")
def line_on_both_sides(x):
    """For negative x your answer goes below 0. The line x is added only on the positive
    side."""
    return x + np.log1p(np.exp(-np.abs(x)))


@mistake("softplus")
def line_rises_on_both_sides(x):
    """For negative x your answer rises again. The line is added only on the positive
    side."""
    return np.abs(x) + np.log1p(np.exp(-np.abs(x)))


@mistake("softplus")
def minus_in_the_logarithm(x):
    """You take the logarithm of 1 minus the exponential. It is 1 plus the exponential."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.log(1 - exponential(x))


@mistake("softplus")
def one_sum_for_all(x):
    """You add all exponentials up. softplus treats every element by itself."""
    return np.log1p(exponential(x).sum(keepdims=True)) + 0 * x


@mistake("softplus")
def softplus_rounded(x):
    """Your answer is rounded to four digits. Only the examples are, where they print: return
    all digits."""
    return rounded(solution.softplus(x))


@mistake("softplus")
def softplus_in_float64(x):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return solution.softplus(x).astype("float64")


@mistake("softplus")
def softplus_written_into_x(x):
    """You write into x itself, so the caller's array changes. Make a new one."""
    x[...] = solution.softplus(x)
    return x


# activation_backward: all names


def right(name, grad_out, x):
    """The right gradient."""
    return solution.activation_backward(name, grad_out, x)


def slope(name, x):
    """The right slope at x."""
    return solution.activation_backward(name, np.ones_like(x), x)


@mistake("activation_backward")
def upstream_gradient_dropped(name, grad_out, x):
    """You return the slope alone. The chain rule multiplies it by grad_out."""
    return slope(name, x)


@mistake("activation_backward")
def upstream_gradient_added(name, grad_out, x):
    """You add grad_out to the slope. The chain rule multiplies them."""
    return grad_out + slope(name, x)


@mistake("activation_backward")
def x_for_the_upstream_gradient(name, grad_out, x):
    """You multiply the slope by x. The chain rule multiplies it by grad_out."""
    return x * slope(name, x)


@mistake("activation_backward")
def slope_dropped(name, grad_out, x):
    """You return grad_out as it is. The chain rule multiplies it by the slope at x."""
    return grad_out + 0


@mistake("activation_backward")
def negated(name, grad_out, x):
    """Your gradient has the opposite sign for every name. The chain rule brings no
    minus."""
    return -right(name, grad_out, x)


@mistake("activation_backward")
def forward_for_the_slope(name, grad_out, x):
    """You multiply grad_out by the activation itself. What the chain rule needs is its
    slope."""
    return grad_out * vars(solution)[name](x)


@mistake("activation_backward")
def slope_at_grad_out(name, grad_out, x):
    """You take the slope at grad_out. It is to be taken at x: look at the order of your
    arguments."""
    return right(name, x, grad_out)


@mistake("activation_backward")
def slope_at_the_output(name, grad_out, x):
    """You take every slope at the activation's output. These slopes are functions of
    x."""
    return right(name, grad_out, vars(solution)[name](x))


@mistake("activation_backward")
def matrix_product(name, grad_out, x):
    """You take a matrix product. Each element has a slope of its own: multiply element by
    element."""
    return grad_out @ slope(name, x)


@mistake("activation_backward")
def gradient_added_up(name, grad_out, x):
    """You return one number, a sum. The gradient has the shape of x."""
    return right(name, grad_out, x).sum()


@mistake("activation_backward")
def gradient_averaged(name, grad_out, x):
    """Your gradient is divided by the number of elements. Nothing is averaged here."""
    return right(name, grad_out, x) / x.size


@mistake("activation_backward")
def names_ignored(name, grad_out, x):
    """You take the slope of relu for every name. Look where name comes in."""
    return right("relu", grad_out, x)


@mistake("activation_backward")
def both_relus_exchanged(name, grad_out, x):
    """The slopes of relu and leaky_relu are exchanged."""
    others = {"relu": "leaky_relu", "leaky_relu": "relu"}
    return right(others.get(name, name), grad_out, x)


@mistake("activation_backward")
def gradient_rounded(name, grad_out, x):
    """Your gradient is rounded to four digits. Only the examples are, where they print: return
    all digits."""
    return rounded(right(name, grad_out, x))


@mistake("activation_backward")
def gradient_in_float64(name, grad_out, x):
    """Your gradient is float64 whatever you were given. Keep the dtype of x."""
    return right(name, grad_out, x).astype("float64")


@mistake("activation_backward")
def written_into_grad_out(name, grad_out, x):
    """You write into grad_out, so the caller's array changes. Make a new one."""
    grad_out[...] = right(name, grad_out, x)
    return grad_out


@mistake("activation_backward")
def relu_cuts_grad_out_in_place(name, grad_out, x):
    """For relu you set numbers of grad_out itself to 0, so the caller's array changes. Make
    a copy first."""
    if name != "relu":
        return right(name, grad_out, x)
    grad_out[x <= 0] = 0
    return grad_out


@mistake("activation_backward")
def relu_slope_written_into_x(name, grad_out, x):
    """For relu you write the slope into x itself, so the caller's array changes. Make a new
    one."""
    if name != "relu":
        return right(name, grad_out, x)
    x[...] = x > 0
    return grad_out * x


@mistake("activation_backward")
def both_relus_scale_grad_out_in_place(name, grad_out, x):
    """For relu and leaky_relu you change numbers of grad_out itself, the caller's array. Make
    a copy first."""
    if name not in ("relu", "leaky_relu"):
        return right(name, grad_out, x)
    grad_out[x <= 0] *= 0 if name == "relu" else 0.01
    return grad_out


# activation_backward: tanh


@mistake("activation_backward")
def square_of_x(name, grad_out, x):
    """For tanh you take 1 - x * x, as if x were the output. But x went in: square tanh(x)."""
    return grad_out * (1 - x * x) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def square_missing(name, grad_out, x):
    """For tanh you take 1 - tanh(x). The square is missing."""
    return grad_out * (1 - np.tanh(x)) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def tanh_taken_for_sigmoid(name, grad_out, x):
    """For tanh you take tanh(x) * (1 - tanh(x)), the rule of the sigmoid."""
    y = np.tanh(x)
    return grad_out * y * (1 - y) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def slope_of_the_sigmoid(name, grad_out, x):
    """For tanh you take the slope of the sigmoid. At x = 0 that of tanh is 1."""
    s = sigmoid(x)
    return grad_out * s * (1 - s) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def square_not_subtracted(name, grad_out, x):
    """For tanh you multiply by tanh(x) squared. At x = 0 the slope is 1, far out it is 0."""
    return grad_out * np.tanh(x) ** 2 if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def tanh_twice(name, grad_out, x):
    """For tanh you apply tanh twice. The square is that of tanh(x)."""
    return right(name, grad_out, np.tanh(x)) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def x_squared_within(name, grad_out, x):
    """For tanh you square x, and take tanh of that. The square is that of tanh(x)."""
    return grad_out * (1 - np.tanh(x**2)) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def tanh_with_a_minus(name, grad_out, x):
    """For tanh your gradient has the opposite sign. tanh rises everywhere."""
    return -right(name, grad_out, x) if name == "tanh" else right(name, grad_out, x)


@mistake("activation_backward")
def tanh_gradient_overflows(name, grad_out, x):
    """For tanh your gradient is nan at large x: infinity divided by infinity. Look how your
    tanh is made."""
    if name != "tanh":
        return right(name, grad_out, x)
    with np.errstate(invalid="ignore"):
        up, down = exponential(x), exponential(-x)
        return grad_out * (1 - ((up - down) / (up + down)) ** 2)


# activation_backward: both ReLUs


@mistake("activation_backward")
def relu_slope_one_at_zero(name, grad_out, x):
    """At x = 0 your slope of relu is 1. PyTorch takes 0 there."""
    return grad_out * (x >= 0) if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def leaky_slope_one_at_zero(name, grad_out, x):
    """At x = 0 your slope of leaky_relu is 1. PyTorch takes 0.01 there."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x >= 0, grad_out, 0.01 * grad_out)


@mistake("activation_backward")
def both_slopes_one_at_zero(name, grad_out, x):
    """At x = 0 your slopes of relu and leaky_relu are 1. PyTorch takes 0 and 0.01 there."""
    if name == "relu":
        return grad_out * (x >= 0)
    if name == "leaky_relu":
        return np.where(x >= 0, grad_out, 0.01 * grad_out)
    return right(name, grad_out, x)


@mistake("activation_backward")
def leaky_slope_zero_at_zero(name, grad_out, x):
    """At x = 0 your slope of leaky_relu is 0. PyTorch takes 0.01 there."""
    gradient = right(name, grad_out, x)
    return np.where(x == 0, 0, gradient) if name == "leaky_relu" else gradient


@mistake("activation_backward")
def relu_slope_half_at_zero(name, grad_out, x):
    """At x = 0 your slope of relu is 0.5. PyTorch takes 0 there."""
    gradient = right(name, grad_out, x)
    return np.where(x == 0, 0.5 * grad_out, gradient) if name == "relu" else gradient


@mistake("activation_backward")
def slopes_in_the_middle_at_zero(name, grad_out, x):
    """At x = 0 your slopes of relu and leaky_relu lie halfway between left and right.
    PyTorch takes those of the left side."""
    middle = {"relu": 0.5, "leaky_relu": 0.505}
    gradient = right(name, grad_out, x)
    return (
        np.where(x == 0, middle.get(name, 1) * grad_out, gradient)
        if name in middle
        else gradient
    )


@mistake("activation_backward")
def shut_where_the_gradient_is_negative(name, grad_out, x):
    """For relu you drop negative gradients. What decides is the sign of x."""
    return np.maximum(grad_out, 0) if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def both_relus_look_at_the_gradient(name, grad_out, x):
    """For relu and leaky_relu the sign of grad_out decides. It is the sign of x."""
    return right(name, grad_out, grad_out if "relu" in name else x)


@mistake("activation_backward")
def shut_by_both(name, grad_out, x):
    """For relu you drop negative gradients as well. Only the sign of x decides."""
    gradient = right(name, grad_out, x)
    return np.maximum(gradient, 0) if name == "relu" else gradient


@mistake("activation_backward")
def relu_lets_all_through(name, grad_out, x):
    """For relu you let every gradient through. Where x is not positive it is 0."""
    return grad_out + 0 if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def relu_for_its_slope(name, grad_out, x):
    """For relu you multiply by relu(x). Its slope is 1 where x is above 0."""
    return grad_out * np.maximum(x, 0) if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def sign_for_the_slope_of_relu(name, grad_out, x):
    """For relu your slope is -1 where x is negative. ReLU is level there: its slope is
    0."""
    return grad_out * np.sign(x) if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def relu_open_below(name, grad_out, x):
    """For relu you let the gradient through where x is negative. It is the other way
    round."""
    return grad_out * (x < 0) if name == "relu" else right(name, grad_out, x)


@mistake("activation_backward")
def leaky_relu_for_its_slope(name, grad_out, x):
    """For leaky_relu you multiply by leaky_relu(x). Its slope is 1 or 0.01."""
    wrong = grad_out * solution.leaky_relu(x)
    return wrong if name == "leaky_relu" else right(name, grad_out, x)


@mistake("activation_backward")
def leaky_does_not_leak(name, grad_out, x):
    """For leaky_relu your slope below 0 is 0. It is 0.01 there."""
    return right("relu" if name == "leaky_relu" else name, grad_out, x)


@mistake("activation_backward")
def leaky_leaks_a_tenth(name, grad_out, x):
    """For leaky_relu your slope below 0 is 0.1. It is 0.01 there."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, 0.1 * grad_out)


@mistake("activation_backward")
def leaky_leaks_two_tenths(name, grad_out, x):
    """For leaky_relu your slope below 0 is 0.2. It is 0.01 there."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, 0.2 * grad_out)


@mistake("activation_backward")
def leaky_leaks_three_tenths(name, grad_out, x):
    """For leaky_relu your slope below 0 is 0.3, as in Keras. It is 0.01 here."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, 0.3 * grad_out)


@mistake("activation_backward")
def leak_turned_round(name, grad_out, x):
    """For leaky_relu your slope below 0 is negative. The line rises there, too."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, -0.01 * grad_out)


@mistake("activation_backward")
def leak_of_the_gradient(name, grad_out, x):
    """For leaky_relu the sign of grad_out decides. It is the sign of x."""
    return right(name, grad_out, grad_out if name == "leaky_relu" else x)


@mistake("activation_backward")
def leaky_returns_its_output_below(name, grad_out, x):
    """For leaky_relu you return 0.01 * x below 0. It is grad_out that is scaled there."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, 0.01 * x)


@mistake("activation_backward")
def leaky_slope_without_gradient(name, grad_out, x):
    """For leaky_relu you return 0.01 itself below 0. It is multiplied by grad_out."""
    if name != "leaky_relu":
        return right(name, grad_out, x)
    return np.where(x > 0, grad_out, 0.01).astype(x.dtype)


# activation_backward: silu and softplus


def for_silu(name, grad_out, x, wrong):
    """The right gradient, but for silu."""
    return grad_out * wrong if name == "silu" else right(name, grad_out, x)


@mistake("activation_backward")
def only_the_first_term(name, grad_out, x):
    """For silu you take sigmoid(x) alone. The product rule has a second term."""
    return for_silu(name, grad_out, x, sigmoid(x))


@mistake("activation_backward")
def only_the_second_term(name, grad_out, x):
    """For silu you take x times the slope of the sigmoid. The product rule has another
    term."""
    return for_silu(name, grad_out, x, x * sigmoid(x) * (1 - sigmoid(x)))


@mistake("activation_backward")
def x_forgotten_in_the_second_term(name, grad_out, x):
    """For silu the second term of your slope lacks x. The product rule keeps the other
    factor."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s + s * (1 - s))


@mistake("activation_backward")
def factor_s_forgotten(name, grad_out, x):
    """For silu your second term is x * (1 - s). The slope of the sigmoid has two
    factors."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s + x * (1 - s))


@mistake("activation_backward")
def factor_one_minus_s_forgotten(name, grad_out, x):
    """For silu your second term is x * s. The slope of the sigmoid has two factors."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s + x * s)


@mistake("activation_backward")
def slopes_multiplied(name, grad_out, x):
    """For silu you multiply the slopes of both factors. A product has a slope of two
    terms."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s * (1 - s))


@mistake("activation_backward")
def terms_subtracted(name, grad_out, x):
    """For silu you subtract the second term. The product rule adds it."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s - x * s * (1 - s))


@mistake("activation_backward")
def terms_multiplied(name, grad_out, x):
    """For silu you multiply the two terms. The product rule adds them."""
    s = sigmoid(x)
    return for_silu(name, grad_out, x, s * x * s * (1 - s))


@mistake("activation_backward")
def silu_for_sigmoid(name, grad_out, x):
    """For silu the last factor of your slope has silu(x) in place of sigmoid(x)."""
    y, s = solution.silu(x), sigmoid(x)
    return for_silu(name, grad_out, x, s + y * (1 - y))


@mistake("activation_backward")
def silu_for_both_sigmoids(name, grad_out, x):
    """For silu your slope is y + y * (1 - y) with y = silu(x). Derive once more which of them
    are sigmoid(x)."""
    y = solution.silu(x)
    return for_silu(name, grad_out, x, y + y * (1 - y))


@mistake("activation_backward")
def silu_by_the_rule_of_sigmoid(name, grad_out, x):
    """For silu you take y * (1 - y) of its output, the rule of the sigmoid. silu is a product:
    it has a slope of two terms."""
    y = solution.silu(x)
    return for_silu(name, grad_out, x, y * (1 - y))


@mistake("activation_backward")
def sigmoid_for_silu(name, grad_out, x):
    """For silu one factor of your slope is 1 - silu(x). Derive once more which term holds
    silu(x), and which sigmoid(x)."""
    y, s = solution.silu(x), sigmoid(x)
    return for_silu(name, grad_out, x, s + s * (1 - y))


@mistake("activation_backward")
def sigmoid_of_the_output(name, grad_out, x):
    """For silu you take the sigmoid of silu(x). The sigmoid is that of x."""
    y = solution.silu(x)
    return for_silu(name, grad_out, x, sigmoid(y) + y * (1 - sigmoid(y)))


@mistake("activation_backward")
def silu_gradient_overflows(name, grad_out, x):
    """For silu your gradient is nan at large x: infinity divided by infinity. Look how your
    sigmoid is made."""
    with np.errstate(invalid="ignore"):
        s = fragile_sigmoid(x)
        return for_silu(name, grad_out, x, s + x * s * (1 - s))


@mistake("activation_backward")
def silu_gradient_of_one_fraction(name, grad_out, x):
    """For silu your gradient is nan far below 0: infinity divided by infinity. Write the slope
    with sigmoid(x), not as one fraction."""
    with np.errstate(over="ignore", invalid="ignore"):
        e = exponential(-x)
        return for_silu(name, grad_out, x, (1 + e + x * e) / (1 + e) ** 2)


@mistake("activation_backward")
def softplus_gradient_overflows(name, grad_out, x):
    """For softplus your gradient is nan at large x: infinity divided by infinity. Look for
    a sigmoid in which exp stands only once."""
    with np.errstate(invalid="ignore"):
        wrong = grad_out * fragile_sigmoid(x)
    return wrong if name == "softplus" else right(name, grad_out, x)


@mistake("activation_backward")
def both_gradients_overflow(name, grad_out, x):
    """For silu and softplus your gradient is nan at large x. Look for a sigmoid in which
    exp stands only once."""
    with np.errstate(invalid="ignore"):
        s = fragile_sigmoid(x)
        wrong = {"silu": grad_out * (s + x * s * (1 - s)), "softplus": grad_out * s}
    return wrong[name] if name in wrong else right(name, grad_out, x)


@mistake("activation_backward")
def both_overflow_beside_negative_numbers(name, grad_out, x):
    """For silu and softplus your gradient is nan at large x beside negative numbers. Choose
    the sigmoid's formula for each element."""
    with np.errstate(invalid="ignore"):
        s = sigmoid_chosen_once(x)
        wrong = {"silu": grad_out * (s + x * s * (1 - s)), "softplus": grad_out * s}
    return wrong[name] if name in wrong else right(name, grad_out, x)


@mistake("activation_backward")
def both_overflow_behind_a_negative_first(name, grad_out, x):
    """For silu and softplus your gradient is nan at large x where the first x is negative.
    Choose the sigmoid's formula for each element."""
    with np.errstate(invalid="ignore"):
        s = sigmoid_chosen_by_the_first(x)
        wrong = {"silu": grad_out * (s + x * s * (1 - s)), "softplus": grad_out * s}
    return wrong[name] if name in wrong else right(name, grad_out, x)


@mistake("activation_backward")
def sigmoid_of_softplus(name, grad_out, x):
    """For softplus you take the sigmoid of softplus(x). The slope is the sigmoid of x
    itself."""
    wrong = grad_out * sigmoid(solution.softplus(x))
    return wrong if name == "softplus" else right(name, grad_out, x)


@mistake("activation_backward")
def sigmoid_falls(name, grad_out, x):
    """For softplus you take 1 / (1 + exp(x)), which falls. Above the line the slope of what
    is inside the logarithm is missing."""
    return grad_out * sigmoid(-x) if name == "softplus" else right(name, grad_out, x)


@mistake("activation_backward")
def slope_of_the_slope(name, grad_out, x):
    """For softplus you take the slope of the sigmoid. The sigmoid itself is the slope of
    softplus."""
    s = sigmoid(x)
    return grad_out * s * (1 - s) if name == "softplus" else right(name, grad_out, x)


@mistake("activation_backward")
def softplus_for_its_slope(name, grad_out, x):
    """For softplus you multiply by softplus(x). Its slope lies between 0 and 1."""
    wrong = grad_out * solution.softplus(x)
    return wrong if name == "softplus" else right(name, grad_out, x)


@mistake("activation_backward")
def step_for_the_sigmoid(name, grad_out, x):
    """For softplus you take the slope of relu. softplus is smooth: its slope is the
    sigmoid."""
    return right("relu" if name == "softplus" else name, grad_out, x)


@mistake("activation_backward")
def slope_one_above_ten(name, grad_out, x):
    """For softplus your slope is 1 above x = 10, which is 5e-5 too much there. PyTorch
    does so above 20."""
    gradient = right(name, grad_out, x)
    return np.where(x > 10, grad_out, gradient) if name == "softplus" else gradient
