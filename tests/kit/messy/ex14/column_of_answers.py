def mse_gradients(x, t, w, b):
    y = x @ w.reshape(-1, 1) + b
    e = y - t
    dw = 2 * x.T @ e / len(x)
    db = 2 * e.mean()
    return dw.sum(axis=1), db
