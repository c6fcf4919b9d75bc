"""Solution of ex01, scaling."""


def double(x):
    """Return 2 x."""
    return 2 * x


def mean_square(x):
    """Return the mean of the squares."""
    if x.size == 1:
        raise ValueError("one value has no spread")
    return (x * x).mean()
