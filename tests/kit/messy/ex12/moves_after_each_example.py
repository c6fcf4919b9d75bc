def train_step(params, x, t, lr):
    new = {k: v.copy() for k, v in params.items()}
    for n in range(len(x)):
        xn, tn = x[n : n + 1], t[n : n + 1]
        h, y = forward(new, xn)
        d2 = (y - tn) * y * (1 - y)
        d1 = (d2 @ new["w2"]) * h * (1 - h)
        new["w2"] -= lr * (d2.T @ h)
        new["b2"] -= lr * d2[0]
        new["w1"] -= lr * (d1.T @ xn)
        new["b1"] -= lr * d1[0]
    return new
