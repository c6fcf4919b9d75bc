"""Ex00: arrays and axes.

A warm-up of a quarter of an hour. A neural network is made of sums and products of
tables, with one example in each row and one feature in each column. Here are five such
functions, which later exercises use, and the way to work with `grade`.

How to work: choose a function below and put your code in place of its last line,
`raise NotImplementedError(...)`. Save the file. Then type in a terminal, in this folder:

    grade ex00         judges this file, one line for each check: pass or FAIL
    grade hint ex00    gives a hint; type it again for the next one
    grade              says where you are, and what comes next

Below the lines you see the first call that fails. Its panels show your answer beside
the expected one, with a * after each value that differs, and *why*, where that is
certain. You can copy the call into Python. A failed check costs nothing: run
`grade ex00` after every change.

Axes: an array of shape (N, D) has N rows and D columns. Axis 0 goes down, from row to
row, and axis 1 goes right, from column to column. A sum or a mean *along* an axis puts
one number in place of all numbers along it: that axis disappears from the shape.

    x = [[1, 2, 3],     shape (2, 3), so N = 2 and D = 3
         [4, 5, 6]]     sum along axis 0: [5, 7, 9], of shape (3,)

Broadcasting: where shapes differ, NumPy compares them from the right, and repeats what
is missing. (2, 3) and (3,) fit: all rows meet the same three numbers. (2, 3) and (2,)
are an error. (3, 3) and (3,) fit, also where you meant a column: nothing warns you. So
write down the shapes first.

The five functions, in formulas:

    sum_of_rows(x)[n]       = sum over d of x[n, d]
    centre_columns(x)[n, d] = x[n, d] - mean of column d
    add_bias(x, b)[n, d]    = x[n, d] + b[d]
    products(x, y)[n, m]    = sum over d of x[n, d] * y[m, d]
    pick(p, labels)[n]      = p[n, labels[n]]

By hand, with the x above: the rows sum to [6, 15]. The means of the columns are
[2.5, 3.5, 4.5], so the centred table is [[-1.5, -1.5, -1.5], [1.5, 1.5, 1.5]].

Where the lecture notes differ: they multiply a row of weights by one example, which
they write as a column. Here, as in PyTorch and Keras, every example is a row, and one
matrix product takes all of them at once. What NumPy and Keras call axis, PyTorch calls
dim.

You are free to use loops or NumPy's own functions. All float arrays of a call have one
dtype, and the result has it too: float32 in, float32 out; float64 in, float64 out.

Return arrays, not lists. Never change an argument, and never return an argument or a
view of one (an array that shares its memory): what you return is new.
"""

import numpy as np


def sum_of_rows(x):
    """The sum of each row: x (N, D) -> (N,).

    Float array; the result has its dtype.

    >>> sum_of_rows(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    array([ 6., 15.])
    """
    raise NotImplementedError("sum_of_rows")


def centre_columns(x):
    """Every column minus its own mean: x (N, D) -> (N, D).

    Float array; the result has its dtype, and its columns have the mean 0, up to rounding.

    >>> centre_columns(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    array([[-1.5, -1.5, -1.5],
           [ 1.5,  1.5,  1.5]])
    """
    raise NotImplementedError("centre_columns")


def add_bias(x, b):
    """b added to every row: x (N, D), b (D,) -> (N, D).

    Float arrays; the result has their dtype.

    >>> x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> add_bias(x, np.array([10.0, 20.0, 30.0]))
    array([[11., 22., 33.],
           [14., 25., 36.]])
    """
    raise NotImplementedError("add_bias")


def products(x, y):
    """The dot product of every row of x with every row of y: x (N, D), y (M, D) -> (N, M).

    Float arrays; the result has their dtype. Entry [n, m] belongs to row n of x and
    row m of y.

    >>> x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> products(x, np.array([[1.0, 0.0, 1.0]]))
    array([[ 4.],
           [10.]])
    """
    raise NotImplementedError("products")


def pick(p, labels):
    """One entry of each row: p (N, C), labels (N,) -> (N,).

    p is a float array, and the result has its dtype. labels are int64, from 0 to C - 1:
    labels[n] is the column in which the entry of row n stands.

    >>> p = np.array([[0.5, 0.25, 0.25], [0.0, 0.125, 0.875]])
    >>> pick(p, np.array([0, 2]))
    array([0.5  , 0.875])
    """
    raise NotImplementedError("pick")
