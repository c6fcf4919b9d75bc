def sigmoid(z):
    with np.errstate(over="ignore"):
        s = 1.0 / (1.0 + np.exp(-z))
    return np.minimum(np.maximum(s, 1e-7), 1.0 - 1e-7)
