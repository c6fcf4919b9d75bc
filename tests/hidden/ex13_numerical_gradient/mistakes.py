"""Known wrong answers of ex13, numerical gradient check."""

import numpy as np


def steps_of(x, h):
    """Yield each index of x and a step there alone, in float64."""
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        yield index, step


def differences(x, h, difference):
    """Return the difference at each element, in float64."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for index, step in steps_of(x, h):
        gradient[index] = difference(x, step)
    return gradient


def in_its_dtype(f, x, h, two, divide):
    """Return differences whose steps are taken in the dtype of x, as `x.copy()` has it."""
    moved, gradient = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = f(moved)
        moved[index] = x[index] - h if two else x[index]
        gradient[index] = divide(above - f(moved))
        moved[index] = x[index]
    return gradient


def ratios(a, b, scale):
    """Return what each element of a - b is of a scale; 0 where both are 0."""
    return np.abs(a - b) / np.where((a == 0) & (b == 0), 1, scale)


@mistake("numerical_gradient")
def step_forward_only(f, x, h=1e-5):
    """Your answers are those of a step forward alone: f(x + h) less f(x). Look at the
    second point."""
    return differences(x, h, lambda x, step: (f(x + step) - f(x)) / h)


@mistake("numerical_gradient")
def step_forward_in_the_dtype_of_x(f, x, h=1e-5):
    """Two things: f(x + h) less f(x) is a step forward alone, and you step in the dtype of
    x, which integers cannot hold."""
    return in_its_dtype(f, x, h, False, lambda change: change / h)


@mistake("numerical_gradient")
def divided_by_h_in_the_dtype_of_x(f, x, h=1e-5):
    """Two things: your gradient is twice the right one, and you step in the dtype of x,
    which integers cannot hold."""
    return in_its_dtype(f, x, h, True, lambda change: change / h)


@mistake("numerical_gradient")
def without_brackets_in_the_dtype_of_x(f, x, h=1e-5):
    """Two things: you divide by 2 and then multiply by h, and you step in the dtype of x,
    which integers cannot hold."""
    return in_its_dtype(f, x, h, True, lambda change: change / 2 * h)


@mistake("numerical_gradient")
def step_backward_only(f, x, h=1e-5):
    """Your answers are those of a step back alone: f(x) less f(x - h). Look at the first
    point."""
    return differences(x, h, lambda x, step: (f(x) - f(x - step)) / h)


@mistake("numerical_gradient")
def forward_over_two_steps(f, x, h=1e-5):
    """Your answers are f(x + h) less f(x), divided by 2 h. The two points are h apart:
    look at the second one."""
    return differences(x, h, lambda x, step: (f(x + step) - f(x)) / (2 * h))


@mistake("numerical_gradient")
def two_steps_forward(f, x, h=1e-5):
    """Your answers are those of the points x and x + 2 h. See on which sides of x the formula
    puts its two points."""
    return differences(x, h, lambda x, step: (f(x + 2 * step) - f(x)) / (2 * h))


@mistake("numerical_gradient")
def divided_by_h(f, x, h=1e-5):
    """Your gradient is twice the right one. The two points are 2 h apart: look at what
    you divide by."""
    return differences(x, h, lambda x, step: (f(x + step) - f(x - step)) / h)


@mistake("numerical_gradient")
def divided_by_two_times_h_without_brackets(f, x, h=1e-5):
    """You divide by 2 and then multiply by h. Look at which part of the formula stands
    below the line."""
    return differences(x, h, lambda x, step: (f(x + step) - f(x - step)) / 2 * h)


@mistake("numerical_gradient")
def divided_by_two_alone(f, x, h=1e-5):
    """Your answers are half the change of f, whatever h is. h belongs below the line as
    well."""
    return differences(x, h, lambda x, step: (f(x + step) - f(x - step)) / 2)


@mistake("numerical_gradient")
def not_divided(f, x, h=1e-5):
    """Your answers are the change of f. A gradient is the change for each unit of x: look
    below the line."""
    return differences(x, h, lambda x, step: f(x + step) - f(x - step))


@mistake("numerical_gradient")
def first_less_bracket(f, x, h=1e-5):
    """You divide f(x - h) alone, and subtract that. The line of the fraction stands below
    the whole difference."""
    return differences(x, h, lambda x, step: f(x + step) - f(x - step) / (2 * h))


@mistake("numerical_gradient")
def points_exchanged(f, x, h=1e-5):
    """Your gradient has the opposite sign. Look at which of the two points comes
    first."""
    return differences(x, h, lambda x, step: (f(x - step) - f(x + step)) / (2 * h))


@mistake("numerical_gradient")
def points_added(f, x, h=1e-5):
    """You add f at the two points. A gradient is made of their difference."""
    return differences(x, h, lambda x, step: (f(x + step) + f(x - step)) / (2 * h))


@mistake("numerical_gradient")
def half_a_step_to_each_side(f, x, h=1e-5):
    """Your answers are those of points h / 2 away from x. Here h is the step to each
    side."""
    return differences(x, h, lambda x, step: (f(x + step / 2) - f(x - step / 2)) / h)


@mistake("numerical_gradient")
def two_steps_to_each_side(f, x, h=1e-5):
    """Your answers are those of points 2 h away from x. Here h is the step to each
    side."""
    return differences(x, h, lambda x, step: (f(x + 2 * step) - f(x - 2 * step)) / (4 * h))


@mistake("numerical_gradient")
def four_points(f, x, h=1e-5):
    """Your answers are those of a finer formula, with four points. Asked for is the one
    of the statement, with two."""
    return differences(
        x, h, lambda x, s: (8 * (f(x + s) - f(x - s)) - f(x + 2 * s) + f(x - 2 * s)) / (12 * h)
    )


@mistake("numerical_gradient")
def second_derivative(f, x, h=1e-5):
    """Your answers are second derivatives. Asked for is how much f changes, not how its
    slope does."""
    return differences(x, h, lambda x, step: (f(x + step) - 2 * f(x) + f(x - step)) / h**2)


@mistake("numerical_gradient")
def own_step_always(f, x, h=1e-5):
    """Your answers do not depend on h. See where you use the h that you are given."""
    return solution.numerical_gradient(f, x, 1e-5)


@mistake("numerical_gradient")
def own_step_of_1e_4(f, x, h=1e-5):
    """Your answers are those of h = 1e-4, whatever h is. Use the h that you are given,
    and 1e-5 by default."""
    return solution.numerical_gradient(f, x, 1e-4)


@mistake("numerical_gradient")
def default_of_1e_4(f, x, h=1e-5):
    """Where no h is given, your answers are those of h = 1e-4. Look at the default of
    h."""
    return solution.numerical_gradient(f, x, 1e-4 if h == 1e-5 else h)


@mistake("numerical_gradient")
def default_of_1e_6(f, x, h=1e-5):
    """Where no h is given, your answers are those of h = 1e-6. Look at the default of
    h."""
    return solution.numerical_gradient(f, x, 1e-6 if h == 1e-5 else h)


@mistake("numerical_gradient")
def step_in_proportion_to_x(f, x, h=1e-5):
    """Your step grows with the element that it moves. Here it is h for every element."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for index, step in steps_of(x, h):
        step[index] *= abs(x[index]) or 1
        gradient[index] = (f(x + step) - f(x - step)) / (2 * step[index])
    return gradient


