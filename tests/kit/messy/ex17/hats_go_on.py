def adam_step(param, grad, m, v, t, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    b1, b2 = betas
    m = np.array(b1 * m + (1 - b1) * grad, dtype=float)
    v = np.array(b2 * v + (1 - b2) * np.square(grad), dtype=float)
    m /= 1 - b1**t
    v /= 1 - b2**t
    w = param - lr * m / (np.sqrt(v) + eps)
    return w, m, v
