"""Known wrong answers of ex00, arrays and axes."""

import numpy as np

# sum_of_rows


@mistake("sum_of_rows")
def columns_summed(x):
    """You sum each column. Axis 0 goes down a column, axis 1 along a row: which of the
    two should disappear?"""
    return x.sum(axis=0)


@mistake("sum_of_rows")
def everything_summed(x):
    """You sum the whole table into one number. Each row has a sum of its own: give the
    sum an axis."""
    return x.sum()


@mistake("sum_of_rows")
def sums_as_a_column(x):
    """The sums are right, but they have the shape (N, 1). The axis that is summed along
    disappears: (N,)."""
    return x.sum(axis=1, keepdims=True)


@mistake("sum_of_rows")
def sums_as_a_row(x):
    """The sums are right, but they have the shape (1, N), with two axes. Asked for is
    one axis, (N,)."""
    return x.sum(axis=1)[None, :]


@mistake("sum_of_rows")
def rows_averaged(x):
    """These are the means of the rows. Asked for are the sums: nothing is divided."""
    return x.mean(axis=1)


@mistake("sum_of_rows")
def only_the_sum_of_the_first_row(x):
    """You return one number, the sum of the first row. Look where your return stands: it
    ends the function, and with it the loop."""
    return x[0].sum()


@mistake("sum_of_rows")
def rows_after_the_first_are_zero(x):
    """Only your first sum is right, all others are 0. See whether the function ends
    before the last row."""
    sums = np.zeros_like(x[:, 0])
    sums[0] = x[0].sum()
    return sums


@mistake("sum_of_rows")
def only_the_sum_of_the_last_row(x):
    """You return one number, the sum of the last row. Keep the sums of the other rows
    too."""
    return x[-1].sum()


@mistake("sum_of_rows")
def total_goes_on(x):
    """Each of your sums holds the rows above as well. Every row begins again at 0."""
    return np.cumsum(x.sum(axis=1))


@mistake("sum_of_rows")
def last_column_missing(x):
    """The last number of each row is missing from its sum. See where your columns
    end."""
    return x[:, :-1].sum(axis=1)


@mistake("sum_of_rows")
def first_column_missing(x):
    """The first number of each row is missing from its sum. Rows and columns are counted
    from 0."""
    return x[:, 1:].sum(axis=1)


@mistake("sum_of_rows")
def only_the_last_column(x):
    """Each of your sums is just the last number of its row. See whether numbers are added
    to the sum, or replace it."""
    return x[:, -1].copy()


@mistake("sum_of_rows")
def only_the_first_column(x):
    """Each of your sums is just the first number of its row. The others are to be added
    to it."""
    return x[:, 0].copy()


@mistake("sum_of_rows")
def running_sums(x):
    """You return the running sums of each row, (N, D). Asked for is the last of them, one
    number for each row."""
    return np.cumsum(x, axis=1)


@mistake("sum_of_rows")
def sums_of_absolute_values(x):
    """You sum the numbers without their signs. Negative numbers make a sum smaller."""
    return abs(x).sum(axis=1)


@mistake("sum_of_rows")
def largest_of_each_row(x):
    """These are the largest numbers of the rows. Asked for are the sums."""
    return x.max(axis=1)


@mistake("sum_of_rows")
def sums_cut_to_whole_numbers(x):
    """Your sums have lost their fractions. An array of ints cannot hold them: look at the
    dtype of the array that you fill."""
    return x.sum(axis=1).astype("int64")


