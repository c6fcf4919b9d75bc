def train(params, x, t, lr, steps):
    losses = []
    for _ in range(steps):
        params, loss = train_step(params, x, t, lr)
        losses.append(loss)
        if loss < 0.1:
            break
    return params, losses
