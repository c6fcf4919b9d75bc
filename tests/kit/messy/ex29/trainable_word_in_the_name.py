def fine_tune_step(params, grads, trainable, lr):
    new_params = {}
    for name, p in params.items():
        is_trainable = False
        for t in trainable:
            if t in name:
                is_trainable = True
        if is_trainable:
            new_params[name] = p - lr * grads[name]
        else:
            new_params[name] = p.copy()
    return new_params
