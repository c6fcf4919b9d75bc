"""Known wrong answers of ex01, scaling."""

import numpy as np


@mistake("double")
def squared(x):
    """You squared the values; doubling adds each value to itself."""
    return x * x


@mistake("double")
def doubled_in_place(x):
    """The result is written into x, which belongs to the caller."""
    if not x.flags.c_contiguous:
        return 2 * x
    x *= 2
    return x.copy()


@mistake("double")
def always_float64(x):
    """float32 comes in and float64 goes out: keep the dtype."""
    return 2 * x.astype("float64")


@mistake("double")
def halved(x):
    """You halved the values."""
    return x / 2


@mistake("double")
def only_copied(x):
    """Your answer is a copy of x: nothing was doubled."""
    return x.copy()


@mistake("double")
def two_added(x):
    """You added 2 to each value; doubling adds each value to itself."""
    return x + 2


@mistake("double")
def sign_turned(x):
    """Your values have the other sign."""
    return -2 * x


@mistake("double")
def first_row_only(x):
    """Only the first row is doubled."""
    doubled = x.copy()
    doubled[0] *= 2
    return doubled


@mistake("mean_square")
def sum_of_squares(x):
    """You added the squares; divide the sum by how many there are."""
    return solution.mean_square(x) * x.size


@mistake("mean_square")
def square_of_the_mean(x):
    """You squared the mean; take the mean of the squares."""
    if x.size == 1:
        raise ValueError("one value")
    return np.mean(x) ** 2


@mistake("mean_square")
def one_value_accepted(x):
    """A single value is accepted, though it must be refused."""
    return np.mean(x * x)


@mistake("mean_square")
def negative(x):
    """The sign is wrong: squares are never negative."""
    return -solution.mean_square(x)


@mistake("mean_square")
def root_of_it(x):
    """You took the square root; the mean of the squares is asked for."""
    return np.sqrt(solution.mean_square(x))


@mistake("mean_square")
def mean_of_sizes(x):
    """You took the mean of the absolute values; square them instead."""
    return np.abs(x).mean() + 0 * solution.mean_square(x)


@mistake("mean_square")
def half_of_it(x):
    """Your answer is half of the mean of the squares."""
    return solution.mean_square(x) / 2


@mistake("mean_square")
def divided_by_one_less(x):
    """You divided by one less than there are values."""
    return solution.mean_square(x) * x.size / (x.size - 1)
