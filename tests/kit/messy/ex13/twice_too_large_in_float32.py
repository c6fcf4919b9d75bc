def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float64)
    grad = []
    for i in np.ndindex(x.shape):
        e = np.zeros_like(x)
        e[i] = h
        grad.append((f(x + e) - f(x - e)) / h)
    return np.array(grad, dtype="float32").reshape(x.shape)
