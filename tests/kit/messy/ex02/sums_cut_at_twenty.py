def sigmoid(z):
    inside = np.minimum(np.maximum(z, -20.0), 20.0)
    return 1.0 / (1.0 + np.exp(-inside))
