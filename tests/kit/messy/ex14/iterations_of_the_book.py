def sgd_epoch(x, t, w, b, lr, batch_size, order):
    n = max(len(x) // batch_size, 1)
    for k in range(n):
        idx = order[k * batch_size : (k + 1) * batch_size]
        e = x[idx] @ w + b - t[idx]
        w = w - lr * 2 / batch_size * (x[idx].T @ e)
        b = b - lr * 2 / batch_size * e.sum()
    return w, b
