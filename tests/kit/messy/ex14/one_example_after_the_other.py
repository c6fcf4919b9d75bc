def sgd_epoch(x, t, w, b, lr, batch_size, order):
    for part in batches(order, batch_size):
        for n in part:
            e = x[n] @ w + b - t[n]
            w = w - lr * 2 * e * x[n] / len(part)
            b = b - lr * 2 * e / len(part)
    return w, b