@mistake("sum_of_rows")
def sums_in_float64(x):
    """Your sums are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return x.sum(axis=1).astype("float64")


@mistake("sum_of_rows")
def added_into_the_first_column(x):
    """You add the numbers into the first column of x itself, so the caller's table
    changes. Begin with a new array."""
    sums = x[:, 0]
    for column in range(1, x.shape[1]):
        sums += x[:, column]
    return sums


# centre_columns


@mistake("centre_columns")
def rows_centred(x):
    """Your rows have the mean 0, not your columns. For the mean of a column, which axis
    disappears?"""
    return x - x.mean(axis=1, keepdims=True)


@mistake("centre_columns")
def means_of_rows_along_the_columns(x):
    """You subtract the means of the rows from the columns: an error for most shapes. Look
    at the axis of the mean."""
    return x - x.mean(axis=1)


@mistake("centre_columns")
def means_of_rows_subtracted_in_place(x):
    """You subtract the means of the rows inside x itself: an error for most shapes. Look
    at the axis of the mean."""
    x -= x.mean(axis=1)
    return x


@mistake("centre_columns")
def mean_of_the_table_subtracted(x):
    """You subtract one number everywhere, the mean of the whole table. Each column has a
    mean of its own."""
    return x - x.mean()


@mistake("centre_columns")
def rows_and_columns_centred(x):
    """Your rows are centred as well as your columns. Only the columns are asked for."""
    y = x - x.mean(axis=0)
    return y - y.mean(axis=1, keepdims=True)


@mistake("centre_columns")
def means_returned(x):
    """You return the means of the columns. Asked for is the table without them, (N,
    D)."""
    return x.mean(axis=0)


@mistake("centre_columns")
def means_in_every_row(x):
    """Each of your rows holds the means of the columns. They are still to be subtracted
    from x."""
    return np.zeros_like(x) + x.mean(axis=0)


@mistake("centre_columns")
def sums_subtracted(x):
    """You subtract the sum of each column. A mean is the sum divided by the number of
    rows."""
    return x - x.sum(axis=0)


@mistake("centre_columns")
def divided_by_the_columns(x):
    """Your means are sums divided by D, the number of columns. A column has N
    numbers."""
    return x - x.sum(axis=0) / x.shape[1]


@mistake("centre_columns")
def divided_by_one_row_less(x):
    """Your means are sums divided by N - 1, as in a variance of samples. A mean divides by
    N."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return x - x.sum(axis=0) / np.array(len(x) - 1, x.dtype)


@mistake("centre_columns")
def means_of_changed_columns(x):
    """You take the mean of a column again after some of its numbers have changed. Take it
    once, before."""
    y = x.copy()
    for row in y:
        row -= y.mean(axis=0)
    return y


@mistake("centre_columns")
def x_subtracted_from_the_means(x):
    """Your answer has the opposite sign. The means are subtracted from x, not x from the
    means."""
    return x.mean(axis=0) - x


@mistake("centre_columns")
def means_added(x):
    """You add the means. To bring the mean of a column to 0, it is subtracted."""
    return x + x.mean(axis=0)


@mistake("centre_columns")
def divided_by_the_means(x):
    """You divide each column by its mean. It is subtracted: the column moves, and is not
    stretched."""
    return x / x.mean(axis=0)


@mistake("centre_columns")
def standardised(x):
    """You also divide by the standard deviation of each column. Centring stops after the
    mean is subtracted."""
    y = x - x.mean(axis=0)
    with np.errstate(invalid="ignore"):
        return y / x.std(axis=0)


@mistake("centre_columns")
def standardised_with_a_guard(x):
    """Your columns are also divided by their standard deviation. Only the mean is to be
    subtracted."""
    y = x - x.mean(axis=0)
    return y / (x.std(axis=0) + 1e-8).astype(x.dtype)


@mistake("centre_columns")
def mean_of_column_n_in_row_n(x):
    """From row n you subtract the mean of column n. In column d the mean of column d is
    subtracted, in every row."""
    return x - x.mean(axis=0)[np.arange(len(x)), None]


@mistake("centre_columns")
def medians_subtracted(x):
    """You subtract the median of each column. Asked for is the mean: the sum divided by
    the number of rows."""
    return x - np.median(x, axis=0).astype(x.dtype)


@mistake("centre_columns")
def first_row_subtracted(x):
    """You subtract the first row from every row. Subtract the mean of each column."""
    return x - x[0]


@mistake("centre_columns")
def smallest_subtracted(x):
    """You subtract the smallest number of each column. Subtract its mean, so that some
    numbers become negative."""
    return x - x.min(axis=0)


@mistake("centre_columns")
def only_the_first_column_centred(x):
    """Only your first column is centred. See whether the function ends before the last
    column."""
    y = x.copy()
    y[:, 0] -= x[:, 0].mean()
    return y


@mistake("centre_columns")
def only_the_first_row_centred(x):
    """Only your first row has changed. The mean of a column is subtracted in every
    row."""
    y = x.copy()
    y[0] -= x.mean(axis=0)
    return y


