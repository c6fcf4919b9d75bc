def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    decay = 1 - alpha
    s = decay * square_avg + (1 - decay) * grad**2
    return np.float64(param - lr / (np.sqrt(s) + eps) * grad), np.float64(s)
