def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    new_param = param - lr * velocity
    if nesterov:
        new_param = param - lr * (grad + momentum * velocity)
    velocity = momentum * velocity + grad
    return new_param, velocity