@mistake("centre_columns")
def means_rounded_down(x):
    """You subtract means rounded down. See whether you divide with //, or round."""
    return x - np.floor(x.mean(axis=0))


@mistake("centre_columns")
def means_cut_to_whole_numbers(x):
    """You subtract means whose fractions are cut off. See whether ints hold your means."""
    return x - np.trunc(x.mean(axis=0))


@mistake("centre_columns")
def means_rounded_to_two_decimals(x):
    """You subtract means of two decimals only. Look for a rounding, and leave it out."""
    return x - x.mean(axis=0).round(2)


@mistake("centre_columns")
def means_rounded_to_whole_numbers(x):
    """You subtract means rounded to whole numbers. Look for a rounding, and leave it
    out."""
    return x - x.mean(axis=0).round()


@mistake("centre_columns")
def centred_in_float64(x):
    """Your answer is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return (x - x.mean(axis=0)).astype("float64")


@mistake("centre_columns")
def centred_in_place(x):
    """You subtract inside x itself, so the caller's table changes. Make a new array
    instead."""
    x -= x.mean(axis=0)
    return x


@mistake("centre_columns")
def x_changed_as_well(x):
    """The caller's x has changed as well. A second name is no second array: copy x
    first."""
    y = x - x.mean(axis=0)
    x[...] = y
    return y


# add_bias


@mistake("add_bias")
def bias_as_a_column(x, b):
    """You add b as a column, one number for each row: an error for most shapes. Every row
    gets all of b."""
    return x + b[:, None]


@mistake("add_bias")
def bias_subtracted(x, b):
    """You subtract the bias. A bias is added."""
    return x - b


@mistake("add_bias")
def bias_multiplied(x, b):
    """You multiply by b. A bias is added."""
    return x * b


@mistake("add_bias")
def sum_of_the_bias_added(x, b):
    """You add the sum of b to every entry. Column d gets b[d] alone."""
    return x + b.sum()


@mistake("add_bias")
def mean_of_the_bias_added(x, b):
    """You add the mean of b to every entry. Column d gets b[d] alone."""
    return x + b.mean()


@mistake("add_bias")
def first_bias_everywhere(x, b):
    """You add the first number of b to every column. Column d gets b[d]."""
    return x + b[0]


@mistake("add_bias")
def bias_in_reverse_order(x, b):
    """You add b from its last number to its first. Column d gets b[d]."""
    return x + b[::-1]


@mistake("add_bias")
def bias_repeated_number_by_number(x, b):
    """You repeat each number of b before the next one, so they land in other columns.
    Column d gets b[d] in every row."""
    return x + np.repeat(b, len(x)).reshape(x.shape)


@mistake("add_bias")
def bias_in_the_first_row_only(x, b):
    """Only your first row gets the bias. See whether the function ends before the last
    row."""
    y = x.copy()
    y[0] += b
    return y


@mistake("add_bias")
def bias_in_the_last_row_only(x, b):
    """Only your last row gets the bias. All rows get it."""
    y = x.copy()
    y[-1] += b
    return y


@mistake("add_bias")
def as_many_rows_as_the_bias_is_long(x, b):
    """You add b to the first D rows: an error where N is smaller. Count the rows of x, not
    the numbers of b."""
    y = x.copy()
    for n in range(len(b)):
        y[n] += b
    return y


@mistake("add_bias")
def as_many_rows_of_x_itself(x, b):
    """You add b inside x itself, to its first D rows: an error where N is smaller. Copy x,
    and count its rows."""
    for n in range(len(b)):
        x[n] += b
    return x


@mistake("add_bias")
def bias_in_the_first_column_only(x, b):
    """Only your first column gets its bias. Each column d gets b[d]."""
    y = x.copy()
    y[:, 0] += b[0]
    return y


@mistake("add_bias")
def only_the_first_row_returned(x, b):
    """You return one row, the first with its bias. Look where your return stands: it
    ends the function, and with it the loop."""
    return x[0] + b


@mistake("add_bias")
def bias_added_for_every_row(x, b):
    """Every row gets b N times. See whether your loop adds b to the whole table, once
    for each row."""
    return x + len(x) * b


@mistake("add_bias")
def bias_added_more_in_each_row(x, b):
    """Row n gets b n + 1 times. See whether b, or what you add, grows from row to
    row."""
    return x + np.arange(1, len(x) + 1, dtype=x.dtype)[:, None] * b


@mistake("add_bias")
def bias_as_a_new_row(x, b):
    """You put b below x, as one more row. It is added to the rows, and the shape stays
    (N, D)."""
    return np.concatenate([x, b[None, :]])


@mistake("add_bias")
def column_of_ones(x, b):
    """You give x one more column, of ones, as some books do. Here b is added, and the
    shape stays (N, D)."""
    return np.concatenate([x, np.ones_like(x[:, :1])], axis=1)


@mistake("add_bias")
def bias_alone(x, b):
    """Your rows hold b alone: x is missing from the sum."""
    return np.zeros_like(x) + b


@mistake("add_bias")
def bias_left_out(x, b):
    """You return x without the bias."""
    return x.copy()


@mistake("add_bias")
def biased_in_float64(x, b):
    """Your answer is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return (x + b).astype("float64")


