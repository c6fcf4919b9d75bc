"""Ex09: the linear layer."""


def linear(x, weight, bias):
    """Weighted sums plus biases: x (N, D), weight (O, D), bias (O,) -> (N, O)."""
    return x @ weight.T + bias


def linear_backward(grad_out, x, weight):
    """In each product the axis that disappears is the one that is summed over."""
    dx = grad_out @ weight  # over the units
    dweight = grad_out.T @ x  # over the examples
    dbias = grad_out.sum(axis=0)
    return dx, dweight, dbias
