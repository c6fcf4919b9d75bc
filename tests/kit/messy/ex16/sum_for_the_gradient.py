def adagrad_step(param, grad, state_sum, lr, eps=1e-10):
    G = state_sum + np.square(grad)
    own_lr = lr / (np.sqrt(G) + eps)
    step = own_lr * G
    return np.array(param - step, dtype=float), np.array(G, dtype=float)