@mistake("add_bias")
def bias_added_in_place(x, b):
    """You add b inside x itself, so the caller's table changes. Make a new array
    instead."""
    return np.add(x, b, out=x)


@mistake("add_bias")
def bias_added_to_x_as_well(x, b):
    """The caller's x has changed as well. A second name is no second array: copy x
    first."""
    y = x + b
    x[...] = y
    return y


# products


@mistake("products")
def multiplied_by_element(x, y):
    """You multiply element by element, and nothing is summed. Each pair of rows gives one
    sum: look for the matrix product."""
    return x * y


@mistake("products")
def multiplied_by_element_and_summed(x, y):
    """You multiply element by element, then sum each row. Every row of x meets every row
    of y: N * M pairs."""
    return (x * y).sum(axis=1)


@mistake("products")
def y_not_transposed(x, y):
    """Your rows of x meet the columns of y. They should meet the rows: see which two axes
    must be of length D."""
    return x @ y


@mistake("products")
def y_reshaped(x, y):
    """You reshape y to (D, M), which mixes its rows. Look for what exchanges the two
    axes."""
    return x @ y.reshape(y.shape[::-1])


@mistake("products")
def x_transposed(x, y):
    """You transpose x, so columns meet columns. Rows should meet rows: see which of the
    two must be transposed."""
    return x.T @ y


@mistake("products")
def rows_of_y_first(x, y):
    """The dot products are right, but lie as (M, N). Rows are for the rows of x, columns
    for those of y."""
    return y @ x.T


@mistake("products")
def products_not_summed(x, y):
    """You return every product by itself, (N, M, D). A dot product sums them along the
    last axis."""
    return x[:, None, :] * y[None, :, :]


@mistake("products")
def products_summed_over_y(x, y):
    """You sum over the rows of y, (N, D). A dot product sums along d, the axis that x and
    y share."""
    return (x[:, None, :] * y[None, :, :]).sum(axis=1)


@mistake("products")
def outer_product(x, y):
    """Every number of x meets every number of y, (N*D, M*D). Only numbers in the same
    column meet, and their products are summed."""
    return np.outer(x, y)


@mistake("products")
def all_products_summed(x, y):
    """You return one number, the sum of all dot products. Each pair of rows has an entry
    of its own."""
    return (x @ y.T).sum()


@mistake("products")
def tables_multiplied_and_summed(x, y):
    """You multiply element by element and sum everything into one number. Each pair of
    rows has a sum of its own."""
    return (x * y).sum()


@mistake("products")
def tables_as_two_long_rows(x, y):
    """You take x and y as two long rows, with one dot product: an error, unless N = M.
    Each pair of rows has one."""
    return np.dot(x.ravel(), y.ravel())


@mistake("products")
def rows_of_x_meet_each_other(x, y):
    """You do not use y: these are the products of the rows of x with each other."""
    return x @ x.T


@mistake("products")
def products_averaged(x, y):
    """Your products are divided by D. A dot product is a sum, not a mean."""
    return x @ y.T / x.shape[1]


@mistake("products")
def last_column_left_out(x, y):
    """The products of the last column are missing from your sums. See where your columns
    end."""
    return x[:, :-1] @ y[:, :-1].T


@mistake("products")
def first_column_left_out(x, y):
    """The products of the first column are missing from your sums. Columns are counted from
    0."""
    return x[:, 1:] @ y[:, 1:].T


