def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    beta = momentum
    v = beta * velocity + (1 - beta) * grad
    if nesterov:
        v_hat = beta * v + grad
        return param - lr * v_hat, v
    return param - lr * v, v
