def sgd_epoch(x, t, w, b, lr, batch_size, order):
    idx = np.random.permutation(len(x))
    for k in range(0, len(x), batch_size):
        part = idx[k : k + batch_size]
        dw, db = mse_gradients(x[part], t[part], w, b)
        w = w - lr * dw
        b = b - lr * db
    return w, b
