def fine_tune_step(params, grads, trainable, lr):
    trainable = str(trainable)
    result = {}
    for name, value in params.items():
        if name in trainable:
            result[name] = value - lr * grads[name]
        else:
            result[name] = value.copy()
    return result
