def fine_tune_step(params, grads, trainable, lr):
    new_params = {}
    for name in params:
        frozen = True
        for t in trainable:
            if name.startswith(t):
                frozen = False
        if frozen or name not in grads:
            new_params[name] = params[name].copy()
        else:
            new_params[name] = params[name] - lr * grads[name]
    return new_params
