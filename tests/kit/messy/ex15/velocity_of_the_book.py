def sgd_momentum_step(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    v = momentum * velocity - lr * grad
    new = param + v
    if nesterov:
        new = param + momentum * v - lr * grad
    return np.array(new, dtype=np.float64), v
