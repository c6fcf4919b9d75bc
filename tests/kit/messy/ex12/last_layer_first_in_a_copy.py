def train_step(params, x, t, lr):
    h, y = forward(params, x)
    new = params.copy()
    d2 = (y - t) * y * (1 - y)
    new["w2"] -= lr * d2.T @ h
    new["b2"] -= lr * d2.sum(axis=0)
    d1 = d2 @ new["w2"] * h * (1 - h)
    new["w1"] -= lr * d1.T @ x
    new["b1"] -= lr * d1.sum(axis=0)
    return new
