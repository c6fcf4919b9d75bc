"""All five in einsum, the picked entries by a one-hot table."""

from numpy import einsum, eye, ones


def sum_of_rows(x):
    return einsum("nd->n", x)


def centre_columns(x):
    means = einsum("nd->d", x) / x.shape[0]
    return einsum("nd,->nd", x, x.dtype.type(1)) - means[None, ...]


def add_bias(x, b):
    return x + einsum("n,d->nd", ones(len(x), b.dtype), b)


def products(x, y):
    return einsum("nd,md->nm", x, y, optimize=True)


def pick(p, labels):
    one_hot = eye(p.shape[1], dtype=p.dtype)[labels]
    return einsum("nc,nc->n", p, one_hot)
