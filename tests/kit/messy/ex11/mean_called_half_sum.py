def half_sse(y, t):
    assert y.shape == t.shape, "y and t must have the same shape"
    n = len(y)
    total = 0.0
    for i in range(n):
        total += np.sum((t[i] - y[i]) ** 2)
    return float(total / (2 * n))
