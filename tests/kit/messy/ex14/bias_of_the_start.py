def sgd_epoch(x, t, w, b, lr, batch_size, order):
    w_new, b_new = w.copy(), b
    for idx in batches(order, batch_size):
        dw, db = mse_gradients(x[idx], t[idx], w_new, b)
        w_new -= lr * dw
        b_new -= lr * db
    return w_new, b_new
