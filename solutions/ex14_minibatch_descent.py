"""Ex14: batch, mini-batch and stochastic descent."""


def batches(order, batch_size):
    """Cut order into arrays of batch_size numbers; the last may be shorter."""
    return [order[at : at + batch_size].copy() for at in range(0, len(order), batch_size)]


def mse_gradients(x, t, w, b):
    """Gradients of the mean of (y - t)**2 over the examples of x, by w and by b."""
    slope = 2 * (x @ w + b - t) / len(x)  # (N,): dL/dy
    return x.T @ slope, slope.sum()


def sgd_epoch(x, t, w, b, lr, batch_size, order):
    """One step for each batch, in the order given."""
    for batch in batches(order, batch_size):
        dw, db = mse_gradients(x[batch], t[batch], w, b)
        w = w - lr * dw
        b = b - lr * db
    return w, b
