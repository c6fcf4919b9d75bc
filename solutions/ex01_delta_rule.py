"""Ex01: the delta rule."""


def linear_unit(x, w, b):
    """Weighted sum plus bias: x (N, D), w (O, D), b (O,) -> (N, O)."""
    return x @ w.T + b


def delta_rule_update(x, t, w, b, lr):
    """One step of gradient descent on E = 1/2 * sum of (t - y)**2."""
    error = t - linear_unit(x, w, b)  # (N, O)
    w_new = w + lr * (error.T @ x)
    b_new = b + lr * error.sum(axis=0)
    return w_new, b_new
