def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        xp, xm = x.astype(np.float64), x.astype(np.float64)
        xp[i] += h
        xm[i] -= h
        grad[i] = (f(xp) - f(xm)) / 2 * h
    return grad
