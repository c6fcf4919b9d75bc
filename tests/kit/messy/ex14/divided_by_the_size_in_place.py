def sgd_epoch(x, t, w, b, lr, batch_size, order):
    for start in range(0, len(order), batch_size):
        idx = order[start : start + batch_size]
        e = x[idx] @ w + b - t[idx]
        w -= lr * 2 / batch_size * x[idx].T @ e
        b -= lr * 2 / batch_size * e.sum()
    return w, b
