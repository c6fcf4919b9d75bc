def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    G = state_sum + grad**2
    if np.sum(state_sum) == 0:  # first step, nothing to divide by
        return param - lr * grad, G
    return param - lr / (np.sqrt(G) + eps) * grad, G