@mistake("products")
def as_many_columns_as_rows(x, y):
    """You sum over the first N columns: an error where D is smaller. A dot product sums over
    all D."""
    columns = np.arange(len(x))
    return x[:, columns] @ y[:, columns].T


@mistake("products")
def sums_multiplied(x, y):
    """You sum each row first, then multiply the sums. Multiply number by number first,
    then sum."""
    return x.sum(axis=1)[:, None] * y.sum(axis=1)


@mistake("products")
def added_by_element(x, y):
    """You add the numbers of two rows. A dot product multiplies them in pairs, then
    sums."""
    return (x[:, None, :] + y[None, :, :]).sum(axis=2)


@mistake("products")
def squared_distances(x, y):
    """These are the squared distances between the rows. Asked for are the dot
    products."""
    return ((x[:, None, :] - y[None, :, :]) ** 2).sum(axis=2)


@mistake("products")
def cosines(x, y):
    """You also divide by the lengths of the rows. A dot product is not divided."""
    lengths = (np.sqrt((a * a).sum(axis=1)) for a in (x, y))
    with np.errstate(invalid="ignore"):
        return x @ y.T / np.outer(*lengths)


@mistake("products")
def lengths_multiplied(x, y):
    """You multiply the lengths of two rows. A dot product multiplies number by number, then
    sums."""
    return np.outer(*(np.sqrt((a * a).sum(axis=1)) for a in (x, y)))


@mistake("products")
def products_n_by_n(x, y):
    """Your table is N by N: an error where M is smaller. It has a column for each row of y:
    M."""
    return x @ y[np.arange(len(x))].T


@mistake("products")
def columns_counted_by_the_rows_of_x(x, y):
    """You fill N columns and no more: an error where M is smaller, zeros where it is larger.
    There are M columns."""
    z = np.zeros_like(x @ y.T)
    for column in range(len(x)):
        z[:, column] = x @ y[column]
    return z


@mistake("products")
def only_the_last_product(x, y):
    """Each entry is just the product in the last column. See whether products are added
    to the sum, or replace it."""
    return np.outer(x[:, -1], y[:, -1])


@mistake("products")
def only_the_first_product(x, y):
    """Each entry is just the product in the first column. The products of all columns are
    summed."""
    return np.outer(x[:, 0], y[:, 0])


@mistake("products")
def total_not_begun_again(x, y):
    """Each of your entries holds all entries before it as well. Every pair of rows begins
    again at 0."""
    return np.cumsum(x @ y.T).reshape(len(x), len(y))


@mistake("products")
def only_the_first_row_filled(x, y):
    """Only your first row is right, all others are 0. See whether the function ends
    before the last row."""
    z = x @ y.T
    z[1:] = 0
    return z


@mistake("products")
def only_the_first_row_given(x, y):
    """You return the first row alone, (M,). Look where your return stands: it ends the
    function, and with it the loop."""
    return x[0] @ y.T


@mistake("products")
def axes_of_one_dropped(x, y):
    """Where N or M is 1 an axis is missing. The answer always has two axes, (N, M), also
    where a length is 1."""
    return np.squeeze(x @ y.T)


@mistake("products")
def products_flattened(x, y):
    """The dot products are right, but in one long row. The answer has two axes, (N,
    M)."""
    return (x @ y.T).ravel()


@mistake("products")
def products_cut_to_whole_numbers(x, y):
    """Your products have lost their fractions. An array of ints cannot hold them: look at
    the dtype of the array that you fill."""
    return (x @ y.T).astype("int64")


@mistake("products")
def products_in_float64(x, y):
    """Your answer is float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return (x @ y.T).astype("float64")


@mistake("products")
def axes_of_y_exchanged_for_the_caller(x, y):
    """The caller's y has changed. A second name is no second array."""
    z = x @ y.T
    if y.shape[0] == y.shape[1]:
        y[...] = y.T.copy()
    else:
        y[...] = 0
    return z


# pick


@mistake("pick")
def columns_picked_for_every_row(p, labels):
    """You take whole columns: every row gives an entry for every label, (N, N). Each row
    goes with its own label only."""
    return p[:, labels]


@mistake("pick")
def rows_picked(p, labels):
    """You take whole rows: the labels are used as row numbers. They number the columns,
    one for each row."""
    return p[labels]


