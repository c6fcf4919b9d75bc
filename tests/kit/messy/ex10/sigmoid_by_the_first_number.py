def silu(x):
    s = 1 / (1 + np.exp(-x))
    if x.flat[0] < 0:  # exp(-x) is large there
        s = np.exp(x) / (1 + np.exp(x))
    return s * x
