"""Ex01: scaling.

Double every value of an array; then measure how large its values are.
"""


def double(x):
    """Return 2 x; x (N, D) -> (N, D), dtype kept.

    >>> double(np.array([1.0, 2.5]))
    array([2., 5.])
    """
    raise NotImplementedError("double")


def mean_square(x):
    """Return the mean of the squares of x (N, D), a number.

    >>> print(mean_square(np.array([[1.0, 3.0]])))
    5.0
    """
    raise NotImplementedError("mean_square")
