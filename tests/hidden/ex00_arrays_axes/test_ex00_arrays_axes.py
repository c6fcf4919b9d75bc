"""Hidden suite of ex00, arrays and axes."""

import math

import numpy as np

from grader.judge.suite import asks, cases, points, read_only, strided

# The first case of each check has small whole numbers, to be followed in the head. In the
# square ones a wrong axis raises no error.
TABLES = [(2, 3), (1, 4), (3, 3), (5, 2), (4, 1)]
PAIRS = [(2, 1, 3), (1, 2, 3), (3, 4, 2), (4, 2, 2), (3, 3, 4), (3, 3, 3), (4, 3, 1)]  # N, M, D


def table(rng, shape, first):
    """Draw numbers from 1 to 9, no two alike, for the first case; else sixteenths."""
    if first:
        return (rng.permutation(9) + 1.0)[: math.prod(shape)].reshape(shape)
    return rng.array(shape)


@points(2)
@cases("shape", TABLES)
def test_one_sum_for_each_row(agree, rng, shape):
    """sum_of_rows gives one sum for each row."""
    agree("sum_of_rows", table(rng, shape, shape == TABLES[0]))


@points(2)
@cases("shape", [*TABLES, "iris"])
def test_every_column_loses_its_mean(agree, rng, data, shape):
    """centre_columns subtracts from every column its own mean."""
    if shape == "iris":
        agree("centre_columns", data.iris.x[rng.choice(range(20)) :: 30, :3])
    else:
        agree("centre_columns", table(rng, shape, shape == TABLES[0]))


@points(2)
@cases("shape", TABLES)
def test_every_row_gets_the_bias(agree, rng, shape):
    """add_bias adds all of b to every row."""
    first = shape == TABLES[0]
    agree("add_bias", table(rng, shape, first), table(rng, shape[1:], first))


@points(2)
@cases("n, m, d", PAIRS)
def test_every_row_meets_every_row(agree, rng, n, m, d):
    """products pairs every row of x with every row of y."""
    first = (n, m, d) == PAIRS[0]
    agree("products", table(rng, (n, d), first), table(rng, (m, d), first))


@points(2)
@cases("shape", TABLES)
def test_one_entry_of_each_row(agree, rng, shape):
    """pick takes from each row the entry that its label names."""
    n, c = shape
    p = table(rng, shape, shape == TABLES[0])
    agree("pick", p, np.resize(rng.permutation(c), n))
    agree("pick", p, rng.integers(0, c, (n,)))


# Where all sizes are 1, a wrong axis is right; where they are equal, it raises no error. So
# it costs nothing more here.
EQUAL_SIZES = [1, 3]


@points(1)
@asks("dtype")
@cases("size", EQUAL_SIZES)
def test_float32_stays_float32(agree, rng, size):
    """float32 in gives float32 out, from all five functions."""
    x, y = rng.array((size, size), "float32"), rng.array((size, size), "float32")
    agree("sum_of_rows", x)
    agree("centre_columns", x)
    agree("add_bias", x, y[0])
    agree("products", x, y)
    agree("pick", x, rng.integers(0, size, (size,)))


@points(1)
@asks("arguments", "memory")
@cases("size", EQUAL_SIZES)
def test_arguments_are_left_alone(agree, keeps, rng, size):
    """No argument is changed or returned, however it lies in memory."""
    x, y = rng.array((size, size)), rng.array((size, size))
    labels = rng.integers(0, size, (size,))
    keeps("sum_of_rows", x)
    keeps("centre_columns", x)
    keeps("add_bias", x, y[0])
    keeps("products", x, y)
    keeps("pick", x, labels)
    agree("sum_of_rows", strided(x))
    agree("centre_columns", np.asfortranarray(x))
    agree("add_bias", read_only(x), strided(y[0]))
    agree("products", np.asfortranarray(x), read_only(y))
    agree("pick", strided(x), read_only(labels))
