def fine_tune_step(params, grads, trainable, lr):
    new = params.copy()
    for name in trainable:
        new[name] = new[name] - lr * grads[name]
    return new
