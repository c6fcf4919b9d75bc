"""Known wrong answers of ex02, shifting."""

from ex01_scaling import double


@mistake("shifted")
def once_only(x, by):
    """You added the values once; they are to be doubled before."""
    return by + x


@mistake("shifted")
def doubled_behind(x, by):
    """You doubled the sum: by is doubled too."""
    return double(x + by)


@mistake("shifted")
def not_shifted(x, by):
    """by is not added."""
    return double(x)


@mistake("shifted")
def by_taken_off(x, by):
    """You subtracted by; it is to be added."""
    return double(x) - by


@mistake("shifted")
def doubled_twice(x, by):
    """You doubled twice."""
    return by + double(double(x))


@mistake("shifted")
def float64_out(x, by):
    """float32 comes in and float64 goes out: keep the dtype."""
    return by + double(x).astype("float64")


@mistake("shifted")
def sign_of_all(x, by):
    """Everything has the other sign."""
    return -(by + double(x))


@mistake("shifted")
def times_by(x, by):
    """You multiplied by `by`; it is to be added."""
    return by * double(x)


@mistake("turned")
def not_turned(x):
    """Your values have the sign of x."""
    return x.copy()


@mistake("turned")
def turned_in_place(x):
    """The result is written into x, which belongs to the caller."""
    x *= -1
    return x.copy()


@mistake("turned")
def absolute(x):
    """You took the absolute value."""
    return abs(x)


@mistake("turned")
def minus_absolute(x):
    """You took minus the absolute value; the sign of negative values is turned too."""
    return -abs(x)


@mistake("turned")
def turned_and_doubled(x):
    """You doubled the values as well."""
    return -double(x)


@mistake("turned")
def reciprocal(x):
    """You divided 1 by the values."""
    return 1 / x


@mistake("turned")
def reversed_columns(x):
    """You reversed the columns; only the sign is to be turned."""
    return x[:, ::-1].copy()


@mistake("turned")
def reversed_and_turned(x):
    """You reversed the columns as well."""
    return -x[:, ::-1]
