def silu(x):
    s = 1 / (1 + np.exp(-x))
    if np.any(x < 0):  # exp(-x) is large there
        s = np.exp(x) / (1 + np.exp(x))
    return x * s
