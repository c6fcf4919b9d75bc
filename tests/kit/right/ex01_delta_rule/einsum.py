"""The delta rule in einsum, as gradient descent: the gradient first, then the step."""

from numpy import add, einsum, multiply, subtract


def linear_unit(x, w, b):
    return add(einsum("ni,ji->nj", x, w), b)


def gradients(x, t, w, b):
    residual = subtract(linear_unit(x, w, b), t)
    return einsum("nj,ni->ji", residual, x), einsum("nj->j", residual)


def delta_rule_update(x, t, w, b, lr):
    return tuple(
        subtract(parameter, multiply(gradient, lr))
        for parameter, gradient in zip((w, b), gradients(x, t, w, b))
    )
