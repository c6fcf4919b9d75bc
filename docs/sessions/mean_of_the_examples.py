"""Ex01: delta rule. Nearly right, and with a print() left in."""


def linear_unit(x, w, b):
    return x @ w.T + b


def delta_rule_update(x, t, w, b, lr):
    error = t - linear_unit(x, w, b)
    print("error has the shape", error.shape)
    w_new = w + lr * error.T @ x / len(x)
    b_new = b + lr * error.mean(axis=0)
    return w_new, b_new