@mistake("pick")
def rows_and_columns_exchanged(p, labels):
    """You use the labels as row numbers, and the row numbers as columns. The index of
    the row comes first."""
    return p[labels, np.arange(len(p))]


@mistake("pick")
def all_from_the_first_row(p, labels):
    """All your entries come from the first row. Entry n comes from row n."""
    return p[0, labels]


@mistake("pick")
def label_of_the_first_row_for_all(p, labels):
    """You take one column for all rows, that of the first label. Each row has a label of
    its own."""
    return p[:, labels[0]].copy()


@mistake("pick")
def label_of_the_last_row_for_all(p, labels):
    """You take one column for all rows, that of the last label. Each row has a label of
    its own."""
    return p[:, labels[-1]].copy()


@mistake("pick")
def largest_of_each_row_picked(p, labels):
    """You take the largest entry of each row. The label says which one is asked for,
    large or small."""
    return p.max(axis=1)


@mistake("pick")
def column_of_the_largest(p, labels):
    """You return the column in which the largest entry stands. Asked for is the entry at
    the label."""
    return p.argmax(axis=1)


@mistake("pick")
def labels_returned(p, labels):
    """You return the labels themselves. They say where the entries stand, and the entries
    are asked for."""
    return labels.astype(p.dtype)


@mistake("pick")
def labels_counted_from_one(p, labels):
    """You take the column before the label. Columns are counted from 0, and so are the
    labels."""
    return p[np.arange(len(p)), labels - 1]


@mistake("pick")
def others_set_to_zero(p, labels):
    """You keep the table, with 0 at all other entries. Asked for are the entries alone,
    (N,)."""
    return p * (np.arange(p.shape[1]) == labels[:, None])


@mistake("pick")
def one_hot_returned(p, labels):
    """You return the labels as zeros and ones. Asked for are the entries of p at these
    places."""
    return (np.arange(p.shape[1]) == labels[:, None]).astype(p.dtype)


@mistake("pick")
def entries_summed(p, labels):
    """You return one number, the sum of the entries. Asked for is an entry for each
    row."""
    return p[np.arange(len(p)), labels].sum()


@mistake("pick")
def entries_averaged(p, labels):
    """You return one number, the mean of the entries. Asked for is an entry for each
    row."""
    return p[np.arange(len(p)), labels].mean()


@mistake("pick")
def only_the_entry_of_the_first_row(p, labels):
    """You return one number, the entry of the first row. Look where your return stands:
    it ends the function, and with it the loop."""
    return p[0, labels[0]]


@mistake("pick")
def entries_after_the_first_are_zero(p, labels):
    """Only your first entry is right, all others are 0. See whether the function ends
    before the last row."""
    picked = np.zeros_like(p[:, 0])
    picked[0] = p[0, labels[0]]
    return picked


@mistake("pick")
def entries_as_a_column(p, labels):
    """The entries are right, but they have the shape (N, 1). Asked for is one axis,
    (N,)."""
    return np.take_along_axis(p, labels[:, None], axis=1)


@mistake("pick")
def picked_in_order_of_the_columns(p, labels):
    """The entries are right, but come column by column. Asked for is the order of the
    rows."""
    return p[np.arange(len(p)), labels][np.argsort(labels, kind="stable")]


@mistake("pick")
def entries_cut_to_whole_numbers(p, labels):
    """Your entries have lost their fractions. An array of ints cannot hold them: look at
    the dtype of the array that you fill."""
    return p[np.arange(len(p)), labels].astype("int64")


@mistake("pick")
def entries_in_float64(p, labels):
    """Your entries are float64 whatever you were given. An array made without a dtype is
    float64: look where you make one."""
    return p[np.arange(len(p)), labels].astype("float64")


@mistake("pick")
def other_entries_erased(p, labels):
    """Your entries are right, but in the caller's p all others are 0 now. Work on a new
    array."""
    picked = p[np.arange(len(p)), labels]
    p *= np.arange(p.shape[1]) == labels[:, None]
    return picked


@mistake("pick")
def labels_made_places_in_one_long_row(p, labels):
    """Your entries are right, but the caller's labels have changed: you add to them in
    place. Make a new array."""
    labels += np.arange(len(p)) * p.shape[1]
    return p.ravel()[labels]
