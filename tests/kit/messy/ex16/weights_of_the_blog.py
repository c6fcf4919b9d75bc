def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    E = 0.9 * square_avg + 0.1 * grad * grad
    new = param - lr / np.sqrt(E + eps) * grad
    return [np.array(new, dtype=float), np.array(E, dtype=float)]
