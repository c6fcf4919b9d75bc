def mse_gradients(x, t, w, b):
    n = x.shape[0]
    y = x @ w.reshape(-1, 1) + b
    err = y - t
    dw = 2 / n * (x.T @ err)
    db = 2 / n * np.sum(err, axis=0)
    return dw[:, 0], db[0]
