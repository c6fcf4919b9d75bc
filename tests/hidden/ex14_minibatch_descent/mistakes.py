"""Known wrong answers of ex14, batch, mini-batch and stochastic descent."""

import numpy as np


def slopes(x, t, w, b):
    """Return y - t."""
    return x @ w + b - t


def epoch(x, t, w, b, lr, cut, gradients):
    """Return w and b after a step for each batch of `cut`."""
    for batch in cut:
        dw, db = gradients(x[batch], t[batch], w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b


# --- batches ---


@mistake("batches")
def last_short_batch_dropped(order, batch_size):
    """The numbers left over at the end are missing. If batch_size does not divide N, they
    make a shorter last batch."""
    cut = solution.batches(order, batch_size)
    return [batch for batch in cut if len(batch) == batch_size]


@mistake("batches")
def last_batch_always_dropped(order, batch_size):
    """The last batch is always missing. See where the last batch begins, and where your
    count of the beginnings ends."""
    return solution.batches(order, batch_size)[:-1]


@mistake("batches")
def last_batch_of_one_dropped(order, batch_size):
    """A last batch of one number is missing, a longer one is there. See where your count of
    the beginnings ends."""
    cut = solution.batches(order, batch_size)
    return cut[:-1] if len(cut[-1]) == 1 else cut


@mistake("batches")
def their_number_rounded(order, batch_size):
    """A few numbers left over are missing, many make a batch. Any number left over makes one:
    see how you count the batches."""
    count = round(len(order) / batch_size)
    return solution.batches(order, batch_size)[:count]


@mistake("batches")
def only_the_first_batch(order, batch_size):
    """You return the first batch alone. See whether the function ends before the others
    are cut."""
    return solution.batches(order, batch_size)[:1]


@mistake("batches")
def last_batch_filled_from_the_start(order, batch_size):
    """You fill the last batch with numbers from the beginning of order. Each number comes
    once; the last batch may be shorter."""
    count = -(-len(order) // batch_size)
    filled = np.resize(order, count * batch_size)
    return solution.batches(filled, batch_size)


@mistake("batches")
def last_batch_moved_back(order, batch_size):
    """Your last batch is full, and begins with numbers that the batch before has too. Each
    number comes once."""
    cut = solution.batches(order, batch_size)
    return [*cut[:-1], order[-batch_size:]]


@mistake("batches")
def rest_joined_to_the_last_batch(order, batch_size):
    """Your last batch is too long: the numbers left over were added to it. They make a
    batch of their own."""
    whole = max(len(order) // batch_size, 1)
    return [
        order[at * batch_size : None if at == whole - 1 else (at + 1) * batch_size]
        for at in range(whole)
    ]


@mistake("batches")
def short_batch_first(order, batch_size):
    """Your shorter batch comes first. The batches are counted from the beginning of order,
    and the last is the shorter one."""
    rest = len(order) % batch_size
    return ([order[:rest]] if rest else []) + solution.batches(order[rest:], batch_size)


@mistake("batches")
def empty_batch_at_the_end(order, batch_size):
    """If batch_size divides N, an empty batch follows the last one. See how many batches
    there are then."""
    return [
        order[at * batch_size : (at + 1) * batch_size]
        for at in range(len(order) // batch_size + 1)
    ]


@mistake("batches")
def batch_size_as_their_number(order, batch_size):
    """You cut order into batch_size parts. batch_size is how many numbers a part has, not
    how many parts there are."""
    return np.array_split(order, batch_size)


@mistake("batches")
def batches_made_even(order, batch_size):
    """If numbers are left over, you make all batches about equally long. All but the last
    have batch_size numbers."""
    return np.array_split(order, -(-len(order) // batch_size))


@mistake("batches")
def rest_shared_among_whole_batches(order, batch_size):
    """If numbers are left over, you share them among the other batches. They make a
    shorter batch of their own at the end."""
    return np.array_split(order, max(len(order) // batch_size, 1))


@mistake("batches")
def order_ignored(order, batch_size):
    """You cut the numbers 0 to N - 1 as they come. The batches hold the numbers of order,
    as they stand there."""
    return solution.batches(np.arange(len(order)), batch_size)


@mistake("batches")
def each_batch_sorted(order, batch_size):
    """You sort the numbers of each batch. Leave them as they stand in order."""
    return [np.sort(batch) for batch in solution.batches(order, batch_size)]


@mistake("batches")
def order_reversed(order, batch_size):
    """You go through order from its end. The first batch holds the first numbers of
    order."""
    return solution.batches(order[::-1], batch_size)


@mistake("batches")
def batches_reversed(order, batch_size):
    """Your batches are right, but the last comes first. Keep them as they follow each
    other in order."""
    return solution.batches(order, batch_size)[::-1]


@mistake("batches")
def every_kth_number(order, batch_size):
    """Your batches take numbers that stand apart in order. A batch holds numbers that
    stand next to each other."""
    count = -(-len(order) // batch_size)
    return [order[at::count] for at in range(count)]


@mistake("batches")
def every_number_begins_a_batch(order, batch_size):
    """A batch begins at each number of order, so numbers come several times. The next batch
    begins where the last one ends."""
    return [order[at : at + batch_size] for at in range(len(order))]


@mistake("batches")
def windows_moved_by_one(order, batch_size):
    """Your batches overlap: each begins one number after the last. The next batch begins
    where the last one ends."""
    return [order[at : at + batch_size] for at in range(max(len(order) - batch_size, 0) + 1)]


@mistake("batches")
def windows_moved_by_one_where_they_fit(order, batch_size):
    """Your batches overlap, and there is none if batch_size is above N. The next batch begins
    where the last one ends."""
    return [order[at : at + batch_size] for at in range(len(order) - batch_size + 1)]


@mistake("batches")
def slice_ends_at_batch_size(order, batch_size):
    """Only your first batch has numbers in it, the others are empty. Look at where the slice
    of a later batch ends."""
    return [order[at:batch_size] for at in range(0, len(order), batch_size)]


@mistake("batches")
def from_each_beginning_to_the_end(order, batch_size):
    """Each batch goes on to the end of order. Look at where the slice of a batch ends."""
    return [order[at:] for at in range(0, len(order), batch_size)]


@mistake("batches")
def one_number_too_few(order, batch_size):
    """The last number of each full batch is missing. The end of a slice is not part of
    it."""
    return [order[at : at + batch_size - 1] for at in range(0, len(order), batch_size)]


@mistake("batches")
def one_number_too_many(order, batch_size):
    """Each batch has one number of the next batch too. The end of a slice is not part of
    it."""
    return [order[at : at + batch_size + 1] for at in range(0, len(order), batch_size)]


@mistake("batches")
def rows_of_one_array(order, batch_size):
    """You reshape order into one array, which needs a batch_size that divides N. Return a
    list, in which the last batch may be shorter."""
    return order.reshape(-1, batch_size)


@mistake("batches")
def split_into_equal_parts(order, batch_size):
    """np.split with a number wants equal parts, and raises ValueError otherwise. Here the
    last batch may be shorter."""
    return np.split(order, len(order) // batch_size)


@mistake("batches")
def lists_of_numbers(order, batch_size):
    """Your batches are lists. Asked for is a list of arrays, which can stand as the index
    of an array."""
    return [batch.tolist() for batch in solution.batches(order, batch_size)]


@mistake("batches")
def batches_of_floats(order, batch_size):
    """The numbers in your batches are floats, which cannot stand as an index. Keep the dtype
    of order."""
    return [batch.astype("float64") for batch in solution.batches(order, batch_size)]


@mistake("batches")
def order_sorted_in_place(order, batch_size):
    """You sort order itself, so the caller's array changes. order is given as it is to be
    used."""
    order.sort()
    return solution.batches(order, batch_size)


# --- mse_gradients ---


@mistake("mse_gradients")
def factor_two_left_out(x, t, w, b):
    """Your gradients are half of the right ones. The loss is a square without a half before
    it, so its derivative keeps a 2."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / 2, db / 2


@mistake("mse_gradients")
def sum_for_the_mean(x, t, w, b):
    """Your gradients are N times too large. The loss is the mean over the examples: see what
    the sums are divided by."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw * len(x), db * len(x)


@mistake("mse_gradients")
def gradients_of_half_a_sum(x, t, w, b):
    """These are the gradients of half a sum of squares, as in the delta rule. Here the loss
    is a mean, without the half."""
    error = slopes(x, t, w, b)
    return x.T @ error, error.sum()


@mistake("mse_gradients")
def opposite_sign(x, t, w, b):
    """Both gradients have the opposite sign. They begin with y - t, not with t - y."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return -dw, -db


@mistake("mse_gradients")
def opposite_sign_for_dw(x, t, w, b):
    """dw has the opposite sign, db is right. Both begin with y - t."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return -dw, db


@mistake("mse_gradients")
def opposite_sign_for_db(x, t, w, b):
    """db has the opposite sign, dw is right. Both begin with y - t."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw, -db


@mistake("mse_gradients")
def divided_by_inputs(x, t, w, b):
    """You divide by D, the number of inputs. The mean is over the examples: divide by N."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw * len(x) / x.shape[1], db * len(x) / x.shape[1]


@mistake("mse_gradients")
def divided_by_all_of_x(x, t, w, b):
    """You divide by N * D, the size of x. The mean is over the N examples alone."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / x.shape[1], db / x.shape[1]


@mistake("mse_gradients")
def divided_by_2n(x, t, w, b):
    """Your gradients are a quarter of the right ones. Nothing halves this loss: see the
    factor before each sum."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / 4, db / 4


@mistake("mse_gradients")
def divided_twice(x, t, w, b):
    """You divide by N twice. A mean is divided by the number of examples once."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / len(x), db / len(x)


@mistake("mse_gradients")
def dw_not_divided(x, t, w, b):
    """db is right, but dw is N times too large. Both are means over the examples."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw * len(x), db


@mistake("mse_gradients")
def db_not_divided(x, t, w, b):
    """dw is right, but db is N times too large. Both are means over the examples."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw, db * len(x)


@mistake("mse_gradients")
def db_divided_twice(x, t, w, b):
    """dw is right, but db is divided by N once too often. Look at the formula of db: a sum
    times 2/m."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw, db / len(x)


@mistake("mse_gradients")
def dw_without_the_two(x, t, w, b):
    """db is right, but dw is half of what it should be. The square brings the same 2 to
    both."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / 2, db


@mistake("mse_gradients")
def db_without_the_two(x, t, w, b):
    """dw is right, but db is half of what it should be. The square brings the same 2 to
    both."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw, db / 2


@mistake("mse_gradients")
def dw_plain_sum(x, t, w, b):
    """db is right, but dw is a plain sum over the examples. Look at the factor before its
    sum, 2/m."""
    return x.T @ slopes(x, t, w, b), solution.mse_gradients(x, t, w, b)[1]


@mistake("mse_gradients")
def db_plain_sum(x, t, w, b):
    """dw is right, but db is a plain sum over the examples. Look at the factor before its
    sum, 2/m."""
    return solution.mse_gradients(x, t, w, b)[0], slopes(x, t, w, b).sum()


@mistake("mse_gradients")
def dw_without_the_two_db_plain_sum(x, t, w, b):
    """dw is half of what it should be, and db is a plain sum. The same factor stands before
    both sums, 2/m."""
    error = slopes(x, t, w, b)
    return x.T @ error / len(x), error.sum()


@mistake("mse_gradients")
def db_of_the_last_example(x, t, w, b):
    """dw is right, but in db only the last example counts. See whether db adds up as dw
    does."""
    return solution.mse_gradients(x, t, w, b)[0], 2 * slopes(x, t, w, b)[-1] / len(x)


@mistake("mse_gradients")
def bias_left_out(x, t, w, b):
    """Your y is the weighted sum alone. The bias b is added to it before t is
    subtracted."""
    return solution.mse_gradients(x, t, w, 0.0)


@mistake("mse_gradients")
def bias_subtracted(x, t, w, b):
    """You subtract the bias in y. The bias is added."""
    return solution.mse_gradients(x, t, w, -b)


@mistake("mse_gradients")
def answer_for_each_input(x, t, w, b):
    """Your y has an entry for each input: the products w[i] * x[n, i] are not summed over i.
    y[n] is one number."""
    error = x * w + b - t[:, None]
    return 2 * (error * x).mean(axis=0), 2 * error.sum() / len(x)


@mistake("mse_gradients")
def targets_left_out(x, t, w, b):
    """The targets play no part in your gradients. Each begins with y - t."""
    return solution.mse_gradients(x, t * 0, w, b)


@mistake("mse_gradients")
def targets_for_the_errors(x, t, w, b):
    """Your gradients are made of t alone. Each begins with y - t, where y comes from x, w and
    b."""
    return solution.mse_gradients(x, t, w * 0, 0.0)


@mistake("mse_gradients")
def input_left_out(x, t, w, b):
    """Every entry of dw equals db: the input x[n, i] is missing from dw."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return np.full_like(dw, db), db


@mistake("mse_gradients")
def error_squared(x, t, w, b):
    """Your gradients are made of squared errors. The derivative of a square has the error
    once, times 2."""
    error = slopes(x, t, w, b) ** 2
    return 2 * (x.T @ error) / len(x), 2 * error.sum() / len(x)


@mistake("mse_gradients")
def sign_of_the_error(x, t, w, b):
    """Only the signs of your errors count, as for the mean absolute error. Here the size of
    y - t counts too."""
    error = np.sign(slopes(x, t, w, b))
    return x.T @ error / len(x), error.sum() / len(x)


@mistake("mse_gradients")
def gradients_of_the_root(x, t, w, b):
    """These are the gradients of the root of the mean squared error. This loss has no
    root."""
    root = 2 * np.sqrt((slopes(x, t, w, b) ** 2).mean())
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / root, db / root


@mistake("mse_gradients")
def means_multiplied(x, t, w, b):
    """You average errors and inputs first, then multiply. Multiply within each example, then
    average."""
    mean = slopes(x, t, w, b).mean()
    return 2 * mean * x.mean(axis=0), 2 * mean


@mistake("mse_gradients")
def sums_multiplied(x, t, w, b):
    """You sum errors and inputs first, then multiply. Multiply within each example, then
    sum."""
    total = slopes(x, t, w, b).sum()
    return 2 * total * x.sum(axis=0) / len(x), 2 * total / len(x)


@mistake("mse_gradients")
def column_minus_row(x, t, w, b):
    """You subtract t (N,) from a column (N, 1), so every y meets every t. Look at the shape
    of y - t."""
    error = (x @ w + b)[:, None] - t
    return 2 * (x.T @ error).mean(axis=1) / len(x), 2 * error.mean()


@mistake("mse_gradients")
def column_minus_row_summed(x, t, w, b):
    """You subtract t (N,) from a column (N, 1), and dw adds up all pairs. Look at the shape
    of y - t."""
    error = (x @ w + b)[:, None] - t
    return 2 * (x.T @ error).sum(axis=1) / len(x), 2 * error.mean()


@mistake("mse_gradients")
def column_minus_row_left(x, t, w, b):
    """You subtract t (N,) from a column (N, 1), and dw gets a second axis. Look at the shape
    of y - t."""
    error = (x @ w + b)[:, None] - t
    return 2 * (x.T @ error) / len(x), 2 * error.mean()


@mistake("mse_gradients")
def every_answer_meets_the_first_target(x, t, w, b):
    """Every y meets the first target, in dw and in db. Each example has its own: look at the
    shape of y - t."""
    return solution.mse_gradients(x, t * 0 + t[0], w, b)


@mistake("mse_gradients")
def errors_along_the_inputs(x, t, w, b):
    """Your errors (N,) are multiplied along the rows of x, input by input. Each error belongs
    to a whole row: look at the shapes."""
    dw = (slopes(x, t, w, b) * x).mean(axis=0)
    return 2 * dw, solution.mse_gradients(x, t, w, b)[1]


@mistake("mse_gradients")
def dw_averaged_over_the_inputs(x, t, w, b):
    """dw is averaged over the inputs, so it has an entry for each example. Average over the
    examples: the shape (D,) is left."""
    dw = (slopes(x, t, w, b) * x.T).mean(axis=0)
    return 2 * dw, solution.mse_gradients(x, t, w, b)[1]


@mistake("mse_gradients")
def dw_divided_by_inputs(x, t, w, b):
    """db is right, but dw is divided by D, the number of inputs. Both are means over the N
    examples."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw * len(x) / x.shape[1], db


@mistake("mse_gradients")
def dw_divided_by_all_of_x(x, t, w, b):
    """db is right, but dw is divided by N * D, the size of x. Both are means over the N
    examples."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw / x.shape[1], db


@mistake("mse_gradients")
def dw_divided_by_inputs_db_by_nothing(x, t, w, b):
    """dw is divided by D, the number of inputs, and db is N times too large. Both are means
    over the N examples."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw * len(x) / x.shape[1], db * len(x)


@mistake("mse_gradients")
def one_entry_of_dw(x, t, w, b):
    """All entries of dw are the mean over all inputs. Each weight has an entry of its own:
    average over the examples only."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return np.full_like(dw, dw.mean()), db


@mistake("mse_gradients")
def dw_as_one_number(x, t, w, b):
    """Your dw is one number: inputs were averaged too. Each weight has an entry of its own,
    dw has the shape (D,)."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw.mean(), db


@mistake("mse_gradients")
def dw_for_each_example(x, t, w, b):
    """Your dw has a row for each example. Sum over the examples, so that the shape (D,) is
    left."""
    slope = 2 * slopes(x, t, w, b) / len(x)
    return slope[:, None] * x, slope.sum()


@mistake("mse_gradients")
def db_for_each_example(x, t, w, b):
    """Your db has an entry for each example. Sum over the examples: db is one number."""
    dw, _ = solution.mse_gradients(x, t, w, b)
    return dw, 2 * slopes(x, t, w, b) / len(x)


@mistake("mse_gradients")
def dw_as_a_column(x, t, w, b):
    """Your dw has the shape (D, 1). It has the shape of w, (D,)."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return dw[:, None], db


@mistake("mse_gradients")
def db_left_out(x, t, w, b):
    """Your db is always 0. The bias has a gradient too: the sum of the errors, times
    2/m."""
    dw, _ = solution.mse_gradients(x, t, w, b)
    return dw, 0.0


@mistake("mse_gradients")
def bias_first(x, t, w, b):
    """You return the bias first. Asked for is the pair (dw, db)."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return db, dw


@mistake("mse_gradients")
def only_the_weights(x, t, w, b):
    """You return dw alone. Asked for is the pair (dw, db)."""
    return solution.mse_gradients(x, t, w, b)[0]


@mistake("mse_gradients")
def only_the_first_example(x, t, w, b):
    """Only the first example counts. See whether the function ends before the last
    example."""
    return solution.mse_gradients(x[:1], t[:1], w, b)


@mistake("mse_gradients")
def only_the_last_example(x, t, w, b):
    """Only the last example counts. The gradients of all examples are averaged."""
    return solution.mse_gradients(x[-1:], t[-1:], w, b)


@mistake("mse_gradients")
def gradients_in_float64(x, t, w, b):
    """Your dw is float64 whatever you were given. An array made without a dtype is float64:
    look where you make one."""
    dw, db = solution.mse_gradients(x, t, w, b)
    return np.zeros(len(dw)) + dw, db


@mistake("mse_gradients")
def targets_subtracted_in_place(x, t, w, b):
    """You write the errors into t itself, so the caller's array changes. Make a new
    array."""
    dw, db = solution.mse_gradients(x, t, w, b)
    t -= x @ w + b
    return dw, db


# --- sgd_epoch ---


@mistake("sgd_epoch")
def gradient_of_the_whole_set(x, t, w, b, lr, batch_size, order):
    """Each step uses the gradient of all examples. A step uses the examples of its batch
    alone."""
    for _ in solution.batches(order, batch_size):
        dw, db = solution.mse_gradients(x, t, w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b


@mistake("sgd_epoch")
def one_step_for_the_epoch(x, t, w, b, lr, batch_size, order):
    """You make one step with all examples, whatever batch_size is. Each batch makes a step
    of its own."""
    return solution.sgd_epoch(x, t, w, b, lr, len(x), order)


@mistake("sgd_epoch")
def one_example_a_step(x, t, w, b, lr, batch_size, order):
    """You make a step for each example, whatever batch_size is. A batch makes one step, with
    the mean over its examples."""
    return solution.sgd_epoch(x, t, w, b, lr, 1, order)


@mistake("sgd_epoch")
def step_after_each_example(x, t, w, b, lr, batch_size, order):
    """Within a batch, later examples meet a w and b that have moved already. A batch moves
    them once, after all its gradients are found."""
    for batch in solution.batches(order, batch_size):
        each = [[n] for n in batch]
        w, b = epoch(x, t, w, b, lr / len(batch), each, solution.mse_gradients)
    return w, b


@mistake("sgd_epoch")
def step_for_each_example_with_the_mean(x, t, w, b, lr, batch_size, order):
    """Each batch makes as many steps as it has examples, all with its mean. A batch makes one
    step."""
    cut = [batch for batch in solution.batches(order, batch_size) for _ in batch]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def short_batch_left_out(x, t, w, b, lr, batch_size, order):
    """The examples left over make no step. If batch_size does not divide N, the last batch
    is shorter, and steps too."""
    whole = len(order) // batch_size * batch_size
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order[:whole])


@mistake("sgd_epoch")
def short_batch_left_out_unless_alone(x, t, w, b, lr, batch_size, order):
    """The examples left over after the full batches make no step. They are the last batch,
    which steps too."""
    whole = len(order) // batch_size * batch_size or len(order)
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order[:whole])


@mistake("sgd_epoch")
def loop_of_the_book_in_order(x, t, w, b, lr, batch_size, order):
    """Examples left over make no step, and a single short batch is divided by batch_size.
    Look at your loop and at your mean."""
    whole = len(order) // batch_size * batch_size or len(order)
    return divided_by_batch_size(x, t, w, b, lr, batch_size, order[:whole])


@mistake("sgd_epoch")
def last_batch_left_out(x, t, w, b, lr, batch_size, order):
    """The last batch makes no step, whether it is full or not. See where your loop over the
    batches ends."""
    cut = solution.batches(order, batch_size)[:-1]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def divided_by_batch_size(x, t, w, b, lr, batch_size, order):
    """You divide by batch_size even where the batch is shorter. The mean is over the examples
    that the batch has."""

    def gradients(x, t, w, b):
        share = len(x) / batch_size
        dw, db = solution.mse_gradients(x, t, w, b)
        return dw * share, db * share

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def half_as_long_and_divided_by_batch_size(x, t, w, b, lr, batch_size, order):
    """Your steps are half as long as asked, and a shorter batch is divided by batch_size. Look
    at the factor before the sums."""
    return divided_by_batch_size(x, t, w, b, lr / 2, batch_size, order)


@mistake("sgd_epoch")
def divided_by_all_examples(x, t, w, b, lr, batch_size, order):
    """You divide each batch's sum by N, the number of all examples. The mean is over the
    examples of the batch."""
    count = len(x)

    def gradients(x, t, w, b):
        dw, db = solution.mse_gradients(x, t, w, b)
        return dw * len(x) / count, db * len(x) / count

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def sum_for_the_mean_in_steps(x, t, w, b, lr, batch_size, order):
    """Each step is as many times too long as its batch has examples. The gradient of a batch
    is a mean."""

    def gradients(x, t, w, b):
        dw, db = solution.mse_gradients(x, t, w, b)
        return dw * len(x), db * len(x)

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def rate_divided_by_batch_size(x, t, w, b, lr, batch_size, order):
    """You divide by batch_size although the gradients are means already. A step is lr times
    the gradient."""
    return solution.sgd_epoch(x, t, w, b, lr / batch_size, batch_size, order)


@mistake("sgd_epoch")
def rate_divided_by_the_length(x, t, w, b, lr, batch_size, order):
    """You divide by the length of the batch although the gradients are means already. A step
    is lr times the gradient."""

    def gradients(x, t, w, b):
        dw, db = solution.mse_gradients(x, t, w, b)
        return dw / len(x), db / len(x)

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def steps_of_half_a_sum(x, t, w, b, lr, batch_size, order):
    """Your steps are those for half a sum of squares. Here the loss of a batch is a mean,
    without the half."""

    def gradients(x, t, w, b):
        dw, db = solution.mse_gradients(x, t, w, b)
        return dw * len(x) / 2, db * len(x) / 2

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def steps_half_as_long(x, t, w, b, lr, batch_size, order):
    """Your steps are half as long as asked. The derivative of the square brings a 2."""
    return solution.sgd_epoch(x, t, w, b, lr / 2, batch_size, order)


@mistake("sgd_epoch")
def uphill(x, t, w, b, lr, batch_size, order):
    """Your steps have the opposite sign, so the loss grows. A step goes against the
    gradient."""
    return solution.sgd_epoch(x, t, w, b, -lr, batch_size, order)


@mistake("sgd_epoch")
def rate_left_out(x, t, w, b, lr, batch_size, order):
    """Your steps do not depend on lr. A step is lr times the gradient."""
    return solution.sgd_epoch(x, t, w, b, 1.0, batch_size, order)


@mistake("sgd_epoch")
def order_not_used(x, t, w, b, lr, batch_size, order):
    """You take the examples as they lie in x. The order in which they come is given in
    order."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, np.arange(len(x)))


@mistake("sgd_epoch")
def order_from_the_end(x, t, w, b, lr, batch_size, order):
    """You go through order from its end. The first batch holds the first numbers of
    order."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order[::-1])


@mistake("sgd_epoch")
def batches_from_the_end(x, t, w, b, lr, batch_size, order):
    """Your batches are right, but the last steps first. They step as they follow each other
    in order."""
    cut = solution.batches(order, batch_size)[::-1]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def places_for_numbers(x, t, w, b, lr, batch_size, order):
    """You sort by order: example n comes at place order[n]. But order[n] is the example that
    comes at place n."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, np.argsort(order))


@mistake("sgd_epoch")
def targets_not_in_order(x, t, w, b, lr, batch_size, order):
    """x follows order, but t does not, so examples meet the targets of others. Rows of x
    and t belong together."""
    return solution.sgd_epoch(x[order], t, w, b, lr, batch_size, np.arange(len(x)))


@mistake("sgd_epoch")
def inputs_not_in_order(x, t, w, b, lr, batch_size, order):
    """t follows order, but x does not, so targets meet the inputs of others. Rows of x and t
    belong together."""
    return solution.sgd_epoch(x, t[order], w, b, lr, batch_size, np.arange(len(x)))


@mistake("sgd_epoch")
def order_used_twice(x, t, w, b, lr, batch_size, order):
    """Your x and t are put in order, then taken by order once more. Order them once."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order[order])


@mistake("sgd_epoch")
def only_the_first_batch_steps(x, t, w, b, lr, batch_size, order):
    """Only your first batch makes a step. See whether the function ends inside the loop."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order[:batch_size])


@mistake("sgd_epoch")
def first_batch_again_and_again(x, t, w, b, lr, batch_size, order):
    """Every step uses the first batch. See whether the batch changes as your loop goes
    on."""
    cut = solution.batches(order, batch_size)
    cut = [cut[0]] * len(cut)
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def each_batch_starts_anew(x, t, w, b, lr, batch_size, order):
    """Each batch steps from the first w and b, so only the last batch counts. Go on from
    where the batch before has come to."""
    cut = solution.batches(order, batch_size)[-1:]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def gradients_at_the_first_weights(x, t, w, b, lr, batch_size, order):
    """All gradients are taken at the first w and b. Each batch begins with what the batch
    before has left."""
    start = w, b
    return epoch(
        x, t, w, b, lr, solution.batches(order, batch_size),
        lambda x, t, w, b: solution.mse_gradients(x, t, *start),
    )  # fmt: skip


@mistake("sgd_epoch")
def gradients_at_the_first_bias(x, t, w, b, lr, batch_size, order):
    """Your gradients use the new w, but always the first b. Each batch begins with both as
    the batch before has left them."""
    return epoch(
        x, t, w, b, lr, solution.batches(order, batch_size),
        lambda x, t, w, _: solution.mse_gradients(x, t, w, b),
    )  # fmt: skip


@mistake("sgd_epoch")
def gradients_at_the_first_w(x, t, w, b, lr, batch_size, order):
    """Your gradients use the new b, but always the first w. Each batch begins with both as
    the batch before has left them."""
    return epoch(
        x, t, w, b, lr, solution.batches(order, batch_size),
        lambda x, t, _, b: solution.mse_gradients(x, t, w, b),
    )  # fmt: skip


@mistake("sgd_epoch")
def one_step_with_the_mean_of_batches(x, t, w, b, lr, batch_size, order):
    """You average the gradients of all batches and make one step. Each batch makes a step of
    its own."""
    cut = solution.batches(order, batch_size)
    return gradients_at_the_first_weights(x, t, w, b, lr / len(cut), batch_size, order)


@mistake("sgd_epoch")
def gradients_accumulate(x, t, w, b, lr, batch_size, order):
    """The gradients of earlier batches are added to later ones, as in PyTorch without
    zero_grad. Each step uses its own batch alone."""
    kept = [w * 0, 0.0]

    def gradients(x, t, w, b):
        dw, db = solution.mse_gradients(x, t, w, b)
        kept[:] = kept[0] + dw, kept[1] + db
        return kept

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def bias_from_the_new_weights(x, t, w, b, lr, batch_size, order):
    """In each step b moves by the gradient at the new w. Both gradients are taken before
    either moves."""

    def gradients(x, t, w, b):
        dw, _ = solution.mse_gradients(x, t, w, b)
        return dw, solution.mse_gradients(x, t, w - lr * dw, b)[1]

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def weights_from_the_new_bias(x, t, w, b, lr, batch_size, order):
    """In each step w moves by the gradient at the new b. Both gradients are taken before
    either moves."""

    def gradients(x, t, w, b):
        _, db = solution.mse_gradients(x, t, w, b)
        return solution.mse_gradients(x, t, w, b - lr * db)[0], db

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def bias_after_the_weights_as_in_x(x, t, w, b, lr, batch_size, order):
    """You take the examples as they lie in x, not by order; and b moves by the gradient at
    the new w."""
    order = np.arange(len(x))
    return bias_from_the_new_weights(x, t, w, b, lr, batch_size, order)


@mistake("sgd_epoch")
def bias_left_out_of_y(x, t, w, b, lr, batch_size, order):
    """b moves, but plays no part in your y. It is added before t is subtracted."""
    return epoch(
        x, t, w, b, lr, solution.batches(order, batch_size),
        lambda x, t, w, _: solution.mse_gradients(x, t, w, 0.0),
    )  # fmt: skip


@mistake("sgd_epoch")
def bias_never_moves(x, t, w, b, lr, batch_size, order):
    """Your b stays as it was. Each step moves w and b."""

    def gradients(x, t, w, b):
        return solution.mse_gradients(x, t, w, b)[0], 0.0

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def weights_never_move(x, t, w, b, lr, batch_size, order):
    """Your w stays as it was. Each step moves w and b."""

    def gradients(x, t, w, b):
        return w * 0, solution.mse_gradients(x, t, w, b)[1]

    return epoch(x, t, w, b, lr, solution.batches(order, batch_size), gradients)


@mistake("sgd_epoch")
def weights_averaged(x, t, w, b, lr, batch_size, order):
    """You return the mean of w and b over all steps. Asked for are those after the last
    step."""
    seen = []

    def gradients(x, t, w, b):
        seen.append((w, b))
        return solution.mse_gradients(x, t, w, b)

    cut = solution.batches(order, batch_size)
    seen.append(epoch(x, t, w, b, lr, cut, gradients))
    return sum(w for w, _ in seen[1:]) / len(cut), sum(b for _, b in seen[1:]) / len(cut)


@mistake("sgd_epoch")
def rate_shrinks(x, t, w, b, lr, batch_size, order):
    """Your steps get shorter from batch to batch. Here lr stays the same for the whole
    epoch."""
    for number, batch in enumerate(solution.batches(order, batch_size), 1):
        dw, db = solution.mse_gradients(x[batch], t[batch], w, b)
        w, b = w - lr / number * dw, b - lr / number * db
    return w, b


@mistake("sgd_epoch")
def batch_size_as_the_number_of_batches(x, t, w, b, lr, batch_size, order):
    """You make batch_size batches. batch_size is how many examples a batch has, not how many
    batches there are."""
    cut = [part for part in np.array_split(order, batch_size) if len(part)]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def short_batch_made_full(x, t, w, b, lr, batch_size, order):
    """You fill the last batch with examples from the beginning of order. Each example comes
    once in an epoch."""
    count = -(-len(order) // batch_size)
    filled = np.resize(order, count * batch_size)
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, filled)


@mistake("sgd_epoch")
def steps_from_every_example(x, t, w, b, lr, batch_size, order):
    """A batch begins at each example, so there are N steps, and examples come several times.
    The next batch begins where the last one ends."""
    cut = [order[at : at + batch_size] for at in range(len(order))]
    return epoch(x, t, w, b, lr, cut, solution.mse_gradients)


@mistake("sgd_epoch")
def changes_returned(x, t, w, b, lr, batch_size, order):
    """You return how far w and b have moved. Asked for are the new w and b."""
    w_new, b_new = solution.sgd_epoch(x, t, w, b, lr, batch_size, order)
    return w_new - w, b_new - b


@mistake("sgd_epoch")
def last_gradients_returned(x, t, w, b, lr, batch_size, order):
    """You return the gradients of the last batch. Asked for are the new w and b."""
    cut = solution.batches(order, batch_size)
    w, b = epoch(x, t, w, b, lr, cut[:-1], solution.mse_gradients)
    return solution.mse_gradients(x[cut[-1]], t[cut[-1]], w, b)


@mistake("sgd_epoch")
def new_bias_first(x, t, w, b, lr, batch_size, order):
    """You return the bias first. Asked for is the pair (w_new, b_new)."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order)[::-1]


@mistake("sgd_epoch")
def only_the_new_weights(x, t, w, b, lr, batch_size, order):
    """You return w alone. Asked for is the pair (w_new, b_new)."""
    return solution.sgd_epoch(x, t, w, b, lr, batch_size, order)[0]


@mistake("sgd_epoch")
def epoch_in_float64(x, t, w, b, lr, batch_size, order):
    """Your w is float64 whatever you were given. An array made without a dtype is float64:
    look where you make one."""
    w_new, b_new = solution.sgd_epoch(x, t, w, b, lr, batch_size, order)
    return np.zeros(len(w)) + w_new, b_new


@mistake("sgd_epoch")
def weights_moved_in_place(x, t, w, b, lr, batch_size, order):
    """You move w itself, so the caller's array changes. Make a new array at each step, or a
    copy before the first."""
    w_new, b_new = solution.sgd_epoch(x, t, w, b, lr, batch_size, order)
    w[...] = w_new
    return w, b_new


@mistake("sgd_epoch")
def examples_ordered_in_place(x, t, w, b, lr, batch_size, order):
    """You put the rows of the caller's x and t in order, so both change. Take the rows of a
    batch into new arrays."""
    w_new, b_new = solution.sgd_epoch(x, t, w, b, lr, batch_size, order)
    x[...], t[...] = x[order], t[order]
    return w_new, b_new