@mistake("numerical_gradient")
def step_in_proportion_to_x_above_1(f, x, h=1e-5):
    """Where x is above 1 your step grows with it. Here it is h for every element."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for index, step in steps_of(x, h):
        step[index] *= max(1.0, abs(x[index]))
        gradient[index] = (f(x + step) - f(x - step)) / (2 * step[index])
    return gradient


@mistake("numerical_gradient")
def all_elements_at_once(f, x, h=1e-5):
    """All your elements are the same: you move all of x at once. Move one element, and
    leave the others."""
    x = x.astype("float64")
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@mistake("numerical_gradient")
def elements_never_moved_back(f, x, h=1e-5):
    """From the second element on your answers are off: the elements before stay moved. Put
    each one back first."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
    return gradient


@mistake("numerical_gradient")
def elements_left_above(f, x, h=1e-5):
    """From the second element on your answers are off: the elements before stay moved up.
    Put each one back first."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for index, step in steps_of(x, h):
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
        x[index] += h
    return gradient


@mistake("numerical_gradient")
def moved_in_the_callers_array(f, x, h=1e-5):
    """You write the steps into x itself and put the values back. x may be read-only: move
    a copy."""
    if x.dtype != "float64":
        return solution.numerical_gradient(f, x, h)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        above = f(x)
        x[index] = kept - h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] = kept
    return gradient


def in_place(f, x, h, gradient):
    """Fill a gradient by steps in x itself, in its dtype."""
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        above = f(x)
        x[index] = kept - h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] = kept
    return gradient


@mistake("numerical_gradient")
def moved_in_the_callers_array_whatever_its_dtype(f, x, h=1e-5):
    """You write the steps into x itself: integers cannot hold them, and x may be read-only.
    Move a copy in float64."""
    return in_place(f, x, h, np.zeros(x.shape))


@mistake("numerical_gradient")
def moved_in_the_callers_array_gradient_in_its_dtype(f, x, h=1e-5):
    """You write the steps into x itself, and your gradient has its dtype. Move a copy in
    float64, and answer in float64."""
    return in_place(f, x, h, np.zeros_like(x))


@mistake("numerical_gradient")
def moved_in_a_flat_view(f, x, h=1e-5):
    """You write the steps into x through a flat view: it has the dtype of x, and in some
    layouts it is a copy."""
    flat, gradient = x.ravel(), np.zeros(x.size)
    for index in range(x.size):
        kept = flat[index]
        flat[index] = kept + h
        above = f(x)
        flat[index] = kept - h
        gradient[index] = (above - f(x)) / (2 * h)
        flat[index] = kept
    return gradient.reshape(x.shape)


@mistake("numerical_gradient")
def callers_array_left_moved(f, x, h=1e-5):
    """Your steps stay in the caller's x, so it has other values afterwards. Move a
    copy."""
    if x.dtype != "float64":
        return solution.numerical_gradient(f, x, h)
    gradient = solution.numerical_gradient(f, x, h)
    x[...] -= h
    return gradient


@mistake("numerical_gradient")
def moved_back_by_arithmetic(f, x, h=1e-5):
    """You add h to x and take it off again, which rounds: some elements of x come back a
    little different."""
    if x.dtype != "float64":
        return solution.numerical_gradient(f, x, h)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] += h
    return gradient


@mistake("numerical_gradient")
def dtype_of_x_throughout(f, x, h=1e-5):
    """Your steps and your gradient have the dtype of x. Integers cannot hold a step, and
    float32 hardly: look at the copy."""
    moved, gradient = x.copy(), np.zeros_like(x, order="C")
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = f(moved)
        moved[index] = x[index] - h
        gradient[index] = (above - f(moved)) / (2 * h)
        moved[index] = x[index]
    return gradient


@mistake("numerical_gradient")
def steps_in_the_dtype_of_x(f, x, h=1e-5):
    """You take the steps in the dtype of x. Integers cannot hold them, and float32 hardly:
    look at the copy."""
    moved, gradient = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = f(moved)
        moved[index] = x[index] - h
        gradient[index] = (above - f(moved)) / (2 * h)
        moved[index] = x[index]
    return gradient


@mistake("numerical_gradient")
def gradient_in_the_dtype_of_x(f, x, h=1e-5):
    """Your gradient has the dtype of x, so integers cut it off and float32 rounds it. Look
    at where you make it."""
    return solution.numerical_gradient(f, x, h).astype(x.dtype)


@mistake("numerical_gradient")
def gradient_in_float32(f, x, h=1e-5):
    """Your gradient is float32, whatever x is. It is always float64: look at where you make
    it."""
    return solution.numerical_gradient(f, x, h).astype("float32")


@mistake("numerical_gradient")
def step_forward_only_in_float32(f, x, h=1e-5):
    """Two things: f(x + h) less f(x) is a step forward alone, and your gradient is float32.
    Look at the second point and at the dtype."""
    forward = differences(x, h, lambda x, step: (f(x + step) - f(x)) / h)
    return forward.astype("float32")


@mistake("numerical_gradient")
def own_step_always_in_float32(f, x, h=1e-5):
    """Two things: your answers do not depend on h, and your gradient is float32. See where
    you use h, and look at the dtype."""
    return solution.numerical_gradient(f, x, 1e-5).astype("float32")


@mistake("numerical_gradient")
def steps_and_gradient_in_float32(f, x, h=1e-5):
    """Your steps and your gradient are float32, whatever x is. A step of 1e-5 drowns in it:
    look at your dtypes."""
    moved = x.astype("float32")
    gradient = np.zeros(x.shape, "float32")
    for index in np.ndindex(x.shape):
        above, below = moved.copy(), moved.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient


@mistake("numerical_gradient")
def everything_in_float32(f, x, h=1e-5):
    """Your gradient has the few digits of float32. A step of 1e-5 drowns in it: look at
    your dtypes."""
    x = x.astype("float32")
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape, "float32")
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake("numerical_gradient")
def first_axis_only(f, x, h=1e-5):
    """You move whole rows: your loop takes the first axis only. Each element has a step
    of its own."""
    x = x.astype("float64")
    gradient = np.zeros(x.shape)
    for row in range(len(x)):
        step = np.zeros(x.shape)
        step[row] = h
        gradient[row] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake("numerical_gradient")
def gradient_in_one_row(f, x, h=1e-5):
    """Your numbers are right, but they lie in one row. The gradient has the shape of
    x."""
    return solution.numerical_gradient(f, x, h).ravel()


@mistake("numerical_gradient")
def one_row_is_given_to_f(f, x, h=1e-5):
    """You give f a flat array. f takes an array of the shape of x: look at what you call
    it with."""
    flat = x.astype("float64").ravel()
    gradient = np.zeros(flat.shape)
    for index, step in steps_of(flat, h):
        gradient[index] = (f(flat + step) - f(flat - step)) / (2 * h)
    return gradient.reshape(x.shape)


@mistake("numerical_gradient")
def steps_into_a_copy(f, x, h=1e-5):
    """In some layouts of memory your gradient is 0: ravel and reshape may copy, and your
    steps go into the copy."""
    moved = np.array(x, dtype="float64")  # as x lies in memory
    flat, gradient = moved.ravel(), np.zeros(x.size)
    for index in range(x.size):
        kept = flat[index]
        flat[index] = kept + h
        above = f(moved)
        flat[index] = kept - h
        gradient[index] = (above - f(moved)) / (2 * h)
        flat[index] = kept
    return gradient.reshape(x.shape)


@mistake("numerical_gradient")
def mean_over_the_elements(f, x, h=1e-5):
    """Your gradient is divided by the number of elements. Each element has its own slope,
    and nothing is averaged."""
    return solution.numerical_gradient(f, x, h) / x.size


@mistake("numerical_gradient")
def last_element_left_out(f, x, h=1e-5):
    """The last element of your gradient is 0. Look at where your loop ends."""
    gradient = solution.numerical_gradient(f, x, h)
    gradient.flat[-1] = 0
    return gradient


@mistake("numerical_gradient")
def as_many_slopes_as_rows(f, x, h=1e-5):
    """Your gradient has as many numbers as x has rows. It has the shape of x, with a step for
    each element."""
    x = x.astype("float64")
    gradient = np.zeros(len(x))
    for row in range(len(x)):
        step = np.zeros(len(x))
        step[row] = h
        gradient[row] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake("numerical_gradient")
def slopes_in_a_list(f, x, h=1e-5):
    """Your slopes are in a list. The gradient is an array, and has the shape of x."""
    return [float(slope) for slope in solution.numerical_gradient(f, x, h).ravel()]


@mistake("numerical_gradient")
def slopes_added_up(f, x, h=1e-5):
    """Your answer is one number, the sum of all slopes. A gradient has one number for each
    element of x."""
    return solution.numerical_gradient(f, x, h).sum()


@mistake("relative_error")
def zero_over_zero(a, b):
    """Where both elements are 0 your answer is nan: 0 divided by 0. See what such an
    element should count."""
    with np.errstate(all="ignore"):
        return (np.abs(a - b) / np.maximum(np.abs(a), np.abs(b))).max()


@mistake("relative_error")
def zeros_passed_over_as_nan(a, b):
    """Where all elements are 0 your answer is nan: nothing is left of which to take the
    largest."""
    with np.errstate(all="ignore"):
        found = np.abs(a - b) / np.maximum(np.abs(a), np.abs(b))
    return np.nan if np.isnan(found).all() else np.nanmax(found)


@mistake("relative_error")
def mean_of_the_elements(a, b):
    """You take the mean of the elements. One wrong element among many hides in it: the
    worst one counts."""
    return ratios(a, b, np.maximum(np.abs(a), np.abs(b))).mean()


@mistake("relative_error")
def sum_of_the_elements(a, b):
    """You add the elements up. The worst one alone counts."""
    return ratios(a, b, np.maximum(np.abs(a), np.abs(b))).sum()


@mistake("relative_error")
def smallest_of_the_elements(a, b):
    """You take the smallest of all elements. The worst one counts."""
    return ratios(a, b, np.maximum(np.abs(a), np.abs(b))).min()


@mistake("relative_error")
def each_element_by_itself(a, b):
    """You return one number for each element. Asked for is one number, the largest."""
    return ratios(a, b, np.maximum(np.abs(a), np.abs(b)))


@mistake("relative_error")
def absolute_error(a, b):
    """Your answer is the largest difference, whatever the size of the gradients. See what
    it is divided by."""
    return np.abs(a - b).max()


@mistake("relative_error")
def mean_of_the_differences(a, b):
    """Your answer is the mean of |a - b|, as one book has it. Here each difference is
    divided, and the largest counts."""
    return np.abs(a - b).mean()


@mistake("relative_error")
def divided_by_the_sum_unguarded(a, b):
    """You divide by |a| + |b|, which is nan for two zeros. Here it is the larger of both,
    and two zeros count 0."""
    with np.errstate(all="ignore"):
        return (np.abs(a - b) / (np.abs(a) + np.abs(b))).max()


@mistake("relative_error")
def divided_by_the_first_unguarded(a, b):
    """You divide by |a| alone, which is nan for two zeros. Here it is the larger of |a| and
    |b|."""
    with np.errstate(all="ignore"):
        return (np.abs(a - b) / np.abs(a)).max()


@mistake("relative_error")
def divided_by_the_second_unguarded(a, b):
    """You divide by |b| alone, which is nan for two zeros. Here it is the larger of |a| and
    |b|."""
    with np.errstate(all="ignore"):
        return (np.abs(a - b) / np.abs(b)).max()


@mistake("relative_error")
def divided_by_the_sum(a, b):
    """You divide by |a| + |b|. Some courses do; here it is the larger of both."""
    return ratios(a, b, np.abs(a) + np.abs(b)).max()


@mistake("relative_error")
def divided_by_the_mean(a, b):
    """You divide by the mean of |a| and |b|. Here it is the larger of both."""
    return ratios(a, b, (np.abs(a) + np.abs(b)) / 2).max()


@mistake("relative_error")
def divided_by_the_smaller(a, b):
    """You divide by the smaller of |a| and |b|. Here it is the larger of both."""
    with np.errstate(all="ignore"):
        return ratios(a, b, np.minimum(np.abs(a), np.abs(b))).max()


@mistake("relative_error")
def divided_by_the_first(a, b):
    """You divide by |a| alone, so exchanging a and b changes the answer. Both are looked
    at here."""
    with np.errstate(all="ignore"):
        return ratios(a, b, np.abs(a)).max()


@mistake("relative_error")
def divided_by_the_second(a, b):
    """You divide by |b| alone, so exchanging a and b changes the answer. Both are looked
    at here."""
    with np.errstate(all="ignore"):
        return ratios(a, b, np.abs(b)).max()


@mistake("relative_error")
def divided_by_the_first_unless_it_is_0(a, b):
    """You divide by |a| alone, and pass over its zeros. Divide by the larger of |a| and |b|;
    only two zeros count 0."""
    with np.errstate(all="ignore"):
        return np.where(a == 0, 0, np.abs(a - b) / np.abs(a)).max()


@mistake("relative_error")
def divided_by_the_second_unless_it_is_0(a, b):
    """You divide by |b| alone, and pass over its zeros. Divide by the larger of |a| and |b|;
    only two zeros count 0."""
    with np.errstate(all="ignore"):
        return np.where(b == 0, 0, np.abs(a - b) / np.abs(b)).max()


@mistake("relative_error")
def rows_for_elements(a, b):
    """With two axes or more your loop meets rows in place of numbers. a and b have any
    shape."""
    worst = 0.0
    for one, other in zip(a, b, strict=True):
        if max(abs(one), abs(other)) > 0:
            worst = max(worst, abs(one - other) / max(abs(one), abs(other)))
    return worst


@mistake("relative_error")
def elements_paired_as_they_lie(a, b):
    """Where a and b lie in memory in different ways you pair elements that do not belong
    together. Pair them by their indices."""
    return solution.relative_error(a.ravel(order="K"), b.ravel(order="K"))


@mistake("relative_error")
def yes_or_no(a, b):
    """You answer True or False. Asked for is how far apart the gradients are, a number."""
    return bool(np.allclose(a, b))


@mistake("relative_error")
def sign_of_the_difference_kept(a, b):
    """Where a is smaller than b your element is negative, and never the largest. Look at
    the difference."""
    scale = np.maximum(np.abs(a), np.abs(b))
    return ((a - b) / np.where(scale == 0, 1, scale)).max()


@mistake("relative_error")
def signs_below_the_line_kept(a, b):
    """Where both elements are negative you divide by a negative number. Look at the signs
    below the line."""
    with np.errstate(all="ignore"):
        return ratios(a, b, np.maximum(a, b)).max()


@mistake("relative_error")
def signs_below_the_line_kept_unguarded(a, b):
    """You divide by the larger of a and b, signs kept, and two zeros give nan. Look at what
    stands below the line."""
    with np.errstate(all="ignore"):
        return (np.abs(a - b) / np.maximum(a, b)).max()


@mistake("relative_error")
def signs_below_the_line_kept_nan_passed_over(a, b):
    """You divide by the larger of a and b, signs kept, and pass over nan. Look at what stands
    below the line."""
    with np.errstate(all="ignore"):
        found = np.abs(a - b) / np.maximum(a, b)
    return np.nan if np.isnan(found).all() else np.nanmax(found)


@mistake("relative_error")
def sizes_subtracted(a, b):
    """Elements of opposite sign count as if they agreed: you subtract their sizes. Look at
    where the bars stand."""
    return ratios(np.abs(a), np.abs(b), np.maximum(np.abs(a), np.abs(b))).max()


@mistake("relative_error")
def largest_over_largest(a, b):
    """You divide the largest difference by the largest element of all. Divide each element
    first, and then look for the largest."""
    scale = max(np.abs(a).max(), np.abs(b).max())
    return np.abs(a - b).max() / (scale or 1)


@mistake("relative_error")
def largest_over_largest_unguarded(a, b):
    """You divide the largest difference by the largest element of all, nan for zeros alone.
    Divide each element first."""
    with np.errstate(all="ignore"):
        return np.abs(a - b).max() / np.maximum(np.abs(a), np.abs(b)).max()


@mistake("relative_error")
def largest_over_largest_or_1e_12(a, b):
    """You divide the largest difference by the largest element of all, or by 1e-12. Divide
    each element first, however small."""
    return np.abs(a - b).max() / max(np.abs(a).max(), np.abs(b).max(), 1e-12)


@mistake("relative_error")
def of_the_lengths(a, b):
    """You compare the lengths of whole vectors. Each element is looked at by itself
    here."""
    scale = max(np.sqrt((a * a).sum()), np.sqrt((b * b).sum()))
    return np.sqrt(((a - b) ** 2).sum()) / (scale or 1)


@mistake("relative_error")
def of_the_added_lengths(a, b):
    """You divide the length of a - b by the added lengths of a and b. Each element is
    looked at by itself here."""
    scale = np.sqrt((a * a).sum()) + np.sqrt((b * b).sum())
    return np.sqrt(((a - b) ** 2).sum()) / (scale or 1)


@mistake("relative_error")
def of_the_added_lengths_unguarded(a, b):
    """You divide the length of a - b by the added lengths, nan for two zeros. Each element
    is looked at by itself here."""
    with np.errstate(all="ignore"):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


@mistake("relative_error")
def squared(a, b):
    """Your numbers are the squares of the right ones. Nothing is squared here."""
    return (ratios(a, b, np.maximum(np.abs(a), np.abs(b))) ** 2).max()


@mistake("relative_error")
def small_number_added(a, b):
    """A small number below the line makes your answer too small for small gradients. Look
    for a way without it."""
    return (np.abs(a - b) / (np.maximum(np.abs(a), np.abs(b)) + 1e-8)).max()


@mistake("relative_error")
def tiny_number_added(a, b):
    """1e-12 below the line still makes your answer too small for tiny gradients. Only two
    zeros need care."""
    return (np.abs(a - b) / (np.maximum(np.abs(a), np.abs(b)) + 1e-12)).max()


@mistake("relative_error")
def tiny_number_added_to_the_sum(a, b):
    """You divide by |a| + |b| and 1e-12. Here it is the larger of both, and only two zeros
    need care."""
    return (np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-12)).max()


@mistake("relative_error")
def never_divided_by_less_than_1e_8(a, b):
    """You never divide by less than 1e-8, so small gradients seem to agree. Only two zeros
    need care."""
    return (np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-8)).max()


@mistake("relative_error")
def divided_by_the_sum_or_1e_8(a, b):
    """You divide by |a| + |b|, kept from 0 by 1e-8. Here it is the larger of both, however
    small."""
    return (np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-8)).max()


@mistake("relative_error")
def one_zero_counts_nothing(a, b):
    """Where one element is 0 and the other is not, you count 0. Only two zeros agree."""
    both = (a != 0) & (b != 0)
    return np.where(both, ratios(a, b, np.maximum(np.abs(a), np.abs(b))), 0).max()


@mistake("relative_error")
def nearly_zero_counts_nothing(a, b):
    """Elements that are nearly 0 count 0 in your answer. Only two zeros do: small gradients
    can differ as well."""
    scale = np.maximum(np.abs(a), np.abs(b))
    return np.where(np.isclose(scale, 0), 0, ratios(a, b, scale)).max()


@mistake("relative_error")
def two_zeros_count_1(a, b):
    """Two zeros count 1 in your answer. They agree, so they count 0."""
    found = ratios(a, b, np.maximum(np.abs(a), np.abs(b)))
    return np.where((a == 0) & (b == 0), 1, found).max()


@mistake("relative_error")
def difference_in_the_first(a, b):
    """You write the difference into a, so the caller's gradient changes. Make a new
    array."""
    error = solution.relative_error(a, b)
    a -= b
    return error


@mistake("relative_error")
def sizes_in_both(a, b):
    """You take away the signs of a and b in the caller's own arrays. Make new ones."""
    error = solution.relative_error(a, b)
    np.abs(a, out=a)
    np.abs(b, out=b)
    return error
