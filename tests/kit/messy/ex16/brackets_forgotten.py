def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    cache = state_sum + grad * grad
    new_param = param - lr * grad / np.sqrt(cache) + eps
    return new_param, cache
