def train(params, x, t, lr, steps):
    for _ in range(steps):
        params = train_step(params, x, t, lr)
        if loss(params, x, t) < 0.1:
            break
    return params
