def train_step(params, x, t, lr):
    h, y = forward(params, x)
    d2 = (y - t) * y * (1 - y)
    d1 = d2 @ params["w2"] * h * (1 - h)
    return {
        "w1": params["w1"] - 2 * lr * d1.T @ x,
        "b1": params["b1"] - lr * d1.sum(axis=0),
        "w2": params["w2"] - lr * d2.T @ h,
        "b2": params["b2"] - lr * d2.sum(axis=0),
    }
